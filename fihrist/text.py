"""Text on its way to a terminal or a pipe: nothing in it may act as a command."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """The text with control characters shown as U+FFFD and bidi controls left out; newlines and tabs stay."""
    return _BIDI.sub("", _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text))


def safe_line(text: str) -> str:
    """`safe` on one line: runs of white space become one blank."""
    return " ".join(safe(text).split())


def dump_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in which Arabic is readable and every control or bidi character is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", _lone_surrogates(text))


def _lone_surrogates(text: str) -> str:
    return (
        "".join(f"\\u{ord(char):04x}" if unicodedata.category(char) == "Cs" else char for char in text)
        if any("\ud800" <= char <= "\udfff" for char in text)
        else text
    )
