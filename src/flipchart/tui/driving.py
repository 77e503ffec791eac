"""Between the one who drives a session and those who watch it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from flipchart.clock import AnchoredClock
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting, open_sitting
from flipchart.service.watched_session import News, Watching, open_watching
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.presence import Driver
from flipchart.store.sync_copies import conflicted_copies, is_named_after, take_in
from flipchart.tui.actions.clock import ask
from flipchart.tui.background import Done, aside, aside_then, tell_from_aside
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.live_screen import Told, told
from flipchart.tui.text.questions import Question
from flipchart.tui.widgets.inputs import CaptureBox

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


NAME = 40
"""Characters of a file's name that a question repeats."""


def look_for_copies(app: "FlipchartApp", sitting: Sitting) -> None:
    """Look beside a session that is driven whether there is another file of it, and offer what is found."""
    if sitting.driving is not None and sitting.runner.refusal is None:
        find = partial(conflicted_copies, sitting.path, app.context.clock)
        aside_then(app, find, lambda found: offer(app, sitting, found))


def offer(app: "FlipchartApp", sitting: Sitting, copies: tuple[Path, ...]) -> None:
    """Ask about the first copy, and after the answer about the next."""
    screen = next((it for it in app.screen_stack if isinstance(it, SessionScreen)), None)
    if not copies or app.sitting is not sitting or screen is None:
        return
    copy, rest = copies[0], copies[1:]
    name = shown(copy.name, NAME)
    if not is_named_after(copy, sitting.path):
        app.said = f"{name} holds this session too."
        offer(app, sitting, rest)
        return
    yes, no = partial(_take_in, app, sitting, copy, rest), partial(offer, app, sitting, rest)
    ask(screen, Question("copy", f"Somebody else wrote {name}:", ("take it in", yes), ("leave it", no)))


def _take_in(app: "FlipchartApp", sitting: Sitting, copy: Path, rest: tuple[Path, ...]) -> None:
    def work() -> str:
        try:
            take_in(sitting.path, copy, app.context.clock)
        except StoreError as error:
            # The question named it, and its whole path would take the place of the reason.
            return error.sentence.replace(place(copy), "The copy")
        return ""

    def done(problem: str) -> None:
        app.said = problem
        sitting.saver.look()
        offer(app, sitting, rest)

    aside_then(app, work, done)


LEAVING = 3.0
"""Seconds that leaving a session may take at most."""


WHEEL = "wheel"
"""The name of the question whether to drive."""


class Followed(Message):
    """The files that are watched have news; sent from the thread that watches them."""

    def __init__(self, sitting: Watching, news: News) -> None:
        self.sitting, self.news = sitting, news
        super().__init__()


class Seated(Done[Sitting | None]):
    """The session is open in another way; None where what was done before could not be saved."""


def follow(app: "FlipchartApp", sitting: Sitting) -> None:
    """Have what the driver does told to the app, where somebody else drives; else publish, where that was asked."""
    if isinstance(sitting, Watching):
        sitting.watch(lambda news: tell_from_aside(app, Followed(sitting, news)))
    elif sitting.publisher is not None:
        from flipchart.service.publisher import publish  # noqa: PLC0415 - pages need their templates

        publish(app, sitting.publisher)


def take_news(app: "FlipchartApp", message: Followed) -> None:
    """Show what the driver did."""
    if app.sitting is message.sitting:
        if isinstance(clock := app.context.clock, AnchoredClock):
            clock.follow(message.news.driver.ahead if message.news.driver else 0.0)
        message.sitting.runner.adopt(message.news.session)
        # There is one session on the screen, and its whole path would take the place of the reason.
        app.said = message.news.problem.replace(str(message.sitting.path), message.sitting.path.name)
        app.show_session()
        offer_the_wheel(app, message.sitting, message.news.driver)
        app.driver, message.sitting.looked = message.news.driver, True


def take_outside(app: "FlipchartApp") -> None:
    """Take in what others wrote into the file meanwhile, and follow the saver."""
    sitting = app.sitting
    if sitting is None:
        return
    try:
        if sitting.take_outside():
            app.said = "Changed elsewhere too; both are kept."
            app.show_session()
    except StoreError as error:
        app.said = error.sentence
    app.saved = sitting.state


def tell_watchers(app: "FlipchartApp", before: Told) -> Told:
    """Tell watchers what the screen is on, if that is another thing than `before`; return what they know now."""
    screen = next((it for it in app.screen_stack if isinstance(it, SessionScreen)), None)
    driving = app.sitting.driving if app.sitting else None
    if screen is None or driving is None or screen.session is None or not screen.is_mounted:
        return before
    # A screen that is just coming or going has no box.
    field = next(iter(screen.query("#box").results(CaptureBox)), None)
    if field is None:
        return before
    now = told(screen.view(), screen.box, field.value, big=screen.big, curtain=screen.curtain)
    if now != before:
        driving.show(now)
    return now


def ask_to_watch(app: "FlipchartApp", screen: SessionScreen, other: Driver) -> None:
    """Tell whoever opens a session that somebody drives it already; both can, and what both write is kept."""
    since = f" since {app.context.clock.local(other.since):%H:%M}" if other.since else ""
    text = f"Open on {other.host or 'another machine'}{since}:"
    watch = partial(change_seats, app, partial(open_watching, desk=screen.at_desk))
    ask(screen, Question("driver", text, ("watch it", watch), ("edit as well", lambda: None)))


def offer_the_wheel(app: "FlipchartApp", sitting: Watching, driver: Driver | None) -> None:
    """Offer a desk that watches to drive, while nobody does: the other machine may have died."""
    for desk in (it for it in app.screen_stack if isinstance(it, SessionScreen) and it.at_desk):
        others = tuple(it for it in desk.questions if it.name != WHEEL)
        drive = partial(change_seats, app, open_sitting)
        offered = Question(WHEEL, "Nobody drives.", ("drive from here", drive), ("only watch", lambda: None))
        if driver is not None:
            desk.questions = others
        elif app.driver is not None or not sitting.looked:
            desk.questions = (offered, *others)


def change_seats(app: "FlipchartApp", opener: Callable[[Path, Context], Sitting]) -> None:
    """Leave the session and open it in another way: to watch it instead of driving it, or the other way round."""
    sitting = app.sitting
    if sitting is None:
        return

    def change() -> Sitting | None:
        return opener(sitting.path, app.context) if sitting.close(LEAVING) else None

    app.drafts.flush()
    app.pop_screen()
    aside(app, change, Seated)


def take_seat(app: "FlipchartApp", message: Seated) -> None:
    """Show the session from the other seat; what stands in the way ends the program, which says it."""
    try:
        sitting = message.value()
    except StoreError as error:
        app.crash = error
        app.exit(1)
        return
    app.said, app.driver = "", None
    if sitting is None:
        app.exit(1)
    else:
        app.take_up(sitting)
