"""A part of what is written of a plan: a heading with lines under it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A title and its items, each a line or more; with `listed` they are items of a list, else sentences."""

    title: str
    items: tuple[str, ...]
    listed: bool = True

    @classmethod
    def of(cls, title: str, items: Iterable[str]) -> "Section":
        """Return a section with a list."""
        return cls(title, tuple(items))
