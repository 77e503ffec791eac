"""One row of a list, before it becomes an improvement or a step."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["item", "parked", "words"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says.

    `row` is its line in the source, from 1. `depth` counts how deep an item is nested. `box` is the
    character in its task box ("x", " ", "/"), None where there is no box. `struck` tells that `text` was
    struck out, with `aside` the words after it. `more` holds the lines below it that are not part of its
    text. An entry of the kind "words" is a heading or a paragraph: text that is no item of the list.
    """

    row: int
    text: str
    kind: Kind = "item"
    depth: int = 0
    box: str | None = None
    struck: bool = False
    aside: str = ""
    more: str = ""
