"""The rarer actions of a stage, each with a digit, on two lines at most."""

from flipchart.domain import pace
from flipchart.domain.agenda import Challenge, Stage
from flipchart.domain.commands.agenda import EndRun, InsertStage, SkipStage, StartStage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.needs import asks_owner
from flipchart.domain.said import quoted, said
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.group import can_carry
from flipchart.tui.prompts.notes import PrivateNotePrompt
from flipchart.tui.prompts.owner_load import answer_words
from flipchart.tui.prompts.prompt import NOTHING, Answer, Do, Export, Open, Outcome, Question
from flipchart.tui.prompts.run import AfterPrompt, MilestonePrompt, NextCheckPrompt
from flipchart.tui.stages.registry import ALOUD
from flipchart.tui.stages.whofirst import first_person
from flipchart.tui.text.language import t

PREMORTEM = Stage(
    id="-",
    run="-",
    kind="risks",
    title=said("Pre-mortem"),
    seconds=60,
    prompt=said("Three months on, none of this has happened. Why?"),
    say=said(
        "Imagine that it is three months from now, and none of this has happened. Sixty seconds, silently: write "
        "down one reason. Then we go round, one reason each and no debate, and the likely ones become if-then lines."
    ),
    watch=said(
        "Talking during the minute, and reasons that are somebody's fault. Ask for what happened, not for who."
    ),
    challenges=(
        Challenge(
            sign=said("Nobody writes anything"),
            response=said("Give a reason of your own first, a small and honest one, and let the minute go on."),
        ),
        Challenge(
            sign=said("Every reason is outside our control"),
            response=said("Keep the reason and ask only for the then: what do you do on the morning it happens?"),
        ),
    ),
)
"""A minute of imagined hindsight, which finds more reasons and more specific ones (Mitchell et al. 1989)."""


def _premortem(id: str, run: str) -> Stage:
    """The stage in the language of the group, as the agenda around it is."""
    challenges = tuple(Challenge(sign=t(it.sign), response=t(it.response)) for it in PREMORTEM.challenges)
    return PREMORTEM.revise(
        id=id, run=run, title=t(PREMORTEM.title), prompt=t(PREMORTEM.prompt or ""), say=t(PREMORTEM.say or ""),
        watch=t(PREMORTEM.watch or ""), challenges=challenges,
    )  # fmt: skip


LINES = 2
"""How many lines the menu takes at most."""

DIGITS = 9

PLANNED_IN = ("define", "assign", "resources", "risks")
"""The kinds of stages in which it helps to imagine that the plan has failed."""

MORE, OTHERS = "more", "others"
"""The names of the two menus."""

Answers = tuple[Answer, ...]

Items = tuple[tuple[bool, str, str, Outcome], ...]
"""The items of a menu in the order of their digits: whether it applies now, long words, short words, what it does."""


def menu(frame: SessionFrame) -> Outcome:
    """The rarer actions, each with a digit; the same key closes them."""
    if frame.questions and frame.questions[0].name in (MORE, OTHERS):
        return Outcome(answered=frame.questions[0].name)
    return Outcome(question=fitting(MORE, _first(frame), frame.width), typing=False)


def others(frame: SessionFrame) -> Outcome:
    """The actions that are rarer still."""
    return Outcome(question=fitting(OTHERS, _second(frame), frame.width), typing=False)


def fitting(name: str, items: Items, width: int) -> Question:
    """Return a menu with the long words where they fit on its lines, else with the short ones.

    Each item keeps its digit, whether the others apply or not.
    """
    whole, short = (
        Question(name, "", menu=tuple((words if applies else "", outcome) for applies, words, outcome in each))
        for each in (
            [(applies, long, outcome) for applies, long, _, outcome in items],
            [(applies, brief, outcome) for applies, _, brief, outcome in items],
        )
    )
    return whole if len(whole.lines(width)) <= LINES else short


def _does(action: str, *arguments: object) -> Outcome:
    return Outcome(effect=Do(action, arguments))


def _item(words: str, action: str, *arguments: object) -> Answer:
    return words, _does(action, *arguments)


