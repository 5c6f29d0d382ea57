"""A word's way through the chain, told step by step from the decision that made its stem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.arabic.lemmas import lemmas
from fihrist.index.arabic.stemming import Decision, decide


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a word, or the reason why nothing changes."""

    name: str
    """``letters``, ``search-form``, ``spelling``, ``protected``, ``proclitic``, ``ending``, ``verb``, ``feminine``,
    ``plural-table``, ``plural-template``, ``shape`` or ``unchanged``."""
    before: str
    after: str
    why: str
    """The reason in English."""
    why_ar: str
    """The reason in Arabic."""


_FILED: Final = {
    "table": ("plural-table", "a plural of the table, filed under its singular", "جمع من الجدول، يُحفظ تحت مفرده"),
    "template": (
        "plural-template",
        "has the shape of a broken plural, and the lexicon knows the singular",
        "على وزن جمع تكسير، والمعجم يعرف مفرده",
    ),
    "feminine": ("feminine", "the feminine of an adjective, filed under the masculine", "مؤنث صفة، تُحفظ تحت مذكرها"),
}


def steps(surface: str) -> list[Step]:
    """What the chain makes of a word, in order; the last step's `after` is the stem (its `before` when unchanged)."""
    exact = fold_exact(surface).replace(",", "")
    norm = fold_norm(exact)
    return [*_folding(surface, exact, norm), *_stemming(norm)]


def _folding(surface: str, exact: str, norm: str) -> Iterator[Step]:
    if exact != surface:
        yield Step(
            "letters",
            surface,
            exact,
            "vowel marks, tatweel, capitals, separators of digits and foreign forms of letters are no spelling",
            "الحركات والتطويل وفواصل الأرقام وأشكال الحروف الأجنبية ليست من الإملاء",
        )
    if norm != exact:
        yield Step(
            "search-form",
            exact,
            norm,
            "alef, yeh and heh are searched in one spelling",
            "تُوحَّد الألف والياء والهاء للبحث",
        )


def _stemming(norm: str) -> Iterator[Step]:
    found = decide(norm)
    if found.rule == "none":
        yield Step("unchanged", norm, norm, "too short or no Arabic word", "قصيرة جدا أو ليست كلمة عربية")
        return
    yield from _spelling(norm, found)
    rest = norm[found.left :]
    if found.left:
        clitic = norm[: found.left]
        yield Step("proclitic", norm, rest, f"{clitic} is written onto the word", f"«{clitic}» متصلة بالكلمة")
    yield from _behind_clitics(rest, norm[found.right :], found)


def _spelling(norm: str, found: Decision) -> Iterator[Step]:
    spelling = lemmas().spellings.get(norm, norm)
    if spelling != norm and found.rule != "shape":
        yield Step("spelling", norm, spelling, "so news usually spell it", "هكذا تكتبها الأخبار عادة")


def _behind_clitics(rest: str, ending: str, found: Decision) -> Iterator[Step]:
    if found.rule in ("name", "closed"):
        english, arabic = ("a name", "اسم علم") if found.rule == "name" else ("a function word", "أداة")
        yield Step("protected", rest, found.stem, f"{english}, kept as it is", f"{arabic}، لا يُغيَّر")
        return
    if found.rule == "verb":
        yield Step("verb", rest, found.stem, "filed under the past tense", "فعل يُحفظ تحت ماضيه")
        return
    if found.lemma != rest:
        yield _ending(rest, ending, found)
    elif found.rule == "shape" and not found.left:
        yield Step(
            "unchanged",
            rest,
            rest,
            "the lexicon does not know it, and no affix shows",
            "لا يعرفها المعجم ولا تظهر فيها زوائد",
        )
    if found.filed:
        name, english, arabic = _FILED[found.filed]
        yield Step(name, found.lemma, found.stem, english, arabic)


def _ending(rest: str, ending: str, found: Decision) -> Step:
    if found.rule == "shape":
        return Step(
            "shape",
            rest,
            found.lemma,
            f"the lexicon does not know it; by its shape {ending} is an ending",
            f"لا يعرفها المعجم، و«{ending}» لاحقة بحسب شكلها",
        )
    return Step(
        "ending",
        rest,
        found.lemma,
        f"{ending} is an ending: the lexicon knows {found.lemma}",
        f"«{ending}» لاحقة، والمعجم يعرف «{found.lemma}»",
    )
