"""Keys of the clock and the agenda, and the questions that time asks."""

import datetime as dt
from collections.abc import Callable, Iterator

from flipchart.clock import Jump, JumpWatch
from flipchart.domain import clock_words
from flipchart.domain.clock_words import shown
from flipchart.domain.commands.agenda import EndAsBefore, NextStage, PreviousStage
from flipchart.domain.commands.clock import Borrow, Discount, LessTime, MoreTime, Pause, Resume, StartedAgo
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.pauses import EndTimer
from flipchart.domain.pace import is_late_start, lender
from flipchart.domain.said import said, say
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Ask, Do, Outcome, Question, answered
from flipchart.tui.prompts.run import BreakPrompt, TimePrompt, TimerPrompt
from flipchart.tui.text.language import t

REOPEN = "reopen"
"""The name of the question whether a run that has ended goes on."""

REOPENED = Outcome(effect=Do("run.reopen"))

HERE = said("The answer has already moved on; the same key again skips this one.")

ENDED = Outcome(notice="This run has ended. p goes back into its last stage.")


def toggle(frame: SessionFrame) -> Outcome:
    """Start what has not started, pause what runs, resume what is paused."""
    clock, run = frame.clock, frame.run
    if clock is None or run is None:
        return Outcome(notice="This session has no agenda, so there is no clock to start.")
    if clock.state == "ended":
        return ENDED
    if clock.state == "running":
        return Outcome((Pause(run.id, frame.now),))
    return Outcome(((Resume if clock.state == "paused" else NextStage)(run.id, frame.now),))


def next_stage(frame: SessionFrame) -> Outcome:
    """Go to the next item of a page that shows one at a time, then to the next stage; after the last the run ends.

    After the end, when promises are read aloud, the last one leads back to the closing page.
    """
    clock = frame.clock
    if clock is not None and clock.state == "planned":
        return Outcome(notice="Space starts the clock.")
    over = clock is None or clock.state == "ended"
    if clock is not None and over and not frame.mode:
        return ENDED
    if frame.came_on is not None and frame.came_on == frame.cursor:
        # An answer has led here already: a key pressed out of habit passes nobody over.
        return Outcome(cursor=frame.cursor, notice=HERE)
    if item := next_item(frame, back=False):
        return Outcome(cursor=item)
    return Outcome(mode="") if clock is None or over else Outcome((NextStage(clock.run, frame.now),))


def next_item(frame: SessionFrame, *, back: bool) -> str | None:
    """Return the id of the next (or the previous) item of a page that shows one at a time; None for none."""
    return frame.page.advance(frame, back) if frame.page.one_by_one else None


def previous_stage(frame: SessionFrame) -> Outcome:
    """Go to the item or the stage before; after the end ask first whether the run is to go on."""
    clock = frame.clock
    if item := next_item(frame, back=True):
        return Outcome(cursor=item)
    if frame.mode and (clock is None or clock.state == "ended"):
        return Outcome(mode="")
    if clock is not None and clock.state == "ended":
        return Outcome(question=Question(REOPEN, "The run has ended.", ("reopen it", REOPENED), ("stay", NOTHING)))
    begun = clock is not None and clock.state != "planned"
    return Outcome((PreviousStage(clock.run, frame.now),)) if begun and clock else NOTHING


def reopen(frame: SessionFrame) -> Outcome:
    """Let the last stage of a run that has ended go on; undo takes that back."""
    if frame.clock is None:
        return NOTHING
    back = Question("reopened", "Reopened.", None, ("end it as before", Outcome(effect=Do("run.reclose"))))
    return Outcome((PreviousStage(frame.clock.run, frame.now),), question=back)


def reclose(frame: SessionFrame) -> Outcome:
    """End a run again that was let go on, at the time when it had ended."""
    return Outcome((EndAsBefore(frame.clock.run),)) if frame.clock else NOTHING


def quiet_timer(frame: SessionFrame) -> Outcome:
    """Ask for the minutes of a quiet timer; end the one that runs."""
    clock = frame.clock
    if clock is None or clock.stage is None:
        return Outcome(notice="No stage is running.")
    return Outcome((EndTimer(clock.run, frame.now),)) if clock.timer is not None else Outcome(then=TimerPrompt())


def rest(frame: SessionFrame) -> Outcome:
    """Ask how long the break is to be; during a break, how long it still lasts."""
    no_stage = frame.clock is None or frame.clock.stage is None
    return Outcome(notice="No stage is running.") if no_stage else Outcome(then=BreakPrompt())


