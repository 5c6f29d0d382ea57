"""Explanations: the parts of a score sum to it, and say what in the article answers what in the query."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

import fihrist
from fihrist.cli import cli
from fihrist.errors import UnknownArticleError, UsageError
from fihrist.search.explanation import Explanation, Form, Part, Standing

WORDS = (
    "هجوم", "الهجوم", "وبهجماتهم", "هجمات", "قصف", "القصف", "مستشفى", "المستشفيات", "مدينة", "المدينه", "مدن",
    "حلب", "بحلب", "الرقة", "لداعش", "داعش", "قُتِلَ", "مقـــاتل", "المقاتلين", "سوريا", "سورية", "قوات", "٤٢٥٠٠", "42,500",
    "SDF", "أمس", "امس", "أميركي", "الأمريكي", "ISIS", "عبد", "الله", "عبدالله",
)  # fmt: skip
SOURCES = ("سانا", "الفرات")


def report(chance: random.Random, number: int) -> dict[str, str]:
    words = [chance.choice(WORDS) for _ in range(chance.randrange(0, 60))]
    return {
        "title": " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 6))) + f" {number}",
        "body": " ".join(words) + f" نص {number}",
        "source": chance.choice(SOURCES),
        "published": chance.choice(("2014", "2014-06", "2014-06-10", "2016-01-02", "")),
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    """Two segments of random articles."""
    folder = tmp_path_factory.mktemp("explain")
    chance = random.Random(20)
    with fihrist.open(folder / "archive", create=True) as opened:
        for part in range(2):
            lines = (json.dumps(report(chance, part * 100 + at), ensure_ascii=False) for at in range(20))
            (folder / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            opened.ingest(folder / f"{part}.jsonl", workers=1)
        yield opened


words = st.sampled_from(WORDS)
fields = st.sampled_from(("", "title:", "body:"))
leaves = st.one_of(
    st.builds("{}{}".format, fields, words),
    st.builds("{}={}".format, fields, words),
    st.builds('{}"{} {}"'.format, fields, words, words),
    st.builds('"{} {}"~{}'.format, words, words, st.integers(1, 9)),
    st.builds("{}{}*".format, fields, st.sampled_from(("هجو", "مدين", "ال", "مست?فى", "قص"))),
    st.builds("{}{}~{}".format, fields, words, st.integers(1, 2)),
    st.builds("{}^{}".format, words, st.sampled_from((2, 0.5, 7))),
    st.builds("root:{}".format, words),
    st.sampled_from(
        ("كيان:داعش", "lang:ar", "مكان:حلب", "مصدر:سانا", "published:2014", "published:undated", "ذكر:2014", "*")
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("-({})".format, inner),
    ),
    max_leaves=6,
)


def total(explanation: Explanation) -> float:
    return sum(part.score for part in explanation.parts)


@settings(deadline=None, max_examples=60)
@given(queries)
@example("هجوم هجوم الهجوم")
@example("امريكي -(ISIS حلب)")
@example("(سوريه OR عبدالله) Daesh")
@example("(قصف حلب) OR (قصف -حلب) OR =القصف")
@example('-("قصف حلب" OR مدينة) -(-هجوم)')
def test_the_parts_sum_to_the_score(archive: fihrist.Archive, query: str) -> None:
    found = list(archive.search(query, limit=40, facets=()))
    for hit in found[:8]:
        explained = archive.explain(query, hit.id)
        assert explained.found
        assert math.isclose(explained.score, hit.score, rel_tol=1e-6)
        assert math.isclose(total(explained), hit.score, rel_tol=1e-5, abs_tol=1e-9)
        for part in explained.parts:
            consistent(part)
    ids = {hit.id for hit in found}
    for other in [hit.id for hit in archive.search("", limit=40) if hit.id not in ids][:2]:
        explained = archive.explain(query, other)
        assert not explained.found
        assert explained.score == total(explained) == 0


def consistent(part: Part) -> None:
    worth = sum(each.score for each in part.weighings)
    assert part.score == (worth if part.standing is Standing.COUNTED else 0)
    assert bool(part.matched) == (part.standing is not Standing.ABSENT)
    for each in part.weighings:
        assert math.isclose(each.score, each.weight * each.boost * each.idf * each.saturation, rel_tol=1e-6)
        assert each.title + each.body > 0
    assert part.extra == ("≈" in part.query)
    if not any(sign in part.query for sign in '"~') and part.weighings:
        # The most general view counts exactly the words that are named.
        assert part.weighings[0].title == sum(each.title for each in part.matched)
        assert part.weighings[0].body == sum(each.body for each in part.matched)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    folder = tmp_path_factory.mktemp("small")
    body = "قصفت الطائرات مستشفى المدينة، والقصف استمر. قَصْفُ المستشفيات جريمة، قال تنظيم الدولة في 10 حزيران 2014."
    lines = [
        {"title": "قصف مستشفى في حلب", "body": body, "source": "سانا", "published": "2014-06-11"},
        {"title": "هدنة", "body": "بدأت هدنة في درعا.", "source": "الفرات"},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "x.jsonl").write_text(text, encoding="utf-8")
    with fihrist.open(folder / "a", create=True) as opened:
        opened.ingest(folder / "x.jsonl", workers=1)
        yield opened


def forms_of(part: Part) -> dict[str, tuple[Form, int, int]]:
    return {each.text: (each.form, each.title, each.body) for each in part.matched}


def only(archive: fihrist.Archive, query: str) -> str:
    (hit,) = archive.search(query)
    return hit.id


def test_words_are_shown_as_they_stand_with_their_form(small: fihrist.Archive) -> None:
    shelling, hospital = small.explain("قصف المستشفي", only(small, "قصف")).parts
    assert forms_of(shelling)["قصف"] == (Form.EXACT, 1, 0)
    assert forms_of(shelling)["قَصْفُ"] == (Form.EXACT, 0, 1)
    assert forms_of(shelling)["والقصف"] == (Form.STEM, 0, 1)
    assert forms_of(hospital)["مستشفى"] == (Form.STEM, 1, 1)
    assert shelling.matched[0].form is Form.EXACT
    assert (shelling.start, shelling.end, hospital.start, hospital.end) == (0, 3, 4, 12)


def test_letters_that_are_folded_are_another_form_than_the_same_spelling(small: fihrist.Archive) -> None:
    (part,) = small.explain("مستشفي", only(small, "قصف")).parts
    assert forms_of(part)["مستشفى"][0] is Form.NORM


def test_filters_and_names_are_conditions_without_a_score(small: fihrist.Archive) -> None:
    article = only(small, "قصف")
    explained = small.explain("كيان:داعش ذكر:2014-06 -هدنة", article, sources="سانا", published="2014")
    assert explained.found
    assert explained.score == 0
    assert explained.parts == ()
    held = {each.query: [match.text for match in each.matched] for each in explained.conditions}
    assert held == {
        "entity:داعش": ["تنظيم الدولة"],
        "mentioned:2014-06": ["10 حزيران 2014"],
        "-هدنة": [],
        "published:2014": [],
        "source:سانا": [],
    }
    assert all(each.holds for each in explained.conditions)


def test_an_article_that_does_not_match_is_explained_too(small: fihrist.Archive) -> None:
    article = only(small, "هدنة")
    explained = small.explain("هدنة قصف مكان:درعا", article, sources="سانا")
    assert not explained.found
    assert explained.score == 0
    assert {part.query: part.standing for part in explained.parts} == {
        "هدنة": Standing.UNMATCHED,
        "قصف": Standing.ABSENT,
    }
    assert {each.query: each.holds for each in explained.conditions} == {"place:درعا": True, "source:سانا": False}


def test_what_cannot_be_explained_says_why(small: fihrist.Archive) -> None:
    with pytest.raises(UnknownArticleError):
        small.explain("قصف", "0123456789abcdef")
    with pytest.raises(UsageError, match="no filter 'place'"):
        small.explain("قصف", only(small, "قصف"), place="حلب")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return str(result.stdout)


def test_the_command_line_prints_it_below_each_hit(small: fihrist.Archive) -> None:
    printed = run("search", str(small.path), "قصف المستشفي -هدنة", "--explain", "--no-facets")
    shown = [line.strip() for line in printed.splitlines()]
    (hit,) = small.search("قصف المستشفي -هدنة")
    assert f"score {hit.score:.4f}" in shown
    assert "holds  -هدنة" in shown
    assert any(
        line.endswith("قصف: قصف 1× as typed, قَصْفُ 1× as typed, قصفت 1× inflected, والقصف 1× inflected") for line in shown
    )


def test_json_holds_it(small: fihrist.Archive) -> None:
    hit = only(small, "قصف")
    data = json.loads(run("explain", str(small.path), "قصف", hit, "--json"))
    assert json.loads(run("search", str(small.path), "قصف", "--explain", "--json"))["hits"][0]["explanation"] == data
    assert json.loads(run("search", str(small.path), "قصف", "--explain", "--jsonl"))["explanation"] == data
    assert data["found"]
    assert math.isclose(sum(part["score"] for part in data["parts"]), data["score"], rel_tol=1e-5)
    assert {match["form"] for match in data["parts"][0]["matched"]} == {"exact", "stem"}


def test_the_exit_code_says_whether_it_is_found(small: fihrist.Archive) -> None:
    hit = only(small, "قصف")
    codes = [CliRunner().invoke(cli, ["explain", str(small.path), query, hit], standalone_mode=False).return_value
             for query in ("قصف", "هدنة")]  # fmt: skip
    assert codes == [0, 1]


def test_only_the_best_way_to_say_a_thing_counts(archive: fihrist.Archive) -> None:
    (hit, *_) = archive.search("سوريا")
    explained = archive.explain("سوريا", hit.id)
    counted = [part for part in explained.parts if part.standing is Standing.COUNTED]
    assert {part.query for part in explained.parts} >= {"سوريا", '"سورية"'}
    assert [part.score for part in counted] == [max(sum(w.score for w in part.weighings) for part in explained.parts)]
    assert all(part.instead_of == "سوريا" for part in explained.parts[1:])
    assert [part.query for part in archive.explain("سوريا", hit.id, as_typed=True).parts] == ["سوريا"]
