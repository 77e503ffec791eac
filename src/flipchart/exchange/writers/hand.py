"""How people's words are set where a format has marks of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from flipchart.exchange.writers.markup import block, inline, leading


@dataclass(frozen=True, slots=True)
class Hand:
    """`inline` sets words on one line behind others, `leading` at the beginning of a line, and `block` a text of
    several lines behind what it is given as `indent`.
    """

    inline: Callable[[str], str]
    leading: Callable[[str], str]
    block: Callable[[str, str], str]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _set_in(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" for line in text.split("\n"))


MARKDOWN = Hand(inline, leading, block)
PLAIN = Hand(_one_line, _one_line, _set_in)
"""Words as they are: the format escapes them itself, as the page's templates do."""
