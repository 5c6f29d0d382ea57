"""Results and records on standard output: as text for people, as JSON for programs (see `fihrist.as_data`)."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fihrist.console import put
from fihrist.index.model import Article
from fihrist.results import Results
from fihrist.search.results import DATE_FACETS, FacetValue, Hit, by_date
from fihrist.text import dump_json, safe, safe_line

if TYPE_CHECKING:
    from fihrist.index.arabic.tokens import Token
    from fihrist.index.dates import PublishedFloor
    from fihrist.search.conflation import WordUse
    from fihrist.search.explanation import Condition, Explanation, Matched, Part, Weighing

Spans = Sequence[tuple[int, int]]
Record = dict[str, Any]

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LIGHT, _PLAIN = "\x1b[1;33m", "\x1b[0m"
FACET_TITLES = {
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "source": "sources",
    "year": "published, by year",
    "month": "published, by month",
    "day": "published, by day",
    "mentioned_year": "spoken of, by year",
    "mentioned_month": "spoken of, by month",
    "mentioned_day": "spoken of, by day",
    "precision": "publication date known to the",
    "provenance": "publication date from",
}

FORMS = {
    "exact": "as typed",
    "norm": "spelt alike",
    "stem": "inflected",
    "wildcard": "fits",
    "fuzzy": "similar",
    "root": "same root",
    "kin": "same consonants",
    "entity": "name",
    "date": "date",
}
"""What a form of `fihrist.search.explanation.Form` is called."""
STANDINGS = {
    "absent": "not in the article",
    "outscored": "not counted: another way to say it scores more",
    "unmatched": "not counted: something that must stand with it is missing",
}


def write_json(value: Any, *, indent: int | None = 2) -> None:
    """Put one JSON value on standard output."""
    put(dump_json(value, indent=indent))


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as tab-separated columns under a head; control characters are made visible."""
    paper = Paper()
    for row in (head, *rows):
        put("\t".join(paper.label(str(cell)) for cell in row))


def words(tokens: Sequence[Token], uses: Mapping[str, WordUse]) -> None:
    """Print words one a line with their forms, and in how many articles of an archive each is."""
    head: tuple[str, ...] = ("start", "end", "text", "exact", "norm", "stem")
    rows: list[tuple[object, ...]] = [(t.start, t.end, t.text, t.exact, t.norm, t.stem) for t in tokens]
    if uses:
        head = (*head, "in_exact", "in_norm", "in_stem")
        held = (uses[token.text] for token in tokens)
        rows = [(*row, use.exact, use.norm, use.stem) for row, use in zip(rows, held, strict=True)]
    table(head, rows)


