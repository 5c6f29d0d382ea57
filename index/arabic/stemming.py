"""Stems: a word without its clitics and inflection.

Tashaphyne proposes the segmentations of a word, the lexicon decides: an affix comes off when what is left is as frequent
as a word of its own must be (`lexicon`, `lemmas`). Broken plurals meet their singulars, the imperfect meets the past.
Names and closed-class words are left as they are, a clitic before them comes off (لداعش is داعش). Where the lexicon
knows neither the word nor what is left of it, the shape of the word decides (`choice`).

The stem is a function of the folded word and of the tables alone: the same in every process and thread.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from fihrist.index.arabic import affixes, choice, nouns, verbs
from fihrist.index.arabic.lemmas import CLOSED_CLASS, NAMES, Lemmas, lemmas

if TYPE_CHECKING:
    from tashaphyne.stemming import ArabicLightStemmer

__all__ = ["CLOSED_CLASS", "NAMES", "Decision", "decide", "stem"]

MIN_STEM: Final = 3
"""Letters that a stem keeps."""
MAX_STEMMED: Final = 24
"""A longer word is no inflected form; it is its own stem."""
MIN_EVIDENCE: Final = 2.0
"""Occurrences that a dictionary form needs."""

_ARTICLES: Final = frozenset(affixes.ARTICLES)
_FUTURE: Final = frozenset(affixes.FUTURE)
_ARTICLE: Final = "ال"
_ALEF: Final = "ا"
_HAMZATED: Final = frozenset("أإآ")
_CONJUNCTIONS: Final = frozenset("وف")
_DOUBLE_LAM: Final = "لل"
_PLURAL: Final = "ات"
_HEH: Final = "ه"

_CLITIC_NEED: Final = {
    "ال": 0.0,
    **dict.fromkeys(("وال", "بال", "كال", "فال", "وبال", "وكال", "فبال"), 0.2),
    **dict.fromkeys(("لل", "ولل", "فلل"), 0.05),
    **dict.fromkeys(("و", "ب", "ل", "وب", "ول", "س", "وس", "فس"), 1.0),
    **dict.fromkeys(("ف", "ك", "وك", "فب", "فل"), 2.0),
}
"""How frequent the rest must be, by the frequency of the word, for its first letters to be clitics."""
_PREFERENCE: Final = {
    "": 1.0,
    **dict.fromkeys(affixes.ARTICLES, 1.0),
    **dict.fromkeys(affixes.FUTURE, 1.0),
    **dict.fromkeys(("و", "ب", "ل", "وب", "ول"), 0.15),
    **dict.fromkeys(("ف", "ك", "وك", "فب", "فل"), 0.02),
}
"""How often the letters are clitics: a factor of the evidence when several readings hold."""
_LISTED: Final = 20.0
"""Preference of words in a list before those the corpus alone knows, which may hold clitics themselves."""
_VERBAL: Final = 5.0
"""Preference of a listed verb before nouns of the corpus, and of a listed noun before a verb: what ends like a verb's form and an object is seldom a noun."""
_RARE_CLITICS: Final = frozenset(("ف", "ك", "وك", "فب", "فل"))
_MASDAR: Final = re.compile("ت..ي.|است..ا.|است.ا.ه|ا.ت.ا.|ان..ا.|م.ا..ه")
"""Shapes of verbal nouns of the derived forms, which are no names: لتفريق, باستخدام."""
_WHOLE: Final = 10.0
"""Preference of a listed word behind a clitic before a word with an ending: ولون is of لون, not of ولي."""
_GENDERS: Final = "يت"
_PREPOSITIONS: Final = frozenset(("ب", "ك", "وب", "وك", "فب"))
"""What does not stand before verbs."""
_PAST_SHARE: Final = 0.1
"""How frequent a past tense must be, by the frequency of the imperfect that proves it."""
_KNOWN_NEED: Final = 0.1
"""How frequent a listed noun must be, by the frequency of the word, for an ending to come off."""
_ENDINGS: Final = nouns.endings()
_SHORT_REST: Final = 3.0
"""Factor of that need when only three letters are left."""


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


