"""How a session's screen is drawn: the frame that it shows, the capture line and the time."""

import datetime as dt
from math import ceil
from typing import Protocol, cast

from msgspec.structs import replace
from textual import events
from textual.reactive import reactive

from flipchart.domain import clock_words
from flipchart.domain.group_context import ALONE, GroupContext
from flipchart.domain.pace import IN_A_PROMPT, OUTSIDE_PROMPTS, OfferKeys
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.disk import NO_NOTES, Driver, PrivateState, SaveState
from flipchart.service.watched_session import WatchedSession
from flipchart.tui.actions import words
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.host import ListHost
from flipchart.tui.prompts.list_file import dropped
from flipchart.tui.prompts.live_screen import ScreenValues, shown_to_watchers
from flipchart.tui.prompts.prompt import Kept, Prompt, Question
from flipchart.tui.screens.capture_panel import (
    EDGES,
    Status,
    driver_words,
    echo_lines,
    footer_pieces,
    last,
    last_piece,
    load_lines,
    status_words,
)  # fmt: skip
from flipchart.tui.screens.list_screen import MouseScreen, set_size
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text import keys
from flipchart.tui.text.clock import left_words, offer_words, right_words
from flipchart.tui.text.clock_face import face_state
from flipchart.tui.text.echo import EchoRoom
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import NORMAL
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.questions import AnswerKeys
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words


class SessionHost(ListHost, Protocol):
    """What a session's screen asks of the app besides; `now` is the time on the screen."""

    problems: tuple[str, ...]

    @property
    def now(self) -> dt.datetime:
        """The time that is shown."""

    def refresh_time(self) -> None:
        """Let `now` be now."""

    def keep_note(self, note: Kept) -> None:
        """Keep a private note."""

    def ask(self, what: str) -> None:
        """Do what only the app can do (see Ask)."""

    def export(self, format: str) -> None:
        """Write the plan out (see Export)."""


LATER = 0.01
"""Seconds after a full second at which the screen is painted: the clock is read to the millisecond."""

READ: Hints = (("close", "leave"), ("gaps", "gaps"), ("pictures", "pictures"))
"""The footer where nothing may be changed: for watchers, and in a write-protected session."""


