"""What Textual keeps to itself and the program needs all the same, each with the reason; read in Textual 8.2.8.

Where another Textual has no such name, it goes on as it does by itself. The driver of a terminal is Textual's own
made over, and stands alone in `terminal/driver.py`; how Rich measures cells, in `terminal/cells.py`.
"""

import asyncio
import contextlib
from collections.abc import Callable
from string import punctuation

from textual import events, keys
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.message_pump import MessagePumpClosed
from textual.widget import Widget
from textual.widgets.option_list import Option

IN_TURN = hasattr(Widget, "_forward_event") and all(
    hasattr(App, name) for name in ("_check_bindings", "_peek_message", "_get_message")
)
"""Whether keys can be dealt with one by one; else Textual looks at the next while one is still on its way."""

SIGNS = frozenset(getattr(keys, "_character_to_key", str)(sign) for sign in f" {punctuation}")
"""The names of the keys of all signs: `question_mark`, `space`. The public way back does not know six of them."""


class PrivateApp(App[int]):
    """An app that can deal with its keys one by one; `crash` is what went wrong inside, if anything did."""

    crash: Exception | None = None

    @property
    def leaves(self) -> bool:
        """Whether it was told to exit; Textual holds each widget for gone then, before the last key is dealt with."""
        return bool(getattr(self, "_exit", False))

    @property
    def event_loop(self) -> asyncio.AbstractEventLoop | None:
        """The loop it runs in, for other threads and signals; None before it runs."""
        return getattr(self, "_loop", None)

    async def does_binding(self, key: str, *, priority: bool = False) -> bool:
        """Carry out what a key is bound to, if anything; a public call goes by the queue, behind later keys."""
        return await self._check_bindings(key, priority=priority)

    def hand_over(self, target: Widget, event: events.Key) -> None:
        """Give a key to a widget as one that has been to the bindings already, which only the mark on it says."""
        target._forward_event(event)

    async def keys_behind(self, wanted: Callable[[events.Key], bool]) -> list[events.Key]:
        """Take the wanted keys from the head of the queue, up to the first that is not; no public call does."""
        found: list[events.Key] = []
        with contextlib.suppress(MessagePumpClosed):
            while isinstance(event := self._peek_message(), events.Key) and wanted(event):
                await self._get_message()
                found.append(event)
        return found

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with the values of variables, which are people's names and words.
        if self.crash is None:
            self.crash = error
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._return_code = 1
        self._close_messages_no_wait()


class PrivatePalette(CommandPalette):
    """The command palette, which no key ends that comes before its list has a height.

    `not_found` is what it says where Textual says in English that nothing was found.
    """

    not_found = ""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                words = Option(self.not_found, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(words)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)


class PrivateList(CommandList):
    """The palette's list, which knows what stands in each of its lines."""

    def at(self, line: int) -> tuple[int, int] | None:
        """The number of the command in a line, and which of its lines that is, from 0; None below the last."""
        lines = getattr(self, "_lines", ())
        return lines[line] if 0 <= line < len(lines) else None
