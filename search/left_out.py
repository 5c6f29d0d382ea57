"""Word of what is not searched because a wildcard, a fuzzy word or a root stands for too many words."""

from __future__ import annotations

from fihrist.index.engine import Snapshot
from fihrist.search.execute.expansion import MAX_FORMS, expand
from fihrist.search.query.render import render
from fihrist.search.query.tree import Diagnostic, Fuzzy, Node, Severity, Wide, Wildcard, children_of


def left_out(snapshot: Snapshot, tree: Node) -> tuple[Diagnostic, ...]:
    """A warning for each part of a query that stands for more words than are searched."""
    found = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(children_of(node)))
        if isinstance(node, Wildcard | Fuzzy | Wide):
            more = expand(snapshot, node).left_out
            if more:
                found.append(_note(node, more))
    return tuple(found)


def _note(node: Wildcard | Fuzzy | Wide, more: int) -> Diagnostic:
    typed = render(node)
    return Diagnostic(
        "too-many-forms",
        Severity.WARNING,
        node.span.start,
        node.span.end,
        f"“{typed}” stands for {MAX_FORMS + more:,} words of the archive; the {MAX_FORMS:,} most frequent were searched, "
        f"{more:,} rarer ones were not. Write more letters to search for all.",
        f"تقوم «{typed}» مقام {MAX_FORMS + more:,} كلمة في الأرشيف؛ بُحث عن {MAX_FORMS:,} منها هي الأكثر ورودا، ولم يُبحث "
        f"عن {more:,} أقل ورودا. اكتب أحرفا أكثر للبحث عنها كلها.",
    )
