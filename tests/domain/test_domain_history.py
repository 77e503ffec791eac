"""Undo and redo: right or refused, never of time, and nothing saved vanishes."""

import datetime as dt
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import NOW, TODAY, improvement, need, nov, plan, redone, report, step, undone, workshop

from acts import redo_label, undo_label
from flipchart.domain.commands.clock import AddTime
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import (
    AddImprovement,
    DrawLine,
    DropImprovement,
    EditImprovement,
    MoveImprovement,
    SetVotes,
)
from flipchart.domain.commands.notes import AddNote, DropNote, DropParked, EditParked, Park
from flipchart.domain.commands.people import AddPerson, MarkPresent, RemovePerson
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.resources import AddResource, DropResource, ReviseResource
from flipchart.domain.commands.session import SetNextCheck, WaveGap
from flipchart.domain.commands.steps import (
    AddStep,
    AnswerStep,
    AssignStep,
    DropStep,
    MoveStep,
    ReviseStep,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.history import History, content, subject, touched
from flipchart.domain.identity import UNDONE, tombstone
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Goal, Measurement, Milestone, Note, Parked, Step
from flipchart.domain.record import Droppable, Record, defaults
from flipchart.domain.session import CONTENT, Conflict, Session, Waved

HEAD = ("title", "purpose", "people", "next_check", "next_caller")


def shown(row: Record) -> bool:
    """Whether a row is part of the plan that people see."""
    if isinstance(row, Step):
        return row.state != "dropped"
    return not isinstance(row, Droppable) or row.live


def visible(session: Session) -> dict[str, object]:
    """The plan that people see, in its order."""
    rows = {table: [row for row in getattr(session, table) if shown(row)] for table in CONTENT}
    return rows | {name: getattr(session, name) for name in HEAD}


def timed(session: Session) -> list[object]:
    """What undo must never touch."""
    return [getattr(session, table) for table in ("runs", "stages", "timing", "conflicts")]


def clocks(session: Session) -> list[object]:
    """The same without who is here, which follows people who are renamed, merged or removed."""
    runs = tuple(run.revise(present=()) for run in session.runs)
    return timed(session.revise(runs=runs))


def done(history: History, session: Session, command: Command) -> Session:
    """Carry out and record a command as the runner does."""
    after = command.apply(session)
    if command.content:
        history.record(command.label, session, after)
    return after


def test_an_addition_that_is_undone_leaves_a_tombstone_and_comes_back() -> None:
    """What was saved once is not deleted: a merge could take the other copy's row for a new one."""
    history, start = History(), plan()
    added = done(history, start, AddStep(step("s", owner="Ana"), (need("n"),)))
    gone = undone(history, added)
    assert gone.steps == (added.steps[0].revise(state="dropped", reason=UNDONE),)
    assert gone.resources == (added.resources[0].revise(dropped=True),)
    assert gone.people == ()
    assert redone(history, gone) == added


def test_tombstones_stay_while_older_acts_are_undone_and_done_again() -> None:
    """Each keeps its own, and those that come back do so alive."""
    history = History()
    one = done(history, plan(), AddImprovement(improvement("a")))
    two = done(history, one, AddImprovement(improvement("b")))
    start = undone(history, undone(history, two))
    assert [(it.id, it.dropped) for it in start.improvements] == [("a", True), ("b", True)]
    assert [(it.id, it.dropped) for it in redone(history, start).improvements] == [("a", False), ("b", True)]
    # What was undone stays in the file also when something else is done instead.
    other = done(history, start, AddImprovement(improvement("c")))
    assert [it.id for it in undone(history, other).improvements] == ["a", "b", "c"]


def test_one_undo_brings_an_improvement_back_with_its_steps() -> None:
    """Dropping was one act, so bringing back is one."""
    history = History()
    start = plan(improvements=(improvement("i"),), steps=(step("s", improvement="i"),))
    assert undone(history, done(history, start, DropImprovement("i"))) == start


def test_undoing_a_slip_takes_its_report_back() -> None:
    """The report is kept as a dropped one and counts no more."""
    history, start = History(), plan(steps=(step("s", due=nov(6), first_due=nov(6)),))
    moved = done(history, start, AssignStep("s", None, nov(27), False, TODAY, "r", False))
    back = undone(history, moved)
    assert back.steps == start.steps
    assert [(it.id, it.live) for it in back.reports] == [("r", False)]


def test_every_table_of_the_plan_keeps_what_was_added_or_is_known_by_content() -> None:
    """Whoever adds a table has to decide what undo leaves of it."""
    rows: dict[str, Record] = {
        "goals": Goal(id="1", text="x"),
        "measurements": Measurement(goal="1", on=TODAY, value=3),
        "improvements": improvement("2"),
        "milestones": Milestone(id="3", improvement="2", text="x"),
        "steps": step("4"),
        "resources": need("5"),
        "parked": Parked(id="6", text="x"),
        "notes": Note(id="7", at=NOW, kind="note", text="x"),
        "reports": report("8", "4", TODAY),
        "evaluations": Evaluation(id="9", on=TODAY),
        "feedback": Feedback(id="10", on=TODAY, text="x"),
        "waved": Waved(gap="vague"),
    }
    assert set(rows) == set(CONTENT)
    history, start = History(), plan()
    after = start.revise(**{table: (row,) for table, row in rows.items()})
    history.record("add all", start, after)
    back = undone(history, after)
    assert visible(back) == visible(start)
    assert {table for table in CONTENT if not getattr(back, table)} == {"measurements", "waved"}
    assert visible(redone(history, back)) == visible(after)


def test_what_has_no_drop_mark_leaves_no_tombstone() -> None:
    """OpenSessions are never undone; tombstones stay as they are."""
    assert tombstone(workshop().runs[0]) is None
    dropped = step("s", state="dropped", reason="no money")
    assert tombstone(dropped) is dropped
    hidden = improvement("i", dropped=True)
    assert tombstone(hidden) is hidden


def test_time_and_conflicts_stay_as_they_are_now() -> None:
    """What happened since the act is not undone with it."""
    history, start = History(), workshop((0, "start"))
    added = done(history, start, AddImprovement(improvement("i")))
    later = done(history, added, AddTime("run", "stage", 60, NOW + dt.timedelta(minutes=1)))
    later = done(history, later, MarkPresent("run", "Ana", True))
    later = later.revise(conflicts=(Conflict(item="i", key="text", kept="a", other="b", at=NOW),))
    back = undone(history, later)
    assert timed(back) == timed(later)
    assert visible(back) == visible(start)
    assert timed(redone(history, back)) == timed(later)


def test_labels_tell_what_would_be_undone_and_redone() -> None:
    """The screen says it before and after."""
    history = History()
    assert (undo_label(history), redo_label(history)) == (None, None)
    after = done(history, plan(), AddPerson("Ana"))
    assert (undo_label(history), redo_label(history)) == ("add person", None)
    undone(history, after)
    assert (undo_label(history), redo_label(history)) == (None, "add person")


def test_what_an_act_is_about_is_named_by_its_words() -> None:
    """A report by its step, a measurement by its goal, a drop by what was dropped and not by what it moved."""
    one, two = step("one", text="Draft the form"), step("two", text="Book a room")
    base = plan(steps=(one, two), improvements=(improvement("i1"), improvement("i2")), people=("Ana",))
    goal = Goal(id="g", text="Shorter waits")
    base = base.revise(goals=(goal,))
    answer = RecordReport(one.id, TODAY, "r9", state="done").apply(base)
    measured = base.revise(measurements=(Measurement(goal="g", on=TODAY, value=3),))
    assert subject("report", base, answer) == subject("report", answer, base) == one.text
    assert subject("add measurement", base, measured) == "Shorter waits"
    dropped = DropImprovement(base.improvements[0].id).apply(base)
    assert subject("drop improvement", base, dropped) == base.improvements[0].text
    both = base.revise(steps=(one.revise(text="A"), two.revise(text="B"), *base.steps[2:]))
    assert subject("edit step", base, both) == ""
    assert subject("add person", base, base.revise(people=(*base.people, "Zoe"))) == "Zoe"
    renamed = base.revise(people=("Zoe", *base.people[1:]))
    assert subject("rename person", base, renamed) == "Zoe"
    stages = workshop().stages
    longer = (stages[0].revise(seconds=999), *stages[1:])
    assert subject("change the agenda", workshop(), workshop().revise(stages=longer)) == stages[0].title
    assert subject("set next check", base, base.revise(next_check=TODAY)) == ""


def test_nothing_to_undo_or_redo_is_none() -> None:
    """At either end, and where nothing was ever done."""
    history, start = History(), plan()
    assert (history.undo(start), history.redo(start)) == (None, None)
    after = done(history, start, AddPerson("Ana"))
    assert history.redo(after) is None
    before = undone(history, after)
    assert history.undo(before) is None


def test_something_new_ends_what_could_be_redone() -> None:
    """There is one line of history."""
    history = History()
    after = done(history, plan(), AddPerson("Ana"))
    other = done(history, undone(history, after), AddPerson("Bo"))
    assert history.redo(other) is None


def test_an_act_that_changed_nothing_is_no_step_back() -> None:
    """Pressing undo always does something that can be seen."""
    history, start = History(), plan(improvements=(improvement("a"),))
    after = done(history, start, SetVotes("a", 3))
    same = done(history, after, MoveImprovement("a", -1))
    assert visible(undone(history, same)) == visible(start)


def test_words_from_outside_refuse_undo_instead_of_losing_them() -> None:
    """A merge brought a step; taking an older act back would silently take it away."""
    history = History()
    after = done(history, plan(), AddPerson("Ana"))
    merged = after.revise(steps=(step("theirs"),))
    assert history.undo(merged) is None
    assert (undo_label(history), redo_label(history)) == (None, None)


def test_words_from_outside_end_the_past_when_something_new_is_done() -> None:
    """Only what was done since can be undone, and theirs stays."""
    history = History()
    after = done(history, plan(), AddPerson("Ana"))
    merged = after.revise(steps=(step("theirs"),))
    added = done(history, merged, AddPerson("Bo"))
    back = undone(history, added)
    assert (back.steps, back.people) == (merged.steps, ("Ana",))
    assert history.undo(back) is None


def test_a_boundary_forgets_both_ways() -> None:
    """A session taken over from outside begins a new past."""
    history = History()
    after = done(history, plan(), AddPerson("Ana"))
    back = undone(history, done(history, after, AddPerson("Bo")))
    history.boundary()
    assert (history.undo(back), history.redo(back)) == (None, None)


def test_the_oldest_acts_are_forgotten_first() -> None:
    """Memory is bounded."""
    history, session = History(depth=2), plan()
    for name in ("Ana", "Bo", "Zoe"):
        session = done(history, session, AddPerson(name))
    session = undone(history, undone(history, session))
    assert session.people == ("Ana",)
    assert history.undo(session) is None


def test_keys_of_a_newer_program_survive_undo() -> None:
    """Unknown keys belong to the item or the session and stay with it."""
    history = History()
    start = plan(colour="red", steps=(step("s", mood="good"),))
    back = undone(history, done(history, start, DropStep("s")))
    assert back == start
    assert (back.unknown, back.steps[0].unknown) == ({"colour": "red"}, {"mood": "good"})


ID = st.sampled_from(["a", "b", "c"])
NAME = st.sampled_from(["Ana", "ANA", "Bo", "Zoe"])
DAY = st.none() | st.sampled_from([nov(6), nov(17), nov(20), nov(27)])
OFFSET = st.integers(-2, 2)
STATE = st.sampled_from(get_args(StepState))
Make = Callable[[str], Command]
"""A command for which the next free id is given."""


def fixed(commands: st.SearchStrategy[Command]) -> st.SearchStrategy[Make]:
    """Commands that need no new id."""
    return commands.map(lambda command: lambda new: command)


CHANGES = st.fixed_dictionaries({"text": NAME}, optional={"due": DAY, "owner": st.none() | NAME})
PLAIN: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddPerson, NAME),
    st.builds(RemovePerson, NAME),
    st.builds(EditImprovement, ID, NAME),
    st.builds(MoveImprovement, ID, OFFSET),
    st.builds(SetVotes, ID, st.integers(0, 2)),
    st.builds(DrawLine, st.none() | ID),
    st.builds(DropImprovement, ID),
    st.builds(MoveStep, ID.map("s".__add__), OFFSET),
    st.builds(DropStep, ID.map("s".__add__)),
    st.builds(AnswerStep, ID.map("s".__add__), st.just("accepted")),
    st.builds(ReviseResource, ID.map("r".__add__), st.just({"status": "have"})),
    st.builds(DropResource, ID.map("r".__add__)),
    st.builds(EditParked, ID.map("p".__add__), NAME, st.none()),
    st.builds(DropParked, ID.map("p".__add__)),
    st.builds(DropNote, ID.map("n".__add__)),
    st.builds(SetNextCheck, DAY, NAME),
    st.builds(WaveGap, st.just("vague"), st.none() | ID),
)
CLOCK: st.SearchStrategy[Command] = st.one_of(
    st.builds(MarkPresent, st.just("run"), NAME, st.booleans()),
    st.builds(AddTime, st.just("run"), st.just("stage"), st.just(60), st.just(NOW)),
)


