"""What Lucene's analyzers fold, we fold: ArabicNormalizer, PersianNormalizer, DecimalDigitFilter and lower case."""

from __future__ import annotations

import unicodedata

import pytest

from fihrist.index.arabic.chain import forms

ARABIC_AND_PERSIAN = {
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER YEH BARREE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
}
REMOVED = [
    "\N{ARABIC TATWEEL}",
    "\N{ARABIC FATHATAN}",
    "\N{ARABIC DAMMATAN}",
    "\N{ARABIC KASRATAN}",
    "\N{ARABIC FATHA}",
    "\N{ARABIC DAMMA}",
    "\N{ARABIC KASRA}",
    "\N{ARABIC SHADDA}",
    "\N{ARABIC SUKUN}",
]


@pytest.mark.parametrize(("letter", "plain"), ARABIC_AND_PERSIAN.items(), ids=map(unicodedata.name, ARABIC_AND_PERSIAN))
@pytest.mark.parametrize("frame", ["{}سد", "مس{}د", "مشتر{}"], ids=["first", "inside", "last"])
def test_a_letter_is_folded(letter: str, plain: str, frame: str) -> None:
    assert forms(frame.format(letter))[1] == frame.format(plain)
    assert forms(frame.format(letter))[2] == forms(frame.format(plain))[2]


@pytest.mark.parametrize("mark", REMOVED, ids=unicodedata.name)
def test_a_mark_is_removed(mark: str) -> None:
    assert forms(f"مس{mark}لم") == forms("مسلم")


@pytest.mark.parametrize("value", range(10))
@pytest.mark.parametrize(
    "zero", ["\N{ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}"], ids=["Arabic", "Persian"]
)
def test_a_digit_is_folded(zero: str, value: int) -> None:
    digit = chr(ord(zero) + value)
    assert forms(f"20{digit}") == (f"20{value}",) * 3


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_a_capital_is_folded(letter: str) -> None:
    assert forms(f"x{letter}x") == forms(f"x{letter.lower()}x")
