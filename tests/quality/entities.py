"""Names: exact spans, overlap, linking; on the hand-made gold of three pages and on general news nobody read.

The general news are the last 15 % of CLEANANERCorp's training part, which neither the rules nor the weights of the
statistical extractor were made on; nobody read them, but of three sets of weights the one was taken that did best here.
Its guidelines differ from ours (no ministries, no armies, teams named after their countries are organisations, prizes and
competitions a kind of their own), so some of what counts as wrong is not.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fihrist.index.entities import Extractor, find_entities
from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.model import FACET_CONFIDENCE, Mention
from tests.quality._spans import Score, compare
from tests.quality.figures import SHARED, Figure

GOLD = SHARED / "data" / "gold" / "entities.json"
PAGES = SHARED / "seeds"
NEWS = SHARED / "data" / "ner" / "cleananercorp-train.txt"
HELD_OUT = 0.15
TYPES = {"PER": "person", "PERS": "person", "ORG": "organisation", "LOC": "place"}

Span = tuple[int, int, str]
Sentence = list[tuple[str, str]]


def _span(mention: Mention) -> Span:
    return mention.start, mention.end, mention.type.value


def _outer(text: str) -> list[Mention]:
    return [mention for mention in find_entities(text) if not mention.nested]


def _documents() -> Iterator[tuple[list[Mention], list[dict[str, Any]]]]:
    for document in json.loads(GOLD.read_text(encoding="utf-8"))["documents"]:
        yield _outer((PAGES / document["file"]).read_bytes().decode("utf-8")), document["mentions"]


def _overlapping(some: Iterable[Span], others: list[Span]) -> int:
    return sum(any(a[0] < b[1] and b[0] < a[1] and a[2] == b[2] for b in others) for a in some)


def _pairs(groups: dict[tuple[int, Span], str]) -> set[frozenset[tuple[int, Span]]]:
    return {frozenset(pair) for pair in itertools.combinations(groups, 2) if groups[pair[0]] == groups[pair[1]]}


def _pages() -> list[Figure]:
    strict: dict[str, Score] = {"": Score(), "person": Score(), "organisation": Score(), "place": Score()}
    facets, overlap = Score(), Score()
    found_keys: dict[tuple[int, Span], str] = {}
    gold_keys: dict[tuple[int, Span], str] = {}
    for number, (mentions, gold) in enumerate(_documents()):
        found = {_span(m): m for m in mentions}
        expected = {(m["start"], m["end"], TYPES[m["type"]]): m["entity"] for m in gold}
        for kind in strict:
            strict[kind] += compare(*([s for s in spans if kind in ("", s[2])] for spans in (found, expected)))
        facets += compare([s for s, m in found.items() if m.confidence >= FACET_CONFIDENCE], expected)
        overlap += _overlap(list(found), list(expected))
        for span in set(found) & set(expected):
            found_keys[number, span] = found[span].key
            gold_keys[number, span] = expected[span]
    linked = compare(_pairs(found_keys), _pairs(gold_keys))
    note = f"{strict[''].expected} names, precision {strict[''].precision:.3f}, recall {strict[''].recall:.3f}"
    floors = {"person": 0.9, "organisation": 0.93, "place": 0.95}
    return [
        Figure("entities/exact span F", strict[""].f, 0.95, note=note),
        Figure("entities/overlap F", overlap.f, 0.96),
        *(Figure(f"entities/{kind} F", strict[kind].f, floor) for kind, floor in floors.items()),
        Figure("entities/facet precision", facets.precision, 0.95, note="mentions that facets count"),
        Figure("entities/linking pair F", linked.f, 0.97, note="pairs of found mentions of one entity"),
    ]


def _sentences() -> Iterator[Sentence]:
    lines = NEWS.read_text(encoding="utf-8").split("\n")
    sentence: Sentence = []
    for line in lines[int(len(lines) * (1 - HELD_OUT)) :]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            sentence.append((word, tag))
        elif sentence:
            yield sentence
            sentence = []


def _tagged(sentence: Sentence) -> tuple[str, list[int], list[Span]]:
    """The sentence's text, the start of the word at each character, and the tagged names with whole words as spans."""
    text, word_starts = "", []
    spans: list[list[Any]] = []
    inside = ""
    for word, tag in sentence:
        start = len(text)
        text += word + " "
        word_starts += [start] * (len(word) + 1)
        prefix, _, kind = tag.partition("-")
        if prefix == "B":
            spans.append([start, start + len(word), kind])
        elif prefix == "I" and kind == inside:
            spans[-1][1] = start + len(word)
        else:
            kind = ""
        inside = kind
    stripped = [(s, s + len(text[s:e].rstrip('"»)،,.:')), TYPES[k]) for s, e, k in spans if k in TYPES]
    return text, word_starts, stripped


def _overlap(found: list[Span], expected: list[Span]) -> Score:
    right = _overlapping(found, expected), _overlapping(expected, found)
    return Score(min(right), len(found), len(expected))


def _general(find: Callable[[str], list[Mention]]) -> tuple[dict[str, Score], Score]:
    """Exact spans by type (all of them under no name, those that overlap under ``~``), and the mentions that facets show."""
    scores: dict[str, Score] = {"": Score(), "person": Score(), "organisation": Score(), "place": Score()}
    shown = Score()
    for sentence in _sentences():
        text, word_starts, expected = _tagged(sentence)
        mentions = [mention for mention in find(text) if not mention.nested]
        found = [(word_starts[m.start], m.end, m.type.value) for m in mentions]
        for kind in ("", *set(TYPES.values())):
            scores[kind] += compare(*([s for s in spans if kind in ("", s[2])] for spans in (found, expected)))
        scores["~"] = scores.get("~", Score()) + _overlap(found, expected)
        sure = [span for span, m in zip(found, mentions, strict=True) if m.confidence >= FACET_CONFIDENCE]
        shown += compare(sure, expected)
    return scores, shown


def _note(score: Score) -> str:
    return f"{score.expected} names, precision {score.precision:.3f}, recall {score.recall:.3f}"


def _news() -> list[Figure]:
    """On general news: rules and statistics together as they are used, and each alone."""
    both, shown = _general(find_entities)
    rules, _ = _general(Extractor(default_gazetteer(), statistical=False))
    alone, _ = _general(Extractor(default_gazetteer()).by_statistics)
    kinds = [
        Figure(f"entities/general news, {kind} F", score.f, None, note=_note(score))
        for kind, score in both.items()
        if kind.isalpha()
    ]
    return [
        Figure("entities/general news F", both[""].f, 0.66, note=_note(both[""])),
        Figure("entities/general news, overlap F", both["~"].f, None, note=_note(both["~"])),
        *kinds,
        Figure("entities/general news, facet precision", shown.precision, 0.8, note=_note(shown)),
        Figure("entities/general news, rules alone F", rules[""].f, None, note=_note(rules[""])),
        Figure("entities/general news, statistics alone F", alone[""].f, None, note=_note(alone[""])),
    ]


def measure() -> list[Figure]:
    """On both sets; numbers of a set that is absent are not run."""
    pages = _pages() if GOLD.exists() else [Figure("entities/exact span F", None, 0.95)]
    return pages + (_news() if NEWS.exists() else [Figure("entities/general news F", None, 0.66)])
