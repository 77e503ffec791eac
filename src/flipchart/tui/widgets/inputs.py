"""The line that people's words are typed into."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from flipchart.domain.text import FIELD_LIMIT, clean, clean_line, cut_notice, was_cut
from flipchart.tui.prompts.list_file import dropped
from flipchart.tui.text.lines import width_of
from flipchart.tui.textual_private import SIGNS


class CaptureBox(Input):
    """One line of words, which never blinks and loses nothing of a paste.

    `entered` is called with the line when Enter is pressed, `grown` when words were added. With `takes_files` a file
    that is dragged onto it is handed up as pasted lines, since its path is not part of the words.
    """

    DEFAULT_CSS = """
    CaptureBox { height: 1; width: 1fr; border: none; padding: 0; background: $background; color: $foreground;
                 text-style: bold; }
    CaptureBox:focus { border: none; background: $background; background-tint: $background 0%; }
    CaptureBox > .input--cursor { background: $foreground; color: $background; text-style: none; }
    CaptureBox:ansi > .input--cursor { text-style: reverse; }
    CaptureBox > .input--placeholder { color: $quiet; text-style: none; }
    CaptureBox > .input--suggestion { color: $quiet; }
    """

    # Those of Textual stay, as a shell has them: ctrl+u and ctrl+k take away what is before and behind the cursor.
    BINDINGS = [Binding("up,down", "noop", show=False), Binding("enter", "submit", show=False, id="capture.add")]  # noqa: RUF012

    # In Textual a typed character changes this size and so lays out the whole screen; the box keeps its place.
    virtual_size = Reactive(Size(0, 0))

    class Left(Message):
        """Esc and a letter came as one key: leave the box, then handle that letter."""

        def __init__(self, key: str) -> None:
            self.key = key
            super().__init__()

    class PastedLines(Message):
        """Several lines were pasted at once; `text` has them unchanged, with the separators between cells."""

        def __init__(self, lines: tuple[str, ...], text: str) -> None:
            self.lines, self.text = lines, text
            super().__init__()

    class Cut(Message):
        """More was typed or pasted than a line holds; `sentence` says so."""

        def __init__(self, sentence: str) -> None:
            self.sentence = sentence
            super().__init__()

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False, max_length=FIELD_LIMIT, validate_on=())
        self.cursor_blink = False

        self.entered: Callable[[str], None] = lambda _text: None
        self.grown: Callable[[str], None] = lambda _text: None
        self.takes_files = False

    def on_resize(self) -> None:
        """Keep the cursor in sight when the box changes its width, as when a label comes before it."""
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Scroll to the cursor."""
        column = width_of(self.value[: self.cursor_position]) + self.cursor_at_end
        self.scroll_to_region(Region(column, 0, 1, 1), force=True, animate=False)

    async def action_submit(self) -> None:
        """Hand the line up and empty the box at once: the next key of a burst belongs to the next line."""
        text, self.value = self.value, ""
        self.entered(text)

    def action_noop(self) -> None:
        """Up and down do nothing in one line, and must not reach the list."""

    def hold(self, text: str) -> None:
        """Show a text that nobody typed, with the cursor at its end."""
        with self.prevent(CaptureBox.Changed):
            self.value = text
        self.cursor_position = len(text)

    def insert(self, text: str, index: int) -> None:
        """Insert as much of a text as fits into the line; Textual would refuse all of it."""
        room = FIELD_LIMIT - len(self.value)
        super().insert(text[:room], index)
        self.grown(self.value)
        if len(text) > 1:
            # Textual scrolls before it knows how long the line has become, and lags by as much as came at once.
            self.call_after_refresh(self.follow_cursor)
        if len(text) > room:
            self.restricted()

    def restricted(self) -> None:
        """Say that the line is full; Textual would ring the bell."""
        self.post_message(self.Cut(cut_notice()))

    @staticmethod
    def writes(event: events.Key) -> bool:
        """Whether a key is a character that is typed into the line."""
        return event.is_printable and not event.key.startswith("alt+")

    async def _on_key(self, event: events.Key) -> None:
        key = event.key.removeprefix("alt+")
        if key != event.key and (len(key) == 1 or key in SIGNS):
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(key))
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        rows = clean(event.text, limit=PASTE_LIMIT).splitlines()
        lines = tuple(part for part in map(clean_line, rows) if part)
        if was_cut(event.text, limit=PASTE_LIMIT):
            self.post_message(self.Cut(cut_notice(PASTE_LIMIT)))
        elif any(len(row) > FIELD_LIMIT for row in rows):
            self.restricted()
        if len(lines) > 1 or (lines and self.takes_files and dropped(lines[0])):
            self.post_message(self.PastedLines(lines, "\n".join(row for row in rows if clean_line(row))))
        elif lines:
            self.insert_text_at_cursor(lines[0])


PASTE_LIMIT = 1_000_000
"""Characters of one paste that are looked at; what is beyond is named on the screen."""


class FieldBox(CaptureBox):
    """One field of a form: up and down go to its neighbours, Enter hands its words up and keeps them."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.act('field.previous')", show=False),
        Binding("down", "screen.act('field.next')", show=False),
    ]

    async def action_submit(self) -> None:
        """Hand the words up; they stay."""
        self.entered(self.value)


class FindBox(CaptureBox):
    """Words to look for. Up, down and Enter are the list's."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.act('move.up')", show=False),
        Binding("down", "screen.act('move.down')", show=False),
    ]

    async def action_submit(self) -> None:
        """Hand the words up and keep them."""
        self.entered(self.value)
