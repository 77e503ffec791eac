"""What the app does for every screen: handling keys in order, themes, line filters, and how it ends."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message_pump import MessagePump
from textual.screen import Screen

from flipchart.clock import SystemClock
from flipchart.service.context import Context
from flipchart.tui import textual_private
from flipchart.tui.look import COLOURLESS, CONTROL, PLAIN_SIGNS, ROOM_DARK, ROOM_LIGHT, SIXTEEN, VARIABLES
from flipchart.tui.text.keys import checked, pressed, spared
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import SHORT, WIDE
from flipchart.tui.text.lines import key_at
from flipchart.tui.text.signs import use_plain
from flipchart.tui.textual_private import PrivateApp
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.notices import RehearsalLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Clicked

KEY_PATIENCE = 1.0
"""The most seconds that the next key waits for the one before."""

DRAIN = 0.8
"""Seconds after an ending signal in which what was typed before is still handled; the rest is kept as a draft."""

RESIZED = 0.1
"""Seconds after a change of the window in which Textual has told the screens, if it ever does."""

_MONOTONIC = SystemClock().monotonic


class Rules(Stylesheet):
    """A stylesheet that parses only the rules of a new screen; Textual parses all rules again each time."""

    def reparse(self) -> None:
        """Parse the rules that are not parsed yet, with the current variables."""
        self.parse()


class BaseApp(PrivateApp):
    """The base of our apps. `problems` is what to tell about the settings, `last_key` the key being handled."""

    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar = [Binding("ctrl+q", "quit", show=False, priority=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (WIDE, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-low"), (2 * SHORT, "-high")]  # noqa: RUF012

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.last_key = ""
        self.own_keys: dict[str, str] = {}
        self.problems: tuple[str, ...] = ()
        self._unhandled: dict[int, events.Key | events.Paste] = {}
        self._drained_by: float | None = None
        self._dress()

    def push_screen(self, screen: Any, *rest: Any, **named: Any) -> Any:
        """Show a screen over the others; in a rehearsal its first row says that it is one."""
        if isinstance(screen, Screen):
            screen.add_class(*self._classes_for_size(), update=False)
            if self.context.rehearsal:
                screen.compose = partial(_below_the_line, screen.compose)  # type: ignore[method-assign]
        return super().push_screen(screen, *rest, **named)

    def action_command_palette(self) -> None:
        """Show the command palette, unless it is shown already."""
        if self.use_command_palette and not CommandPalette.is_open(self):  # type: ignore[arg-type]
            from flipchart.tui.palette import Palette  # noqa: PLC0415 - not before it is opened

            self.push_screen(Palette(id="--command-palette", placeholder=t("Search for commands…")))

    def use_driver(self, driver: type[Driver] | None) -> None:
        """Talk to the terminal through this driver; None leaves it to Textual."""
        self.driver_class = driver or self.driver_class

    def _dress(self) -> None:
        """Apply the theme before any rule is parsed: a theme that is applied later has them all parsed again."""
        self.register_theme(ROOM_DARK)
        self.register_theme(ROOM_LIGHT)
        self.set_reactive(App.theme, self._first_theme())
        dark = self.current_theme.dark
        classes = {"-dark-mode": dark, "-light-mode": not dark, f"-theme-{self.theme}": True}
        self.update_classes(classes, update=False)
        self.stylesheet = Rules(variables=self.get_css_variables())

    def take_settings(self) -> None:
        """Apply the settings for keys, signs and animation."""
        use_plain(self.context.config.ascii)
        own, wrong = checked(self.context.config.keys)
        self.own_keys = {**spared(os.environ), **own}
        self.set_keymap(self.own_keys)
        self.problems = (*self.context.config.problems, *wrong)
        if not self.context.config.motion:
            self.animation_level = "none"

    @property
    def colourless(self) -> bool:
        """Whether no colour at all is wanted: NO_COLOR, `--no-color`."""
        return self.no_color or not self.context.color

    @property
    def sixteen_colours(self) -> bool:
        """Whether the terminal is known to have only sixteen colours; a picture made without a terminal has all."""
        return self.console.color_system == "standard" and not self.is_headless

    def _first_theme(self) -> str:
        if self.colourless:
            return "ansi-dark"
        wanted = self.context.config.theme
        return wanted if wanted in self.available_themes else ROOM_DARK.name

    def measured(self, signs_fit: bool) -> None:
        """Draw everything again, as the terminal shows it otherwise than assumed; in ASCII unless our signs fit."""
        config = self.context.config
        if not (signs_fit or config.ascii):
            self.context = replace(self.context, config=replace(config, ascii=True))
            use_plain(True)
        for screen in self.screen_stack:
            for part in screen.walk_children(with_self=True):
                if isinstance(part, RowList):
                    part.forget()
                part.refresh(layout=True)
            screen.post_message(events.Resize(self.size, self.size))

    def on_resize(self) -> None:
        """Make sure that the screens hear of the window's size.

        Textual tells them from a timer of 8 milliseconds, which never fires where the machine stops the program for
        longer than that just as the timer begins; from then on Textual waits for it and tells them of no size at all.
        """
        asyncio.get_running_loop().call_later(RESIZED, self.settle_size)

    def _classes_for_size(self) -> tuple[str, ...]:
        """Set a screen's classes for the size of the window; Textual sets them later, and then styles all again."""
        sides = ((self.size.width, self.HORIZONTAL_BREAKPOINTS), (self.size.height, self.VERTICAL_BREAKPOINTS))
        return tuple(max((least, name) for least, name in steps if side >= least)[1] for side, steps in sides)

    def settle_size(self) -> None:
        """Tell the screen in front the window's size where it has another one.

        A screen that lays out hundreds of sizes in turn may hear of an older one after the last.
        """
        if self.is_running and self.screen_stack and self.screen.outer_size != self.size:
            self.screen.post_message(events.Resize(self.size, self.size))

    async def on_event(self, event: events.Event) -> None:
        """Let a key take its full effect before the next one is looked at.

        Textual asks for a key's binding only after the event has been to the focused widget and back through its
        queues. In a burst (a slow line delivers several keys at once) the later ones have then gone to where the
        cursor was before: words are taken for commands, or Enter comes too late.
        """
        kind = isinstance(event, events.Key | events.Paste)
        if not kind or event.is_forwarded or not self.screen_stack or not textual_private.IN_TURN:
            await super().on_event(event)
            return
        if self.leaves or (self._drained_by is not None and _MONOTONIC() > self._drained_by):
            # With every widget gone words would be taken for commands.
            return
        if isinstance(event, events.Key):
            await self._key_in_turn(event)
        else:
            await super().on_event(event)
            await self._paste_arrives()
        self._unhandled.pop(id(event), None)

    def typed(self, event: events.Key | events.Paste) -> None:
        """Remember a key or a paste until it is handled; called from the thread that reads the terminal."""
        self._unhandled[id(event)] = event

    def backlog(self) -> str:
        """Return what was typed and is not handled yet, with a line end for each Enter."""
        return "".join(_words(event) for event in list(self._unhandled.values()))

    def ask_to_leave(self, code: int) -> None:
        """Ask the event loop to end once what was typed is handled; safe in a signal handler, which must not wait."""
        if self.event_loop is not None:
            self._drained_by = self._drained_by or _MONOTONIC() + DRAIN
            self.event_loop.call_soon_threadsafe(self.call_later, self.exit, code)

    async def _paste_arrives(self) -> None:
        """Wait until a paste has gone up from the capture line to the screen, which keeps it."""
        box = self.focused or self.screen
        for node in (box, *box.ancestors_with_self):
            if node is not self:
                await self._idle(node)

    async def _key_in_turn(self, event: events.Key) -> None:
        self.last_key = event.key
        if self.focused is not None and not self.focused.is_attached:
            # The focused widget was replaced in this moment: no key would reach it.
            self.screen.set_focus(None)
        if await self.does_binding(event.key, priority=True):
            return
        target = self.focused or self.screen
        typed = target.check_consume_key(event.key, event.character)
        if not typed and await self.does_binding(event.key):
            return
        # Letters that wait behind one for the capture line are handed over together, at the cost of one.
        writes = isinstance(target, CaptureBox) and target.writes(event)
        more = await self.keys_behind(CaptureBox.writes) if writes else []
        word = "".join(it.character or "" for it in (event, *more))
        self.hand_over(target, events.Key(event.key, word) if more else event)
        await self._idle(target)
        for it in more:
            self._unhandled.pop(id(it), None)

    async def _idle(self, target: MessagePump) -> None:
        """Wait a short time until a widget has handled its messages."""
        handled = asyncio.Event()
        if target.call_later(handled.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(handled.wait(), KEY_PATIENCE)

    @on(Clicked)
    def _clicked(self, event: Clicked) -> None:
        if name := key_at(event.words, event.x):
            self.simulate_key(pressed(name))

    def action_other_theme(self) -> None:
        """Change between the dark and the light theme."""
        pairs = {ROOM_DARK.name: ROOM_LIGHT.name, "ansi-dark": "ansi-light", "ansi-light": "ansi-dark"}
        self.choose_theme(pairs.get(self.theme, ROOM_DARK.name))

    def choose_theme(self, name: str) -> None:
        """Apply a theme that somebody chose."""
        self.theme = name

    def get_line_filters(self) -> list[LineFilter]:
        """Return the filter for control characters and, where asked for, those for ASCII signs and fewer colours.

        None of Textual's own is used: it chooses the one for NO_COLOR before the theme is known, and paints ANSI
        themes black on black; and each line goes through the one for ANSI colours, of which we have none.
        """
        return [
            CONTROL,
            *([PLAIN_SIGNS] if self.context.config.ascii else []),
            *([COLOURLESS] if self.colourless else [SIXTEEN] if self.sixteen_colours else []),
        ]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables for Textual's built-in themes; the two of the room have them."""
        if self.current_theme.variables.keys() >= VARIABLES.keys():
            return {}
        known = self.current_theme.to_color_system().generate()
        return {name: known[like] for name, like in VARIABLES.items()}


def _words(event: events.Key | events.Paste) -> str:
    if isinstance(event, events.Paste):
        return event.text
    return "\n" if event.key == "enter" else (event.character or "") if event.is_printable else ""


def _below_the_line(compose: Callable[[], ComposeResult]) -> ComposeResult:
    """Wrap a screen's `compose` so that the line of a rehearsal comes first, whenever the screen is composed."""
    yield RehearsalLine()
    yield from compose()
