"""How suggestions are worded: one article or several, conditions with the Arabic names of their fields."""

from __future__ import annotations

from typing import Final

_SINGULAR: Final = {"have": "has", "name": "names"}
_ARABIC_FIELDS: Final = {
    "entity": "كيان",
    "person": "شخص",
    "org": "منظمة",
    "place": "مكان",
    "in": "داخل",
    "source": "مصدر",
    "published": "تاريخ",
    "mentioned": "ذكر",
    "lang": "لغة",
    "title": "عنوان",
    "body": "متن",
    "root": "جذر",
}


def counted(count: int, rest: str) -> str:
    """What some articles do, or one does."""
    if count != 1:
        return f"{count:,} articles {rest}"
    verb, _, object_ = rest.partition(" ")
    return f"1 article {_SINGULAR.get(verb, verb)} {object_}"


def in_arabic(shown: str) -> str:
    """A rendered condition with the Arabic name of its field."""
    head, colon, rest = shown.partition(":")
    name = head.lstrip("-(")
    field = _ARABIC_FIELDS.get(name) if colon else None
    return f"{head.removesuffix(name)}{field}:{rest}" if field else shown
