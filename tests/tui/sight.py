"""What must be in sight in the room, whatever else is on the screen."""

from collections.abc import Iterator

from driver import Driver
from textual.widget import Widget

from flipchart.tui.text.lines import Line, plain, width_of
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

CUT = "…"


def hidden(driver: Driver) -> list[str]:
    """Return what should be on the screen and is not, in words; nothing when all is in sight."""
    screen = driver.text().split("\n")
    return [f"{name}: {words!r}" for name, words in wanted(driver) if not any(words in row for row in screen)]


def wanted(driver: Driver) -> Iterator[tuple[str, str]]:
    """Yield the words that no size and no crowd may hide, by the part of the room they belong to."""
    room = driver.room
    yield from ((name, words) for name, words in _clock(driver) if words)
    for part in ("#question", "#offer"):
        yield from ((part, plain(words).strip()) for words in room.query_one(part, Words).lines)
    if room.saved is not None and room.saved.kind == "failed":
        yield "saver", "NOT SAVED"
    yield from (("the words under the cursor", words) for words in under_cursor(room.query_one("#rows", RowList)))
    if room.prompt is not None:
        end = driver.box.value[1 - driver.box.content_size.width :]
        end = "•" * len(end) if driver.box.password else end
        yield "the box", end or driver.box.placeholder
        yield "its name", room.prompt.label(room.frame())
    yield "the way to all keys", room.query_one(KeyLine).last.key


def _clock(driver: Driver) -> Iterator[tuple[str, str]]:
    room = driver.room
    line = room.query_one("#clock", Ends)
    if line.display:
        yield "the clock in words", plain(line.left).strip()
        yield "when the run ends", plain(line.right).strip()
    if driver.app.clock is not None and driver.app.clock.stage is not None:
        digits = room.query_one("#full" if room.big else "#digits", BigClock)
        yield from (("the digits", plain(row).rstrip()) for row in digits.picture())


def under_cursor(rows: RowList) -> list[str]:
    """The lines of the row under the cursor, as they are with nothing cut; of a row of many items, its own line."""
    return [plain(words).rstrip() for row, words in rows.all_lines() if rows.cursor in row.ids and row.points(words)]


def clipped(driver: Driver) -> list[str]:
    """Return the lines of the middle and of the heading that are cut or wider than their part of the screen."""
    room = driver.room
    found: list[str] = []
    for selector in ("#title", "#question", "#offer", "#unsaved"):
        widget = room.query_one(selector, Words)
        if widget.display:
            found += [plain(words) for words in widget.lines if _too_wide(words, widget)]
            found += [plain(words) for words in widget.lines[widget.size.height :]]
    rows = room.query_one("#rows", RowList)
    found += [plain(words) for _, words in rows.all_lines() if CUT in plain(words) or _too_wide(words, rows, 2)]
    return found


def _too_wide(words: Line, widget: Widget, margin: int = 0) -> bool:
    return width_of(words) > widget.content_size.width - margin
