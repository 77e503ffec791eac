"""The list in the middle of a screen: rows with a cursor, and at its edges how many are out of sight."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.language import spoken, t, tn
from flipchart.tui.text.lines import Line, cut_line, line, pad, plain, spread, unfinished, width_of
from flipchart.tui.text.rows import Heading, Row
from flipchart.tui.text.signs import CURSOR, PLAIN_CURSOR, PLAIN_CURSOR_ON, uses_plain
from flipchart.tui.widgets.words import Themed

EDGE = 2
"""Cells at the left that belong to the cursor's bar."""


@lru_cache(maxsize=2048)
def _lines(row: Row, width: int, selected: bool, _spoken: object) -> tuple[Line, ...]:
    return row.lines(width, selected)


def _with_words_behind(lines: list[tuple[Row | None, Line]], words: str, width: int) -> list[tuple[Row | None, Line]]:
    """Return the lines with a note of what is out of sight at the end of the last line that has room for it."""
    for place in range(len(lines) - 1, -1, -1):
        row, kept = lines[place]
        used = width_of(plain(kept).rstrip())
        if used + 2 + width_of(words) <= width:
            lengthened = spread(cut_line(kept, used), line((words, "quiet")), width)
            return [*lines[:place], (row, lengthened), *lines[place + 1 :]]
    return lines


