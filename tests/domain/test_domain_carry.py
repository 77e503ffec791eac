"""Steps that a group takes along into its next session."""

import pytest
from plans import NOW, TODAY, improvement, need, nov, plan, report, step

from flipchart.domain.commands.carry import BringBack, HandOver, TakeOver, carry_over
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.steps import DropStep, ReviseStep
from flipchart.domain.errors import Rejected
from flipchart.domain.figures import counts
from flipchart.domain.history import History
from flipchart.domain.identity import UNDONE, settled
from flipchart.domain.portfolio import session_state
from flipchart.domain.session import Session
from flipchart.ids import CountedIds

OLD = plan(
    id="old",
    group="Clinic",
    improvements=(improvement("i", text="Shorten onboarding"),),
    steps=(
        step("a", state="done", finished=nov(6), due=nov(6), first_due=nov(6)),
        step(
            "b", improvement="i", owner="Ana", helpers=("Bo",), state="doing", due=nov(16), first_due=nov(2), moves=2,
            answer="accepted",
        ),
        step("c", improvement="i", owner="Cy", due=nov(20), after=("b", "a")),
        step("d", state="dropped"),
    ),
    resources=(
        need("n", steps=("b", "a")),
        need("m", steps=("b",), status="have"),
        need("o", steps=("a",)),
    ),
    reports=(
        report("r1", "b", nov(4), due=nov(9), run="run"),
        report("r2", "b", nov(11), due=nov(16), state="doing"),
        report("r3", "b", nov(12), dropped=True),
        report("r4", "a", nov(6), state="done"),
    ),
)  # fmt: skip
"""b slipped twice: moved on the 4th from the 2nd, and on the 11th from the 9th."""

NEW = plan(id="new", group="Clinic", improvements=(improvement("j", text=" shorten  ONBOARDING "),))


def carried(*chosen: str) -> tuple[Session, Session]:
    """The old and the new session after the chosen steps were carried over."""
    take, hand = carry_over(OLD, chosen, NEW, CountedIds("new"))
    return hand.apply(OLD), take.apply(NEW)


def test_a_carried_step_keeps_what_was_promised_and_said() -> None:
    """Who, what, when, its first promise, moves and reports; only the answer is asked anew."""
    _, new = carried("b")
    (it,) = new.steps
    assert (it.id, it.text, it.owner, it.helpers, it.state) == ("new1", "Draft the form b", "Ana", ("Bo",), "doing")
    assert (it.due, it.first_due, it.moves, it.answer) == (nov(16), nov(2), 2, None)
    assert it.carried_from == "old/b"
    assert new.people == ("Ana", "Bo")
    assert [(row.step, row.on, row.due, row.run) for row in new.reports] == [
        ("new1", nov(4), nov(9), None),
        ("new1", nov(11), nov(16), None),
    ]


def test_it_belongs_to_the_improvement_of_the_same_words() -> None:
    """Spaces and case do not matter; where there is none, it comes along, once, with what several steps share."""
    assert carried("b")[1].steps[0].improvement == "j"
    assert len(carried("b")[1].improvements) == 1
    bare = NEW.revise(improvements=())
    take, _ = carry_over(OLD, ["b", "c"], bare, CountedIds("a"))
    new = take.apply(bare)
    (improvement_,) = new.improvements
    assert improvement_.text == "Shorten onboarding"
    assert [step.improvement for step in new.steps] == [improvement_.id] * 2
    loose = OLD.revise(improvements=())
    take, _ = carry_over(loose, ["b"], bare, CountedIds("a"))
    assert (take.apply(bare).steps[0].improvement, take.improvements) == (None, ())


def test_what_is_still_needed_comes_along() -> None:
    """A need that is met stays, and so does one of a step that stays."""
    new = carried("b")[1]
    assert [(it.text, it.steps, it.status) for it in new.resources] == [("designer", ("new1",), "need")]


def test_waiting_is_kept_among_the_steps_that_are_carried_together() -> None:
    """The old session's ids mean nothing in the new one."""
    assert carried("c")[1].steps[0].after == ()
    new = carried("c", "b")[1]
    assert [(it.id, it.after) for it in new.steps] == [("new1", ()), ("new2", ("new1",))]


def test_a_carried_step_is_counted_once() -> None:
    """Old: a done, b, c open, d dropped, 2 slips. Then b is carried over with its two slips."""
    before = counts(OLD, TODAY)
    assert (before.steps, before.done, before.live, before.late, before.slips) == (4, 1, 2, 1, 2)
    assert before.completion.words == "1 of 3"
    old, new = (counts(it, TODAY) for it in carried("b"))
    # Old: a done, c open, d dropped; completion: a of 3 - 1. New: b, late since the 16th.
    assert (old.steps, old.done, old.live, old.late, old.slips, old.carried) == (3, 1, 1, 0, 0, 1)
    assert old.completion.words == "1 of 2"
    assert (new.steps, new.done, new.live, new.late, new.slips, new.carried) == (1, 0, 1, 1, 2, 0)


