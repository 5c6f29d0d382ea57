"""From what was typed to what is searched: parsing, other spellings, names in Latin letters, a wrong keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fihrist.search.execute.compile import compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.names import resolve
from fihrist.search.keyboard import repairs
from fihrist.search.latin_aliases import is_ordinary
from fihrist.search.query.parse import parse
from fihrist.search.query.tree import And, Diagnostic, Everything, Node, ParsedQuery, Phrase, Severity, Word
from fihrist.search.rewriting import Rewritten, rewrite
from fihrist.search.runs import norms_of

if TYPE_CHECKING:
    from fihrist.index.store import Store

TELLING: Final = 3
"""Letters of a word that tells something by being known: single letters and pairs are everywhere."""


def understand(store: Store, query: str, *, as_typed: bool = False) -> tuple[ParsedQuery, Rewritten]:
    """What a typed query means, and what is searched for it.

    A query none of whose words is known, while all words are that the same keys give on another keyboard layout, is
    read as typed there; the parsed query is then that of the repaired text, and its one diagnostic says so.

    Args:
        store: the archive, whose words and names decide.
        query: what was typed.
        as_typed: leave the tree as it was parsed.
    """
    parsed = parse(query)
    if as_typed or isinstance(parsed.tree, Everything):  # what opens an interface waits for no table of words
        return parsed, Rewritten(parsed.tree, ())
    rewritten = rewrite(store, parsed.tree, query)
    if _unknown(store, parsed.tree, rewritten):
        repaired = _repaired(store, parsed)
        if repaired is not None:
            return repaired
    return parsed, rewritten


def count(store: Store, tree: Node) -> int:
    """How many articles a tree finds."""
    names, _ = resolve(store, tree)
    return execute(store.snapshot, Plan(compile_tree(tree, names), limit=0)).total


def _words(tree: Node) -> Iterator[Word | Phrase]:
    """The parts of a query that has only words, which all have to match; nothing of any other."""
    match tree:
        case Word() | Phrase():
            yield tree
        case And(children) if all(isinstance(child, Word | Phrase) for child in children):
            for child in children:
                yield from _words(child)
        case _:
            return


def _unknown(store: Store, tree: Node, rewritten: Rewritten) -> bool:
    """Whether no article has any of the words, nor what was added to them; short ones count when all are short."""
    norms = [norm for part in _words(tree) for norm in norms_of(part)]
    telling = [norm for norm in norms if len(norm) >= TELLING] or norms
    held = store.snapshot.document_frequency
    if not norms or any(held("norm", norm) for norm in telling):
        return False
    stems = [part.stem for part in _words(tree) if isinstance(part, Word) and part.norm in telling]
    return not any(held("stem", stem) for stem in stems) and not count(store, rewritten.tree)


def _repaired(store: Store, typed: ParsedQuery) -> tuple[ParsedQuery, Rewritten] | None:
    """The query as it was meant if the keyboard was on the other layout, when its words are known and it finds some.

    Words of the news in Latin letters (flag, tank) are meant as they are typed.
    """
    if is_ordinary(typed.text):
        return None
    for text in repairs(typed.text):
        meant = parse(text)
        rewritten = rewrite(store, meant.tree, text)
        words = [norm for part in _words(meant.tree) for norm in norms_of(part)]
        held = (norm.isascii() or store.snapshot.document_frequency("norm", norm) for norm in words)
        if words and all(held) and count(store, rewritten.tree):
            end = len(typed.text)
            added = tuple(replace(each, start=0, end=end) for each in rewritten.diagnostics)
            note = _keyboard_note(typed.text, text)
            return ParsedQuery(typed.text, meant.tree, meant.interpreted, (note,)), Rewritten(rewritten.tree, added)
    return None


def _keyboard_note(typed: str, meant: str) -> Diagnostic:
    return Diagnostic(
        "keyboard",
        Severity.WARNING,
        0,
        len(typed),
        f"No article has “{typed}”; it was read as typed with the keyboard on the other layout: {meant}. "
        "Search as typed (--as-typed) to leave that out.",
        f"لا توجد مادة فيها «{typed}»، فقُرئ كما لو كانت لوحة المفاتيح على اللغة الأخرى: {meant}. ابحث كما كُتب (--as-typed) لترك ذلك.",
    )
