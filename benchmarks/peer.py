"""Stock Whoosh over the same articles: stems made by our chain, outlets and entities as facets, all with its defaults."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.questions import Question
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import WORD

if TYPE_CHECKING:
    from whoosh.searching import Searcher

    from fihrist.index.store import Store

warnings.filterwarnings("ignore", category=SyntaxWarning)
LIMIT = 20


def build(store: Store, folder: Path) -> Any:
    """Index the articles of an archive with stock Whoosh."""
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import ID, KEYWORD, TEXT, Schema
    from whoosh.index import create_in

    words = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    fields = Schema(stem=words, norm=words, source=ID(), entities=KEYWORD())
    folder.mkdir()
    index = create_in(str(folder), fields)
    writer = index.writer(limitmb=256)
    for stored in store.records.stored():
        article = stored.article
        found = [forms(word) for part in (article.title, article.body) for word in WORD.findall(part)]
        writer.add_document(
            stem=" ".join(stem for exact, _, stem in found if exact),
            norm=" ".join(norm for exact, norm, _ in found if exact),
            source=str(stored.source_ordinal),
            entities=" ".join(map(str, stored.entities)),
        )
    writer.commit()
    return index


def question_of(question: Question) -> Any:
    """A question as Whoosh's query; None for what its index here has no field for."""
    from whoosh.query import And, Every, Or, Phrase, Term

    if question.published or question.operator == "expanded":
        return None
    if question.operator == "all":
        return Every()
    if question.operator == "phrase":
        return Phrase("norm", list(question.words))
    terms = [Term("stem", word) for word in question.words]
    return Or(terms) if question.operator == "or" else And(terms)


def asker(searcher: Searcher, question: Question) -> Callable[[], int] | None:
    """Asks a question with the outlet and entity facets, and gives the exact total."""
    from whoosh.sorting import Count, FieldFacet

    asked = question_of(question)
    if asked is None:
        return None
    entities = FieldFacet("entities", allow_overlap=True, maptype=Count)
    sources = FieldFacet("source", maptype=Count)

    def ask() -> int:
        results = searcher.search(asked, limit=LIMIT, groupedby={"source": sources, "entities": entities})
        return len(results)

    return ask