class SessionView(MouseScreen):
    """A screen that shows a session.

    The app hands down `session`, `clock`, `saved`, `notice` and, where somebody else drives, `driver`; the rest is
    what the facilitator looks at (see SessionFrame).
    It has a list `#rows`, the capture line `#box` with `#label` and `#echo`, `#load` and `#keys`; `show` fills them
    and gives each its place.
    """

    AUTO_FOCUS = "RowList"

    session: reactive[Session | None] = reactive(None, init=False, repaint=False)
    clock: reactive[RunClock | None] = reactive(None, init=False, repaint=False)
    saved: reactive[SaveState | None] = reactive(None, init=False, repaint=False)
    notice: reactive[str] = reactive("", init=False, repaint=False)
    driver: reactive[Driver | None] = reactive(None, init=False, repaint=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False, repaint=False)

    cursor: reactive[str | None] = reactive(None, init=False, repaint=False)
    focus_id: reactive[str | None] = reactive(None, init=False, repaint=False)
    prompt: reactive[Prompt | None] = reactive(None, init=False, repaint=False)
    passed: reactive[frozenset[str]] = reactive(frozenset(), init=False, repaint=False)
    mode: reactive[str] = reactive("", init=False, repaint=False)
    questions: reactive[tuple[Question, ...]] = reactive((), init=False, repaint=False)
    big: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-big")
    curtain: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-curtain")
    message: reactive[str] = reactive("", init=False, repaint=False)

    at_desk = False
    """Whether only the facilitator sees it."""

    helped = True
    """Whether there is room for a line of help below the list."""

    reserved = 0
    """How many cells of the clock's line the digits take."""

    _held = 0
    """How many `together` blocks are open; their changes are shown at the end of the outermost."""

    order: tuple[str, ...] = ()
    came_on: str | None = None
    place: tuple[type[Page], str] | None = None
    group_context: GroupContext = ALONE
    typed = ""
    materials: tuple[str, ...] = ()
    leave_with: tuple[str, ...] = ()
    _stops: tuple[str, ...] = ()
    _kept: tuple[object, SessionFrame, object] | None = None

    @property
    def host(self) -> SessionHost:
        """The app."""
        return cast("SessionHost", self.app)

    @property
    def watching(self) -> bool:
        """Whether somebody else drives and this screen only shows it."""
        return isinstance(self.host.open_session, WatchedSession)

    def on_paste(self, event: events.Paste) -> None:
        """Read a list's file that was dragged here while no line is open."""
        if dropped(event.text) and not self.watching:
            self.post_message(CaptureBox.PastedLines((event.text,), event.text))

    @property
    def page(self) -> Page:
        """What is shown now."""
        return self.frame().page

    @property
    def field(self) -> CaptureBox:
        """The capture line."""
        return self.query_one("#box", CaptureBox)

    # The frame: all that is shown, as one value.

    def frame(self) -> SessionFrame:
        """Return all that is shown as one value, which is made anew only when something in it has changed."""
        context = self.host.context
        objects = (self.session, self.clock, self.group_context, self.private, self.prompt, self.questions, context)
        typing, width, now = isinstance(self.focused, CaptureBox), self.app.size, self.host.now
        key = (
            tuple(map(id, objects)), now, width, typing, self.typed, self.cursor, self.focus_id, self.passed,
            self.order, self.came_on, self.mode, self.big, self.curtain, self.message, self.overlaid, self.materials,
            self.leave_with, self._own_words,
        )  # fmt: skip
        if self._kept is None or self._kept[0] != key:
            # The objects are kept with their ids, so that none of these is used again.
            self._kept = (key, self._new_frame(typing), objects)
        return self._kept[1]

    def _new_frame(self, typing: bool) -> SessionFrame:
        host, open_session = self.host, self.host.open_session
        context, config = host.context, host.context.config
        assert self.session is not None
        frame = SessionFrame(
            session=self.session, clock=self.clock, now=host.now, local=context.clock.local,
            leave_with=self.leave_with, cursor=self.cursor, focus=self.focus_id, passed=self.passed, order=self.order,
            date_order=config.date_order, language=self.session.language or config.language,
            materials=self.materials, seconds=config.seconds,
            group_context=self.group_context,
            narrow=self.app.size.width < NORMAL, mode=self.mode, private=self.private if self.at_desk else NO_NOTES,
            ids=context.ids, columns=self.app.size.width, lines=self.inner_height, ascii_only=config.ascii,
            prompt=self.prompt, typed=self.typed, typing=typing, questions=self.questions,
            at_desk=self.at_desk, big=self.big, curtain=self.curtain, message=self.message,
            overlay=self.overlaid, width=self.inner_width,
            watching=self.watching, saved=not context.rehearsal, lasts=context.kept,
            writable=open_session is not None and open_session.runner.refusal is None,
            came_on=self.came_on, own_words=self._own_words,
        )  # fmt: skip
        return replace(frame, asked=len(self.question_lines(frame))) if self.questions else frame

    @property
    def _own_words(self) -> bool:
        return self.host.last_key not in ("enter", "")

    @property
    def composed(self) -> bool:
        """Whether the parts of the screen exist: they do not while it is just coming or going."""
        # Textual remembers what it found by one id; a query would walk the whole screen at every second.
        return None not in (self.query_one_optional("#digits"), self.query_one_optional("#box"))

    @property
    def plain(self) -> bool:
        """Whether signs must tell apart what colours tell apart elsewhere."""
        return self.host.context.config.ascii or self.colourless

    @property
    def colourless(self) -> bool:
        """Whether nothing has a ground of its own: then lines divide what grounds divide elsewhere."""
        return self.app.current_theme.ansi or self.app.no_color

    @property
    def overlaid(self) -> bool:
        """Whether something lies over a part of the screen."""
        return False

    @property
    def status(self) -> Status:
        """What is known beside the session."""
        host = self.host
        return Status(self.notice, self.saved, self.private, self.driver, host.open_session, host.context)

    def list_width(self, frame: SessionFrame) -> int:
        """The cells of a line below the list."""
        return frame.width

    def _resize(self) -> None:
        """Words below a line take their width and their rows from where the parts are once those have new places."""
        super()._resize()
        if self.composed and (self.typed or self.field.value):
            self.call_after_refresh(self.update)

    def keep_in_sight(self) -> None:
        """Move the cursor to a neighbour where its row is gone."""
        frame = self.frame()
        stops, before, self._stops = frame.stops, self._stops, frame.stops
        finding = frame.prompt is not None and frame.prompt.name == "filter"
        if frame.cursor is None or frame.cursor in stops or frame.page.one_by_one or finding or self.watching:
            return
        place = before.index(frame.cursor) if frame.cursor in before else 0
        near = (*before[place + 1 :], *reversed(before[:place]), *stops)
        self.cursor = next((id for id in near if id in stops), None)

    # What is shown.

    def show(self, frame: SessionFrame) -> None:
        """Put everything in its place."""
        raise NotImplementedError

    def hints(self, frame: SessionFrame) -> Hints:
        """What the footer can say outside a prompt."""
        clock = frame.clock
        if not frame.writable:
            return READ
        if clock is None or clock.stage is None:
            return frame.page.hints(frame)
        if clock.back_at is not None:
            return (("clock.toggle", "go on now"), ("clock.more", "one minute more"))
        if clock.timer is not None and clock.state == "running":
            return (("timer.quick", "end it"), ("clock.more", "one minute more"), ("clock.toggle", "pause"))
        others = tuple(hint for hint in frame.page.hints(frame) if hint[0] != "clock.toggle")
        settle: Hints = (("more", "settle"),) if frame.session.conflicts else ()
        if clock.state == "paused":
            return (("clock.toggle", "go on"), *settle, *others)
        return (*others[:2], ("clock.toggle", "pause"), *settle, *others[2:])

    def question_lines(self, frame: SessionFrame) -> tuple[Line, ...]:
        """The question in front with its keys: those that act where the cursor is."""
        if not frame.questions:
            return ()
        own = self.host.own_keys
        if words.takes_tab(frame):
            return frame.questions[0].lines(frame.width, AnswerKeys("tab", "shift+tab"))
        yes, no = (
            keys.shown(id, own, boxed=frame.typing) or f"esc {keys.shown(id, own)}" for id in ("ask.yes", "ask.no")
        )
        return frame.questions[0].lines(frame.width, AnswerKeys(yes, no))

    def words(self, selector: str, *lines: Line) -> None:
        """Show lines in one of the parts."""
        self.query_one(selector, Words).lines = tuple(lines)

    def show_line(self, frame: SessionFrame) -> None:
        """Show what stands around the capture line: its name, what was understood, the save light, the keys."""
        prompt, field, rows = frame.prompt, self.field, self.query_one("#rows", RowList)
        label = t(prompt.label(frame)) if prompt else ""
        own = self.host.own_keys
        self._show_words(frame, rows)
        self.words("#label", line((f"{label} ", "ok" if label == "+" else "quiet")))
        set_size(self.query_one("#label"), "width", width_of(label) + 1)
        field.password = prompt is not None and prompt.masked and not self.at_desk
        field.placeholder = t(prompt.invitation(frame)) if prompt else ""
        footer = self.query_one("#keys", KeyLine)
        footer.aside = driver_words(frame, self.status)
        footer.last, footer.pieces = last_piece(frame, own), footer_pieces(frame, self.hints(frame), own)
        if self.query_one("#load").display:
            self.words("#load", *load_lines(frame, self.helped, self.list_width(frame)))

    def _show_words(self, frame: SessionFrame, rows: RowList) -> None:
        """What was understood below the line; messages and the save light beside it, or in a row of their own."""
        echo = self.query_one("#echo", Ends)
        below = self.query_one_optional("#light", Ends)
        light = below if below is not None and below.display else echo
        light.right = status_words(frame, self.status)
        typed = frame.prompt is not None and bool(frame.typed.strip())
        # Of a page that has one thing alone, all of it is under the cursor.
        own = (rows.needed if frame.page.one_by_one else rows.own)(rows.size.width)
        pressed = max(rows.size.height + len(echo.above) - own, 0)
        width = min(frame.width, echo.content_size.width or frame.width) if typed else frame.width
        room = EchoRoom(width, width_of(light.right), max(pressed - EDGES, 0), pressed, light is not echo)
        lines, aside = echo_lines(frame, self.notice, room)
        if light is not echo:
            echo.right = ()
            light.above, light.left = ((), aside) if typed else (lines[:-1], last(lines))
            lines = lines if typed else ()
        echo.above, echo.left = lines[:-1], last(lines)

    def pass_time(self) -> None:
        """Show another second of a clock that is the same: before the start, and in a break."""
        if not self._held and self.session is not None and self.composed:
            self.show_time(self.frame())

    def show_time(self, frame: SessionFrame) -> bool:
        """Set the digits, the bar and the clock's line, of which only what changed is painted.

        Returns whether the number of digits has changed, which leaves other room for the words beside them.
        """
        resized = self._show_digits(frame)
        self.show_clock(frame)
        offer = self.offer(frame)
        self.words("#offer", *([offer] if offer else []))
        return resized

    def show_clock(self, frame: SessionFrame) -> None:
        """Set the clock's line in the cells beside the digits."""
        ends, room = self.query_one("#clock", Ends), frame.width - self.reserved
        ends.left = left_words(frame, self.host.own_keys, plain=self.plain, room=room)
        space = room - width_of(ends.left) - 2
        ends.right = right_words(frame, frame.page.pending(frame), space, always=self.at_desk)

    def offer(self, frame: SessionFrame) -> Line:
        """The ways out at zero, with the keys that work where the cursor is."""
        own, usual = self.host.own_keys, IN_A_PROMPT if frame.typing else OUTSIDE_PROMPTS
        ids = ("clock.more", "clock.borrow", "stage.next")
        named = (keys.shown(id, own, boxed=frame.typing) or key for id, key in zip(ids, usual, strict=True))
        return offer_words(frame, frame.width, OfferKeys(*named))

    def _show_digits(self, frame: SessionFrame) -> bool:
        clock = frame.clock
        if clock is None or clock.stage is None:
            return False
        stage, ascii_only = clock.stage, self.host.context.config.ascii
        state = face_state(clock)
        reading = clock_words.face(stage.remaining, not clock_words.seconds_shown(frame.seconds, stage, clock.quiet))
        before, bar = self.query_one("#digits", BigClock), self.query_one("#bar", StageBar)
        resized = (len(before.reading), before.state) != (len(reading), state)
        for digits in (self.query_one_optional("#digits", BigClock), self.query_one_optional("#full", BigClock)):
            if digits is not None:
                digits.ascii, digits.reading, digits.state = ascii_only, reading, state
        bar.ascii, bar.state, bar.part = ascii_only, state, stage.spent / stage.budget if stage.budget else 1.0
        return resized

    def _order(self, page: Page) -> tuple[str, ...]:
        today = self.host.context.clock.local(self.host.now).date()
        return page.sort(self.session, today) if page.sorts and self.session is not None else ()

    def seen_by_watchers(self) -> ScreenValues | None:
        """Return what watchers are told of this screen; None while it is coming or going."""
        if self.session is None or not self.is_mounted or not self.composed:
            return None
        return shown_to_watchers(
            self.frame(), self.prompt, self.field.value, big=self.big, curtain=self.curtain, message=self.message
        )


def situation(clock: RunClock | None) -> object:
    """Return those values of the clock whose change redraws the whole screen, and not only its digits."""
    if clock is None:
        return None
    over = clock.stage is not None and clock.stage.remaining < 0
    aside = clock.back_at is not None, clock.timer is not None
    return clock.state, clock.stage.id if clock.stage else None, over, [stage.state for stage in clock.stages], aside


def shown_of(clock: RunClock | None) -> object:
    """Return all values of the clock that a screen can show: its situation, and the whole seconds that are left."""
    return situation(clock), ceil(clock.stage.remaining) if clock and clock.stage else None


def until_shown(clock: RunClock | None, now: dt.datetime) -> float:
    """Return the seconds until a stage, a quiet timer or a break next shows another second; at most one."""
    left: list[float] = []
    if clock is not None and clock.back_at is not None:
        left = [(clock.back_at - now).total_seconds()]
    elif clock is not None and clock.state == "running" and clock.stage is not None:
        left = [clock.stage.remaining, *([clock.timer.left] if clock.timer else [])]
    return max(min(((seconds + LATER) % 1 or 1.0 for seconds in left), default=1.0), 5 * LATER)