@cache
def segmenter() -> ArabicLightStemmer:
    """Tashaphyne with our affixes; looking affixes up only reads its trees, so that threads may share it."""
    from tashaphyne.stemming import ArabicLightStemmer

    stemmer = ArabicLightStemmer()
    stemmer.set_prefix_list(affixes.PREFIXES)
    stemmer.set_suffix_list(affixes.SUFFIXES)
    return stemmer


def stem(norm: str) -> str:
    """The stem of a tier-2 word; a word that is not Arabic, or too long, is its own stem."""
    return decide(norm).stem


def decide(norm: str) -> Decision:
    """The stem of a tier-2 word, and how it was found."""
    length = len(norm)
    if not 1 < length <= MAX_STEMMED or not "\u0621" <= norm[0] <= "\u064a":
        return Decision(norm, norm, 0, length, "none", "")
    words = lemmas()
    if norm in words.closed:
        left = int(norm[0] in _CONJUNCTIONS and norm[1:] in words.closed)
        return Decision(norm[left:], norm[left:], left, length, "closed", "")
    if norm in words.names:
        return Decision(norm, norm, 0, length, "name", "")
    if norm[1:] in words.closed and length > MIN_STEM and norm not in words.weights and _precedes_particle(norm, words):
        return Decision(norm[1:], norm[1:], 1, length, "closed", "")
    return _by_lexicon(norm, words) or _by_shape(norm)


def _precedes_particle(norm: str, words: Lemmas) -> bool:
    """Whether the first letter is a clitic of the function word behind it: wa- always, bi- and li- of short ones."""
    if norm[0] == "و":
        return True
    return (
        norm[0] in "بل"
        and len(norm) == 4
        and norm[-1] != _HEH
        and 20 * words.counts.get(norm, 0) < words.counts.get(norm[1:], 0)
    )


def _filed(words: Lemmas, lemma: str, left: int, right: int) -> Decision:
    found, filed = nouns.canonical(words, lemma)
    return Decision(found, lemma, left, right, "lexicon", filed)


def _by_lexicon(norm: str, words: Lemmas) -> Decision | None:
    length = len(norm)
    if norm in words.plurals or (norm in words.listed and not _article_opens(norm, 2, words)):
        return _filed(words, norm, 0, length)
    tree = segmenter()
    own = words.weight(norm)
    rights = [at for at in tree.lookup_suffixes(norm) if 1 < at < length]
    best: Decision | None = None
    top = 0.0
    definite = length > MIN_STEM and _article_opens(norm, 2, words) and _seen_alone(norm[2:], words)
    lefts = [2] if definite else dict.fromkeys(tree.lookup_prefixes(norm))
    for left in lefts:
        need = prefix_need(norm, left, words) if left else 0.0
        if need < 0:
            continue
        shadowed = best is not None and best.lemma in words.weights
        if left and norm[left:] in words.names and not shadowed and _name_behind(norm, left, own, words):
            return Decision(norm[left:], norm[left:], left, length, "name", "")
        found = _analysis(norm, left, rights, words)
        if found is None and left and own and need > 0 and _MASDAR.fullmatch(norm, left):
            found = own, own, Decision("", norm[left:], left, length, "lexicon", "")
        if found is None:
            continue
        evidence, weight, decision = found
        if not left and norm.startswith(_ARTICLE) and decision.rule != "verb" and decision.lemma not in words.weights:
            continue
        if evidence >= max(MIN_EVIDENCE, need * own):
            rank = weight * (1.0 if _hamza_follows(norm, left, words) else _PREFERENCE[norm[:left]])
            if decision.lemma in words.weights or decision.lemma[:-1] in words.adjectives:
                rank *= _LISTED
            if rank > top:
                best, top = decision, rank
    if best is not None:
        return best if best.rule == "verb" else _filed(words, best.lemma, best.left, best.right)
    return _filed(words, norm, 0, length) if own >= MIN_EVIDENCE else None


