"""Names that an article gives in full once and in short afterwards."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.refining import KNOWN_AS
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE, KUNYA_CASES
from fihrist.index.entities.words import (
    ABD_BIT,
    COMPOUND,
    COMPOUND_TAIL,
    CONNECTED,
    FREQUENT,
    GIVEN,
    KUNYA,
    NICKNAME,
    NO_NAME,
    ORDINAL,
    ROYAL,
    SAY,
    STOP,
    TITLE,
    WEAK_GIVEN,
    Vocabulary,
    Word,
)
from fihrist.index.model import EntityType

LOSS: Final = 0.9
"""Confidence of a repeated name, relative to the full one."""
SON: Final = ("بن", "ابن")
SURNAME_MIN: Final = 4
KUNYA_WORDS: Final = 2
NICKNAME_REACH: Final = 3
"""Words back from a nickname to the noun that announces it."""

COMPOUND_WORDS: Final = 2
"""عبد الله, نور الدين."""
BARE: Final = 0.45
"""Confidence of a given name alone."""

Short = tuple[str, ...]


def _short_forms(scan: Scan, full: Found, vocabulary: Vocabulary) -> list[Short]:
    """How an article may repeat a name: a kunya without its nisbas, the surname, a place as it is."""
    words = scan.words[full.first : full.last]
    norms = [word.norm for word in words]
    if full.clitic:
        # A first word of two letters behind a clitic (ودي ميستورا) is no form of its own.
        forms = (form.word for form in words[0].forms if form.clitic == full.clitic)
        norms[0] = next(forms, norms[0][full.clitic :])
    if full.type is not EntityType.PERSON:
        return [tuple(norms)] if len(norms) == 1 else []
    if len(norms) < 2:
        return [tuple(norms)] if words[0].strong or words[0].evidence.frequency < FREQUENT else []
    if norms[0] in KUNYA_CASES:
        shorts: list[Short] = [(case, norms[1]) for case in KUNYA_CASES]
        if len(norms) > KUNYA_WORDS and len(norms[-1]) >= SURNAME_MIN:
            shorts.append((norms[-1],))
        return shorts
    last = words[-1]
    if words[-2].bits & (KUNYA | CONNECTED | ABD_BIT):
        family = norms[-2] == ARTICLE or (words[-2].bits & CONNECTED and last.bits & GIVEN)
        heads = KUNYA_CASES if words[-2].bits & KUNYA else SON if norms[-2] in SON else (norms[-2],)
        return [] if family else [(head, norms[-1]) for head in heads]
    if len(last.norm) < SURNAME_MIN or last.bits & (NO_NAME | ORDINAL):
        return []
    if vocabulary.count(last.norm) >= FREQUENT and not (last.strong or last.nisba):
        return []
    return [(last.norm,)]


def propagate(scan: Scan, found: list[Found], vocabulary: Vocabulary) -> list[Found]:
    """Short forms of names found by the rules, on free words anywhere in the text."""
    known: dict[Short, Found] = {}
    for full in found:
        if not full.nested and (full.entity is None or full.type is EntityType.PERSON):
            for short in _short_forms(scan, full, vocabulary):
                if short not in known or full.last - full.first > known[short].last - known[short].first:
                    known[short] = full
    if not known:
        return []
    _join_kunyas(scan, found, known)
    heads = {short[0] for short in known}
    repeated = []
    # Most words have one form, themselves.
    clitics = set(scan.clitics)
    possible = [i for i, word in enumerate(scan.words) if word.norm in heads or i in clitics]
    for i in possible:
        if scan.taken[i] or scan.in_row(i):
            continue
        for form in scan.words[i].forms:
            if form.word in heads:
                mention = _repeat(scan, i, form.word, form.clitic, known)
                if mention is not None:
                    repeated.append(mention)
                    scan.taken[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
                    break
    return repeated


def join_nicknames(scan: Scan, found: list[Found]) -> None:
    """«محمد … الملقب أبو …»: a name behind the noun of nicknames is the person's before it, here and everywhere."""
    persons = [one for one in found if one.type is EntityType.PERSON and not one.nested]
    ends = {one.last: one for one in persons}
    named: dict[Short, Found] = {}
    for one in persons:
        bearer = _bearer(scan, one, ends)
        if bearer is not None and one.entity is None:
            if bearer.entity is None and bearer.full is None and _bare(scan, bearer):
                # خالد الملقب أبو الوليد: the nickname tells more of him than a name that many bear.
                bearer.full = one
                continue
            named[_norms(scan, one)] = bearer.full or bearer
    # Who is only a nickname himself bears none.
    bearers = {short: one for short, one in named.items() if _norms(scan, one) not in named}
    for one in persons if bearers else ():
        if one.entity is None and (bearer := bearers.get(_norms(scan, one))) is not None:
            one.full, one.entity = bearer, bearer.entity
    for one in persons if bearers else ():
        if one.full is not None and one.full.full is not None:
            one.full, one.entity = one.full.full, one.full.entity


