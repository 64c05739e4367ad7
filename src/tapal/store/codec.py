"""Words of the model to JSON values and back, without loss, by their type hints."""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from tapal.errors import StoreError

T = TypeVar("T")
Decoder = Callable[[Any], Any]

_PLAIN = frozenset({bool, int, float, str})


def encode(value: object) -> Any:
    """The JSON value of a dataclass of the model: objects, lists, strings, numbers, null."""
    kind = value.__class__
    if value is None or kind in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if is_dataclass(kind):
        return {name: encode(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, int | float | str):  # one of numpy's
        return value
    raise TypeError(f"{type(value).__name__} is no word of the model")


def decode(kind: type[T], value: object) -> T:
    """The dataclass of `kind` that `encode` made `value` from.

    Fields that the value lacks take their defaults and unknown ones are passed over, so that a record written
    before a field was added can still be read. Raises StoreError on anything else that does not fit.
    """
    try:
        return cast(T, _decoder(cast(Hashable, kind))(value))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise StoreError(f"a stored {kind.__name__} cannot be read back ({error!r}); the store is damaged") from error


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))


@cache
def _decoder(hint: Hashable) -> Decoder:
    if isinstance(hint, NewType):
        return _decoder(hint.__supertype__)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _union(tuple(part for part in arguments if part is not NoneType))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _decoder(arguments[0])
        return lambda value: tuple(map(each, value))
    if origin is tuple:
        parts = tuple(map(_decoder, arguments))
        return lambda value: tuple(part(item) for part, item in zip(parts, value, strict=True))
    if is_dataclass(hint):
        return _record(cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in {date, datetime}:
        return cast(Decoder, hint.fromisoformat)
    if hint in {str, int, bool, float}:
        return _plain(hint)
    raise TypeError(f"no way to read back {hint}")


def _plain(kind: type) -> Decoder:
    wanted = (int, float) if kind is float else (kind,)

    def read(value: Any) -> Any:
        if not isinstance(value, wanted):
            raise TypeError(f"{value!r} is not {kind.__name__}")
        return value

    return read


def _instant_or_day(value: Any) -> date:
    return (datetime if "T" in value else date).fromisoformat(value)


def _union(parts: tuple[Hashable, ...]) -> Decoder:
    if set(parts) == {date, datetime}:
        some: Decoder = _instant_or_day
    elif len(parts) == 1:
        some = _decoder(parts[0])
    else:
        raise TypeError(f"no way to tell {parts} apart")
    return lambda value: None if value is None else some(value)


def _record(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    readers = tuple(
        (field.name, _decoder(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    )

    def read(value: Any) -> Any:
        given = {}
        for name, reader, needed in readers:
            if name in value:
                given[name] = reader(value[name])
            elif needed:
                raise KeyError(name)
        return kind(**given)

    return read