def test_a_slip_after_the_carrying_is_one_more() -> None:
    """Due on the 16th; moved in the new session on the 18th."""
    new = RecordReport("new1", TODAY, "later", due=nov(27)).apply(carried("b")[1])
    assert (counts(new, TODAY).slips, new.steps[0].moves) == (3, 3)


def test_moving_it_before_it_is_due_is_no_slip() -> None:
    """On the 15th the date that stood was the 16th, not the first promise of the 2nd."""
    new = RecordReport("new1", nov(15), "later", due=nov(27)).apply(carried("b")[1])
    assert counts(new, TODAY).slips == 2


def test_it_is_closed_where_it_went_and_nowhere_else() -> None:
    """The old session is over when all else is; what is said of the step there is rejected."""
    old = carried("b", "c")[0]
    assert session_state(old, NOW) == "planned"
    assert not any(it.live for it in old.steps)
    for command in (
        RecordReport("b", TODAY, "r9", state="done"),
        DropStep("b"),
        ReviseStep("b", {"text": "x"}, TODAY, "r9", False),
    ):
        with pytest.raises(Rejected, match="carried over to another session"):
            command.apply(old)


def test_a_step_is_carried_once() -> None:
    """Neither handed over twice, nor taken twice into one session; what is over is not carried."""
    old, new = carried("b")
    take, hand = carry_over(OLD, ["b"], NEW, CountedIds("again"))
    with pytest.raises(Rejected, match="carried over to another session"):
        hand.apply(old)
    with pytest.raises(Rejected, match="already been carried over"):
        take.apply(new)
    with pytest.raises(Rejected, match="This step is done"):
        HandOver((("a", "new/x"),)).apply(OLD)
    assert carry_over(OLD, ["a", "d"], NEW, CountedIds()) == (TakeOver(()), HandOver(()))
    for nothing in (TakeOver(()), HandOver(())):
        with pytest.raises(Rejected, match="No step has been chosen"):
            nothing.apply(NEW)


def test_a_step_can_be_brought_back() -> None:
    """Then it is open here again."""
    old = BringBack("b").apply(carried("b")[0])
    assert old == OLD
    with pytest.raises(Rejected, match="not carried over"):
        BringBack("b").apply(old)


def test_one_undo_takes_all_of_it_back() -> None:
    """In each of the two sessions."""
    take, hand = carry_over(OLD, ["b", "c"], NEW, CountedIds())
    for command, before in ((take, NEW), (hand, OLD)):
        history, after = History(), command.apply(before)
        history.record(command.label, before, after)
        undone = history.undo(after)
        assert undone is not None
        assert [it for it in undone.steps if it.reason != UNDONE] == list(before.steps)


def places(*sessions: Session) -> dict[str, str | None]:
    """Where each step that is not dropped went, after both ends were looked at."""
    kept = [(it, step) for it in settled(sessions) for step in it.steps if step.state != "dropped"]
    return {f"{it.id}/{step.id}": step.carried_to for it, step in kept}


def test_both_ends_agree_and_nothing_changes() -> None:
    """In whichever order the files are read."""
    old, new = carried("b")
    assert settled([old, new]) == (old, new)
    assert settled([new, old]) == (new, old)


def test_a_mark_that_was_never_written_is_found_from_the_other_end() -> None:
    """The new file was saved, then the power failed: the step still counts once."""
    assert places(OLD, carried("b")[1]) == {"old/a": None, "old/b": "new/new1", "old/c": None, "new/new1": None}


def test_a_step_whose_other_end_is_missing_is_still_somebodys() -> None:
    """Another folder, a deleted file or an undone carrying: no promise is lost."""
    old, new = carried("b")
    assert places(old)["old/b"] is None
    undone = new.revise(steps=(new.steps[0].revise(state="dropped", reason=UNDONE),))
    assert places(old, undone)["old/b"] is None
    dropped = new.revise(steps=(new.steps[0].revise(state="dropped", reason="not needed"),))
    assert places(old, dropped)["old/b"] == "new/new1"


def test_a_step_carried_twice_is_where_it_went_last() -> None:
    """Spring, summer, autumn."""
    old, new = carried("b")
    take, hand = carry_over(new, ["new1"], plan(id="third"), CountedIds("third"))
    third = take.apply(plan(id="third"))
    assert places(old, hand.apply(new), third) == {
        "old/a": None, "old/b": "new/new1", "old/c": None, "new/new1": "third/third1", "third/third1": None
    }  # fmt: skip
    slips = [counts(it, TODAY).slips for it in settled([old, hand.apply(new), third])]
    assert slips == [0, 0, 2]
