"""The five real pages: which of their articles is from when, and speaks of when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import fihrist

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the pages are not here")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    with fihrist.open(tmp_path_factory.mktemp("seeds") / "archive", create=True) as opened:
        opened.ingest(SEEDS, workers=1)
        yield opened


def test_one_article_states_its_date_and_the_others_are_undated(archive: fihrist.Archive) -> None:
    (dated,) = archive.search("-published:undated").hits
    assert dated.file.endswith("004_10c21d7095fe4d45.txt")
    assert dated.published is not None
    assert (dated.published.value, dated.published.precision, dated.published.provenance) == (
        "2023-12-03",
        "day",
        "metadata",
    )
    assert archive.search("published:undated").total == archive.count - 1 == 6


def test_only_the_second_article_of_a_page_speaks_of_2024_and_2025(archive: fihrist.Archive) -> None:
    (late,) = archive.search("mentioned:2024..2025").hits
    first = archive.search("-published:undated").hits[0]
    assert late.file == first.file
    assert late.id != first.id
    stated = [
        {date.value[:4] for date in archive.dates(hit.id)} & {"2024", "2025"}
        for hit in archive.search("")
        if hit.id != late.id
    ]
    assert not any(stated)


def test_floors_are_offered_for_the_undated_ones_alone(archive: fihrist.Archive) -> None:
    floors = {hit.id: archive.not_before(hit.id) for hit in archive.search("")}
    dated = archive.search("-published:undated").hits[0].id
    assert floors.pop(dated) is None
    late = archive.search("mentioned:2025").hits[0].id
    values = {key: floor.value for key, floor in floors.items() if floor}
    assert values[late] == "2025-01"
    assert max(values.values()) == "2025-01"
