"""Nothing that comes from an archive is unpickled."""

from __future__ import annotations

import pickle  # noqa: TID251 - to forbid it
from pathlib import Path
from typing import Any

import pytest
import whoosh.query  # noqa: F401 - its modules subclass Unpickler when they are first imported

import fihrist

PAGE = "سقوط الموصل\n\nسيطر تنظيم داعش على مدينة الموصل شمال العراق في 10 حزيران 2014، وفر الآلاف من سكانها.\n"


def refuse(*arguments: Any, **options: Any) -> None:
    message = "something is unpickled"
    raise AssertionError(message)


def test_loading_searching_and_reading_unpickle_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(pickle, "load", refuse)
    monkeypatch.setattr(pickle, "loads", refuse)
    monkeypatch.setattr(pickle, "Unpickler", refuse)
    with fihrist.open(tmp_path / "archive", create=True) as archive:
        archive.ingest(tmp_path / "page.txt", workers=1)
        for query in ("الموصل", "«مدينة الموصل»", "=داعش", "كيان:داعش", "تاريخ:2014", "-حلب", "(داعش OR قصف) الموصل"):
            archive.search(query)
        (hit,) = archive.search("الموصل").hits
        assert archive.article(hit.id).title == "سقوط الموصل"
        assert archive.mentions(hit.id)
