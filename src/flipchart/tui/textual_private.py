"""Textual's private names that the program needs, each with the reason; read in Textual 8.2.8.

Where another version lacks such a name, Textual's own behaviour stays. The terminal's driver is made from Textual's
own and stands in `terminal/driver.py`; how Rich measures cells, in `terminal/cells.py`.
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
"""Whether keys can be handled one by one; else Textual looks at the next while one is still on its way."""

SIGNS = frozenset(getattr(keys, "_character_to_key", str)(sign) for sign in f" {punctuation}")
"""The names of the keys of all signs: `question_mark`, `space`. The public way back does not know six of them."""


class PrivateApp(App[int]):
    """An app that can handle its keys one by one; `crash` is the error inside, or None."""

    crash: Exception | None = None

    @property
    def leaves(self) -> bool:
        """Whether it was told to exit: Textual then treats its widgets as gone, though keys are still waiting."""
        return bool(getattr(self, "_exit", False))

    @property
    def event_loop(self) -> asyncio.AbstractEventLoop | None:
        """The loop that it runs in, for other threads and signals; None before it runs."""
        return getattr(self, "_loop", None)

    async def does_binding(self, key: str, *, priority: bool = False) -> bool:
        """Run what a key is bound to, if anything. The public call goes through the queue, behind later keys."""
        return await self._check_bindings(key, priority=priority)

    def hand_over(self, target: Widget, event: events.Key) -> None:
        """Send a key to a widget as one whose bindings were tried already, which only a mark on the event says."""
        target._forward_event(event)

    async def keys_behind(self, wanted: Callable[[events.Key], bool]) -> list[events.Key]:
        """Take wanted keys from the head of the queue, up to the first other one; no public call does that."""
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
    """The command palette, which ignores keys until its list has a height.

    `not_found` is its text for an empty result, which Textual has in English only.
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
    """The palette's list, which knows the command in each of its lines."""

    def at(self, line: int) -> tuple[int, int] | None:
        """Return the number of the command in a line and the index of the line within it; None below the last."""
        lines = getattr(self, "_lines", ())
        return lines[line] if 0 <= line < len(lines) else None