class Paper:
    """Lays text on standard output: Arabic in reading order on a terminal, logical order in a pipe or file."""

    def __init__(self, *, raw: bool = False) -> None:
        terminal = sys.stdout.isatty()
        self._visual = terminal and not raw
        self._colour = terminal and "NO_COLOR" not in os.environ
        self._width = shutil.get_terminal_size().columns if terminal else 0

    def line(self, text: str = "", spans: Spans = (), *, indent: int = 0) -> None:
        """Print one paragraph, wrapped to the terminal, with `spans` of it lit."""
        clean = safe(text)
        if len(clean) != len(text):  # bidi controls went out: offsets no longer fit
            spans = ()
        margin = " " * indent
        if self._visual and _ARABIC.search(clean):
            from fihrist.tui.text.printing import visual_lines

            light = (_LIGHT, _PLAIN) if self._colour else ("", "")
            for row in visual_lines(clean, self._width - indent, spans, light=light):
                put(margin + row)
            return
        put(margin + (_lit(clean, spans) if self._colour else clean))

    def label(self, text: str) -> str:
        """A short text on one line, as it must be sent to stand in a row with others."""
        clean = safe_line(text)
        if not (self._visual and _ARABIC.search(clean)):
            return clean
        from fihrist.tui.text.layout import Display
        from fihrist.tui.text.printing import printing_mode, visual_line

        return visual_line(clean, display=Display(printing_mode()))

    def facts(self, hit: Hit) -> None:
        """Print where a hit comes from: one line in a pipe; on a terminal the file has a line of its own.

        There every fact is laid out by itself: in one paragraph the parts of a date would change places.
        """
        facts = [hit.source, hit.published.value if hit.published else "undated", hit.id]
        if not self._visual:
            facts.append(hit.file)
        put(" " * 3 + " · ".join(self.label(fact) for fact in facts if fact))
        if self._visual and hit.file:
            put(" " * 3 + self.label(hit.file))

    def results(
        self, results: Results, facets: Sequence[str], explanations: Mapping[str, Explanation] | None = None
    ) -> None:
        """Print hits, each with its explanation where there is one by its id, and facets."""
        for hit in results.hits:
            title = hit.title or safe_line(hit.snippet.text)[:80]
            self.line(
                f"{hit.rank}. {title}",
                [(a + len(f"{hit.rank}. "), b + len(f"{hit.rank}. ")) for a, b in hit.title_highlights],
            )
            self.facts(hit)
            self.line(hit.snippet.text.replace("\n", " "), hit.snippet.highlights, indent=3)
            if explanations and hit.id in explanations:
                self.explanation(explanations[hit.id])
            self.line()
        for name in facets:
            self.facet(name, results.facets.get(name, ()), results.facet_sizes.get(name, 0))

    def explanation(self, explained: Explanation) -> None:
        """Print the parts of a score and the conditions, one a line, the numbers of a part below it."""
        put(f"   score {explained.score:.4f}" if explained.found else "   not found by this query")
        for part in explained.parts:
            if not (part.instead_of and part.standing == "absent"):  # ways to say it that the article does not use
                self._part(part, explained.articles)
        for condition in explained.conditions:
            self._condition(condition)

    def _part(self, part: Part, articles: int) -> None:
        typed = f" (for {self.label(part.instead_of)})" if part.instead_of else " (ranks only)" if part.extra else ""
        text = STANDINGS.get(part.standing) or self._matched(part.matched)
        put(f"   {part.score:8.4f}  {self.label(part.query)}{typed}: {text}")
        for weighing in part.weighings if part.score else ():
            put(f"             {self._weighing(weighing, articles)}")

    def _weighing(self, weighing: Weighing, articles: int) -> str:
        terms = ", ".join(
            f"{term.view} {self.label(term.text)} in {term.documents:,} of {articles:,}" for term in weighing.terms
        )
        boost = f" × boost {weighing.boost:g}" if weighing.boost != 1 else ""
        return (
            f"{weighing.score:.4f} = weight {weighing.weight:g}{boost} × idf {weighing.idf:.4f} × {weighing.saturation:.4f} "
            f"({weighing.title} in the title, {weighing.body} in the body, length {weighing.length:g}"
            f"{'; ' if terms else ''}{terms})"
        )

    def _matched(self, matched: Sequence[Matched]) -> str:
        """Words of the article with how often they stand in it and their form."""
        return ", ".join(
            f"{self.label(each.text)} {each.title + each.body}× {FORMS.get(each.form, each.form)}" for each in matched
        )

    def _condition(self, condition: Condition) -> None:
        holds = "holds" if condition.holds else "fails"
        named = self._matched(condition.matched)
        put(f"      {holds}  {self.label(condition.query)}{': ' if named else ''}{named}")

    def word(self, token: Token, use: WordUse | None = None) -> None:
        """Print a word's way through the chain, its forms, and how an archive has them."""
        from fihrist.index.arabic.chain import steps

        put(self.label(token.text))
        for step in steps(token.text):
            put(f"   {step.name:<16}{self.label(step.before)} → {self.label(step.after)}  ({self.label(step.why)})")
        forms = (("exact", token.exact), ("norm", token.norm), ("stem", token.stem))
        counts = (use.exact, use.norm, use.stem) if use is not None else (None, None, None)
        for (view, form), count in zip(forms, counts, strict=True):
            held = "" if count is None else f"  in {count:,} {'article' if count == 1 else 'articles'}"
            put(f"   {view:<16}{self.label(form)}{held}")
        if use is not None and use.others:
            others = ", ".join(f"{self.label(other.text)} {other.documents:,}" for other in use.others)
            put(f"   {'same stem':<16}{others}{f', and {use.left_out:,} more' if use.left_out else ''}")

    def article(self, article: Article, spans: tuple[Spans, Spans], not_before: PublishedFloor | None = None) -> None:
        """Print an article: title, where it came from, body; of an undated one the latest date it states."""
        in_title, in_body = spans
        self.line(article.title or "(no title)", in_title)
        published = article.published
        dated = f"{published.value} ({published.precision}, {published.provenance})" if published else "undated"
        stated = f"{not_before.value}, for the text states «{not_before.text}»" if not_before else ""
        facts = (
            ("source", article.source),
            ("by", article.byline),
            ("translated by", article.translator),
            ("published", dated),
            ("hardly before", stated),
            ("url", article.url),
            ("file", f"{article.path} bytes {article.byte_start}-{article.byte_end}"),
            ("sha256", article.page_sha256),
            ("id", article.id),
        )
        for name, value in facts:
            if value:
                put(f"{name}: {self.label(value)}")
        self.line()
        at = 0
        for paragraph in article.body.split("\n"):
            end = at + len(paragraph)
            self.line(paragraph, [(a - at, b - at) for a, b in in_body if at <= a and b <= end])
            at = end + 1

    def facet(self, name: str, values: Sequence[FacetValue], size: int = 0) -> None:
        """Print one facet as a table of counts, dates from the oldest on; `size` is how many values there are."""
        if not values:
            return
        self.line(FACET_TITLES.get(name, name))
        for value in by_date(values) if name in DATE_FACETS else values:
            whole = "" if value.of is None else f" of {value.of:>9,}"
            put(f"{value.count:>9,}{whole}  {self.label(value.label)}")
        if size > len(values):
            put(f"{'…':>9}  and {size - len(values):,} more")
        self.line()


def _lit(text: str, spans: Spans) -> str:
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], _LIGHT, text[start:end], _PLAIN]
        at = end
    return "".join([*out, text[at:]])
