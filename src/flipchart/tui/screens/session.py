"""A session on the screen: what the room and the desk have in common, and all that keys act upon."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.reactive import reactive
from textual.widgets import Input

from flipchart.domain.group_context import ALONE, Kin
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.watched_session import Watching
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateState
from flipchart.store.saver_queue import SaveState
from flipchart.tui.actions import dispatch
from flipchart.tui.actions.clock import ask
from flipchart.tui.actions.follow_up import ask_roadblock
from flipchart.tui.actions.group import look_for_kin, withdraw
from flipchart.tui.actions.plan import applies
from flipchart.tui.actions.words import pasted
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.screens.capture_panel import show_box
from flipchart.tui.screens.list_screen import MouseScreen
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.stages.registry import page_for
from flipchart.tui.text import keys
from flipchart.tui.text.frame import View
from flipchart.tui.text.layout import NORMAL
from flipchart.tui.text.lines import Line
from flipchart.tui.text.live_screen import Seen, seen, stage_of
from flipchart.tui.text.questions import Question
from flipchart.tui.text.rows import Row
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.words import Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def look(screen: "SessionScreen") -> None:
    """Take up the driver's cursor, focus, order, big clock, curtain and capture line, in one repaint.

    What belongs to another stage than the session's is left out: one of the two files is older than the other.
    Without a driver the curtain is up, so that this can be read.
    """
    there = seen(screen.driver.screen) if screen.driver else Seen()
    view = screen.view()
    here = there if there.stage == stage_of(view) else Seen(order=_order(screen))
    if screen.driver is None:
        here = Seen(
            cursor=screen.cursor, focus=screen.focus_id, order=screen.order or _order(screen), mode=screen.mode
        )
    cls = type(screen)
    screen.order = here.order
    screen.set_reactive(cls.cursor, here.cursor)
    screen.set_reactive(cls.focus_id, here.focus)
    screen.set_reactive(cls.passed, here.passed)
    screen.set_reactive(cls.mode, here.mode)
    screen.set_reactive(cls.box, here.box)
    field = screen.query_one("#box", CaptureBox)
    with field.prevent(CaptureBox.Changed):
        field.value = here.box.text if here.box else ""
    field.cursor_position = len(field.value)
    screen.big, screen.curtain = there.big, there.curtain
    screen.show()


def _order(screen: "SessionScreen") -> tuple[str, ...]:
    view, page = screen.view(), screen.page
    return page.sort(view.session, view.today) if page.sorts else ()


class SessionScreen(MouseScreen):
    """One session, driven in front of the group or from the desk.

    `session`, `clock`, `saved`, `said` and, where somebody else drives, `driver` come down from the app; the rest is
    what the facilitator looks at. A screen of its kind has a list `#rows`, the capture box `#box` with `#label` and
    `#echo`, `#load` and `#keys`; `show` and `show_time` put everything in its place.
    """

    BINDINGS: ClassVar = list(keys.bindings())
    AUTO_FOCUS = "RowList"

    session: reactive[Session | None] = reactive(None, init=False, repaint=False)
    clock: reactive[RunClock | None] = reactive(None, init=False, repaint=False)
    saved: reactive[SaveState | None] = reactive(None, init=False, repaint=False)
    said: reactive[str] = reactive("", init=False, repaint=False)
    driver: reactive[Driver | None] = reactive(None, init=False, repaint=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False, repaint=False)

    cursor: reactive[str | None] = reactive(None, init=False, repaint=False)
    focus_id: reactive[str | None] = reactive(None, init=False, repaint=False)
    box: reactive[Box | None] = reactive(None, init=False, repaint=False)
    passed: reactive[frozenset[str]] = reactive(frozenset(), init=False, repaint=False)
    mode: reactive[str] = reactive("", init=False, repaint=False)
    questions: reactive[tuple[Question, ...]] = reactive((), init=False, repaint=False)
    big: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-big")
    curtain: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-curtain")

    at_desk = False
    """Whether only the facilitator sees it."""

    helped = True
    """Whether there is room for a line of help below the list."""

    order: tuple[str, ...] = ()
    place: tuple[type[Page], str] | None = None
    _frame: tuple[object, View, Page, object] | None = None
    kin: Kin = ALONE
    materials: tuple[str, ...] = ()
    leave_with: tuple[str, ...] = ()

    @property
    def flipchart(self) -> "FlipchartApp":
        """The app, by its own type."""
        return cast("FlipchartApp", self.app)

    def on_mount(self) -> None:
        """Stand where the clock is."""
        if not self.query("#box"):
            return  # the app is being left in the same moment, and nothing was put up
        self.query_one("#box", CaptureBox).entered = lambda text: dispatch.enter(self, text)
        dispatch.take_up(self)
        look_for_kin(self)
        if self.flipchart.problems and not self.watching:
            told, self.flipchart.problems = " ".join(self.flipchart.problems), ()
            ask(self, Question("settings", told, None, ("go on", lambda: None)))

    @property
    def watching(self) -> bool:
        """Whether somebody else drives and this screen only shows it."""
        return isinstance(self.flipchart.sitting, Watching)

    @property
    def page(self) -> Page:
        """What is shown now."""
        return self._shown()[1]

    def view(self) -> View:
        """All that is shown, as one value; made anew only when something in it is another."""
        return self._shown()[0]

    def _shown(self) -> tuple[View, Page]:
        kept = (self.session, self.clock, self.kin, self.private)
        key = (
            tuple(map(id, kept)), self.flipchart.now, self.cursor, self.focus_id, self.passed, self.order, self.mode,
            self.app.size.width, self.materials, self.leave_with,
        )  # fmt: skip
        if self._frame is None or self._frame[0] != key:
            view = view_of(self)
            # The objects are kept with their ids, so that none of these is used again.
            self._frame = (key, view, page_for(view), kept)
        return self._frame[1], self._frame[2]

    def list_rows(self) -> tuple[Row, ...]:
        """The plan as the list shows it."""
        return self.page.rows(self.view())

    def hints(self) -> Hints:
        """What the footer says outside a box: of what the page names, the keys that do something here."""
        hints = (("close", "leave"),) if self.watching else self.page.hints(self.view())
        return tuple(hint for hint in hints if applies(self, hint[0]))

    def close_overlay(self) -> bool:
        """Put away what lies over a part of the screen; tell whether anything did."""
        return False

    def show(self) -> None:
        """Put everything in its place: after a change of the plan, the stage, the cursor or the size."""
        raise NotImplementedError

    def show_time(self) -> bool:
        """Show what the passing of time changes; tell whether that leaves other room to the words around it."""
        raise NotImplementedError

    def enter_place(self) -> None:
        """Take up the page of the moment when it is another one than before."""
        view = self.view()
        where = stage_of(view)
        if self.place is not None and self.place[1] != where and self.mode and not self.watching:
            # The way in which a stage was gone through ends with it.
            self.set_reactive(SessionScreen.mode, "")
            view = self.view()
        page = page_for(view)
        place = (type(page), where)
        if place != self.place:
            self.place = place
            if self.watching:
                look(self)
            else:
                dispatch.arrive(self, page)
        self.show()

    # What comes down from the app.

    def watch_session(self) -> None:
        """Show the plan as it is now."""
        if self.is_mounted:
            self.enter_place()

    def watch_clock(self, old: RunClock | None, new: RunClock | None) -> None:
        """Show the time; the whole screen only when the stage or its state is another."""
        if not self.is_mounted:
            return
        if situation(old) != situation(new):
            withdraw(self)
            self.enter_place()
        if self.show_time():
            self.show()

    def watch_saved(self) -> None:
        """Follow the saver."""
        if self.is_mounted:
            self.show()

    def watch_said(self) -> None:
        """Say what the app says."""
        if self.is_mounted:
            show_box(self)

    def look_for_kin(self) -> None:
        """Read the other sessions of the group."""
        look_for_kin(self)

    def watch_private(self) -> None:
        """Show whether the private notes are saved, and at the desk what they are."""
        if self.is_mounted:
            self.show()

    def watch_driver(self) -> None:
        """Follow whoever drives."""
        if self.is_mounted and self.watching:
            look(self)

    # What is changed here.

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        self.show()

    watch_mode = watch_session
    watch_focus_id = watch_passed = watch_questions = watch_box = watch_big = watch_cursor

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    @on(Input.Changed, "#box")
    def _typed(self, event: Input.Changed) -> None:
        if self.box is not None:
            # The value of now: the line may have been entered since.
            self.flipchart.drafts.put(self.box.key, event.input.value)
        if self.box is not None and self.box.name == "filter":
            dispatch.find(self)
        show_box(self)

    @on(CaptureBox.Left)
    def _left(self, event: CaptureBox.Left) -> None:
        dispatch.leave(self)
        self.app.simulate_key(event.key)

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        pasted(self, event.lines)

    @on(CaptureBox.Cut)
    def _cut(self, event: CaptureBox.Cut) -> None:
        self.flipchart.said = event.told

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys."""
        dispatch.do(self, id)

    def ask_about(self, step: str) -> None:
        """Ask what became of a step's if-then line."""
        ask_roadblock(self, step)

    def words(self, selector: str, *lines: Line) -> None:
        """Show lines in one of the parts."""
        self.query_one(selector, Words).lines = tuple(lines)


def view_of(screen: "SessionScreen") -> View:
    """Return all that a screen shows, as one value; the private notes only for the desk."""
    app = screen.flipchart
    assert screen.session is not None
    view = View(
        session=screen.session, clock=screen.clock, now=app.now, local=app.context.clock.local,
        leave_with=screen.leave_with, cursor=screen.cursor, focus=screen.focus_id, passed=screen.passed,
        order=screen.order, date_order=app.context.config.date_order, materials=screen.materials,
        language=screen.session.language or app.context.config.language,
        seconds=app.context.config.seconds, kin=screen.kin, narrow=app.size.width < NORMAL, mode=screen.mode,
        columns=app.size.width, rows=app.size.height, at_desk=screen.at_desk,
        private=screen.private if screen.at_desk else NO_NOTES,
    )  # fmt: skip
    page = page_for(view)
    return replace(view, follower=page.advance(view, back=False) or screen.cursor) if page.one_by_one else view


def situation(clock: RunClock | None) -> object:
    """Return what of the clock changes the whole screen, and not only its digits."""
    if clock is None:
        return None
    over = clock.stage is not None and clock.stage.remaining < 0
    return clock.state, clock.stage.id if clock.stage else None, over, [stage.state for stage in clock.stages]
