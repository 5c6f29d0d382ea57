from typing import Any

from whoosh.analysis import Composable
from whoosh.formats import Format

class FieldType:
    format: Format
    scorable: bool
    def __init__(self, format: Format, analyzer: Composable, scorable: bool = False, stored: bool = False) -> None: ...
    def to_bytes(self, value: str | bytes) -> bytes: ...
    def from_bytes(self, bs: bytes) -> str: ...

class TEXT(FieldType):
    def __init__(
        self,
        analyzer: Composable | None = None,
        phrase: bool = True,
        chars: bool = False,
        stored: bool = False,
        field_boost: float = 1.0,
        spelling: bool = False,
        sortable: bool = False,
    ) -> None: ...

class ID(FieldType):
    def __init__(self, stored: bool = False, unique: bool = False, sortable: bool = False) -> None: ...

class STORED(FieldType):
    def __init__(self) -> None: ...

class KEYWORD(FieldType):
    def __init__(
        self, stored: bool = False, lowercase: bool = False, commas: bool = False, scorable: bool = False
    ) -> None: ...

class NUMERIC(FieldType):
    def __init__(
        self, numtype: type[Any] = ..., bits: int = 32, stored: bool = False, sortable: bool = False
    ) -> None: ...

class Schema:
    def __init__(self, **fields: FieldType) -> None: ...
    def __contains__(self, name: str) -> bool: ...
    def __getitem__(self, name: str) -> FieldType: ...
    def names(self) -> list[str]: ...
