"""From one record of a table or a JSON file to a page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from fihrist.index.model import Notice, Page, Quarantined
from fihrist.index.sources.fields import Mapped, column_names, explain_unusable, longest_text, map_columns, pick, plain
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DateReader

_LONG_TEXT = 200
"""Characters from which on a text may be an article."""
_MORE = 2
_INLINE = ("deck", "source", "url", "byline", "language", "keywords")


class RecordReader:
    """Turns the records of one file into pages.

    Args:
        path: the file as it is shown.
        format: ``jsonl`` or ``csv``.
        options: the user's mapping.
        day_first: how the file writes its dates, when known.
    """

    def __init__(self, path: str, format: str, options: SourceOptions, day_first: bool | None) -> None:  # noqa: A002
        self._path = path
        self._format = format
        self._mapping = options.mapping
        self._dates = DateReader(path, day_first)
        self._unused: Counter[str] = Counter()
        self._mapped: dict[tuple[str, ...], Mapped] = {}

    def columns(self, names: Iterable[str]) -> Mapped:
        """The fields that records with these columns have; of a record see `column_names`."""
        key = tuple(names)
        found = self._mapped.get(key)
        if found is None:
            found = map_columns(key, self._mapping)
            if len(self._mapped) < 1000:  # records with random keys must not fill the memory
                self._mapped[key] = found
        return found

    def page(self, record: Mapping[str, object], start: int, end: int, raw: bytes, encoding: str) -> Item:
        """The record as a page, or why it is none."""
        names = column_names(record)
        mapped = self.columns(names)
        if not mapped.usable:
            return self.refuse(start, end, raw, explain_unusable(names, mapped))
        values = {field: pick(record, column) for field, column in mapped.columns.items()}
        text = plain(values.get("text", ""))
        title = " ".join(plain(values.get("title", "")).split())
        if not text.strip() and not title:
            return self.refuse(
                start, end, raw, "the record has neither title nor text; fill one of them or leave it out"
            )
        self._look_for_more(record, mapped, len(text))
        metadata = self._metadata(values, title, text)
        if _broken(text) or any(map(_broken, metadata.values())):
            reason = "it holds half of a surrogate pair, which is no character; write the record again from its source"
            return self.refuse(start, end, raw, reason)
        digest = hashlib.sha256(raw).hexdigest()
        return Page(
            self._path, start, end, digest, encoding, text, self._format, whole=True, metadata=metadata,
            columns=mapped.columns,
        )  # fmt: skip

    def refuse(self, start: int, end: int, raw: bytes, reason: str) -> Quarantined:
        """The record, or what stands in its place, for the quarantine."""
        return Quarantined(self._path, start, end, reason, raw[:KEPT_BYTES])

    def notices(self) -> list[Notice]:
        """What was left open in the whole file."""
        if not self._unused:
            return self._dates.notices()
        column = self._unused.most_common(1)[0][0]
        reason = (
            f"records with more text in {column!r} than where their text was read: {self._unused.total()}; "
            "map the field text to it if the article stands there"
        )
        return [Notice(self._path, reason), *self._dates.notices()]

    def _look_for_more(self, record: Mapping[str, object], mapped: Mapped, size: int) -> None:
        """Count the records whose longest text is in no field: it may be the article's."""
        if "text" in self._mapping:
            return
        column, length = longest_text(record, mapped.columns.values())
        if length >= _LONG_TEXT and length > _MORE * size and (column in self._unused or len(self._unused) < 1000):
            self._unused[column] += 1

    def _metadata(self, values: Mapping[str, str], title: str, text: str) -> dict[str, str]:
        metadata = {"title": title} if title else {}
        for field in _INLINE:
            value = " ".join(plain(values.get(field, "")).split())
            if value:
                metadata[field] = value
        # A summary cut from the text itself would count its words twice.
        if "deck" in metadata and metadata["deck"].rstrip(".… ") in " ".join(text.split()):
            del metadata["deck"]
        raw_date = values.get("published", "").strip()
        published = self._dates.read(raw_date) if raw_date else ""
        if published:
            metadata["published"] = published
        elif raw_date:
            metadata["published_raw"] = raw_date[:200]
        return metadata


def _broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
