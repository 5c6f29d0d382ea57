"""A small archive of reports written for these tests, and an app over it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fihrist.tui.app import FihristApp
from fihrist.tui.settings import Settings

if TYPE_CHECKING:
    from fihrist.archive import Archive

REPORTS = (
    ("الأمم المتحدة تدين قصف مستشفى في حلب", "سانا", "2016-04-28",
     ("أدانت الأمم المتحدة قصف مستشفى القدس في حلب.\n"
     "وقالت إن القصف طال المستشفى ليلًا، وإن قصف المستشفيات خرقٌ للقانون الدولي.\n"
     "ودعت المنظمة إلى وقف القصف فورًا في سوريا.")),
    ("انسحاب مقاتلي داعش من تدمر", "المونيتور", "2016-03-27",
     "انسحب مقاتلو داعش من مدينة تدمر بعد معارك مع الجيش السوري.\nوقال شهود إن القصف استمر حتى الفجر."),
    ("بدء معركة الموصل", "المونيتور", "2016-10-17",
     "أعلن رئيس الوزراء العراقي بدء معركة استعادة الموصل من تنظيم داعش.\nوشارك التحالف الدولي في القصف الجوي."),
    ("تحرير الموصل", "الجزيرة", "2017-07-10", "أعلنت بغداد استعادة الموصل كاملةً من تنظيم داعش."),
    ("قوات سوريا الديمقراطية تدخل الرقة", "الجزيرة", "2017-06-06",
     "دخلت قوات سوريا الديمقراطية (SDF) مدينة الرقة بدعم من التحالف الدولي.\nوقُتِلَ في المعارك 42 مقاتلًا."),
    ("هدنة في درعا", "سانا", "2017-07-09", "بدأت هدنة في درعا جنوب سوريا برعاية روسيا والولايات المتحدة."),
    ("زلزال يضرب شمال سوريا", "المونيتور", "2023-02-06", "ضرب زلزال شديد شمال سوريا وجنوب تركيا."),
    ("تقرير بلا تاريخ عن إدلب", "مرصد", "", "تحدث التقرير عن أوضاع النازحين في إدلب، ولم يُذكر متى كُتب."),
    ("عنوان \x1b[31mأحمر\x1b[0m و\u202eمقلوب", "مرصد", "2018-01-01", "نص فيه \x07 محارف تحكم \x9b5m ولا ينبغي أن تصل."),
)  # fmt: skip

DATES = ("2014", "2014", "2014-06", "2014-06", "2014-06-10", "2014-06-30", "2014-12-31", "2015", "2015-01-01", "", "")
DATED_BODIES = ("قصف الجيش السوري حلب.", "انسحب تنظيم داعش من تدمر بعد قصف.", "هدنة في درعا برعاية روسيا.")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    from fihrist.archive import Archive

    with Archive.open(tmp_path_factory.mktemp("archives") / "sample", create=True) as opened:
        fill(opened, REPORTS, tmp_path_factory.mktemp("reports"))
        yield opened


def fill(archive: Archive, reports: Iterable[tuple[str, str, str, str]], folder: Path) -> None:
    """Load reports (title, source, day, body) into an archive."""
    lines = [
        json.dumps({"title": title, "source": source, "published": day, "body": body}, ensure_ascii=False)
        for title, source, day, body in reports
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    archive.ingest(folder, workers=1)


@pytest.fixture
def long_archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with more results than are fetched at once."""
    from fihrist.archive import Archive

    reports = [(f"نشرة رقم {n}", "مرصد", f"2020-01-{n % 28 + 1:02d}", f"نص النشرة {n} عن الهدنة.") for n in range(120)]
    (tmp_path / "reports").mkdir()
    with Archive.open(tmp_path / "long", create=True) as opened:
        fill(opened, reports, tmp_path / "reports")
        yield opened


@pytest.fixture(scope="session")
def dated_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Articles dated to the day, the month and the year, and some without a date."""
    from fihrist.archive import Archive

    reports = [
        (f"خبر {n}", ("سانا", "المونيتور")[n % 2], date, f"{DATED_BODIES[n % 3]} خبر {n}.")
        for n, date in enumerate(DATES)
    ]
    with Archive.open(tmp_path_factory.mktemp("dated") / "archive", create=True) as opened:
        fill(opened, reports, tmp_path_factory.mktemp("dated_reports"))
        yield opened


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Choices are kept in a folder of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return tmp_path / "config"


MakeApp = Callable[..., FihristApp]


@pytest.fixture
def make_app(archive: Archive) -> MakeApp:
    def make(query: str = "") -> FihristApp:
        app = FihristApp(archive, query=query, settings=Settings(), clock=lambda: 0.0)
        app.animation_level = "none"
        return app

    return make
