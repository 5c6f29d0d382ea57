"""Readings of a word whose clitics are known: its ending and its dictionary form, proved by the lexicon."""

from __future__ import annotations

from typing import Final, NamedTuple

from fihrist.index.arabic import nouns, verbs
from fihrist.index.arabic.clitics import ARTICLE, ARTICLES, DOUBLE_LAM, FUTURE, HAMZATED, MIN_STEM, compound
from fihrist.index.arabic.lemmas import Lemmas

MIN_EVIDENCE: Final = 2.0
"""Occurrences that a dictionary form needs."""
_GENDERS: Final = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH}"
_PREPOSITIONS: Final = frozenset(("ب", "ك", "وب", "وك", "فب"))
"""What does not stand before verbs."""
_PAST_SHARE: Final = 0.1
"""How frequent a past tense must be, by the frequency of the imperfect that proves it."""
_KNOWN_NEED: Final = 0.1
"""How frequent a listed noun must be, by the frequency of the word, for an ending to come off."""
_VERBAL: Final = 5.0
"""Preference of a listed verb before nouns of the corpus, and of a listed noun before a verb: what ends like a verb's form and an object is seldom a noun."""
_WHOLE: Final = {1: 10.0, 2: 1.0}
"""Preference of a listed word behind so many letters of clitics before a word with an ending: ولون is of لون, not of ولي."""
_ENDINGS: Final = nouns.endings()
_BEFORE_VERBS: Final = frozenset(("", "و", "ف", "ل"))
"""What stands before a past tense."""
_NOON: Final = "\N{ARABIC LETTER NOON}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_HEH: Final = "\N{ARABIC LETTER HEH}"


class Decision(NamedTuple):
    """How a word was taken apart."""

    stem: str
    lemma: str
    """The dictionary form of ``word[left:right]``; a plural or feminine when it was found as one."""
    left: int
    """Where the word behind its clitics begins."""
    right: int
    """Where its ending begins."""
    rule: str
    """What decided: ``none``, ``closed``, ``name``, ``lexicon``, ``verb`` or ``shape``."""
    filed: str
    """Why the stem is not the lemma: ``table``, ``template``, ``feminine`` or nothing."""


def analysis(norm: str, left: int, rights: list[int], words: Lemmas) -> tuple[float, float, Decision] | None:
    """The best reading of the word behind `left` letters of clitics.

    Returns the evidence that the word begins there, the weight of its dictionary form, and the reading.
    """
    length, prefix = len(norm), norm[:left]
    if prefix in FUTURE:
        found = _verb(norm, left, rights, words.weight(norm[left:]), words)
        return None if found is None else (found[0], *found)
    if prefix.endswith(DOUBLE_LAM) and norm[left - 1 :] in words.listed:
        left -= 1
    rest = norm[left:]
    own = words.weight(rest)
    if left and (rest in words.listed or rest in words.plurals):
        factor = 1.0 if prefix in ARTICLES or _ends_otherwise(norm, rest, words) else _WHOLE[len(prefix)]
        return own, own * factor, Decision("", rest, left, length, "lexicon", "")
    if prefix in ARTICLES and ARTICLE + rest in words.plurals:
        return own, own, Decision("", ARTICLE + rest, left, length, "lexicon", "")
    top, best = _inflected(norm, left, rights, own, words)
    if best is None and left and own:
        top, best = own, Decision("", rest, left, length, "lexicon", "")
    return None if best is None else (top + own if left else top, top, best)


def _ends_otherwise(norm: str, rest: str, words: Lemmas) -> bool:
    """Whether the usual spellings of a word and of what is behind its clitics differ in the end: وجهه is not of جهة."""
    return norm in words.counts and words.spellings.get(norm, norm)[-1] != words.spellings.get(rest, rest)[-1]


def _inflected(norm: str, left: int, rights: list[int], own: int, words: Lemmas) -> tuple[float, Decision | None]:
    """The best reading with an ending, or as a verb, and the weight of its dictionary form."""
    definite = norm[:left] in ARTICLES
    top, best = 0.0, None
    for right in rights:
        if right - left > 1:
            weight, lemma = _noun(norm[left:right], norm[right:], own, definite, words)
            if weight > top:
                top, best = weight, Decision("", lemma, left, right, "lexicon", "")
    found = None if definite else _verb(norm, left, rights, own, words)
    if found is None or best is None:
        return found or (top, best)
    if best.lemma in words.nouns and best.lemma[-1] == _HEH:  # teh before a pronoun: ضربته, قوتها
        return top, best
    if norm[best.right :] == "\N{ARABIC LETTER YEH}":  # تسعى before a construct
        return found
    preferred = _VERBAL * _VERBAL if _is_noun(best.lemma, words) else 1.0
    return found if found[0] * _VERBAL > top * preferred else (top, best)


