"""The rarer actions of a stage, a digit each on two lines at the most."""

from typing import TYPE_CHECKING

from flipchart.domain import pace
from flipchart.domain.agenda import Challenge, Stage
from flipchart.domain.commands.agenda import EndRun, InsertStage, SkipStage, StartStage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.needs import asks_owner
from flipchart.tui.actions.clock import answered, ask, tell
from flipchart.tui.actions.dispatch import action, digit_action, do, open_box
from flipchart.tui.actions.export import write_calendar
from flipchart.tui.actions.group import can_carry, choose
from flipchart.tui.prompts.notes import PrivateNoteBox
from flipchart.tui.prompts.run import AfterBox, MilestoneBox, NextCheckBox
from flipchart.tui.screens.conflicts import ConflictsScreen
from flipchart.tui.stages.registry import ALOUD
from flipchart.tui.stages.whofirst import first_person
from flipchart.tui.text.owner_load import answer_words
from flipchart.tui.text.questions import Act, Question
from flipchart.tui.widgets.inputs import CaptureBox

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


PREMORTEM = Stage(
    id="-",
    run="-",
    kind="risks",
    title="Pre-mortem",
    seconds=60,
    prompt="Three months on, none of this has happened. Why?",
    say=(
        "Imagine that it is three months from now, and none of this has happened. Sixty seconds, silently: write "
        "down one reason. Then we go round, one reason each and no debate, and the likely ones become if-then lines."
    ),
    watch="Talking during the minute, and reasons that are somebody's fault. Ask for what happened, not for who.",
    challenges=(
        Challenge(
            sign="Nobody writes anything",
            response="Give a reason of your own first, a small and honest one, and let the minute go on.",
        ),
        Challenge(
            sign="Every reason is outside our control",
            response="Keep the reason and ask only for the then: what do you do on the morning it happens?",
        ),
    ),
)
"""A minute of imagined hindsight, which finds more reasons and more specific ones (Mitchell et al. 1989)."""


LINES = 2
"""How many lines the menu takes at most."""

DIGITS = 9

PLANNED_IN = ("define", "assign", "resources", "risks")
"""The kinds of stages in which it helps to imagine that the plan has failed."""

Items = tuple[tuple[str, Act], ...]


@action("more")
def menu(room: "SessionScreen") -> None:
    """The rarer actions, a digit each; the same key puts them away."""
    if room.questions and room.questions[0].name == "more":
        answered(room)
        return
    room.set_focus(room.query_one("#rows"))
    ask(room, Question("more", "", menu=fitting((*_of_the_run(room), *_of_the_stage(room)), room.inner_width)))


def fitting(items: Items, width: int) -> Items:
    """As many of `items` as there are digits for, and room on the lines of the menu; the last give way."""
    chosen = items[:DIGITS]
    while len(Question("more", "", menu=chosen).lines(width)) > LINES:
        chosen = chosen[:-1]
    return chosen


def _of_the_run(room: "SessionScreen") -> Items:
    state = room.clock.state if room.clock else ""
    begun = state not in ("", "planned")
    return (
        *((("go to", lambda: go_to(room)),) if begun else ()),
        *((("skip", lambda: skip(room)),) if room.clock and room.clock.stage else ()),
        *((("end run", lambda: end(room)),) if begun and state != "ended" else ()),
        ("next check", lambda: next_check(room)),
        *(((f"settle {_unsettled(room)}", lambda: settle(room)),) if _unsettled(room) else ()),
        *(((f"carry over {len(room.kin.open)}", lambda: choose(room)),) if can_carry(room) else ()),
        *((("fit to end", lambda: fit(room)),) if _pinned(room) and state != "ended" else ()),
    )


def _of_the_stage(room: "SessionScreen") -> Items:
    view = room.view()
    kind = view.stage.kind if view.stage else ""
    live = any(step.live for step in view.session.steps)
    begun = room.clock is not None and room.clock.state != "planned"
    way = ("all steps" if view.mode else "who first", lambda: who_first(room))
    return (
        *((way,) if kind == "assign" and asks_owner(view.session) else ()),
        *((("milestone", lambda: milestone(room)),) if kind == "define" else ()),
        *((("after step", lambda: after(room)),) if view.step and view.step.live else ()),
        *((("pre-mortem", lambda: premortem(room)),) if live and kind in PLANNED_IN else ()),
        *((("loads", lambda: tell_record(room)),) if room.kin.sessions else ()),
        *((("private note", lambda: open_box(room, PrivateNoteBox())),) if begun or room.at_desk else ()),
        ("wave off", lambda: do(room, "gaps")),
    )


