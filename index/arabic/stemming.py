"""Stems: a word without its clitics and inflection.

Tashaphyne proposes the segmentations of a word, the lexicon decides: an affix comes off when what is left is as frequent
as a word of its own must be (`lexicon`, `lemmas`). Broken plurals meet their singulars, the imperfect meets the past.
Names and closed-class words are left as they are, a clitic before them comes off (لداعش is داعش). Where the lexicon
knows neither the word nor what is left of it, the shape of the word decides (`choice`).

The stem is a function of the folded word and of the tables alone: the same in every process and thread.
"""

from __future__ import annotations

from typing import Final

from fihrist.index.arabic import affixes, choice, clitics, nouns
from fihrist.index.arabic.clitics import ARTICLE, ARTICLES, MASDAR, MIN_STEM, PREFERENCE
from fihrist.index.arabic.lemmas import CLOSED_CLASS, NAMES, Lemmas, lemmas
from fihrist.index.arabic.readings import MIN_EVIDENCE, Decision, analysis
from fihrist.index.arabic.segmenter import segmenter

__all__ = ["CLOSED_CLASS", "NAMES", "Decision", "decide", "stem"]

MAX_STEMMED: Final = 24
"""A longer word is no inflected form; it is its own stem."""
_LISTED: Final = 20.0
"""Preference of words in a list before those the corpus alone knows, which may hold clitics themselves."""
_CONJUNCTIONS: Final = frozenset("\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}")
_PLURAL: Final = "ات"
_HEH: Final = "\N{ARABIC LETTER HEH}"


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
    if (
        norm[1:] in words.closed
        and length > MIN_STEM
        and norm not in words.weights
        and clitics.precedes_particle(norm, words)
    ):
        return Decision(norm[1:], norm[1:], 1, length, "closed", "")
    return _by_lexicon(norm, words) or _by_shape(norm)


def _filed(words: Lemmas, lemma: str, left: int, right: int) -> Decision:
    found, filed = nouns.canonical(words, lemma)
    return Decision(found, lemma, left, right, "lexicon", filed)


def _by_lexicon(norm: str, words: Lemmas) -> Decision | None:
    """The best reading that the lexicon proves; none when it knows neither the word nor what is left of it."""
    length = len(norm)
    if norm in words.plurals or (norm in words.listed and not clitics.article_opens(norm, 2, words)):
        return _filed(words, norm, 0, length)
    tree = segmenter()
    own = words.weight(norm)
    rights = [at for at in tree.lookup_suffixes(norm) if 1 < at < length]
    definite = length > MIN_STEM and clitics.article_opens(norm, 2, words) and clitics.seen_alone(norm[2:], words)
    best, top = None, 0.0
    for left in [2] if definite else dict.fromkeys(tree.lookup_prefixes(norm)):
        need = clitics.prefix_need(norm, left, words) if left else 0.0
        if need < 0:
            continue
        shadowed = best is not None and best.lemma in words.weights
        if left and norm[left:] in words.names and not shadowed and clitics.name_behind(norm, left, own, words):
            return Decision(norm[left:], norm[left:], left, length, "name", "")
        rank, reading = _ranked(norm, left, need * own, rights, words)
        if rank > top:
            best, top = reading, rank
    if best is not None:
        return best if best.rule == "verb" else _filed(words, best.lemma, best.left, best.right)
    return _filed(words, norm, 0, length) if own >= MIN_EVIDENCE else None


def _ranked(norm: str, left: int, need: float, rights: list[int], words: Lemmas) -> tuple[float, Decision | None]:
    """The best reading behind `left` letters of clitics with its rank; 0 when it has not the evidence it needs."""
    found = analysis(norm, left, rights, words)
    if found is None and left and need > 0 and MASDAR.fullmatch(norm, left):
        found = need + MIN_EVIDENCE, need + MIN_EVIDENCE, Decision("", norm[left:], left, len(norm), "lexicon", "")
    if found is None:
        return 0.0, None
    evidence, weight, reading = found
    listed = reading.lemma in words.weights
    if evidence < max(MIN_EVIDENCE, need) or (
        not left and norm.startswith(ARTICLE) and reading.rule != "verb" and not listed
    ):
        return 0.0, None
    if reading.rule == "verb" and not left and weight < (own := words.weight(norm)):
        weight *= weight / own  # ودعت is of دعا: ودع is rarer than the form of it would be
    rank = weight if clitics.hamza_follows(norm, left, words) else weight * PREFERENCE[norm[:left]]
    return rank * _LISTED if listed or reading.lemma[:-1] in words.adjectives else rank, reading


def _by_shape(norm: str) -> Decision:
    """Tashaphyne's segmentation by the shape of what would be left, for words the lexicon does not know."""
    length = len(norm)
    if length <= MIN_STEM:
        return Decision(norm, norm, 0, length, "none", "")
    tree = segmenter()
    left = max((at for at in tree.lookup_prefixes(norm) if at and choice.prefix_holds(norm, at)), default=0)
    definite = norm[:left] in ARTICLES
    left = choice.word_start(norm, left)
    rights = (at for at in tree.lookup_suffixes(norm) if left < at < length and norm[at:] in affixes.SHAPED_SUFFIXES)
    right = min(
        (at for at in rights if choice.suffix_holds(norm[left:at], norm[at:], definite=definite)), default=length
    )
    core = norm[left:right]
    if right - left == 4 and core.endswith(_PLURAL):
        core = core[:2] + _HEH
    return Decision(core, core, left, right, "shape", "")
