"""How suggestions are worded: one article or several, conditions with the Arabic names of their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

_SINGULAR: Final = {"have": "has", "name": "names"}
_EXCLUDING: Final = "exclude_"
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


def without_filters(values: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """What a query finds without some filters, in English and Arabic; what they leave out is then found, too.

    Args:
        values: those of each filter, by its name among the fields of `fihrist.search.results.Filters`.
    """
    wanted = [each for name, some in values.items() if not name.startswith(_EXCLUDING) for each in some]
    excluded = [each for name, some in values.items() if name.startswith(_EXCLUDING) for each in some]
    english = [f"without the filter on {', '.join(wanted)}"] * bool(wanted)
    english += [f"with what was left out: {', '.join(excluded)}"] * bool(excluded)
    arabic = [f"دون قصر البحث على: {'، '.join(wanted)}"] * bool(wanted)
    arabic += [f"مع ما استُبعد: {'، '.join(excluded)}"] * bool(excluded)
    return " and ".join(english), "، و".join(arabic)


def in_arabic(shown: str) -> str:
    """A rendered condition with the Arabic name of its field."""
    head, colon, rest = shown.partition(":")
    name = head.lstrip("-(")
    field = _ARABIC_FIELDS.get(name) if colon else None
    return f"{head.removesuffix(name)}{field}:{rest}" if field else shown