def _minute(command: Callable[[str, dt.datetime], Command]) -> Action:
    def minute(frame: SessionFrame) -> Outcome:
        """A minute more or less."""
        return Outcome((command(frame.clock.run, frame.now),)) if frame.clock else NOTHING

    return minute


more_time, less_time = _minute(MoreTime), _minute(LessTime)


def borrow(frame: SessionFrame) -> Outcome:
    """A minute lent by a later stage, which is named."""
    if frame.clock is None:
        return NOTHING
    giver, said = lender(frame.clock), ""
    if giver is not None:
        budgets = f"{t(shown(giver.budget))}→{t(shown(giver.budget - 60))}"
        said = t("A minute from {stage} ({budgets}); the end stays.", stage=giver.title, budgets=budgets)
    return Outcome((Borrow(frame.clock.run, frame.now),), notice=said)


def set_time(frame: SessionFrame) -> Outcome:
    """Type a time."""
    clock = frame.clock
    if clock is not None and clock.stage is not None:
        return Outcome(then=TimePrompt(clock.stage.id))
    if clock is not None and clock.state == "planned":
        return Outcome(then=TimePrompt())
    return Outcome(notice="No stage is running.")


# Questions, and their answers.

SET = "set"
"""The name of the question whether to follow a clock that was set."""


def jumped(frame: SessionFrame, jump: Jump, away: float) -> Iterator[Outcome]:
    """Ask about time that nobody watched, and whether to follow a clock that was set by `away` seconds in all.

    Until that is answered nothing changes; a clock that was set back again takes its question away.
    """
    clock = frame.clock
    if jump.unseen and clock is not None and clock.state == "running":
        yield Outcome(
            question=unwatched(jump.unseen, t("{time} passed unseen:", time=clock_words.passed(jump.unseen)))
        )
    if jump.moved and abs(away) <= JumpWatch.APART:
        yield Outcome(answered=SET)
    elif jump.moved and clock is not None and clock.started is not None:
        ahead, back = (
            say("The computer's clock was set {time} forward:", time=clock_words.passed(abs(away))),
            say("The computer's clock was set {time} back:", time=clock_words.passed(abs(away))),
        )
        text = ahead if away > 0 else back
        follow = ("follow it", Outcome(effect=Ask("follow")))
        yield Outcome(question=Question(SET, text, follow, ("go on as before", NOTHING)))


def first_answer(frame: SessionFrame) -> Outcome:
    """Yes to the question in front."""
    first = frame.questions[0] if frame.questions else None
    return answered(first, first.yes) if first and first.yes else NOTHING


def second_answer(frame: SessionFrame) -> Outcome:
    """No to it."""
    first = frame.questions[0] if frame.questions else None
    return answered(first, first.no) if first and first.no else NOTHING


def unwatched(seconds: float, text: str) -> Question:
    """Ask whether time that nobody watched counts; the clock goes on meanwhile."""
    return Question("jump", text, ("count it", NOTHING), ("leave it out", Outcome(effect=Do("discount", (seconds,)))))


def discount(frame: SessionFrame, seconds: float) -> Outcome:
    """Leave seconds that nobody watched out of the run."""
    clock = frame.clock
    return Outcome((Discount(clock.run, seconds, frame.now, "not watched"),)) if clock else NOTHING


LATE_START = "late start"
"""The name of the question whether a workshop that was planned has begun already."""


def late_start_question(frame: SessionFrame) -> Question | None:
    """Return the question that is asked once a planned start has passed and nothing runs."""
    clock = frame.clock
    if frame.watching or clock is None or clock.planned_start is None or not is_late_start(clock, frame.now):
        return None
    at = clock_words.clock_time(frame.local(clock.planned_start))
    yes = (t("yes, at {time}", time=at), Outcome(effect=Do("started", (clock.planned_start,))))
    no = ("not yet (t: another time)", NOTHING)
    return Question(LATE_START, t("Planned for {time}. Started already?", time=at), yes, no)


def started(frame: SessionFrame, start: dt.datetime) -> Outcome:
    """Let the clock have begun at the planned start."""
    clock = frame.clock
    ago = (frame.now - start).total_seconds()
    return Outcome((StartedAgo(clock.run, ago, frame.now),)) if clock else NOTHING
