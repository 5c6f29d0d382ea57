"""From the columns of a record to the fields of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "العنوان", "عنوان"),
    "text": (
        "text", "content", "body", "article", "article_text", "article_body", "full_text", "main_text", "content_text",
        "raw_text", "story", "paragraphs", "النص", "نص", "المتن", "متن", "المحتوى", "محتوى", "الخبر",
    ),
    "deck": ("deck", "abstract", "summary", "description", "excerpt", "subtitle", "standfirst", "lead", "الملخص", "ملخص"),
    "source": (
        "source", "src", "source_name", "publisher", "outlet", "newspaper", "site", "site_name", "website", "media",
        "domain", "المصدر", "مصدر", "الصحيفة", "الموقع", "الناشر",
    ),
    "url": ("url", "link", "permalink", "canonical_url", "article_url", "source_url", "href", "الرابط", "رابط"),
    "byline": ("byline", "author", "authors", "author_name", "writer", "الكاتب", "كاتب", "المؤلف"),
    "published": (
        "date_published", "published_at", "published_time", "published_date", "published_on", "published",
        "publication_date", "publish_date", "pub_date", "article_date", "post_date", "date", "datetime", "date_time",
        "time", "تاريخ_النشر", "التاريخ", "تاريخ",
    ),
    "language": ("language", "lang", "in_language", "اللغة", "لغة"),
    "keywords": ("keywords", "tags", "category", "categories", "cat", "section", "topic", "topics", "الوسوم", "وسوم", "التصنيف"),
}  # fmt: skip
"""Names of columns by field, the surest first. When a page was fetched, crawled, scraped, extracted, added or changed
is not when it was published: such columns are in no list."""

WRAPPERS = frozenset({
    "article", "data", "post", "item", "_source", "fields", "attributes", "doc", "document", "record", "news", "story",
    "entry", "result", "payload",
})  # fmt: skip
"""Keys under which exports put a whole record."""
_WRAPPED_DEPTH = 2

_SEPARATORS = re.compile(r"[\s_\-:.]+")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|font|sup|sub|mark|small)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def _squeeze(name: str) -> str:
    return _SEPARATORS.sub("", name).lower()


_FIELD_OF: Mapping[str, tuple[str, int]] = {
    _squeeze(name): (field, rank) for field, names in COLUMNS.items() for rank, name in enumerate(names)
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which column holds which field.

    Attributes:
        columns: field → column.
        missing: columns that the user named and the record does not have.
    """

    columns: Mapping[str, str]
    missing: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """There is something to read: a text or a title."""
        return not self.missing and ("text" in self.columns or "title" in self.columns)


def column_names(record: Mapping[str, object]) -> tuple[str, ...]:
    """The keys of a record; those of a record that it only wraps with dots, `_source.title`."""
    return tuple(_names(record, "", _WRAPPED_DEPTH))


def _names(record: Mapping[str, object], prefix: str, depth: int) -> Iterator[str]:
    for key, value in record.items():
        if depth and isinstance(value, Mapping) and key.lower() in WRAPPERS and not any(map(value.get, _VALUES)):
            yield from _names(value, f"{prefix}{key}.", depth - 1)
        else:
            yield prefix + key


def _unwrapped(name: str) -> tuple[str, str]:
    """The wrappers before a column's name, and its own name; any other dotted name is one name."""
    prefix, _, key = name.rpartition(".")
    return (prefix, key) if prefix.split(".")[0].lower() in WRAPPERS else ("", name)


def map_columns(names: Iterable[str], mapping: Mapping[str, str]) -> Mapped:
    """Find the columns of the fields.

    Args:
        names: the columns of a table or the keys of a record.
        mapping: the user's choice, field → column; goes before what is recognised.
    """
    present = list(names)
    best: dict[str, dict[str, tuple[int, str]]] = {}
    for name in present:
        prefix, key = _unwrapped(name)
        field, rank = _FIELD_OF.get(_squeeze(key), ("", 0))
        of_record = best.setdefault(prefix, {})
        if field and (field not in of_record or rank < of_record[field][0]):
            of_record[field] = (rank, name)
    # The record that has the text, else the title, is the article; what others beside it state is not its own.
    found = [prefix for field in ("text", "title") for prefix in sorted(best, key=len) if field in best[prefix]]
    chosen = best.get(found[0], {}) | best.get("", {}) if found else best.get("", {})
    chosen |= {field: best[found[0]][field] for field in ("text", "title") if found and field in best[found[0]]}
    columns = {field: name for field, (_, name) in chosen.items()}
    tops = {name.split(".")[0] for name in present}
    missing = tuple(column for column in mapping.values() if column.split(".")[0] not in tops and column not in present)
    return Mapped(columns | dict(mapping), missing)


def explain_unusable(names: Iterable[str], mapped: Mapped) -> str:
    """Why records with these columns cannot be read, and what to do."""
    found = ", ".join(list(names)[:30]) or "none"
    if mapped.missing:
        return f"it has no column {mapped.missing[0]!r}; it has: {found}; map a field to one of these"
    return f"no column looks like a title or a text; it has: {found}; map title or text to one of these"


def pick(record: Mapping[str, object], column: str) -> str:
    """The value of a column as text; a dotted column goes into nested records, lists are joined.

    A list of paragraphs is joined by newlines, a list of names by commas; a record gives its ``name``.
    """
    value: object = record.get(column)
    if value is None and "." in column:
        value = record
        for key in column.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
    return _as_text(value)


_VALUES = ("rendered", "$date", "$numberLong", "$numberInt", "#text", "@value", "_value")
"""Keys of the only value of a record that says how it is written: WordPress, MongoDB, XML and JSON-LD."""
_NAMES = ("name", "title", "text")


def longest_text(record: Mapping[str, object], used: Collection[str]) -> tuple[str, int]:
    """The column, dotted in records inside, with the longest text of all that hold no field; and its length."""
    found = ("", 0)
    for column, text in _texts(record, "", _WRAPPED_DEPTH):
        if len(text) > found[1] and not any(column == name or column.startswith(f"{name}.") for name in used):
            found = (column, len(text))
    return found


def _texts(record: Mapping[str, object], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif depth and isinstance(value, Mapping):
            yield from _texts(value, f"{prefix}{key}.", depth - 1)
        elif isinstance(value, list) and value and isinstance(value[0], str):
            yield prefix + key, max(map(str, value), key=len)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return next((text for key in _VALUES + _NAMES if (text := _as_text(value.get(key)))), "")
    if isinstance(value, list):
        parts = [text for text in map(_as_text, value) if text]
        return ("\n" if any(len(part) > 80 for part in parts) else "، ").join(parts)
    return str(value)


def plain(text: str) -> str:
    """Text without tags and character references, when it has any; newlines where paragraphs ended."""
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(" ", _INLINE.sub("", _BREAK.sub("\n", _HIDDEN.sub(" ", text))))
    if "&" in text:
        for _ in range(2):
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