def _seen_alone(word: str, words: Lemmas) -> bool:
    return word in words.counts or word in words.weights


def prefix_need(norm: str, left: int, words: Lemmas) -> float:
    """How frequent the rest must be, by the frequency of the word; negative when the letters are no clitic."""
    prefix, rest = norm[:left], norm[left:]
    need = _CLITIC_NEED[prefix]
    if prefix in _ARTICLES:
        opens = len(rest) >= 2 and (prefix.endswith(_DOUBLE_LAM) or _article_opens(norm, left, words))
        return need if opens else -1.0
    if rest in words.closed or (prefix in _FUTURE and rest[0] not in verbs.PERSONS):
        return -1.0
    if len(rest) < MIN_STEM:
        return need if rest in words.nouns else -1.0
    if _article_opens(rest, 2, words):
        return -1.0
    if rest in words.listed or rest in words.plurals or _MASDAR.fullmatch(rest) or _hamza_follows(norm, left, words):
        return need * (0.15 if len(rest) == MIN_STEM else 0.05)
    return need * _SHORT_REST if len(rest) == MIN_STEM else need


def _hamza_follows(norm: str, left: int, words: Lemmas) -> bool:
    """Whether the usual spelling shows that a word begins behind the clitics: لأزمة."""
    return left > 0 and words.spellings.get(norm, "")[left : left + 1] in _HAMZATED


def _article_opens(norm: str, left: int, words: Lemmas) -> bool:
    """Whether the alef and lam before `left` are the article, and no letters of the word as in التزام."""
    word, rest = norm[left - 2 :], norm[left:]
    if not word.startswith("ال"):
        return False
    if words.spellings.get(norm, "")[left - 2 : left - 1] in _HAMZATED:
        return False
    alone = words.counts.get(rest, 0)
    if not alone and rest not in words.listed and choice.opens(word):
        return False
    if word in words.verbs and alone < words.counts.get(word, 0):  # التقى
        return False
    if (word in words.listed or word in words.plurals) and not (
        rest in words.listed or alone * 10 >= words.counts.get(word, 0) > 0
    ):
        return False
    return words.counts.get("ال" + word, 0) <= alone


def _name_behind(norm: str, left: int, own: int, words: Lemmas) -> bool:
    if norm[:left] in _ARTICLES:
        return True
    rest = norm[left:]
    if rest in words.definite_names:
        return False
    if norm[:left] in _RARE_CLITICS:
        return words.weight(rest) > own
    return len(rest) > MIN_STEM or words.weight(rest) * 2 >= own


def _analysis(norm: str, left: int, rights: list[int], words: Lemmas) -> tuple[float, float, Decision] | None:
    """The best reading of the word behind `left` letters of clitics.

    Returns the evidence that the word begins there, the weight of its dictionary form, and the reading.
    """
    length, prefix = len(norm), norm[:left]
    if prefix in _FUTURE:
        found = _verb(norm, left, rights, words.weight(norm[left:]), words)
        return None if found is None else (found[0], *found)
    if prefix.endswith(_DOUBLE_LAM) and norm[left - 1 :] in words.listed:
        left -= 1
    rest = norm[left:]
    own = words.weight(rest)
    if left and (rest in words.listed or rest in words.plurals):
        factor = 1.0 if prefix in _ARTICLES or _ends_otherwise(norm, rest, words) else _WHOLE
        return own, own * factor, Decision("", rest, left, length, "lexicon", "")
    if prefix in _ARTICLES and _ARTICLE + rest in words.plurals:
        return own, own, Decision("", _ARTICLE + rest, left, length, "lexicon", "")
    top, best = _inflected(norm, left, rights, own, words)
    if best is None and left and own:
        top, best = own, Decision("", rest, left, length, "lexicon", "")
    return None if best is None else (top + own if left else top, top, best)