def adding() -> st.SearchStrategy[Make]:
    """Additions, and acts that leave a report: each under a new id or one that may be there already."""
    steps = st.builds(step, ID.map("s".__add__), owner=st.none() | NAME, due=DAY, improvement=st.none() | ID)
    needs = ID.map("r".__add__).map(need)
    return st.one_of(
        ID.map(lambda id: lambda new: AddImprovement(improvement(id))),
        steps.map(lambda it: lambda new: AddStep(it, (need("r" + new),))),
        needs.map(lambda it: lambda new: AddResource(it)),
        ID.map(lambda id: lambda new: Park(Parked(id="p" + id, text="x"))),
        ID.map(lambda id: lambda new: AddNote(Note(id="n" + id, at=NOW, kind="note", text="x"))),
        st.builds(
            lambda id, owner, due, hoped, planning: lambda new: AssignStep(
                "s" + id, owner, due, hoped, TODAY, new, planning
            ),
            ID, st.none() | NAME, DAY, st.booleans(), st.booleans(),
        ),
        st.builds(
            lambda id, changes: lambda new: ReviseStep("s" + id, changes, TODAY, new, False), ID, CHANGES
        ),
        st.builds(lambda id, state: lambda new: RecordReport("s" + id, TODAY, new, state=state), ID, STATE),
    )  # fmt: skip


