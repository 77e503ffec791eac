"""What stands beside the plan on the desk: one pane a subject."""

from collections.abc import Callable
from typing import NamedTuple

from flipchart.tui.text.frame import View
from flipchart.tui.text.rows import Row


class Pane(NamedTuple):
    """A subject: its name in one word, its rows, and in a word or two how much there is ("" for nothing).

    `least` is how many rows it should have before others have more of theirs; `start` the row that is always seen.
    """

    id: str
    name: str
    rows: Callable[[View], tuple[Row, ...]]
    much: Callable[[View], str] = lambda _view: ""
    least: int = 3
    start: Callable[[View], int] = lambda _view: 0
