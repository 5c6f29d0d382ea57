"""What a date expression says, before anything is resolved."""

from __future__ import annotations

from typing import NamedTuple

from fihrist.index.model import DateKind

FUTURE = "future"
"""«ستنطلق», «من المقرر», «الانتخابات المقبلة»."""
COMING = "coming"
"""A verb that may tell of what is to come: «تجرى», «يلتقي»."""
REPORTED = "reported"
"""A verb of saying, which leaves open when it happens: «أعلنت»."""
UNTIL = "until"
"""Words that lead up to a day or on from it: «حتى», «ابتداء من»."""
PAST = "past"
"""«قتل», «منذ»."""


class Expression(NamedTuple):
    """A date expression in folded text; offsets count folded characters.

    Exactly the parts that the text states are set. A relative part is ``unit`` and ``offset``
    (``Y``, -1: last year), and may be refined by ``month`` and ``day``.
    """

    # A named tuple, because builders refine an expression by many copies, and it copies faster than a dataclass.

    start: int
    end: int
    kind: DateKind
    precision: str
    confidence: float
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    unit: str = ""
    """``D``, ``W``, ``M``, ``Y`` or ``C`` of a relative expression."""
    offset: int = 0
    until: int | None = None
    """Offset of the last unit when a relative expression covers several («الشهرين الماضيين»: -2 until -1)."""
    same: bool = False
    """«نفسه»: the unit of the mention before, not of the publication."""
    toward: int | None = None
    """Of a partial date: -1 the last one, 0 this year's, 1 the next one."""
    tense: str = ""
    """What the words before it say: one of the tenses above; of a weekday without a date the first or last."""
    on: int | None = None
    """Of a date: the weekday beside it, 0 Monday to 6 Sunday."""
    weekday: int | None = None
    """0 Monday to 6 Sunday."""
    modifier: str | None = None
    season: int | None = None
    span: tuple[int, int] | None = None
    """Bounds that the text gives by themselves: decades, centuries, undecided numeric dates."""
    value: str = ""
    """Set where the value is not made of the parts above."""
    named: tuple[Expression, ...] = ()
    """Of several months together: their names, beside it («الشهرين الماضيين، سبتمبر وأكتوبر»)."""
    undecided: tuple[int, int] | None = None
    """The two numbers of a numeric date whose order the text alone does not tell."""
    elastic: bool = True
    """False for days known by name («ثورة 25 يناير»), whose year no publication date tells."""
    last: Expression | None = None
    """The end of a range."""

    @property
    def anchored(self) -> bool:
        """Whether it needs the publication date."""
        return self.year is None and self.span is None and not self.hijri


def dated_kind(expression: Expression) -> DateKind:
    """The kind that the parts give: Hijri, absolute, relative or partial."""
    if expression.hijri:
        return DateKind.HIJRI
    if expression.year is not None or expression.span is not None:
        return DateKind.ABSOLUTE
    return DateKind.RELATIVE if expression.unit else DateKind.PARTIAL