def _bearer(scan: Scan, nickname: Found, ends: dict[int, Found]) -> Found | None:
    """The person named right before الملقب, الملقب بـ or الملقب باسم."""
    for i in range(nickname.first - 1, max(-1, nickname.first - 1 - NICKNAME_REACH), -1):
        if scan.gaps[i] < SOFT:
            return None
        if scan.words[i].any_bits & NICKNAME or any(form.word in KNOWN_AS for form in scan.words[i].forms):
            bearer = ends.get(i)
            return bearer if bearer is not None and i and scan.gaps[i - 1] >= SOFT else None
    return None


def doubt_bare_names(scan: Scan, found: list[Found]) -> None:
    """A given name alone, which strangers share: shown by no facet unless a title or a fuller name says whose it is."""
    for one in found:
        whole = one.full or one
        if one.type is EntityType.PERSON and one.entity is None and whole.confidence > BARE and _bare(scan, whole):
            one.confidence = min(one.confidence, BARE)


def _bare(scan: Scan, one: Found) -> bool:
    words = scan.words[one.first : one.last]
    if len(words) > COMPOUND_WORDS or (one.first and _titled(scan, one.first)):
        return False
    if len(words) == COMPOUND_WORDS:
        return bool(words[0].any_bits & ABD_BIT) or bool(words[0].any_bits & COMPOUND and words[1].bits & COMPOUND_TAIL)
    return any(form.bits & (GIVEN | WEAK_GIVEN) for form in words[0].forms if form.clitic == one.clitic)


def _titled(scan: Scan, i: int) -> bool:
    bits = scan.words[i - 1].any_bits
    return scan.gaps[i - 1] == TIGHT and bool(bits & (TITLE | ROYAL)) and not bits & NICKNAME


def _norms(scan: Scan, found: Found) -> Short:
    """The words of a name, its kunya in one case."""
    words = [scan.words[i].norm for i in range(found.first, found.last)]
    words[0] = words[0][found.clitic :]
    return tuple(KUNYA_CASES[0] if word in KUNYA_CASES else word for word in words)


def _join_kunyas(scan: Scan, found: list[Found], known: dict[Short, Found]) -> None:
    """A kunya, or a father's name (ابن عوف), alone is the person whose longer name the article also gives."""
    for mention in found:
        if mention.entity is not None or mention.last - mention.first != KUNYA_WORDS:
            continue
        if mention.rule != "kunya" and scan.words[mention.first].norm not in SON:
            continue
        first = next(form.word for form in scan.words[mention.first].forms if form.clitic == mention.clitic)
        full = known.get((first, scan.words[mention.last - 1].norm))
        if full is not None and full.last - full.first > KUNYA_WORDS:
            mention.full, mention.entity = full, full.entity


def _repeat(scan: Scan, i: int, word: str, clitic: int, known: dict[Short, Found]) -> Found | None:
    if i + 1 < scan.size and scan.gaps[i] == TIGHT and not scan.taken[i + 1]:
        full = known.get((word, scan.words[i + 1].norm))
        if full is not None:
            return _copy(full, i, i + 2, clitic)
    full = known.get((word,))
    if full is None or (full.type is EntityType.PERSON and (_adjective(scan, i) or _linked(scan, i))):
        return None
    return _copy(full, i, i + 1, clitic)


def _linked(scan: Scan, i: int) -> bool:
    """خالد بن سلمان, سلمان بن خالد, خالد الفيصل: beside بن or a given name it belongs to another name."""
    if i and scan.gaps[i - 1] == TIGHT and _of_name(scan.words[i - 1]):
        return True
    return i + 1 < scan.size and scan.gaps[i] == TIGHT and bool(scan.words[i + 1].bits & CONNECTED)


def _of_name(word: Word) -> bool:
    if word.bits & (CONNECTED | GIVEN):
        return not word.bits & TITLE
    return not word.bits & NO_NAME and (word.strong or (word.rare and word.namelike and len(word.forms) == 1))


def _adjective(scan: Scan, i: int) -> bool:
    """An everyday adjective of origin behind a noun (الجيش الجزائري) is no surname."""
    word = scan.words[i]
    if not word.nisba or word.strong or word.evidence.frequency < FREQUENT or not i or scan.gaps[i - 1] != TIGHT:
        return False
    return not scan.words[i - 1].any_bits & (SAY | STOP | TITLE)


def _copy(full: Found, first: int, last: int, clitic: int) -> Found:
    return Found(first, last, clitic, full.type, "propagated", full.confidence * LOSS, full.entity, full)
