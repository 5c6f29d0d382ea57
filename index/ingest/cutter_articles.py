"""From the lines of one article to its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fihrist.index.ingest.cutter_cards import cards_of_others
from fihrist.index.ingest.cutter_head import Head, find_head, is_clean
from fihrist.index.ingest.cutter_model import Line, Role
from fihrist.index.ingest.cutter_patterns import Patterns, fold
from fihrist.index.ingest.cutter_quotes import pull_quotes
from fihrist.index.ingest.cutter_related import Block, find_block
from fihrist.index.ingest.cutter_sources import outlet_name
from fihrist.index.model import ArticleKind, CutArticle, Part, PartKind

_SIMPLE = {
    Role.SOURCE: PartKind.SOURCE,
    Role.TRANSLATOR: PartKind.TRANSLATOR,
    Role.KEYWORDS: PartKind.KEYWORDS,
    Role.BYLINE: PartKind.BYLINE,
    Role.CAPTION: PartKind.CAPTION,
    Role.PUBLISHED: PartKind.PUBLISHED,
    Role.UPDATED: PartKind.UPDATED,
    Role.FURNITURE: PartKind.CHROME,
    Role.SEPARATOR: PartKind.CHROME,
    Role.ADDRESS: PartKind.CHROME,
    Role.TITLE: PartKind.REPEATED,
    Role.SEE_ALSO: PartKind.SEE_ALSO,
}
_JOINED = frozenset({PartKind.BODY, PartKind.CHROME})
_REPEATABLE = 12
_CHRONOLOGY = 2


class ArticleBuilder:
    """Collects the parts of one article and of the related block under it."""

    def __init__(self, lines: Sequence[Line], text: str, rule: str, patterns: Patterns) -> None:
        self._lines = lines
        self._patterns = patterns
        self._rule = rule
        self._kinds: list[tuple[PartKind, str]] = [(PartKind.CHROME, "")] * len(lines)
        self._head = find_head(lines, text, patterns)
        self._blocks: list[Block] = []
        self._seen: set[str] = set()

    def build(self) -> Iterator[CutArticle]:
        """The article, when there is one, and the related block that stands under it."""
        self._assign_head()
        self._assign_rest()
        self._mark_cards()
        self._mark_chronology()
        self._assign_quotes()
        cards = self._blocks[-1] if self._blocks and self._blocks[-1].final else None
        own = (
            range(len(self._lines)) if cards is None else [n for n in range(len(self._lines)) if n not in cards.places]
        )
        yield self._article(own)
        if cards is not None:
            yield _related(cards, self._lines, self._kinds)

    def _assign_head(self) -> None:
        head, kinds = self._head, self._kinds
        for place in range(min(head.end, len(self._lines))):
            self._assign_by_role(place)
        for place in head.aside:
            before = head.title is not None and place < head.title
            kinds[place] = (PartKind.CHROME, "before the title" if before else "headline in a box")
        for place in head.repeated:
            kinds[place] = (PartKind.REPEATED, "title again")
        for place in head.bylines:
            kinds[place] = (PartKind.BYLINE, "name under the title")
        if head.title is not None:
            kinds[head.title] = (PartKind.TITLE, self._rule)
            self._seen.add(self._lines[head.title].key)
        if head.deck is not None:
            kinds[head.deck] = (PartKind.DECK, "under the title")
            self._seen.add(self._lines[head.deck].key)

    def _assign_rest(self) -> None:
        place = self._head.end
        paragraphs = [number for number, line in enumerate(self._lines) if line.paragraph]
        last = paragraphs[-1] if paragraphs and not is_clean(self._lines) else len(self._lines)
        closed = False
        while place < len(self._lines):
            line = self._lines[place]
            if line.role in (Role.READ_ALSO, Role.RELATED, Role.COMMENTS):
                block = find_block(self._lines, place)
                self._take_block(block)
                place = block.end
                closed = closed or (place > last)
                continue
            if line.role is Role.KEYWORDS and not line.value:
                place = self._take_keywords(place)
                closed = closed or place > last
                continue
            self._assign_line(place, inside=bool(paragraphs) and place < last, closed=closed, after=place > last)
            closed = closed or (
                place > last and line.role in (Role.SOURCE, Role.KEYWORDS, Role.RIGHTS, Role.TRANSLATOR)
            )
            place += 1

    def _assign_line(self, place: int, *, inside: bool, closed: bool, after: bool) -> None:
        line = self._lines[place]
        if len(line.key) >= _REPEATABLE and line.key in self._seen and line.role in (Role.TEXT, Role.CAPTION):
            self._kinds[place] = (PartKind.REPEATED, "line again")
            return
        fresh = line.role is Role.TITLE and self._seen.isdisjoint((line.key, fold(line.value)))
        self._seen.add(line.key)
        if line.role is Role.TEXT:
            self._kinds[place] = _of_text(line, closed=closed, after=after)
        elif fresh:
            self._kinds[place] = (PartKind.BODY, "address in the text")
        elif inside and line.rule in {"date line", "name of a section", "name and city"}:
            # Between paragraphs such a line is a heading of a chronology or of a section of the text.
            self._kinds[place] = (PartKind.BODY, "heading in the text")
        else:
            self._assign_by_role(place)

    def _assign_by_role(self, place: int) -> None:
        line = self._lines[place]
        if line.role is Role.TEXT:
            self._kinds[place] = (PartKind.BODY, "")
        elif line.role is Role.RIGHTS:
            self._kinds[place] = (PartKind.SOURCE, line.rule)
        elif line.role in _SIMPLE:
            self._kinds[place] = (_SIMPLE[line.role], line.rule)
        else:
            self._kinds[place] = (PartKind.CHROME, line.rule)
        if line.role is Role.CAPTION:
            if line.key in self._seen:
                self._kinds[place] = (PartKind.REPEATED, "caption again")
            self._seen.add(line.key)

    def _take_block(self, block: Block) -> None:
        self._blocks.append(block)
        for place in block.places:
            self._kinds[place] = (block.kind, block.rule)
            self._seen.add(self._lines[place].key)
        for place in block.furniture:
            self._assign_by_role(place)

    def _take_keywords(self, place: int) -> int:
        """A heading "keywords" and the short lines under it."""
        self._kinds[place] = (PartKind.KEYWORDS, "heading")
        place += 1
        while place < len(self._lines):
            line = self._lines[place]
            if line.paragraph or line.words > 5 or line.role not in (Role.TEXT, Role.MENU):
                break
            self._kinds[place] = (PartKind.KEYWORDS, "under its heading")
            line.value = line.text
            place += 1
        return place

    def _assign_quotes(self) -> None:
        body = [place for place, (kind, _) in enumerate(self._kinds) if kind is PartKind.BODY]
        for place in pull_quotes([self._lines[place] for place in body]):
            self._kinds[body[place]] = (PartKind.PULL_QUOTE, "said in the text")

    def _article(self, places: Sequence[int]) -> CutArticle:
        chosen = [(self._lines[place], *self._kinds[place]) for place in places]
        return CutArticle(
            kind=ArticleKind.ARTICLE,
            title=next((line.value or line.text for line, kind, _ in chosen if kind is PartKind.TITLE), ""),
            deck=_first(chosen, PartKind.DECK),
            body="\n".join(_texts(chosen, PartKind.BODY)),
            byline=self._byline(chosen),
            translator=next((line.value for line, kind, _ in chosen if kind is PartKind.TRANSLATOR), ""),
            source=self._source(chosen),
            published_text=self._published(places),
            keywords=" ".join(line.value for line, kind, _ in chosen if kind is PartKind.KEYWORDS and line.value),
            captions=tuple(_texts(chosen, PartKind.CAPTION)),
            see_also=tuple(
                line.value or line.text
                for line, kind, _ in chosen
                if kind is PartKind.SEE_ALSO and line.role is not Role.READ_ALSO
            ),
            related=tuple(card for block in self._blocks if not block.final for card in block.cards),
            parts=_parts(chosen),
        )

    def _byline(self, chosen: Sequence[tuple[Line, PartKind, str]]) -> str:
        names = [line.value or line.text for line, kind, _ in chosen if kind is PartKind.BYLINE]
        return "، ".join(dict.fromkeys(names))

    def _source(self, chosen: Sequence[tuple[Line, PartKind, str]]) -> str:
        """The outlet: the last line that names it (one under a picture comes earlier), else what the byline says."""
        stated = [line.value for line, kind, _ in chosen if kind is PartKind.SOURCE and line.value]
        outlets = [line.outlet for line, kind, _ in chosen if kind is PartKind.BYLINE and line.outlet]
        for value in (*reversed(stated), *outlets, self._head.outlet):
            if value:
                return outlet_name(value, self._patterns)
        return ""

    def _published(self, places: Sequence[int]) -> str:
        """What a label says, else a date standing for itself. The day of the last change is neither."""
        found = [place for place in places if self._kinds[place][0] is PartKind.PUBLISHED and self._lines[place].value]
        bare = [place for place in found if self._lines[place].rule == "date line"]
        labelled = [place for place in found if self._lines[place].rule != "date line"]
        menus = self._menus_end()
        for place in (*labelled, *(place for place in bare if place >= menus)):
            return self._lines[place].value
        return ""

    def _menus_end(self) -> int:
        """A date in the head of a page, before the last of its menus, is the day the page was fetched."""
        title = self._head.title or 0
        aside = {Role.FURNITURE, Role.MENU}
        menus = [place for place in range(title) if self._lines[place].role in aside]
        return max((*menus, *(place for place in self._head.aside if place < title)), default=0)

    def _mark_cards(self) -> None:
        """What headlines of other articles state, before the title or after the text, is not the article's."""
        for place in cards_of_others(self._lines, self._head, [kind for kind, _ in self._kinds]):
            self._kinds[place] = (PartKind.CHROME, "stated by a card")

    def _mark_chronology(self) -> None:
        """Dates over every paragraph are headings; the first of them is no day of publication."""
        dates = [place for place, line in enumerate(self._lines) if line.rule == "date line"]
        if sum(1 for place in dates if self._kinds[place][0] is PartKind.BODY) < _CHRONOLOGY:
            return
        for place in dates:
            if place + 1 < len(self._lines) and self._lines[place + 1].paragraph:
                self._kinds[place] = (PartKind.BODY, "heading in the text")


