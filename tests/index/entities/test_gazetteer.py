"""The shipped gazetteer holds together, and a user's file is read or refused with a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from fihrist.errors import SourceError
from fihrist.index.arabic.folding import fold_name
from fihrist.index.entities import (
    EXTRACTOR_ID,
    Gazetteer,
    GazetteerEntity,
    find_entities,
    lookup,
    matcher,
)
from fihrist.index.entities import make_countries as countries
from fihrist.index.entities.gazetteer import default_gazetteer, parse_line, shipped_entities
from fihrist.index.model import EntityType

ENTITIES = list(shipped_entities())


def test_ids_are_unique_slugs() -> None:
    doubled = [identifier for identifier, n in Counter(entity.id for entity in ENTITIES).items() if n > 1]
    assert doubled == []
    assert [e.id for e in ENTITIES if e.id != e.id.lower() or not e.id.replace("-", "").isalnum()] == []


def test_parents_exist_and_never_circle() -> None:
    known = {entity.id: entity for entity in ENTITIES}
    for entity in ENTITIES:
        seen: set[str] = set()
        while entity.parent:
            assert entity.parent in known, entity.id
            assert entity.id not in seen, entity.id
            seen.add(entity.id)
            entity = known[entity.parent]


def test_no_name_has_two_certain_bearers() -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for entity in ENTITIES:
        for alias in entity.aliases:
            if not alias.mark:
                bearers[fold_name(alias.name)].add(entity.id)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == {}


def test_every_name_folds_to_something() -> None:
    assert [e.id for e in ENTITIES for alias in e.aliases if not fold_name(alias.name)] == []


def test_every_entity_has_a_label_in_each_script() -> None:
    latin = {"sy24"}
    assert [e.id for e in ENTITIES if e.label.isascii() and e.id not in latin] == []
    assert [e.id for e in ENTITIES if not e.label_en] == []


def test_it_covers_the_conflicts() -> None:
    counts = Counter(entity.type for entity in ENTITIES)
    places = sum(1 for e in ENTITIES if e.type is EntityType.PLACE and "country" not in e.flags)
    assert counts[EntityType.ORGANISATION] + counts[EntityType.PERSON] >= 500
    assert places >= 500


BOUNDS = {
    "sy": (32.3, 37.4, 35.6, 42.4), "iq": (29.0, 37.4, 38.7, 48.6), "lb": (33.0, 34.7, 35.0, 36.7),
    "ps": (31.2, 32.6, 34.2, 35.6), "ye": (12.0, 19.0, 41.8, 54.6), "ly": (19.5, 33.2, 9.3, 25.2),
    "sd": (8.6, 22.3, 21.8, 38.7),
}  # fmt: skip
"""South, north, west and east of countries, in degrees."""


def test_places_lie_in_their_countries() -> None:
    gazetteer = default_gazetteer()
    located = [entity for entity in ENTITIES if entity.location]
    assert len(located) >= 200
    assert all(entity.type is EntityType.PLACE for entity in located)
    for entity in located:
        south, north, west, east = BOUNDS.get(gazetteer.country(entity), (-90, 90, -180, 180))
        assert entity.location is not None
        assert south <= entity.location[0] <= north, entity.id
        assert west <= entity.location[1] <= east, entity.id


def test_every_country_of_the_conflicts_has_its_places() -> None:
    gazetteer = default_gazetteer()
    counts = Counter(gazetteer.country(entity) for entity in ENTITIES if entity.type is EntityType.PLACE)
    assert {country: counts[country] for country in BOUNDS if counts[country] < 50} == {}


def test_countries_are_what_cldr_says() -> None:
    # Fails when Babel has moved to a newer CLDR: run fihrist.index.entities.make_countries and look at the difference.
    written = (countries.FOLDER / "countries.tsv").read_text(encoding="utf-8").splitlines()
    assert [line for line in written if not line.startswith("#")] == list(countries.lines())


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("داعش", "isis"),
        ("ISIS", "isis"),
        ("Daesh", "isis"),
        ("تنظيم الدولة", "isis"),
        ("Deir ez-Zor", "deir-ez-zor"),
        ("ديرالزور", "deir-ez-zor"),
        ("درعا", "daraa"),
        ("daraa", "daraa"),
        ("أميركا", "us"),
        ("United States", "us"),
        ("سورية", "sy"),
        ("قسد", "sdf"),
        ("أبوبكر البغدادي", "abu-bakr-baghdadi"),
        ("صحيفة الغارديان", "guardian"),
    ],
)
def test_lookup_in_either_script(name: str, identifier: str) -> None:
    assert lookup(name)[0].id == identifier


def test_lookup_by_type_and_of_the_unknown() -> None:
    assert [e.id for e in lookup("الشرق الأوسط", EntityType.ORGANISATION)] == ["aawsat"]
    assert [e.id for e in lookup("الشرق الأوسط", EntityType.PLACE)] == ["middle-east"]
    assert lookup("كلمة لا يحملها أحد") == []
    assert lookup("") == []


def test_certain_bearers_come_first() -> None:
    assert [entity.id for entity in lookup("عمان")] == ["amman", "om"]


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "# mine\nsahm-press\torganisation\tسهم برس\tSahm Press\tوكالة سهم برس\n"
        "daraa\tplace\tدرعا\tDaraa\tحورانستان\t\tsy\n",
        encoding="utf-8",
    )
    gazetteer = Gazetteer.from_file(path)
    text = "نقلت سهم برس عن سكان حورانستان أن القصف توقف."
    assert [m.entity for m in find_entities(text, gazetteer)] == ["sahm-press", "daraa"]
    assert [m.entity for m in find_entities(text) if m.entity] == []
    assert len(gazetteer.entities) == len(default_gazetteer().entities) + 1
    assert gazetteer.identity != default_gazetteer().identity


def test_a_matcher_knows_added_entities_and_says_so() -> None:
    added = parse_line("sahm-press\torganisation\tسهم برس\tSahm Press\tوكالة سهم برس")
    found = matcher([added])
    assert [m.entity for m in found("نقلت سهم برس عن سكان درعا")] == ["sahm-press", "daraa"]
    assert found is matcher((added,))
    assert found.identity != EXTRACTOR_ID == matcher().identity
    assert found.identity.rpartition("-")[0] == EXTRACTOR_ID.rpartition("-")[0]


def test_a_place_may_have_a_location() -> None:
    line = "jasim\tplace\tجاسم\tJasim\t\t\tdaraa\t"
    assert parse_line(line).location is None
    assert parse_line(line + "32.99,36.06").location == (32.99, 36.06)
    for wrong in ("32.99", "36.06;32.99", "132.99,36.06", "nan,36.06"):
        with pytest.raises(ValueError, match=wrong.split(",")[0]):
            parse_line(line + wrong)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("x\tperson", "needs an id and a label"), ("x\tanimal\tقط\tCat", "animal"), ("\tplace\tدرعا\tDaraa", "an id")],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 2") as caught:
        Gazetteer.from_file(path)
    assert reason in str(caught.value)


def test_a_missing_file_and_a_wrong_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        Gazetteer.from_file(tmp_path / "none.tsv")
    path = tmp_path / "cp1256.tsv"
    path.write_bytes("x\tplace\tدرعا\tX".encode("cp1256"))
    with pytest.raises(SourceError, match="UTF-8"):
        Gazetteer.from_file(path)


def test_an_entity_is_a_plain_value() -> None:
    entity = lookup("درعا")[0]
    assert isinstance(entity, GazetteerEntity)
    assert (entity.id, entity.type, entity.label, entity.label_en, entity.parent) == (
        "daraa",
        EntityType.PLACE,
        "درعا",
        "Daraa",
        "sy",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("al-Baghdadi", "abu-bakr-baghdadi"),
        ("Baghdadi", "abu-omar-baghdadi"),
        ("al-Assad", "bashar-assad"),
        ("Assad", "hafez-assad"),
        ("Essebsi", "beji-essebsi"),
        ("Chahed", "youssef-chahed"),
        ("Nasrallah", "hassan-nasrallah"),
        ("el-Sisi", "abdel-fattah-sisi"),
    ],
)
def test_latin_surnames_are_looked_up(name: str, expected: str) -> None:
    assert expected in [entity.id for entity in lookup(name)]
