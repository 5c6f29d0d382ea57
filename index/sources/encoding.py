"""Bytes to text, never replacing what does not decode.

A byte order mark decides; then UTF-8, which other encodings do not resemble by chance; then UTF-16 by its regular
zero and 06 bytes; then what the page declares; then the Arabic one-byte encodings, by how much like Arabic or Latin
words the result looks. What looks like neither is refused, with the place of the first bad byte.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"})
"""Encodings that are tried only where the bytes speak for them; the others must give plausible text."""
ONE_BYTE = ("cp1256", "iso8859_6", "cp1252", "mac_arabic", "cp720")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_LATIN1 = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-6": "iso8859_6"}
_SAMPLE = 200_000
_ESCAPE = re.compile(r"\\[bfnrt]")
"""Of JSON: its letter belongs to no word, `\\nنص`."""
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}\N{ARABIC LETTER WAW}"
    "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}\N{ARABIC LETTER REH}\N{ARABIC LETTER TEH}"
    "\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER AIN}"
)
"""Twelve letters that make up about 70 % of Arabic text, and under half of text in a wrong encoding."""


class UndecodableError(Exception):
    """The bytes are no text in any encoding that is known here.

    Attributes:
        offset: of the first byte that does not decode.
        reason: what is wrong and what to do.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


def decode(data: bytes, *, forced: str | None = None, markup: bool = False, hint: str | None = None) -> tuple[str, str]:
    r"""Decode a page.

    Args:
        data: all bytes of the page.
        forced: the encoding to use, whatever the bytes say.
        markup: the page is HTML and may declare its charset.
        hint: an encoding that the surroundings suggest; tried before guessing.

    Returns:
        The text, newlines as ``\n`` and without byte order mark, and Python's name of the encoding.

    Raises:
        UndecodableError: nothing fits.
    """
    if forced is not None:
        return newlines(_strict(data, forced)), forced
    declared = _declared(data) if markup else None
    for name in _candidates(data, declared, hint):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if name in _SURE or plausible(text):
            return newlines(text), name
    raise _refusal(data)


def newlines(text: str) -> str:
    r"""Newlines of every system as ``\n``, a leading byte order mark gone."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the high bytes of Arabic and Latin letters: 00, 06 and punctuation's 20."""
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4:
        return None
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        fits = sum(high.count(value) for value in (0x00, 0x06, 0x20, 0xFB, 0xFE))
        other = sum(low.count(value) for value in (0x00, 0x06))
        if fits >= 0.9 * len(high) and other < 0.2 * len(low) and high.count(0) + high.count(6) >= 0.8 * len(high):
            return name
    return None


def plausible(text: str) -> bool:
    """Whether text decoded from one-byte characters is Arabic or Latin writing.

    Words may not mix the two alphabets, C1 controls and unassigned characters do not occur, and Arabic letters must be
    distributed as they are in Arabic.
    """
    sample = text[:_SAMPLE]
    for character in set(sample):
        code = ord(character)
        if 0x80 <= code < 0xA0 or code == 0xFFFD or unicodedata.category(character) in {"Cn", "Co", "Cs"}:
            return False
    arabic = common = good = bad = 0
    for word in _foreign_words(_ESCAPE.sub(" ", sample)):
        letters = sum(1 for letter in word if _is_arabic(letter))
        if letters == len(word):
            good += 1
            arabic += letters
            common += sum(1 for letter in word if letter in _COMMON)
        elif (
            letters == 0
            and all(_is_latin(letter) for letter in word)
            and (len(word) == 1 or any(letter.isascii() for letter in word))
        ):
            good += 1
        else:
            bad += 1
    if bad * 20 > good + bad:
        return False
    return arabic < 20 or common >= 0.5 * arabic


def _foreign_words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if not word.isascii())


def _is_arabic(letter: str) -> bool:
    return "\N{ARABIC LETTER HAMZA}" <= letter <= "\N{ARABIC LETTER YEH BARREE WITH HAMZA ABOVE}"


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def _candidates(data: bytes, declared: str | None, hint: str | None) -> Iterator[str]:
    marked = byte_order_mark(data)
    if marked is not None:
        yield marked
        return
    regular = wide(data)
    if regular is not None:
        yield regular
    yield "utf-8"
    if _mostly_utf8(data):
        return
    for name in (hint, declared):
        if name is not None:
            yield name
    yield from ONE_BYTE
    yield from _guessed(data)


def _guessed(data: bytes) -> Iterator[str]:
    """What charset-normalizer thinks of the bytes, for encodings that are not in the list."""
    from charset_normalizer import from_bytes

    for match in from_bytes(data[:_SAMPLE]):
        yield match.encoding


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    try:
        info = codecs.lookup(found[1].decode("ascii"))
    except (LookupError, ValueError):
        return None
    # A declaration that can be read byte by byte is in no encoding of two bytes; escapes are no encoding of pages.
    if not getattr(info, "_is_text_encoding", True) or info.name.startswith(("utf", "unicode", "raw", "puny", "idna")):
        return None
    return _LATIN1.get(info.name, info.name)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes above 7F form UTF-8 sequences, so that the page is UTF-8 with damage and nothing else."""
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte > 0x7F)
    kept = sum(1 for byte in sample.decode("utf-8", "ignore").encode() if byte > 0x7F)
    return high > 0 and kept > 0.5 * high


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is no {name}; name the right encoding or leave it to be detected"
        raise UndecodableError(error.start, reason) from None


def _refusal(data: bytes) -> UndecodableError:
    marked = byte_order_mark(data)
    name = marked or "utf-8"
    try:
        data.decode(name)
        start = 0
    except UnicodeDecodeError as error:
        start = error.start
    if marked is not None or _mostly_utf8(data):
        reason = f"its {name.removesuffix('-sig').upper()} is broken at byte {start}; get a fresh copy, or name another encoding"
    else:
        reason = f"no known encoding gives readable text (no UTF-8 from byte {start} on); name its encoding"
    return UndecodableError(start, reason)
