"""Patterns that are compiled when they are first used: a start of the program needs few of its hundreds."""

import re
from typing import Any, AnyStr, Generic, cast

_MADE: list[tuple[str | bytes, int]] = []


class _Uncompiled(Generic[AnyStr]):
    """Stands for a compiled pattern; each of its parts is fetched once, and from then on costs no more than there."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._text: AnyStr = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        part = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, part)
        return part


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the pattern as `re.compile` does; what is wrong with it is raised by its first use."""
    _MADE.append((text, int(flags)))
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, int(flags)))


def compile_all() -> None:
    """Compile them while nobody waits: the first letter that somebody types would use a dozen of them."""
    for text, flags in _MADE:
        re.compile(text, flags)
