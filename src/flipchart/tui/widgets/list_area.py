"""A list as people type or paste it, with what was understood of it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from flipchart.domain.text import clean
from flipchart.tui.background import WorkDone, in_background
from flipchart.tui.prompts.list_file import dropped, name_of

LIST_LIMIT = 100_000
"""Characters that one list may have: some two thousand lines, which are read in about a second."""

PATIENCE = 0.2
"""Seconds without a key after which a list is read."""


class ListRead(WorkDone[tuple[str, str]]):
    """A list was read: its text, and what it holds in a few words."""


class ListArea(TextArea):
    """Several lines of words; the cursor leaves it above the first and below the last, and nothing blinks.

    `reader` returns in a few words what a list holds. It is called on a thread, and its answer is posted as
    `Understood`.
    """

    DEFAULT_CSS = """
    ListArea { border: none; padding: 0; background: $row; color: $foreground; scrollbar-size-vertical: 1; }
    ListArea:focus { border: none; }
    ListArea:ansi, ListArea:ansi:focus { border-left: ascii $foreground !important; }
    ListArea .text-area--cursor, ListArea:light .text-area--cursor, ListArea:dark .text-area--cursor {
        background: $foreground; color: $row; text-style: none; }
    ListArea:ansi .text-area--cursor { text-style: reverse; }
    ListArea .text-area--cursor-line { background: $row; }
    ListArea .text-area--placeholder { color: $quiet; }
    """

    BINDINGS: ClassVar = [Binding("up", "leave_up", show=False), Binding("down", "leave_down", show=False)]

    class Understood(Message):
        """What the list holds, in a few words."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class TooLong(Message):
        """More was pasted than is kept."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.reader: Callable[[str], str] = lambda _text: ""
        self._dropped: dict[str, str] = {}
        self._reading = False
        self._patience: Timer | None = None

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter begins a new line here and does nothing else."""
        return key == "enter" or super().check_consume_key(key, character)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        room = max(LIST_LIMIT - len(self.text), 0)
        whole = clean(event.text, limit=LIST_LIMIT + 1)
        if path := dropped(whole):
            whole = name_of(path)
            self._dropped[whole] = path
        result = self.replace(whole[:room], *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        if len(whole) > room:
            self.post_message(self.TooLong())

    async def action_leave_up(self) -> None:
        """One line up, or out of the list."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            await self.run_action("screen.act('field.previous')")
        else:
            self.action_cursor_up()

    async def action_leave_down(self) -> None:
        """One line down, or out of the list."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            await self.run_action("screen.act('field.next')")
        else:
            self.action_cursor_down()

    def drop(self, path: str) -> None:
        """Show the name of a file that was dragged onto the screen, where nothing is typed yet."""
        if path and not self.text.strip():
            self._dropped[name_of(path)] = path
            self.text = name_of(path)

    @property
    def file(self) -> str:
        """The path of the dragged file, as long as its name alone stands here; else ""."""
        return self._dropped.get(self.text.strip(), "")

    # What is understood.

    @on(TextArea.Changed)
    def _wait(self) -> None:
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE, self.read)

    def read(self) -> None:
        """Read the list on a thread, once at a time; what changes meanwhile is read afterwards."""
        if not self._reading:
            self._reading = True
            in_background(self, partial(_text_and_words, self.reader, self.text), ListRead)

    @on(ListRead)
    def _done(self, message: ListRead) -> None:
        self._reading = False
        text, words = message.value()
        if text == self.text:
            self.post_message(self.Understood(words))
        else:
            self.read()


def _text_and_words(reader: Callable[[str], str], text: str) -> tuple[str, str]:
    return text, reader(text)
