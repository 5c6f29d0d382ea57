"""UAX #9 against Unicode's own conformance files, and a few committed cases."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.tui.text.bidi_classes import CLOSE_OF, bidi_class
from fihrist.tui.text.uax9 import line_levels, resolve, visual_order

UNICODE_DATA = Path("/usr/share/unicode")
BASES: dict[str, int | None] = {"0": 0, "1": 1, "2": None}
SAMPLES = {
    "L": "a", "R": "א", "EN": "1", "ES": "+", "ET": "#", "AN": "١", "CS": ",", "B": "\u2029", "S": "\t", "WS": " ",
    "ON": "!", "NSM": "\u0300", "AL": "ب", "BN": "\u00ad", "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d",
    "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


def lines_of(name: str) -> Iterator[str]:
    path = UNICODE_DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not installed (Debian: unicode-data)")
    with path.open(encoding="utf-8") as file:
        for line in file:
            if text := line.split("#")[0].strip():
                yield text


def expected(field: str) -> list[int | None]:
    return [None if part == "x" else int(part) for part in field.split()]


def agrees(text: str, base: int | None, levels: list[int | None], order: list[int]) -> bool:
    level, resolved = resolve(text, base)
    final = line_levels(text, resolved, level)
    shown = [k for k in visual_order(text, resolved, level) if levels[k] is not None]
    return shown == order and all(want in (None, got) for want, got in zip(levels, final, strict=True))


def test_bidi_character_test() -> None:
    """Every fourth line; all pass."""
    wrong = []
    count = 0
    for line in islice(lines_of("BidiCharacterTest.txt"), 0, None, 4):
        codes, base, level, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if "\u2029" in text[:-1]:
            continue
        count += 1
        if resolve(text, BASES[base])[0] != int(level) or not agrees(
            text, BASES[base], expected(levels), [int(k) for k in order.split()]
        ):
            wrong.append(line)
    assert count > 20_000
    assert wrong == []


def test_bidi_test() -> None:
    """A sample of the lines; all pass, and take longer than all other tests of the interface together."""
    wrong = []
    levels: list[int | None] = []
    order: list[int] = []
    for number, line in enumerate(lines_of("BidiTest.txt")):
        if line.startswith("@Levels:"):
            levels = expected(line[8:])
        elif line.startswith("@Reorder:"):
            order = [int(k) for k in line[9:].split()]
        elif not number % 29:
            names, bits = line.split(";")
            if "B" in names.split()[:-1]:
                continue
            text = "".join(SAMPLES[name] for name in names.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit and not agrees(text, base, levels, order):
                    wrong.append((line, base))
    assert wrong == []


@pytest.mark.parametrize(("name", "char"), SAMPLES.items())
def test_class_of(name: str, char: str) -> None:
    assert bidi_class(char) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("abc", "abc", id="latin"),
        pytest.param("ابج", "جبا", id="arabic"),
        pytest.param("ا 12 ب", "ب 12 ا", id="number"),
        pytest.param("ا 2014-06-10", "10-06-2014 ا", id="date-turns-round"),
        pytest.param("ا \u20662014-06-10\u2069", "\u20692014-06-10\u2066 ا", id="isolated-date-stays"),
        pytest.param("ا (abc) ب", "ب (abc) ا", id="brackets"),
        pytest.param("قال HRW.", ".HRW لاق", id="full-stop-at-the-left"),
    ],
)
def test_order(text: str, shown: str) -> None:
    base, levels = resolve(text)
    order = [text[k] for k in visual_order(text, levels, base)]
    mirrored = {"(": ")", ")": "("}
    odd = [levels[k] & 1 for k in visual_order(text, levels, base)]
    assert "".join(mirrored.get(c, c) if rtl else c for c, rtl in zip(order, odd, strict=True)) == shown


@given(
    st.text(alphabet=st.sampled_from("".join(SAMPLES.values()).replace("\u2029", "") + "()«»")),
    st.sampled_from([0, 1, None]),
)
def test_order_is_a_permutation(text: str, base: int | None) -> None:
    level, levels = resolve(text, base)
    assert len(levels) == len(text)
    assert sorted(visual_order(text, levels, level)) == list(range(len(text)))


def test_every_bracket_of_the_first_plane_has_its_pair() -> None:
    opening = {char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Ps"}
    paired = {char for char in opening if unicodedata.mirrored(char) and unicodedata.bidirectional(char) == "ON"}
    assert set(CLOSE_OF) == paired
    assert all(unicodedata.category(close) == "Pe" for close in CLOSE_OF.values())
