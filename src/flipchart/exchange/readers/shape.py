"""What kind of list a text is, told from its content."""

from typing import Literal

from flipchart.exchange.readers.marks import HEADING, RULE, item_mark, unquoted

Shape = Literal["lines", "markdown", "table"]


def shape(text: str) -> Shape:
    """Return "markdown" where at least half of the lines are list items, "table" where cells are divided."""
    lines = [line for line in text.split("\n") if line.strip()]
    if _divided(lines):
        return "table"
    items = sum(item_mark(unquoted(line)) is not None for line in lines)
    others = sum(_stands_alone(line) for line in lines)
    return "markdown" if items and items >= others else "lines"


def _stands_alone(line: str) -> bool:
    """Whether a line would have to be an item in a plain list."""
    marked = item_mark(line) or HEADING.match(line) or RULE.match(line) or unquoted(line) != line
    return not marked and not line[0].isspace()


def _divided(lines: list[str]) -> bool:
    """Tabs and semicolons hardly occur in sentences; commas do, so they tell nothing."""
    if len(lines) < 2:
        return False
    return any(
        lines[0].strip().count(mark) >= least
        and sum(line.count(mark) >= least for line in lines) * 5 >= len(lines) * 3
        for mark, least in (("\t", 1), (";", 2))
    )