def _of_text(line: Line, *, closed: bool, after: bool) -> tuple[PartKind, str]:
    """What a line of text is: text, or behind the last paragraph headlines and tags."""
    if line.paragraph or not after:
        return (PartKind.BODY, "")
    if closed and line.words >= 4:
        return (PartKind.RELATED, "headline after the end")
    if closed or (line.words <= 3 and line.size <= 30):
        return (PartKind.CHROME, "after the end")
    return (PartKind.BODY, "")


def _first(chosen: Sequence[tuple[Line, PartKind, str]], kind: PartKind) -> str:
    return next(_texts(chosen, kind), "")


def _texts(chosen: Sequence[tuple[Line, PartKind, str]], kind: PartKind) -> Iterator[str]:
    return (line.text for line, found, _ in chosen if found is kind)


def _parts(chosen: Sequence[tuple[Line, PartKind, str]]) -> tuple[Part, ...]:
    """Parts in page order; neighbouring lines of text, or of furniture by one rule, are one part."""
    parts: list[Part] = []
    for line, kind, rule in chosen:
        if parts and kind in _JOINED and parts[-1].kind is kind and parts[-1].rule == rule:
            parts[-1] = Part(kind, parts[-1].start, line.end, rule)
        else:
            parts.append(Part(kind, line.start, line.end, rule))
    return tuple(parts)


def _related(block: Block, lines: Sequence[Line], kinds: Sequence[tuple[PartKind, str]]) -> CutArticle:
    chosen = [(lines[place], *kinds[place]) for place in sorted(block.places)]
    return CutArticle(
        kind=ArticleKind.RELATED,
        title=lines[block.start].text.rstrip(" :"),
        deck="",
        body="",
        byline="",
        translator="",
        source="",
        published_text="",
        keywords="",
        captions=tuple(line.text for line, kind, _ in chosen if line.role is Role.CAPTION),
        see_also=(),
        related=block.cards,
        parts=_parts(chosen),
    )


def is_empty(article: CutArticle) -> bool:
    """Nothing to read: neither title nor text, and no cards."""
    return not (article.title or article.body or article.deck or article.related)


__all__ = ["ArticleBuilder", "Head", "is_empty"]
