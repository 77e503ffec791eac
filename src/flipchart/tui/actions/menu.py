"""The rarer actions of a stage, a digit each on two lines at the most."""

from flipchart.domain import pace
from flipchart.domain.agenda import Challenge, Stage
from flipchart.domain.commands.agenda import EndRun, InsertStage, SkipStage, StartStage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.needs import asks_owner
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.group import can_carry
from flipchart.tui.prompts.notes import PrivateNotePrompt
from flipchart.tui.prompts.owner_load import answer_words
from flipchart.tui.prompts.prompt import NOTHING, Answer, Do, Export, Open, Outcome, Question
from flipchart.tui.prompts.run import AfterPrompt, MilestonePrompt, NextCheckPrompt
from flipchart.tui.stages.registry import ALOUD
from flipchart.tui.stages.whofirst import first_person

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

Items = tuple[Answer, ...]


def menu(frame: SessionFrame) -> Outcome:
    """The rarer actions, a digit each; the same key puts them away."""
    if frame.questions and frame.questions[0].name == "more":
        return Outcome(answered="more")
    items = fitting((*_of_the_run(frame), *_of_the_stage(frame)), frame.width)
    return Outcome(question=Question("more", "", menu=items), typing=False)


def fitting(items: Items, width: int) -> Items:
    """As many of `items` as there are digits for, and room on the lines of the menu; the last give way."""
    chosen = items[:DIGITS]
    while len(Question("more", "", menu=chosen).lines(width)) > LINES:
        chosen = chosen[:-1]
    return chosen


def _item(words: str, action: str, *arguments: object) -> Answer:
    return words, Outcome(effect=Do(action, arguments))


def _of_the_run(frame: SessionFrame) -> Items:
    clock, run, unsettled = frame.clock, frame.run, len(frame.session.conflicts)
    state = clock.state if clock else ""
    begun, over = state not in ("", "planned"), state == "ended"
    pinned = run is not None and run.ends_by is not None
    items = (
        (begun, _item("go to", "stage.goto")),
        (clock is not None and clock.stage is not None, _item("skip", "stage.skip")),
        (begun and not over, _item("end run", "run.end")),
        (True, ("next check", Outcome(then=NextCheckPrompt()))),
        (unsettled > 0, (f"settle {unsettled}", Outcome(effect=Open("conflicts")))),
        (can_carry(frame), (f"carry over {len(frame.kin.open)}", Outcome(effect=Open("carry")))),
        (pinned and not over, _item("fit to end", "run.fit")),
    )
    return tuple(item for applies, item in items if applies)


def _of_the_stage(frame: SessionFrame) -> Items:
    kind, step = frame.stage.kind if frame.stage else "", frame.live_step
    live = any(step.live for step in frame.session.steps)
    begun = frame.clock is not None and frame.clock.state != "planned"
    items = (
        (
            kind == "assign" and asks_owner(frame.session),
            _item("all steps" if frame.mode else "who first", "whofirst"),
        ),
        (kind == "define", _item("milestone", "milestone")),
        (step is not None, ("after step", Outcome(then=AfterPrompt(step.id if step else "")))),
        (live and kind in PLANNED_IN, _item("pre-mortem", "premortem")),
        (frame.kin.sessions > 0, _item("loads", "loads")),
        (begun or frame.at_desk, ("private note", Outcome(then=PrivateNotePrompt()))),
        (True, _item("wave off", "gaps")),
    )
    return tuple(item for applies, item in items if applies)


# The run.


def go_to(frame: SessionFrame, first: int = 0) -> Outcome:
    """Choose a stage by its digit; nothing is locked, done ones are taken up again."""
    if frame.clock is None:
        return NOTHING
    every = frame.clock.stages
    many = len(every) - first > DIGITS
    stages = every[first : first + DIGITS - 1] if many else every[first:]
    last: Items = (_item("later ones", "stage.goto", first + len(stages)),) if many else ()
    whole: Items = (*(_item(stage.title, "stage.start", stage.id) for stage in stages), *last)
    short: Items = (*(_item(stage.title.split()[0], "stage.start", stage.id) for stage in stages), *last)
    long = len(Question("goto", "Go to", menu=whole).lines(frame.width)) > LINES
    return Outcome(question=Question("goto", "Go to", menu=short if long else whole))


def start_stage(frame: SessionFrame, id: str) -> Outcome:
    """Go to a stage."""
    return Outcome((StartStage(frame.clock.run, id, frame.now),)) if frame.clock else NOTHING


def skip(frame: SessionFrame) -> Outcome:
    """Leave this stage out and go on."""
    clock = frame.clock
    return Outcome((SkipStage(clock.run, clock.stage.id, frame.now),)) if clock and clock.stage else NOTHING


def end(frame: SessionFrame) -> Outcome:
    """End the run; the closing page comes."""
    clock = frame.clock
    ends = clock is not None and clock.state not in ("planned", "ended")
    return Outcome((EndRun(clock.run, frame.now),)) if clock and ends else NOTHING


def fit(frame: SessionFrame) -> Outcome:
    """Shrink what is still to come so that it ends when it must."""
    run = frame.run
    if frame.clock is None or run is None or run.ends_by is None:
        return NOTHING
    fitting_now = pace.fit(frame.clock, frame.now, run.ends_by)
    return Outcome((Fit(run.id, frame.now),), said=pace.fit_words(fitting_now) if fitting_now.cuts else "")


def tell_loads(frame: SessionFrame) -> Outcome:
    """The owner's load over all sessions, and the group's record: only in answer to this question."""
    words = answer_words(frame.prompt, frame.typed, frame)
    return Outcome(question=Question("record", f"{words}.", no=("put away", NOTHING)))


def premortem(frame: SessionFrame) -> Outcome:
    """A minute in which it is three months later and nothing came of it; then back to where it was asked."""
    run = frame.run
    if run is None:
        return NOTHING
    return Outcome((InsertStage(run.id, PREMORTEM.revise(id=frame.ids(), run=run.id), frame.now),))


# The stage.


def who_first(frame: SessionFrame) -> Outcome:
    """Ask the people one after the other, or go through the steps again."""
    if frame.mode:
        return Outcome(mode="")
    if mode := first_person(frame.session):
        return Outcome(mode=mode)
    return Outcome(said="Nobody is known yet: write an owner's name on the first step.")


def milestone(frame: SessionFrame) -> Outcome:
    """A milestone of the improvement that is worked on."""
    if frame.improvement is None:
        return Outcome(said="A milestone belongs to an improvement: write one down first.")
    return Outcome(then=MilestonePrompt(frame.improvement.id))


# The closing page.


def aloud(frame: SessionFrame) -> Outcome:
    """The promises, one a screen, without a clock."""
    return Outcome(mode=ALOUD)


def calendar(frame: SessionFrame) -> Outcome:
    """The dates for everybody's calendar; without dates there is nothing to write."""
    session = frame.session
    if session.next_check is None and not any(step.due for step in session.steps):
        return Outcome(said="There is no date yet that a calendar could hold.")
    return Outcome(effect=Export("ics"))