def _first(frame: SessionFrame) -> Items:
    clock, run, unsettled = frame.clock, frame.run, len(frame.session.conflicts)
    kind, state = frame.stage.kind if frame.stage else "", clock.state if clock else ""
    begun, over = state not in ("", "planned"), state == "ended"
    pinned = run is not None and run.ends_by is not None
    owners = kind == "assign" and asks_owner(frame.session)
    who = said("all steps") if frame.mode else said("who first")
    imagines = kind in PLANNED_IN and any(step.live for step in frame.session.steps)
    settle = t("settle {count}", count=unsettled)
    return (
        (begun, "go to", "go to", _does("stage.goto")),
        (clock is not None and clock.stage is not None, "skip", "skip", _does("stage.skip")),
        (begun and not over, "end run", "end", _does("run.end")),
        (True, "next check", "check", Outcome(then=NextCheckPrompt())),
        (pinned and not over, "fit to end", "fit", _does("run.fit")),
        (owners, who, who, _does("whofirst")),
        (imagines, "pre-mortem", "pre-mortem", _does("premortem")),
        (unsettled > 0, settle, settle, Outcome(effect=Open("conflicts"))),
        (True, "others", "others", _does("more.others")),
    )


def _second(frame: SessionFrame) -> Items:
    step, kind = frame.live_step, frame.stage.kind if frame.stage else ""
    begun = frame.clock is not None and frame.clock.state != "planned"
    carried = t("carry over {count}", count=len(frame.group_context.open))
    after = Outcome(then=AfterPrompt(step.id if step else ""))
    return (
        (kind == "define", "milestone", "milestone", _does("milestone")),
        (step is not None, "after step", "after", after),
        (frame.group_context.sessions > 0, "loads", "loads", _does("loads")),
        (begun or frame.at_desk, "private note", "private", Outcome(then=PrivateNotePrompt())),
        (True, "wave off", "wave off", _does("gaps")),
        (can_carry(frame), carried, carried, Outcome(effect=Open("carry"))),
        (True, "people", "people", _does("people")),
        (frame.clock is not None, "agenda", "agenda", _does("agenda")),
    )


# The run.


def go_to(frame: SessionFrame, first: int = 0) -> Outcome:
    """Choose a stage by its digit; any stage can be chosen, also one that is done."""
    if frame.clock is None:
        return NOTHING
    every = frame.clock.stages
    many = len(every) - first > DIGITS
    stages = every[first : first + DIGITS - 1] if many else every[first:]
    last: Answers = (_item("later ones", "stage.goto", first + len(stages)),) if many else ()
    whole: Answers = (*(_item(quoted(stage.title), "stage.start", stage.id) for stage in stages), *last)
    short: Answers = (*(_item(quoted(stage.title.split()[0]), "stage.start", stage.id) for stage in stages), *last)
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
    return Outcome((Fit(run.id, frame.now),), notice=pace.fit_words(fitting_now) if fitting_now.cuts else "")


def owner_load(frame: SessionFrame) -> Outcome:
    """The owner's load over all sessions, and the group's record: only in answer to this question."""
    words = answer_words(frame.prompt, frame.typed, frame)
    return Outcome(question=Question("record", f"{words}.", no=("close", NOTHING)))


def premortem(frame: SessionFrame) -> Outcome:
    """Add a stage of one minute in which it is three months later and nothing came of it; then come back here."""
    run = frame.run
    if run is None:
        return NOTHING
    insert = InsertStage(run.id, _premortem(frame.ids(), run.id), frame.now)
    return Outcome((insert,), notice="A minute of its own; u takes it back.")


# The stage.


def who_first(frame: SessionFrame) -> Outcome:
    """Ask the people one after the other, or go through the steps again."""
    if frame.mode:
        return Outcome(mode="")
    if mode := first_person(frame.session):
        return Outcome(mode=mode)
    return Outcome(notice="Nobody is in the group yet: write an owner's name on the first step.")


def milestone(frame: SessionFrame) -> Outcome:
    """A milestone of the improvement that is worked on."""
    if frame.improvement is None:
        return Outcome(notice="A milestone belongs to an improvement: write one down first.")
    return Outcome(then=MilestonePrompt(frame.improvement.id))


# The closing page.


def aloud(frame: SessionFrame) -> Outcome:
    """The promises, one a screen, without a clock."""
    return Outcome(mode=ALOUD)


def calendar(frame: SessionFrame) -> Outcome:
    """The dates for everybody's calendar; without dates there is nothing to write."""
    session = frame.session
    if session.next_check is None and not any(step.due for step in session.steps):
        return Outcome(notice="There is no date yet to put in a calendar.")
    return Outcome(effect=Export("ics"))
