"""A pattern that no word fits because a particle was typed with it: ولدى* for لدى*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fihrist.index.arabic.affixes import PREFIXES
from fihrist.search.execute.expansion import BEHIND_ARTICLE, expand
from fihrist.search.execute.patterns import ONE, STAR
from fihrist.search.highlighting import asked_for
from fihrist.search.query.tree import Diagnostic, Node, Severity, Wildcard

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot


def unfitting(snapshot: Snapshot, tree: Node) -> tuple[Diagnostic, ...]:
    """A note for each pattern that no word of the archive fits, but one without its first particle does."""
    notes = []
    for node in asked_for(tree):
        if isinstance(node, Wildcard) and not node.alone and not _forms(snapshot, node):
            shorter = _without_particle(snapshot, node)
            if shorter:
                notes.append(_note(node, shorter, _forms(snapshot, replace(node, pattern=shorter))))
    return tuple(notes)


def _forms(snapshot: Snapshot, node: Wildcard) -> int:
    found = expand(snapshot, node)
    return sum(map(len, found.norms)) + found.left_out


def _without_particle(snapshot: Snapshot, node: Wildcard) -> str:
    """The pattern without the shortest of the particles it may begin with; empty when none helps."""
    head = node.pattern.split(STAR)[0].split(ONE)[0]
    for particle in sorted(PREFIXES, key=len):
        shorter = node.pattern[len(particle) :]
        long_enough = len(head) >= len(particle) + BEHIND_ARTICLE
        if head.startswith(particle) and long_enough and _forms(snapshot, replace(node, pattern=shorter)):
            return shorter
    return ""


def _note(node: Wildcard, shorter: str, words: int) -> Diagnostic:
    return Diagnostic(
        "pattern-particle",
        Severity.NOTE,
        node.span.start,
        node.span.end,
        f"No word of the archive fits “{node.text}”. Particles are found before a pattern by themselves: {shorter} stands "
        f"for words: {words:,}.",
        f"لا كلمة في الأرشيف توافق «{node.text}». الحروف المتصلة تُقبل قبل النمط من غير أن تُكتب: {shorter} يقوم مقام "
        f"كلمات عددها {words:,}.",
    )
