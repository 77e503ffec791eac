"""What kind of list a text without columns is, told from its content."""

from typing import Literal

from flipchart.exchange.readers.marks import HEADING, RULE, item_mark, unquoted

Shape = Literal["lines", "markdown"]


def shape(text: str) -> Shape:
    """Return "markdown" where at least half of the lines are list items."""
    lines = [line for line in text.split("\n") if line.strip()]
    items = sum(item_mark(unquoted(line)) is not None for line in lines)
    others = sum(_stands_alone(line) for line in lines)
    return "markdown" if items and items >= others else "lines"


def _stands_alone(line: str) -> bool:
    """Whether a line would have to be an item in a plain list."""
    marked = item_mark(line) or HEADING.match(line) or RULE.match(line) or unquoted(line) != line
    return not marked and not line[0].isspace()
