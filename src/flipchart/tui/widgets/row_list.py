"""The list in the middle of a screen: rows of one plan, a cursor, and what does not fit named at the edges."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.language import spoken, tn
from flipchart.tui.text.lines import Line, line, pad, plain
from flipchart.tui.text.rows import BLANK, Row
from flipchart.tui.widgets.words import Themed

EDGE = 2
"""Cells at the left that belong to the cursor's bar."""


@lru_cache(maxsize=2048)
def _lines(row: Row, width: int, selected: bool, _spoken: object) -> tuple[Line, ...]:
    return row.lines(width, selected)


class RowList(Themed, can_focus=True):
    """Rows of words with a cursor on one of them.

    `rows` and `cursor` (the id of the row) come from above; clicking a row posts `Picked`.
    """

    DEFAULT_CSS = """
    RowList { height: 1fr; width: 1fr; text-wrap: nowrap; }
    """

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, id: str) -> None:
            self.id = id
            super().__init__()

    class Stepped(Message):
        """The wheel was turned, by a row down or up."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    rows: reactive[tuple[Row, ...]] = reactive(())
    cursor: reactive[str | None] = reactive(None)
    ascii: reactive[bool] = reactive(False)
    top: int = 0
    _owned: tuple[object, int] = (None, 0)

    def all_lines(self) -> list[tuple[Row, Line]]:
        """Every line of every row at the present width."""
        width = self.content_size.width - EDGE
        return [(row, words) for row in self.rows for words in _lines(row, width, self._on(row), spoken())]

    def forget(self) -> None:
        """Have rows made into lines anew: signs take other cells now."""
        _lines.cache_clear()
        self._owned = (None, 0)

    def _on(self, row: Row) -> bool:
        return self.cursor is not None and self.cursor in row.ids

    def needed(self, width: int, most: int | None = None) -> int:
        """How many lines the rows take at a width; they are counted until there are `most`, or to the end."""
        lines = 0
        for row in self.rows:
            lines += len(_lines(row, width - EDGE, self._on(row), spoken()))
            if most is not None and lines >= most:
                break
        return lines

    def own(self, width: int) -> int:
        """How many of them are the cursor's; asked for each key, so it is counted once for each list."""
        key = self.rows, self.cursor, width
        if self._owned[0] != key:
            self._owned = (
                key,
                sum(len(_lines(row, width - EDGE, True, spoken())) for row in self.rows if self._on(row)),
            )
        return self._owned[1]

    def window(self) -> tuple[list[tuple[Row, Line]], int, int]:
        """The lines in sight, and how many rows are out of sight above and below."""
        every, height = self.all_lines(), self.content_size.height
        if len(every) <= height:
            self.top = 0
            return every, 0, 0
        if height <= 0:
            return [], 0, 0
        marked = [self._on(row) and row.points(words) for row, words in every]
        edge = int(height >= sum(marked) + 2)
        first, last = self._whole(every, self._span(marked, height, edge), height, edge)
        self.top = first
        inside = every[first:last]
        above, below = self._hidden(every[:first], inside), self._hidden(every[last:], inside)
        return inside, above * edge, below * edge

    def _span(self, marked: list[bool], height: int, edge: int) -> int:
        """The first line in sight, so that those of the cursor are; `edge` rows less where an edge hides some.

        Where the cursor's lines leave no room for both edges, `edge` is 0; where they are too many, the first count.
        """
        every = len(marked)
        first = min(self.top, every - height + edge)
        if True in marked:
            begin, end = marked.index(True), every - marked[::-1].index(True)
            end = min(end, begin + height)
            first = min(first, begin)
            if end > first + height - edge * (first > 0) - edge:
                first = end - (height - 2 * edge if end < every else height - edge)
        return 0 if first <= edge else first

    def _whole(self, every: list[tuple[Row, Line]], first: int, height: int, edge: int) -> tuple[int, int]:
        """From which line to which; an item seen in part is left out: its date would seem to be another's."""
        least = height - 2 * edge
        begin = first
        while 0 < begin < len(every) and self._parted(every, begin, least):
            begin += 1
        last = begin + height - edge * (begin > 0)
        last = len(every) if last >= len(every) else last - edge
        while begin < last < len(every) and self._parted(every, last, least):
            last -= 1
        return begin, last

    def _parted(self, every: list[tuple[Row, Line]], at: int, most: int) -> bool:
        """Whether an item goes on at a line; not one that is longer than what there is room for."""
        row = every[at][0]
        if row is not every[at - 1][0] or row.id is None or self._on(row):
            return False
        return sum(it is row for it, _ in every) <= most

    @staticmethod
    def _hidden(lines: list[tuple[Row, Line]], inside: list[tuple[Row, Line]]) -> int:
        rows = {id(row) for row, _ in lines if row is not BLANK} - {id(row) for row, _ in inside}
        return max(len(rows), 1) if lines else 0

    def render(self) -> Content:
        """The lines in sight with the cursor's bar, and the edges' counts."""
        inside, above, below = self.window()
        painted = [self._paint(row, words) for row, words in inside]
        if above:
            painted.insert(0, self._edge(tn("{n} more above", "{n} more above", above)))
        if below:
            painted.append(self._edge(tn("{n} more below", "{n} more below", below)))
        return Content("\n").join(painted)

    def _edge(self, words: str) -> Content:
        return content(line((f"  {words}", "quiet")), self.app.current_theme)

    def _paint(self, row: Row, words: Line) -> Content:
        theme = self.app.current_theme
        if not self._on(row) or row.id is None:
            return content((*line(" " * EDGE), *words), theme)
        width = self.content_size.width
        bar = ">" if self.ascii or theme.ansi or self.app.no_color else "▌"
        text = content((*line((pad(bar, EDGE), "key")), *words), theme)
        return text.pad_right(max(width - text.cell_length, 0)).stylize_before("on $row")

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        inside, above, _ = self.window()
        index = event.y - (1 if above else 0)
        if 0 <= index < len(inside) and (picked := inside[index][0].id) is not None:
            self.post_message(self.Picked(picked))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell that the wheel was turned down."""
        event.stop()
        self.post_message(self.Stepped(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell that the wheel was turned up."""
        event.stop()
        self.post_message(self.Stepped(-1))

    def text(self) -> str:
        """What the list shows, for tests."""
        return "\n".join(plain(words) for _, words in self.window()[0])