def _appearance() -> object:
    """Return what lines depend on besides their row: the language and the signs."""
    return spoken(), uses_plain()


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
        """Return every line of every row at the present width; block letters only where all lines have room."""
        lines = self._lines_of(self.rows)
        if len(lines) <= self.content_size.height or all(row is row.smaller for row in self.rows):
            return lines
        return self._lines_of(tuple(row.smaller for row in self.rows))

    def _lines_of(self, rows: tuple[Row, ...]) -> list[tuple[Row, Line]]:
        width = self.content_size.width - EDGE
        return [(row, words) for row in rows for words in _lines(row, width, self._on(row), _appearance())]

    def forget(self) -> None:
        """Make the lines of all rows again: signs have another width now."""
        _lines.cache_clear()
        self._owned = (None, 0)

    def watch_cursor(self) -> None:
        """Show the top of the list where the cursor is on no row."""
        if not any(map(self._on, self.rows)):
            self.top = 0

    def _on(self, row: Row) -> bool:
        return self.cursor is not None and self.cursor in row.ids

    def needed(self, width: int, most: int | None = None) -> int:
        """Return how many lines the rows take at a width; counting stops once `most` is reached."""
        lines = 0
        for row in self.rows:
            lines += len(_lines(row, width - EDGE, self._on(row), _appearance()))
            if most is not None and lines >= most:
                break
        return lines

    def own(self, width: int) -> int:
        """Return how many lines are the cursor's at a width. Asked for at each key, so the last answer is kept."""
        key = self.rows, self.cursor, width
        if self._owned[0] != key:
            self._owned = (
                key,
                sum(len(_lines(row, width - EDGE, True, _appearance())) for row in self.rows if self._on(row)),
            )
        return self._owned[1]

    def window(self) -> tuple[list[tuple[Row, Line]], int | None, int | None]:
        """Return the lines in sight, and how many items are hidden above and below: None for no line at all.

        It is 0 where only headings and the like, or the rest of an item, are hidden.
        """
        every, height = self.all_lines(), self.content_size.height
        if len(every) <= height:
            self.top = 0
            return every, None, None
        if height <= 0:
            return [], None, None
        marked = [self._on(row) and row.points(words) for row, words in every]
        edge = self._edges(sum(marked), height)
        # One line has both counts, or the end of the cursor's last one: the rest is the list's.
        room = height if edge == 2 else height - edge
        first, last = self._whole(every, self._span(marked, room, edge // 2), room, edge // 2)
        self.top = first
        inside = every[first:last]
        return inside, self._hidden(every[:first], inside), self._hidden(every[last:], inside)

    @staticmethod
    def _edges(own: int, height: int) -> int:
        """Return how many rows tell what is hidden: 2, or 1 where the cursor's `own` lines leave room for no more.

        With 0 the cursor's lines take all the room, and it is told at the end of the last of them.
        """
        if height >= own + 2:
            return 2
        return 0 if own == height or height < 2 or own > height == 2 else 1

    def _span(self, marked: list[bool], height: int, edge: int) -> int:
        """Return the index of the first line in sight, so that the cursor's lines are; an edge takes `edge` rows.

        `edge` is 0 where the cursor's lines leave no room for both edges. Where they are too many, their first ones
        are shown.
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
        """Return the span without items that are seen in part: their dates would seem to belong to another item."""
        least = height - 2 * edge
        begin = first
        while 0 < begin < len(every) and self._parted(every, begin, least):
            begin += 1
        begin = begin if begin < len(every) else first
        last = begin + height - edge * (begin > 0)
        last = len(every) if last >= len(every) else last - edge
        while (
            begin < last < len(every) and self._parted(every, last, least) and every[last][0] is not every[begin][0]
        ):
            last -= 1
        return begin, last

    def _parted(self, every: list[tuple[Row, Line]], at: int, most: int) -> bool:
        """Whether an item goes on at a line. Words without a cursor may be shown in part where room is short."""
        row = every[at][0]
        if row is not every[at - 1][0] or self._on(row):
            return False
        return row.id is not None or sum(it is row for it, _ in every) <= most

    @staticmethod
    def _hidden(lines: list[tuple[Row, Line]], inside: list[tuple[Row, Line]]) -> int | None:
        things = {id(row) for row, _ in lines if row.counted} - {id(row) for row, _ in inside}
        return len(things) if lines else None

    def scroll_lines(self, by: int) -> None:
        """Scroll by lines, as far as the cursor stays in sight."""
        begun, way = self.top, 1 if by > 0 else -1
        # A row that is longer than one line comes and goes as a whole.
        for far in range(abs(by), abs(by) + self.content_size.height):
            self.top = max(begun + way * far, 0)
            self.window()
            if (self.top - begun) * way > 0:
                break
        else:
            self.top = begun
        self.refresh()

    def shown(self) -> list[tuple[Row | None, Line]]:
        """Return the lines in sight, each with its row, and those that tell how much is hidden."""
        inside, above, below = self.window()
        lines: list[tuple[Row | None, Line]] = [*inside]
        # A heading says nothing where all that it stands over is out of sight.
        while below is not None and len(lines) > 1 and isinstance(lines[-1][0], Heading):
            lines.pop()
        if below is not None and len(lines) == len(inside) and self._goes_on(inside):
            lines[-1] = (inside[-1][0], unfinished(inside[-1][1], self.content_size.width - EDGE))
        over = tn("{n} more above", "{n} more above", above) if above else "" if above is None else t("more above")
        under = tn("{n} more below", "{n} more below", below) if below else "" if below is None else t("more below")
        free = self.content_size.height - len(lines)
        both = " · ".join(filter(None, (over, under)))
        if free <= 0:
            return _with_words_behind(lines, both, self.content_size.width - EDGE) if both else lines
        if free == 1 and over and under:
            over, under = "", both
        edges = [[(None, line((words, "quiet")))] if words else [] for words in (over, under)]
        return [*edges[0], *lines, *edges[1]]

    def _goes_on(self, inside: list[tuple[Row, Line]]) -> bool:
        """Whether the last row in sight has more words than are seen; a row of names is not cut to say so."""
        if not inside:
            return False
        row, width = inside[-1][0], self.content_size.width - EDGE
        if len(row.ids) > 1 and width_of(plain(inside[-1][1]).rstrip()) + 2 > width:
            return False
        return inside[-1][1] != _lines(row, width, self._on(row), _appearance())[-1]

    def render(self) -> Content:
        """The lines in sight with the cursor's bar, and the edges' counts."""
        lines = self.shown()
        above = (None, *(row for row, _ in lines))
        return Content("\n").join(
            self._paint(row, words, first=row is not before)
            for before, (row, words) in zip(above, lines, strict=False)
        )

    def _paint(self, row: Row | None, words: Line, *, first: bool) -> Content:
        theme = self.app.current_theme
        if row is None or not self._on(row) or row.id is None:
            return content((*line(" " * EDGE), *words), theme)
        width = self.content_size.width
        bar = CURSOR
        if self.ascii or theme.ansi or self.app.no_color:
            bar = PLAIN_CURSOR if first else PLAIN_CURSOR_ON
        text = content((*line((pad(bar, EDGE), "key")), *words), theme)
        return text.pad_right(max(width - text.cell_length, 0)).stylize_before("on $row")

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        lines = self.shown()
        row = lines[event.y][0] if 0 <= event.y < len(lines) else None
        if row is not None and row.id is not None:
            self.post_message(self.Picked(row.id))

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