ACTS = st.lists(st.one_of(adding(), fixed(PLAIN), fixed(CLOCK)), max_size=25)
MIXED = st.lists(st.one_of(adding(), fixed(PLAIN), fixed(CLOCK), st.just("undo"), st.just("redo")), max_size=40)


def tried(history: History, session: Session, make: Make, number: int) -> Session:
    """Carry a command out if the session accepts it."""
    try:
        return done(history, session, make(f"new{number}"))
    except Rejected:
        return session


@settings(deadline=None)
@given(ACTS)
def test_undoing_all_gives_the_plan_of_the_start_and_redoing_all_the_last(acts: list[Make]) -> None:
    """Whatever was done, in any order; time goes on meanwhile and is untouched."""
    start = workshop((0, "start"), improvements=(improvement("a"), improvement("b")), people=("Ana",))
    history, session = History(), start
    for number, make in enumerate(acts):
        session = tried(history, session, make, number)
    last = session
    while (before := history.undo(session)) is not None:
        session = before
    assert visible(session) == visible(start)
    assert clocks(session) == clocks(last)
    while (after := history.redo(session)) is not None:
        session = after
    assert visible(session) == visible(last)
    assert clocks(session) == clocks(last)


@settings(deadline=None)
@given(MIXED)
def test_undo_and_redo_walk_one_line_of_plans(acts: list[Make | str]) -> None:
    """A model of plain lists says what must be seen after every act, and no item is ever lost."""
    session = workshop((0, "start"), improvements=(improvement("a"), improvement("b")))
    history, plans, place = History(), [visible(session)], 0
    known: set[str] = set()
    for number, act in enumerate(acts):
        before = session
        if act == "undo":
            session = history.undo(session) or session
            place = max(place - 1, 0)
        elif act == "redo":
            session = history.redo(session) or session
            place = min(place + 1, len(plans) - 1)
        elif not isinstance(act, str):
            session = tried(history, session, act, number)
            if content(session) != content(before):
                plans, place = [*plans[: place + 1], visible(session)], place + 1
        assert visible(session) == plans[place]
        known |= {item.id for _, item in before.items()}
        assert known <= {item.id for _, item in session.items()}


