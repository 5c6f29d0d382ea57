"""Bytes to text: every encoding that archives hold, and refusals that name the place."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.sources.encoding import UndecodableError, decode

REPORT = (
    "أعلنت وزارة الدفاع أنّ القوات انسحبت من المدينة يوم الأحد، وقال المتحدث باسمها إن العملية استمرت ثلاثة أيام.\n"
    "وأضاف أن السكان عادوا إلى منازلهم بعد إزالة الألغام، «ولم يبقَ أحد من المسلحين هناك».\n"
)
FRENCH = "L'armée a annoncé la libération de la ville après des mois de siège; les médias étaient présents à Mossoul.\n"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1256", "cp1256"),
    ],
)
def test_arabic_is_recognised(encoding: str, expected: str) -> None:
    text, name = decode(REPORT.encode(encoding))

    assert text == REPORT
    assert name == expected


def test_iso_8859_6_is_told_from_windows_1256() -> None:
    plain = REPORT.replace("«", "").replace("»", "")

    text, name = decode(plain.encode("iso8859_6"))

    assert (text, name) == (plain, "iso8859_6")


def test_latin_text_with_accents_is_read() -> None:
    text, _ = decode(FRENCH.encode("cp1252"))

    assert text == FRENCH


def test_a_declared_charset_is_used_when_it_fits() -> None:
    page = f'<html><head><meta charset="iso-8859-6"></head><body>{REPORT}</body></html>'.replace("«", "").replace(
        "»", ""
    )

    text, name = decode(page.encode("iso8859_6"), markup=True)

    assert (text, name) == (page, "iso8859_6")


def test_utf8_goes_before_a_wrong_declaration() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body>{REPORT}</body></html>'

    assert decode(page.encode(), markup=True) == (page, "utf-8")


@pytest.mark.parametrize("charset", ["x-unknown", "utf-8", "rot13", "'"])
def test_a_useless_declaration_does_not_hinder(charset: str) -> None:
    page = f"<meta charset={charset}>{REPORT}"

    assert decode(page.encode("cp1256"), markup=True)[0] == page


def test_broken_utf8_is_refused_with_the_place() -> None:
    data = bytearray(REPORT.encode())
    data[100] = 0xFF

    with pytest.raises(UndecodableError) as refused:
        decode(bytes(data))

    assert refused.value.offset in (99, 100)
    assert f"byte {refused.value.offset}" in refused.value.reason


def test_a_cut_utf16_file_is_refused() -> None:
    with pytest.raises(UndecodableError, match="UTF-16 is broken"):
        decode(REPORT.encode("utf-16")[:-1])


def test_noise_is_refused() -> None:
    noise = random.Random(7).randbytes(4000)

    with pytest.raises(UndecodableError, match="name its encoding"):
        decode(noise)


def test_cyrillic_is_not_taken_for_arabic() -> None:
    russian = "Министерство обороны сообщило, что войска покинули город в воскресенье после трёх дней боёв.\n" * 5

    try:
        text, name = decode(russian.encode("cp1251"))
    except UndecodableError:
        return
    assert (text, name) == (russian, "cp1251")


def test_a_forced_encoding_is_not_second_guessed() -> None:
    with pytest.raises(UndecodableError, match="byte 0 is no utf-8"):
        decode(REPORT.encode("cp1256"), forced="utf-8")


def test_newlines_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=300))
def test_utf8_comes_back_or_is_refused(text: str) -> None:
    try:
        decoded, name = decode(text.encode())
    except UndecodableError:
        return
    assert name != "utf-8" or decoded == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_strictly_or_refused(data: bytes) -> None:
    offset, text = 0, ""
    try:
        text, _ = decode(data)
    except UndecodableError as refused:
        offset = refused.offset
    assert 0 <= offset <= len(data)
    assert (
        "\N{REPLACEMENT CHARACTER}" not in text
        or b"\xef\xbf\xbd" in data
        or {b"\xfd\xff", b"\xff\xfd"} & {data[n : n + 2] for n in range(len(data))}
    )