def _noun(core: str, ending: str, own: int, definite: bool, words: Lemmas) -> tuple[float, str]:
    """The best dictionary form of a noun before its ending, and its weight; 0 when there is none."""
    top, best, found = 0.0, "", 0
    for added, need, boost, proof, follows_article in _ENDINGS.get(ending, ()):
        if definite and not follows_article:
            continue
        lemma = nouns.dictionary_form(core, added)
        if lemma in words.closed or (len(lemma) < MIN_STEM and lemma not in words.nouns):
            continue
        if compound(lemma, words):
            continue
        weight = words.weight(lemma) or (own if nouns.is_participle_plural(core, ending) else 0)
        if need > _KNOWN_NEED and _is_noun(lemma, words):
            need = _KNOWN_NEED
        if weight * boost <= top or weight < max(MIN_EVIDENCE, need * own):
            continue
        if (proof is None or proof(words, core, own)) and _spelt_alike(core + ending, core, lemma, words):
            top, best, found = weight * boost, lemma, weight
    return float(found), best


def _is_noun(lemma: str, words: Lemmas) -> bool:
    return lemma in words.nouns or lemma in words.adjectives or lemma in words.plurals


def _spelt_alike(rest: str, core: str, lemma: str, words: Lemmas) -> bool:
    """Whether a hamza inside the word is one of its dictionary form too: تأمين is none of تام."""
    spelling = words.spellings.get(rest)
    if spelling is None:
        return True
    inside = words.spellings.get(lemma, lemma)[1 : len(core)]
    return all((a in HAMZATED) <= (b != _ALEF) for a, b in zip(spelling[1 : len(core)], inside, strict=False))


def _verb(norm: str, left: int, rights: list[int], own: int, words: Lemmas) -> tuple[float, Decision] | None:
    """The past tense of a listed verb, and its weight."""
    rest = norm[left:]
    noun = words.counts.get(ARTICLE + rest, 0) * 2 > words.counts.get(rest, 0)
    if (noun and (rest[0] != "\N{ARABIC LETTER YEH}" or rest in words.listed)) or words.spellings.get(
        rest, ""
    ).endswith("\N{ARABIC LETTER TEH MARBUTA}"):
        return None
    for right in (len(norm), *rights):
        verb = _past(norm, left, right, words) or _imperfect(norm, left, right)
        if verb is not None and verb != norm:
            evidence = words.weight(verb)
            if evidence * 10 >= own:
                return float(evidence), Decision(verb, verb, left, right, "verb", "")
    return _proved_verb(norm, left, words)


def _past(norm: str, left: int, right: int, words: Lemmas) -> str | None:
    """The listed verb of which ``norm[left:]`` is a past tense with the ending at `right`."""
    ending = norm[right:]
    if ending not in verbs.PAST_ENDINGS or norm[:left] not in _BEFORE_VERBS:
        return None
    if not ending and norm[left:] in words.feminine_verbs:
        return None
    return verbs.paradigms()[0].verb(norm[left:right], ending)


def _imperfect(norm: str, left: int, right: int) -> str | None:
    """The listed verb of which ``norm[left:]`` is an imperfect with the ending at `right`; in -a a noun has teh: تدخلا."""
    person, ending = norm[left], norm[right:]
    if person not in verbs.PERSONS or ending not in verbs.IMPERFECT_ENDINGS or norm[:left] in _PREPOSITIONS:
        return None
    if right - left <= (3 if person == _NOON else 2) or (ending == _ALEF and person != verbs.YEH):
        return None
    return verbs.paradigms()[1].verb(norm[left + 1 : right], ending)


def _proved_verb(norm: str, left: int, words: Lemmas) -> tuple[float, Decision] | None:
    """An imperfect whose past tense, and whose other gender, the corpus knows."""
    person, body = norm[left], norm[left + 1 :]
    if person not in _GENDERS or len(body) < MIN_STEM or norm[:left] in _PREPOSITIONS:
        return None
    get = words.counts.get
    if not all(get(gender + body, 0) for gender in _GENDERS):
        return None
    weight, verb = max((get(past, 0), past) for past in (body, _ALEF + body))
    if weight < max(MIN_EVIDENCE, _PAST_SHARE * get(_GENDERS[0] + body, 0)) or verb in words.nouns:
        return None
    return float(weight), Decision(verb, verb, left, len(norm), "verb", "")