@pytest.mark.parametrize("table", CONTENT)
def test_undo_knows_every_table_of_the_plan(table: str) -> None:
    """A table that undo forgot would keep what was undone."""
    assert table in defaults(Session)


def test_the_cursor_goes_to_what_an_undo_brought_back_or_changed() -> None:
    """Back, changed, moved; where something went, to its neighbour; without any item, nowhere."""
    before = plan(steps=(step("a"), step("b"), step("c")), improvements=(improvement("i"),))
    dropped = DropStep("b", "x").apply(before)
    assert touched(dropped, before) == "b"
    assert touched(before, dropped) == "c"
    last = DropStep("c", "x").apply(before)
    assert touched(before, last) == "b"
    parted = plan(steps=tuple(step(id).revise(improvement=home) for id, home in ("ai", "bi", "cj")),
                  improvements=(improvement("i"), improvement("j")))  # fmt: skip
    assert touched(parted, DropStep("b", "x").apply(parted)) == "a"
    alone = plan(steps=(step("a"),))
    assert touched(alone, DropStep("a", "x").apply(alone)) is None
    assert touched(before, MoveStep("c", -2).apply(before)) == "c"
    assert touched(before, MoveStep("a", 2).apply(before)) == "a"
    assert touched(before, AssignStep("a", "Ana", None, False, TODAY, "r", True).apply(before)) == "a"
    assert touched(before, before.revise(title="Other")) is None
    assert touched(before, DropImprovement("i").apply(before)) is None
