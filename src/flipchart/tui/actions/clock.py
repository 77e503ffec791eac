"""Keys of the clock and the agenda."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from flipchart.clock import AnchoredClock, Jump, JumpWatch
from flipchart.domain import clock_words
from flipchart.domain.clock_words import shown
from flipchart.domain.commands.agenda import NextStage, PreviousStage
from flipchart.domain.commands.clock import Borrow, Discount, LessTime, MoreTime, Pause, Restamp, Resume, StartedAgo
from flipchart.domain.commands.command import Command
from flipchart.domain.pace import is_forgotten, lender
from flipchart.tui.actions.dispatch import Intent, action, open_box
from flipchart.tui.prompts.run import TimeBox
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.desk import DeskScreen
    from flipchart.tui.screens.session import SessionScreen


def tell(room: "SessionScreen", *commands: Command) -> None:
    """Ask for a change of the clock."""
    room.flipchart.receive(Intent(tuple(commands)))


@action("clock.toggle")
def toggle(room: "SessionScreen") -> None:
    """Start what has not started, pause what runs, resume what is paused."""
    state, run = room.clock, room.session.last_run if room.session else None
    if state is None or run is None:
        room.flipchart.said = "This session has no agenda, so there is no clock to start."
        return
    at = room.flipchart.context.clock.now()
    if state.state == "running":
        tell(room, Pause(run.id, at))
    elif state.state == "paused":
        tell(room, Resume(run.id, at))
    elif state.state == "ended":
        room.flipchart.said = "This run has ended. p goes back into its last stage."
    else:
        tell(room, NextStage(run.id, at))


@action("stage.next")
def next_stage(room: "SessionScreen") -> None:
    """The following stage; after the last the run is over."""
    if room.clock is None or room.clock.state == "ended":
        _onward_after_the_end(room)
        return
    if room.clock.state == "planned":
        room.flipchart.said = "Space starts the clock."
        return
    if not went_on(room, back=False):
        tell(room, NextStage(room.clock.run, room.flipchart.context.clock.now()))


def _onward_after_the_end(room: "SessionScreen") -> None:
    """The next promise while they are read aloud, and from the last one back to the closing page."""
    if not room.mode and room.clock is not None:
        room.flipchart.said = "This run has ended. p goes back into its last stage."
    elif not went_on(room, back=False):
        room.mode = ""


def went_on(room: "SessionScreen", *, back: bool) -> bool:
    """Go to the next item of a page that shows one at a time; False where there is none."""
    follower = room.page.advance(room.view(), back) if room.page.one_by_one else None
    if follower is not None:
        room.cursor = follower
    return follower is not None


@action("stage.previous")
def previous_stage(room: "SessionScreen") -> None:
    """The stage before; after the end the last one is taken up again."""
    if went_on(room, back=True):
        return
    if room.mode and (room.clock is None or room.clock.state == "ended"):
        room.mode = ""
    elif room.clock is not None and room.clock.state != "planned":
        tell(room, PreviousStage(room.clock.run, room.flipchart.context.clock.now()))


def _minute(id: str, command: Callable[[str, dt.datetime], Command]) -> None:
    @action(id)
    def minute(room: "SessionScreen") -> None:
        """A minute more or less."""
        if room.clock is not None:
            tell(room, command(room.clock.run, room.flipchart.context.clock.now()))


_minute("clock.more", MoreTime)
_minute("clock.less", LessTime)


@action("clock.borrow")
def borrow(room: "SessionScreen") -> None:
    """A minute lent by a later stage, which is named."""
    if room.clock is None:
        return
    giver = lender(room.clock)
    tell(room, Borrow(room.clock.run, room.flipchart.context.clock.now()))
    if giver is not None and not room.flipchart.said:
        budgets = f"{shown(giver.budget)}→{shown(giver.budget - 60)}"
        room.flipchart.said = f"A minute from {giver.title} ({budgets}); the end stays."


@action("clock.set")
def set_time(room: "SessionScreen") -> None:
    """Type a time."""
    if room.clock is not None and room.clock.stage is not None:
        open_box(room, TimeBox(room.clock.stage.id))
    elif room.clock is not None and room.clock.state == "planned":
        open_box(room, TimeBox())
    else:
        room.flipchart.said = "No stage is running."


def ask_jump(room: "SessionScreen", seconds: float, text: str) -> None:
    """Ask once whether time that nobody watched counts; nothing stops meanwhile."""

    def leave_out() -> None:
        if room.clock is not None:
            tell(
                room,
                Discount(room.clock.run, seconds, room.flipchart.context.clock.now(), "not watched"),
            )

    ask(room, Question("jump", text, ("count it", lambda: None), ("leave it out", leave_out)))


def ask_about(room: "SessionScreen", jump: Jump) -> None:
    """Ask about time that nobody saw, and whether to follow a clock that was set; unanswered, nothing changes."""
    if jump.unseen and room.clock is not None and room.clock.state == "running":
        ask_jump(room, jump.unseen, f"{clock_words.passed(jump.unseen)} passed unseen:")
    clock = room.flipchart.context.clock
    if not jump.moved or not isinstance(clock, AnchoredClock):
        return
    away = -round((clock.now() - clock.wall()).total_seconds(), 3)
    if room.clock is None or room.clock.started is None:
        clock.correct(away)
        return
    run = room.clock.run

    def follow() -> None:
        clock.correct(away)
        tell(room, Restamp(run, away))

    where = "ahead" if away > 0 else "back"
    text = f"The computer's clock was set {clock_words.passed(abs(away))} {where}:"
    if abs(away) > JumpWatch.APART:
        ask(room, Question("set", text, ("follow it", follow), ("go on as before", lambda: None)))
    else:
        room.questions = tuple(it for it in room.questions if it.name != "set")


def ask(room: "SessionScreen", question: Question) -> None:
    """Put a question on its line; one of each name, the newest in front."""
    others = tuple(it for it in room.questions if it.name != question.name)
    room.questions = (question, *others)


def answered(room: "SessionScreen") -> Question | None:
    """Take the question on the screen away and return it."""
    if not room.questions:
        return None
    first, *others = room.questions
    room.questions = tuple(others)
    return first


@action("ask.yes")
def yes(room: "SessionScreen") -> None:
    """F8."""
    if room.questions and room.questions[0].yes and (question := answered(room)) and question.yes:
        question.yes[1]()


@action("ask.no")
def no(room: "SessionScreen") -> None:
    """F9."""
    if room.questions and room.questions[0].no and (question := answered(room)) and question.no:
        question.no[1]()


NAME = "forgotten"


def ask_if_forgotten(desk: "DeskScreen") -> None:
    """Ask once, on one line, when a planned start has passed and nothing runs; the question goes with the start."""
    asked = any(it.name == NAME for it in desk.questions)
    if asked and (desk.clock is None or desk.clock.state != "planned"):
        desk.questions = tuple(it for it in desk.questions if it.name != NAME)
    if desk.asked_start or desk.watching or not is_forgotten(desk.clock, desk.flipchart.now):
        return
    desk.asked_start = True
    assert desk.clock is not None and desk.clock.planned_start is not None
    clock, start = desk.clock, desk.clock.planned_start
    at = clock_words.clock_time(desk.flipchart.context.clock.local(start))

    def started() -> None:
        now = desk.flipchart.context.clock.now()
        tell(desk, StartedAgo(clock.run, (now - start).total_seconds(), now))

    text = f"Planned for {at}. Started already?"
    ask(desk, Question(NAME, text, (f"yes, at {at}", started), ("not yet (t: another time)", lambda: None)))
