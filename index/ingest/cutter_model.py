"""What the cutter's stages hand to each other: classified lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fihrist.index.ingest.cutter_patterns import INVISIBLE

SHORT = 400
"""No furniture, label or title has more characters; longer lines are paragraphs and are not looked into."""

BLANKS = " \t\r\n\v\f\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\x1c\x1d\x1e\x1f\x85"
TRIM = BLANKS + INVISIBLE
"""What does not count at the ends of a line."""


class Role(StrEnum):
    """What a line is by itself, before its neighbours are looked at."""

    TEXT = "text"
    TITLE = "title"
    FURNITURE = "furniture"
    ADDRESS = "address"
    MENU = "menu"
    PUBLISHED = "published"
    UPDATED = "updated"
    SOURCE = "source"
    RIGHTS = "rights"
    TRANSLATOR = "translator"
    KEYWORDS = "keywords"
    BYLINE = "byline"
    CAPTION = "caption"
    SEE_ALSO = "see_also"
    READ_ALSO = "read_also"
    RELATED = "related"
    COMMENTS = "comments"
    END = "end"
    SEPARATOR = "separator"


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: offset of its first character in the page.
        end: after its last character.
        text: the characters between, without blanks and invisible characters around.
        flat: the text with single blanks, for expressions; the text itself when it is long.
        key: the folded text; the text itself when it is long.
        role: what it is.
        value: what follows the label.
        rule: the rule that decided.
        paragraph: running text, not a title.
        words: how many, of the first 400 characters.
        outlet: the outlet that a byline names beside a person, a city or the way the report was made.
    """

    start: int
    end: int
    text: str
    flat: str
    key: str
    role: Role = Role.TEXT
    value: str = ""
    rule: str = ""
    paragraph: bool = False
    words: int = 0
    outlet: str = ""

    @property
    def size(self) -> int:
        """Length in characters."""
        return self.end - self.start

    @property
    def titular(self) -> bool:
        """It may be a title: a few words, not running text."""
        return self.role is Role.TITLE or (
            self.role is Role.TEXT and not self.paragraph and self.words >= 2 and self.size <= 220
        )

    def become(self, role: Role, rule: str, value: str = "") -> None:
        """Take a role by a rule."""
        self.role, self.rule, self.value = role, rule, value.strip(TRIM)
