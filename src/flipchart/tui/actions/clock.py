"""Keys of the clock and the agenda."""

from typing import TYPE_CHECKING

from flipchart.domain import pace
from flipchart.domain.commands import run as clock
from flipchart.domain.commands.base import Command
from flipchart.tui.actions.act import action, do, open_box
from flipchart.tui.boxes.clock import TimeBox
from flipchart.tui.boxes.next_check import NextCheckBox
from flipchart.tui.boxes.private import PrivateNoteBox
from flipchart.tui.carrying import can_carry, choose
from flipchart.tui.intents import Intent
from flipchart.tui.loads import answer_words
from flipchart.tui.questions import Question
from flipchart.tui.screens.conflicts import ConflictsScreen
from flipchart.tui.widgets.capture import CaptureBox

if TYPE_CHECKING:
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
        tell(room, clock.Pause(run.id, at))
    elif state.state == "paused":
        tell(room, clock.Resume(run.id, at))
    elif state.state == "ended":
        room.flipchart.said = "This run has ended. p goes back into its last stage."
    else:
        tell(room, clock.NextStage(run.id, at))


@action("stage.next")
def next_stage(room: "SessionScreen") -> None:
    """The following stage; after the last the run is over."""
    if room.clock is not None and room.clock.state == "ended":
        room.flipchart.said = "This run has ended. p goes back into its last stage."
        return
    if room.clock is not None and room.clock.state == "planned":
        room.flipchart.said = "Space starts the clock."
        return
    if room.clock is not None and not went_on(room, back=False):
        tell(room, clock.NextStage(room.clock.run, room.flipchart.context.clock.now()))


def went_on(room: "SessionScreen", *, back: bool) -> bool:
    """Go to the next item of a page that shows one at a time; False where there is none."""
    follower = room.page.advance(room.view(), back) if room.page.one_by_one else None
    if follower is not None:
        room.cursor = follower
    return follower is not None


@action("stage.previous")
def previous_stage(room: "SessionScreen") -> None:
    """The stage before; after the end the last one is taken up again."""
    if room.clock is not None and room.clock.state != "planned" and not went_on(room, back=True):
        tell(room, clock.PreviousStage(room.clock.run, room.flipchart.context.clock.now()))


@action("clock.more")
def more(room: "SessionScreen") -> None:
    """One minute more."""
    if room.clock is not None:
        tell(room, clock.MoreTime(room.clock.run, room.flipchart.context.clock.now()))


@action("clock.less")
def less(room: "SessionScreen") -> None:
    """The last minute back, else one less."""
    if room.clock is not None:
        tell(room, clock.LessTime(room.clock.run, room.flipchart.context.clock.now()))


@action("clock.borrow")
def borrow(room: "SessionScreen") -> None:
    """A minute from a later stage."""
    if room.clock is not None:
        tell(room, clock.Borrow(room.clock.run, room.flipchart.context.clock.now()))


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
                clock.Discount(room.clock.run, seconds, room.flipchart.context.clock.now(), "not watched"),
            )

    ask(room, Question("jump", text, ("count it", lambda: None), ("leave it out", leave_out)))


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


@action("more")
def menu(room: "SessionScreen") -> None:
    """The rarer actions, a digit each."""
    if room.questions and room.questions[0].name == "more":
        answered(room)
        return
    room.set_focus(room.query_one("#rows"))
    ask(room, Question("more", "", menu=(
        ("go to a stage", lambda: go_to(room)), ("skip this stage", lambda: skip(room)),
        ("end the run", lambda: end(room)), ("next check", lambda: next_check(room)),
        ("private note", lambda: open_box(room, PrivateNoteBox())),
        ("wave a gap off", lambda: do(room, "gaps")),
        *((("fit to the end", lambda: fit(room)),) if _pinned(room) else ()),
        *(((f"carry over {len(room.kin.open)}", lambda: choose(room)),) if can_carry(room) else ()),
        *((("load and record", lambda: tell_record(room)),) if room.kin.sessions else ()),
        *(((f"settle {_unsettled(room)}", lambda: settle(room)),) if _unsettled(room) else ()),
    )))  # fmt: skip


def _unsettled(room: "SessionScreen") -> int:
    return len(room.session.conflicts) if room.session else 0


def settle(room: "SessionScreen") -> None:
    """What was changed on both sides, one after the other."""
    room.flipchart.push_screen(ConflictsScreen(room.view().today))


def _pinned(room: "SessionScreen") -> bool:
    run = room.session.last_run if room.session else None
    return run is not None and run.ends_by is not None


def go_to(room: "SessionScreen") -> None:
    """Choose a stage by its digit; nothing is locked, done ones are taken up again."""
    if room.clock is None or room.clock.state == "planned":
        room.flipchart.said = "Space starts the clock first."
        return
    run = room.clock.run

    def jump(id: str) -> None:
        tell(room, clock.StartStage(run, id, room.flipchart.context.clock.now()))

    stages = room.clock.stages[:9]
    ask(room, Question("goto", "Go to", menu=tuple(
        (stage.title, lambda id=stage.id: jump(id)) for stage in stages  # type: ignore[misc]
    )))  # fmt: skip


def skip(room: "SessionScreen") -> None:
    """Leave this stage out and go on."""
    if room.clock is not None and room.clock.stage is not None:
        tell(room, clock.SkipStage(room.clock.run, room.clock.stage.id, room.flipchart.context.clock.now()))


def end(room: "SessionScreen") -> None:
    """End the run; the closing page comes."""
    if room.clock is not None and room.clock.state not in ("planned", "ended"):
        tell(room, clock.EndRun(room.clock.run, room.flipchart.context.clock.now()))


def fit(room: "SessionScreen") -> None:
    """Shrink what is still to come so that it ends when it must."""
    run, at = room.session.last_run if room.session else None, room.flipchart.context.clock.now()
    if room.clock is None or run is None or run.ends_by is None:
        return
    fitting = pace.fit(room.clock, at, run.ends_by)
    tell(room, clock.Fit(run.id, at))
    if fitting.cuts:
        room.flipchart.said = pace.fit_words(fitting)


def tell_record(room: "SessionScreen") -> None:
    """The owner's load over all sessions, and the group's record: only in answer to this question."""
    words = answer_words(room.box, room.query_one(CaptureBox).value, room.view())
    ask(room, Question("record", f"{words}.", no=("put away", lambda: None)))


def next_check(room: "SessionScreen") -> None:
    """When do we look again, and who calls it?"""
    open_box(room, NextCheckBox())
