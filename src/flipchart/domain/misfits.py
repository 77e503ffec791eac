"""What does not fit a record's model: where, what is there, and what is expected."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct, inspect
from msgspec.structs import replace

Fault = Literal[
    "missing", "text", "empty", "day", "instant", "zone", "whole", "number", "truth", "list", "table",
    "few", "many", "choice", "below", "low", "above", "other",
]  # fmt: skip
_SHOULD: Mapping[Fault, str] = {
    "missing": "should be given",
    "text": "should be a text",
    "empty": "should have at least one character",
    "day": "should be a date",
    "instant": "should be a moment, with its day and its time",
    "zone": "should have a time zone",
    "whole": "should be a whole number",
    "number": "should be a number",
    "truth": "should be true or false",
    "list": "should be a list",
    "table": "should be a table",
    "few": "should have at least {bound} entries",
    "many": "should have at most {bound} entries",
    "choice": "should be one of {bound}",
    "below": "should be greater than or equal to {bound}",
    "low": "should be greater than {bound}",
    "above": "should be less than or equal to {bound}",
    "other": "should be something else",
}

Path = tuple[str | int, ...]
"""Where a value is: keys, and positions from zero."""


class Misfit(Struct, frozen=True):
    """A value that does not fit: its path of keys and positions from zero, the fault, and the bound it exceeds."""

    path: Path
    fault: Fault
    value: object = None
    bound: str = ""

    @property
    def should(self) -> str:
        """What is expected instead, in words."""
        return _SHOULD[self.fault].format(bound=self.bound)


def misfits(model: type[Struct], values: Mapping[str, Any]) -> tuple[Misfit, ...]:
    """Return what in `values` does not fit the model, in the model's order; there is always one.

    For what msgspec has refused: it stops at the first fault, and tells it in words alone.
    """
    return tuple(_in_value(_kind(model), values, ())) or (Misfit((), "other", values),)


@cache
def _kind(model: type[Struct]) -> inspect.Type:
    return inspect.type_info(model)


def _in_value(kind: inspect.Type, value: Any, path: Path) -> Iterator[Misfit]:
    match kind:
        case inspect.UnionType(types=types):
            absent = value is None and any(isinstance(it, inspect.NoneType) for it in types)
            yield from () if absent else _in_value(_meant(types), value, path)
        case inspect.StructType():
            yield from _in_table(kind, value, path)
        case inspect.VarTupleType():
            yield from _in_list(kind, value, path)
        case inspect.Metadata(extra=extra) if extra:
            yield from _in_day_or_instant(value, path)
        case _:
            if (fault := _fault(kind, value)) is not None:
                yield Misfit(path, fault[0], value, str(fault[1]))


def _meant(types: Sequence[inspect.Type]) -> inspect.Type:
    """Return the type of a value that may be absent; of an integer or any number, the latter."""
    *_, last = (it for it in types if not isinstance(it, inspect.NoneType))
    return last


def _in_table(kind: inspect.StructType, value: Any, path: Path) -> Iterator[Misfit]:
    if isinstance(value, Struct):
        return
    if not isinstance(value, Mapping):
        yield Misfit(path, "table", value)
        return
    for it in kind.fields:
        if it.encode_name in value:
            for found in _in_value(it.type, value[it.encode_name], (*path, it.encode_name)):
                # msgspec lists choices alphabetically, the model in their natural order.
                unlisted = found.fault == "choice" and not found.bound
                yield replace(found, bound=_choices(kind.cls, it.name)) if unlisted else found
        elif it.required:
            yield Misfit((*path, it.encode_name), "missing")


@cache
def _choices(model: type[Struct], name: str) -> str:
    hint = get_type_hints(model)[name]
    choice = next(it for it in (hint, *get_args(hint)) if get_origin(it) is Literal)
    return ", ".join(map(str, get_args(choice)))


def _in_list(kind: inspect.VarTupleType, value: Any, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, list | tuple):
        yield Misfit(path, "list", value)
        return
    for number, item in enumerate(value):
        yield from _in_value(kind.item_type, item, (*path, number))
    if kind.min_length is not None and len(value) < kind.min_length:
        yield Misfit(path, "few", value, str(kind.min_length))
    if kind.max_length is not None and len(value) > kind.max_length:
        yield Misfit(path, "many", value, str(kind.max_length))


def _in_day_or_instant(value: Any, path: Path) -> Iterator[Misfit]:
    if value is not None and not isinstance(value, dt.date):
        yield Misfit(path, "day", value)
    elif isinstance(value, dt.datetime) and value.tzinfo is None:
        yield Misfit(path, "zone", value)


_KINDS: Mapping[type[inspect.Type], tuple[Fault, Callable[[Any], bool]]] = {
    inspect.StrType: ("text", lambda value: isinstance(value, str)),
    inspect.IntType: ("whole", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    inspect.FloatType: ("number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    inspect.BoolType: ("truth", lambda value: isinstance(value, bool)),
    inspect.DateType: ("day", lambda value: type(value) is dt.date),
    inspect.DateTimeType: ("instant", lambda value: isinstance(value, dt.datetime)),
}


def _fault(kind: inspect.Type, value: Any) -> tuple[Fault, object] | None:
    """Return what is wrong with a single value and which bound it exceeds, or None."""
    if type(kind) in _KINDS:
        fault, fits = _KINDS[type(kind)]
        if not fits(value):
            return fault, ""
    match kind:
        case inspect.LiteralType(values=values) if value not in values:
            return "choice", ""
        case inspect.StrType(min_length=least) if len(value) < (least or 0):
            return "empty", ""
        case inspect.DateTimeType(tz=True) if value.tzinfo is None:
            return "zone", ""
        case inspect.IntType() | inspect.FloatType():
            return _out_of_bounds(kind, value)
    return None


def _out_of_bounds(kind: inspect.IntType | inspect.FloatType, value: float) -> tuple[Fault, object] | None:
    if kind.ge is not None and not value >= kind.ge:
        return "below", kind.ge
    if kind.gt is not None and not value > kind.gt:
        return "low", kind.gt
    return ("above", kind.le) if kind.le is not None and not value <= kind.le else None