def _ends_otherwise(norm: str, rest: str, words: Lemmas) -> bool:
    """Whether the usual spellings of a word and of what is behind its clitics differ in the end: وجهه is not of جهة."""
    return norm in words.counts and words.spellings.get(norm, norm)[-1] != words.spellings.get(rest, rest)[-1]


def _inflected(norm: str, left: int, rights: list[int], own: int, words: Lemmas) -> tuple[float, Decision | None]:
    """The best reading with an ending, or as a verb, and the weight of its dictionary form."""
    definite = norm[:left] in _ARTICLES
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
    if norm[best.right :] == "ي":  # تسعى before a construct
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
    return all((a in _HAMZATED) <= (b != _ALEF) for a, b in zip(spelling[1 : len(core)], inside, strict=False))


def _verb(norm: str, left: int, rights: list[int], own: int, words: Lemmas) -> tuple[float, Decision] | None:
    """The past tense of a listed verb, and its weight."""
    rest = norm[left:]
    noun = words.counts.get(_ARTICLE + rest, 0) * 2 > words.counts.get(rest, 0)
    if (noun and (rest[0] != "ي" or rest in words.listed)) or words.spellings.get(rest, "").endswith("ة"):
        return None
    past, imperfect = verbs.paradigms()
    prefix = norm[:left]
    for right in (len(norm), *rights):
        ending = norm[right:]
        verb = (
            past.verb(norm[left:right], ending)
            if ending in verbs.PAST_ENDINGS and prefix in ("", "و", "ف", "ل")
            else None
        )
        if (
            verb is None
            and right - left > (4 if norm[left] == "ن" else 2)
            and norm[left] in verbs.PERSONS
            and ending in verbs.IMPERFECT_ENDINGS
            and prefix not in _PREPOSITIONS
        ):
            verb = imperfect.verb(norm[left + 1 : right], ending)
        if verb is not None and verb != norm:
            evidence = words.weight(verb)
            if evidence * 10 >= own:
                return float(evidence), Decision(verb, verb, left, right, "verb", "")
    return _proved_verb(norm, left, words)


def _proved_verb(norm: str, left: int, words: Lemmas) -> tuple[float, Decision] | None:
    """An imperfect whose past tense, and whose other gender, the corpus knows."""
    person, body = norm[left], norm[left + 1 :]
    if person not in _GENDERS or len(body) < MIN_STEM or norm[:left] in _PREPOSITIONS:
        return None
    get = words.counts.get
    if not all(get(gender + body, 0) for gender in _GENDERS):
        return None
    weight, verb = max((get(past, 0), past) for past in (body, _ALEF + body))
    if weight < max(MIN_EVIDENCE, _PAST_SHARE * get("ي" + body, 0)) or verb in words.nouns:
        return None
    return float(weight), Decision(verb, verb, left, len(norm), "verb", "")


def _by_shape(norm: str) -> Decision:
    """Tashaphyne's segmentation by the shape of what would be left, for words the lexicon does not know."""
    length = len(norm)
    if length <= MIN_STEM:
        return Decision(norm, norm, 0, length, "none", "")
    tree = segmenter()
    left = max((at for at in tree.lookup_prefixes(norm) if at and choice.prefix_holds(norm, at)), default=0)
    definite = norm[:left] in _ARTICLES
    left = choice.word_start(norm, left)
    rights = (at for at in tree.lookup_suffixes(norm) if left < at < length and norm[at:] in affixes.SHAPED_SUFFIXES)
    right = min(
        (at for at in rights if choice.suffix_holds(norm[left:at], norm[at:], definite=definite)), default=length
    )
    core = norm[left:right]
    if right - left == 4 and core.endswith(_PLURAL):
        core = core[:2] + _HEH
    return Decision(core, core, left, right, "shape", "")
