"""What passes between an ingest and its worker processes: JSON in frames, never pickles.

The records of `fihrist.index.model` become lists of their fields' values, and records again by their annotations.
"""

from __future__ import annotations

import dataclasses
import json
import struct
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<Q")

Convert = Callable[[Any], Any] | None
"""A conversion; None for none."""


def send(stream: BinaryIO, value: Any, kind: Any) -> None:
    """Write one value.

    Args:
        stream: where to.
        value: a record, or a list, of the kind.
        kind: its annotation, such as ``list[Page | Notice]``.
    """
    plain = converters(kind)[0]
    text = json.dumps(plain(value) if plain else value, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, kind: Any) -> Any:
    """Read one value of `send`.

    Raises:
        EOFError: the other side has closed, or has died.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    value = json.loads(_exactly(stream, length).decode("utf-8", "surrogatepass"))
    real = converters(kind)[1]
    return real(value) if real else value


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data


@cache
def converters(kind: Any) -> tuple[Convert, Convert]:
    """How values of an annotation become plain JSON values, and back."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin in (list, tuple, Sequence):
        return _sequence(tuple if origin is tuple else list, arguments[0])
    if origin is Mapping:
        return dict, None
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        # JSON writes the members of an enumeration of strings as the strings that they are.
        return None if issubclass(kind, str) else (lambda value: value.value), _member(kind)
    if kind is bytes:
        return (lambda value: value.decode("latin-1")), (lambda value: value.encode("latin-1"))
    if kind is Path:
        return str, Path
    return None, None


def _member(kind: type[Enum]) -> Callable[[Any], Any]:
    members = {member.value: member for member in kind}
    return members.__getitem__


def _union(members: tuple[Any, ...]) -> tuple[Convert, Convert]:
    """One annotation or None; or several records, told apart by their place in the annotation."""
    rest = [member for member in members if member is not types.NoneType]
    if len(rest) == 1:
        plain, real = converters(rest[0])
        return _optional(plain), _optional(real)
    if not all(dataclasses.is_dataclass(member) for member in rest):
        return None, None
    places = {member: place for place, member in enumerate(rest)}
    both = [converters(member) for member in rest]

    def to_plain(value: Any) -> Any:
        place = places[type(value)]
        convert = both[place][0]
        return place, convert(value) if convert else value

    def to_real(value: Any) -> Any:
        convert = both[value[0]][1]
        return convert(value[1]) if convert else value[1]

    return to_plain, to_real


def _optional(convert: Convert) -> Convert:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _sequence(container: type, member: Any) -> tuple[Convert, Convert]:
    plain, real = converters(member)
    to_plain = (lambda value: [plain(entry) for entry in value]) if plain else None
    if real:
        return to_plain, lambda value: container([real(entry) for entry in value])
    return to_plain, None if container is list else container


def _record(kind: Any) -> tuple[Convert, Convert]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    both = [converters(hints[name]) for name in names]
    out = [(place, plain) for place, (plain, _) in enumerate(both) if plain]
    back = [(place, real) for place, (_, real) in enumerate(both) if real]

    fields = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
    by_name = any(field.kw_only for field in dataclasses.fields(kind))

    def to_plain(value: Any) -> list[Any]:
        values = list(fields(value))
        for place, convert in out:
            values[place] = convert(values[place])
        return values

    def to_real(values: list[Any]) -> Any:
        for place, convert in back:
            values[place] = convert(values[place])
        return kind(**dict(zip(names, values, strict=True))) if by_name else kind(*values)

    return to_plain if out else fields, to_real
