"""One step that becomes two or more."""

import pytest
from plans import TODAY, nov, plan, step

from flipchart.domain.commands.steps import SplitStep
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Step
from flipchart.domain.session import Session

BEFORE = plan(
    steps=(
        step("a"),
        step(
            "s", text="Draft and send the letter", improvement="i", owner="Ana", helpers=("Bo",), due=nov(20),
            first_due=nov(6), moves=1, state="doing", answer="accepted", after=("a",),
        ),
        step("z", after=("s", "a")),
    ),
)  # fmt: skip


def split(*parts: Step, session: Session = BEFORE, text: str = "Draft the letter") -> Session:
    """The session after `s` became smaller."""
    return SplitStep("s", text, parts, TODAY, "r", "run").apply(session)


def test_the_step_keeps_its_id_and_its_past() -> None:
    """Only its words change; the parts stand right behind it in their order."""
    after = split(step("t", text="Send the letter"), step("u", text="File a copy"))
    assert [it.id for it in after.steps] == ["a", "s", "t", "u", "z"]
    assert after.steps[1] == BEFORE.steps[1].revise(text="Draft the letter")


def test_a_part_has_what_it_does_not_say_itself() -> None:
    """Improvement, owner, helpers, the date that stands and what it waits for; its promise is a new one."""
    part = split(step("t", text="Send the letter")).steps[2]
    assert (part.improvement, part.owner, part.helpers, part.after) == ("i", "Ana", ("Bo",), ("a",))
    assert (part.due, part.first_due, part.moves, part.state, part.answer) == (nov(20), nov(20), 0, "open", None)


def test_a_part_may_have_an_owner_and_a_date_of_its_own() -> None:
    """A new owner joins the group; a hoped date is no promise."""
    after = split(step("t", owner="Dora", due=nov(27), hoped=True))
    assert (after.steps[2].owner, after.steps[2].due, after.steps[2].first_due) == ("Dora", nov(27), None)
    assert "Dora" in after.people
    wish = BEFORE.revise(steps=(step("s", due=nov(20), hoped=True),))
    assert split(step("t"), session=wish).steps[1].hoped


def test_what_waited_for_the_step_waits_for_all_parts() -> None:
    """The whole is done when each part is."""
    after = split(step("t"), step("u"))
    assert after.steps[-1].after == ("s", "a", "t", "u")
    assert after.steps[1].after == ("a",)


def test_a_report_keeps_the_words_that_the_step_had() -> None:
    """So its history can be read."""
    (row,) = split(step("t")).reports
    assert (row.id, row.step, row.on, row.state, row.run) == ("r", "s", TODAY, "doing", "run")
    assert row.note == "Split into 2. It was: Draft and send the letter"


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_step_that_is_over_is_not_split(state: str) -> None:
    """It would make open work of what nobody will do again."""
    with pytest.raises(Rejected, match=f"This step is {state}"):
        split(step("t"), session=plan(steps=(step("s", state=state),)))


def test_a_split_needs_two_steps_words_and_new_ids() -> None:
    """Each refusal is one sentence."""
    with pytest.raises(Rejected, match="at least two"):
        split()
    with pytest.raises(Rejected, match="needs some words"):
        split(step("t"), text=" ")
    with pytest.raises(Rejected, match="already in the plan"):
        split(step("a"))
    with pytest.raises(Rejected, match="carried over"):
        split(step("t"), session=plan(steps=(step("s", carried_to="b/t"),)))


def test_parts_count_from_the_day_of_the_split() -> None:
    """The step itself is as old as it was."""
    after = split(step("t"), step("u"))
    assert [it.added for it in after.steps] == [None, None, TODAY, TODAY, None]