# The run.


def _unsettled(room: "SessionScreen") -> int:
    return len(room.session.conflicts) if room.session else 0


def settle(room: "SessionScreen") -> None:
    """What was changed on both sides, one after the other."""
    room.flipchart.push_screen(ConflictsScreen(room.view().today))


def _pinned(room: "SessionScreen") -> bool:
    run = room.session.last_run if room.session else None
    return run is not None and run.ends_by is not None


def go_to(room: "SessionScreen", first: int = 0) -> None:
    """Choose a stage by its digit; nothing is locked, done ones are taken up again."""
    if room.clock is None:
        return
    run, every = room.clock.run, room.clock.stages

    def jump(id: str) -> None:
        tell(room, StartStage(run, id, room.flipchart.context.clock.now()))

    def jumping(id: str) -> Act:
        return lambda: jump(id)

    many = len(every) - first > DIGITS
    stages = every[first : first + DIGITS - 1] if many else every[first:]
    last: Items = (("later ones", lambda: go_to(room, first + len(stages))),) if many else ()
    whole: Items = (*((stage.title, jumping(stage.id)) for stage in stages), *last)
    short: Items = (*((stage.title.split()[0], jumping(stage.id)) for stage in stages), *last)
    long = len(Question("goto", "Go to", menu=whole).lines(room.inner_width)) > LINES
    ask(room, Question("goto", "Go to", menu=short if long else whole))


def skip(room: "SessionScreen") -> None:
    """Leave this stage out and go on."""
    if room.clock is not None and room.clock.stage is not None:
        tell(room, SkipStage(room.clock.run, room.clock.stage.id, room.flipchart.context.clock.now()))


def end(room: "SessionScreen") -> None:
    """End the run; the closing page comes."""
    if room.clock is not None and room.clock.state not in ("planned", "ended"):
        tell(room, EndRun(room.clock.run, room.flipchart.context.clock.now()))


def fit(room: "SessionScreen") -> None:
    """Shrink what is still to come so that it ends when it must."""
    run, at = room.session.last_run if room.session else None, room.flipchart.context.clock.now()
    if room.clock is None or run is None or run.ends_by is None:
        return
    fitting_now = pace.fit(room.clock, at, run.ends_by)
    tell(room, Fit(run.id, at))
    if fitting_now.cuts:
        room.flipchart.said = pace.fit_words(fitting_now)


def next_check(room: "SessionScreen") -> None:
    """When do we look again, and who calls it?"""
    open_box(room, NextCheckBox())


def tell_record(room: "SessionScreen") -> None:
    """The owner's load over all sessions, and the group's record: only in answer to this question."""
    words = answer_words(room.box, room.query_one(CaptureBox).value, room.view())
    ask(room, Question("record", f"{words}.", no=("put away", lambda: None)))


def premortem(room: "SessionScreen") -> None:
    """A minute in which it is three months later and nothing came of it; then back to where it was asked."""
    run, at = room.session.last_run if room.session else None, room.flipchart.context.clock.now()
    if run is not None:
        stage = PREMORTEM.revise(id=room.flipchart.context.ids(), run=run.id)
        tell(room, InsertStage(run.id, stage, at))


# The stage.


def who_first(room: "SessionScreen") -> None:
    """Ask the people one after the other, or go through the steps again."""
    if room.mode:
        room.mode = ""
    elif mode := first_person(room.view().session):
        room.mode = mode
    else:
        room.flipchart.said = "Nobody is known yet: write an owner's name on the first step."


def milestone(room: "SessionScreen") -> None:
    """A milestone of the improvement that is worked on."""
    here = room.view().improvement
    if here is None:
        room.flipchart.said = "A milestone belongs to an improvement: write one down first."
    else:
        open_box(room, MilestoneBox(here.id))


def after(room: "SessionScreen") -> None:
    """What the step under the cursor waits for."""
    if step := room.view().step:
        open_box(room, AfterBox(step.id))


# The closing page.


@digit_action("close.aloud")
def aloud(room: "SessionScreen") -> None:
    """The promises, one a screen, without a clock."""
    room.mode = ALOUD


@digit_action("close.calendar")
def calendar(room: "SessionScreen") -> None:
    """The dates for everybody's calendar."""
    write_calendar(room.flipchart)
