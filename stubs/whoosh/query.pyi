from collections.abc import Callable, Iterator, Sequence
from typing import Any

from whoosh.matching import Matcher
from whoosh.reading import IndexReader

class QueryError(Exception): ...

class Query:
    boost: float
    def is_leaf(self) -> bool: ...
    def children(self) -> Iterator[Query]: ...
    def apply(self, fn: Callable[[Query], Query]) -> Query: ...
    def normalize(self) -> Query: ...
    def estimate_size(self, ixreader: IndexReader) -> int: ...
    def docs(self, searcher: Any) -> Iterator[int]: ...
    def matcher(self, searcher: Any, context: Any = None) -> Matcher: ...

class CompoundQuery(Query):
    subqueries: list[Query]
    def __init__(self, subqueries: Sequence[Query], boost: float = 1.0) -> None: ...

class And(CompoundQuery): ...
class DisjunctionMax(CompoundQuery): ...

class AndMaybe(Query):
    a: Query
    b: Query
    def __init__(self, a: Query, b: Query) -> None: ...

class Or(CompoundQuery):
    def __init__(self, subqueries: Sequence[Query], boost: float = 1.0, minmatch: int = 0) -> None: ...

class Not(Query):
    query: Query
    def __init__(self, query: Query, boost: float = 1.0) -> None: ...

class Every(Query):
    fieldname: str | None
    def __init__(self, fieldname: str | None = None, boost: float = 1.0) -> None: ...

class _NullQuery(Query):
    def __call__(self) -> _NullQuery: ...

NullQuery: _NullQuery

class ConstantScoreQuery(Query):
    child: Query
    score: float
    def __init__(self, child: Query, score: float = 1.0) -> None: ...

class Term(Query):
    fieldname: str
    text: str
    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None: ...

class Phrase(Query):
    fieldname: str
    words: list[str]
    slop: int
    def __init__(self, fieldname: str, words: list[str], slop: int = 1, boost: float = 1.0) -> None: ...

class MultiTerm(Query):
    fieldname: str
    text: str

class Prefix(MultiTerm):
    def __init__(self, fieldname: str, text: str, boost: float = 1.0, constantscore: bool = True) -> None: ...

class Wildcard(MultiTerm):
    def __init__(self, fieldname: str, text: str, boost: float = 1.0, constantscore: bool = True) -> None: ...

class FuzzyTerm(MultiTerm):
    def __init__(
        self,
        fieldname: str,
        text: str,
        boost: float = 1.0,
        maxdist: int = 1,
        prefixlength: int = 1,
        constantscore: bool = True,
    ) -> None: ...
