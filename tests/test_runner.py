"""The runner: commands in, saved sessions out."""

import datetime as dt

import pytest

from flipchart.clock import ManualClock
from flipchart.domain.agenda import Run, Stage
from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.commands.people import AddPerson, MarkPresent, RemovePerson
from flipchart.domain.commands.session import SetNextCheck, WaveGap
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.service.runner import Accepted, SaverLike, SessionRunner

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
RUN = Run(id="run", kind="workshop")
STAGE = Stage(id="stage", run="run", kind="define", title="Define", seconds=300)
START = Session(format=1, id="session", title="Blueprint", created=NOW, runs=(RUN,), stages=(STAGE,))


class ListSaver:
    """A saver that keeps what it is given."""

    def __init__(self) -> None:
        self.saved: list[Session] = []

    @property
    def state(self) -> object:
        """Nothing is known of a disk."""
        return None

    def submit(self, session: Session) -> None:
        """Keep the session."""
        self.saved.append(session)

    def flush(self, timeout: float) -> bool:
        """Everything is already kept."""
        return timeout >= 0

    def close(self, timeout: float) -> bool:
        """Everything is already kept."""
        return timeout >= 0


@pytest.fixture
def saver() -> ListSaver:
    """An empty saver."""
    return ListSaver()


@pytest.fixture
def clock() -> ManualClock:
    """A clock at ten."""
    return ManualClock(NOW)


@pytest.fixture
def runner(saver: SaverLike, clock: ManualClock) -> SessionRunner:
    """A session that is driven."""
    return SessionRunner(START, saver, clock, CountedIds())


def test_an_accepted_command_changes_the_session_and_is_saved(runner: SessionRunner, saver: ListSaver) -> None:
    """One act, one session handed to the saver, which is the one that is shown."""
    result = runner.do(AddPerson("Ana"))
    assert result == Accepted(runner.session, "add person")
    assert runner.session.people == ("Ana",)
    assert len(saver.saved) == 1
    assert saver.saved[0] is runner.session


def test_a_rejected_command_is_returned_and_changes_nothing(runner: SessionRunner, saver: ListSaver) -> None:
    """The caller gets the sentence, not an exception."""
    result = runner.do(WaveGap("vague", "nope"))
    assert isinstance(result, Rejected)
    assert result.sentence == "This item is no longer in the plan."
    assert runner.session is START
    assert saver.saved == []


def test_an_act_that_changes_nothing_is_accepted_without_a_save(runner: SessionRunner, saver: ListSaver) -> None:
    """The save light does not blink for nothing, and undo has nothing to take back."""
    assert isinstance(runner.do(SetNextCheck(None, None)), Accepted)
    assert saver.saved == []
    assert isinstance(runner.undo(), Rejected)


def test_several_commands_are_one_act(runner: SessionRunner, saver: ListSaver) -> None:
    """One save, one undo and one redo for all that one key did, with its name; what the clock does has none of it."""
    moved = runner.do(AddPerson("Ana"), AddPerson("Bo"), StartStage("run", "stage", NOW))
    assert moved == Accepted(runner.session, "add person, 2 times")
    assert len(saver.saved) == 1
    both = runner.do(RemovePerson("Ana"), SetNextCheck(NOW.date(), "Bo"))
    assert both == Accepted(runner.session, "remove person and set next check")
    runner.undo()
    assert (runner.session.people, runner.session.next_caller) == (("Ana", "Bo"), None)
    runner.redo()
    assert (runner.session.people, runner.session.next_caller) == (("Bo",), "Bo")
    assert isinstance(runner.undo(), Accepted)
    assert isinstance(runner.undo(), Accepted)
    assert (runner.session.people, len(runner.session.timing)) == ((), 1)


def test_of_several_commands_none_is_done_where_one_cannot_be(runner: SessionRunner, saver: ListSaver) -> None:
    """Half an act would be done a second time when the line is entered again."""
    assert isinstance(runner.do(AddPerson("Ana"), WaveGap("vague", "nope")), Rejected)
    assert runner.session is START
    assert saver.saved == []
    assert isinstance(runner.undo(), Rejected)


def test_undo_and_redo_are_saved_and_say_what_they_did(runner: SessionRunner, saver: ListSaver) -> None:
    """Taking back is a change like any other."""
    runner.do(AddPerson("Ana"))
    back = runner.undo()
    assert isinstance(back, Accepted)
    assert (back.label, back.session.people) == ("undid: add person (Ana)", ())
    again = runner.redo()
    assert isinstance(again, Accepted)
    assert (again.label, again.session.people) == ("redid: add person (Ana)", ("Ana",))
    assert [it.people for it in saver.saved] == [("Ana",), (), ("Ana",)]


def test_nothing_to_undo_or_redo_is_said(runner: SessionRunner) -> None:
    """In words that a person in the room understands."""
    back, again = runner.undo(), runner.redo()
    assert isinstance(back, Rejected)
    assert isinstance(again, Rejected)
    assert (back.sentence, again.sentence) == ("There is nothing to undo.", "There is nothing to redo.")


def test_the_clock_is_never_undone(runner: SessionRunner, saver: ListSaver) -> None:
    """A stage that was started and a person who came stay, and are saved, but are no acts on the plan."""
    runner.do(AddPerson("Ana"))
    runner.do(StartStage("run", "stage", NOW))
    runner.do(MarkPresent("run", "Ana", True))
    assert len(saver.saved) == 3
    assert isinstance(runner.undo(), Accepted)
    assert (runner.session.people, runner.session.runs[0].present) == ((), ("Ana",))
    assert [event.event for event in runner.session.timing] == ["start"]
    assert isinstance(runner.undo(), Rejected)


def test_what_is_adopted_begins_a_new_past_and_is_not_saved_again(runner: SessionRunner, saver: ListSaver) -> None:
    """It comes from the saver, and undoing past it could take another's words away."""
    runner.do(AddPerson("Ana"))
    merged = runner.session.revise(people=("Ana", "Bo"))
    assert runner.adopt(merged)
    assert runner.session is merged
    assert len(saver.saved) == 1
    assert isinstance(runner.undo(), Rejected)
    runner.do(AddPerson("Zoe"))
    runner.adopt(runner.session.revise(runs=()))
    assert isinstance(runner.undo(), Rejected)


def test_a_merge_of_an_older_session_is_not_adopted(runner: SessionRunner) -> None:
    """What was done while the merge was made would vanish; it is merged with the next save instead."""
    runner.do(AddPerson("Ana"))
    handed = runner.session
    merged = handed.revise(people=("Ana", "Bo"))
    runner.do(AddPerson("Zoe"))
    assert not runner.adopt(merged, instead_of=handed)
    assert runner.session.people == ("Ana", "Zoe")
    assert runner.adopt(merged, instead_of=runner.session)


def test_the_clock_tells_where_the_run_stands_now(runner: SessionRunner, clock: ManualClock) -> None:
    """Time is asked of the clock that was given, and nothing else."""
    runner.do(StartStage("run", "stage", NOW))
    clock.advance(78)
    state = runner.clock_state()
    assert state is not None
    assert (state.state, state.remaining) == ("running", 222.0)


def test_a_session_without_a_sitting_has_no_clock(saver: ListSaver, clock: ManualClock) -> None:
    """A plan that was typed has no run yet."""
    session = START.revise(runs=(), stages=())
    assert SessionRunner(session, saver, clock, CountedIds()).clock_state() is None
