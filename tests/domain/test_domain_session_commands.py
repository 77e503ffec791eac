"""The session's own fields, and gaps waved off."""

import pytest
from plans import nov, plan, step

from flipchart.domain.commands.session import SetNextCheck, WaveGap
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Waved


def test_the_next_check_has_a_date_and_a_caller() -> None:
    """The caller is spelled as the group spells the name; both can be taken away."""
    session = plan(people=("Ana Lopes",))
    after = SetNextCheck(nov(27), " ana lopes").apply(session)
    assert (after.next_check, after.next_caller) == (nov(27), "Ana Lopes")
    cleared = SetNextCheck(None, " ").apply(after)
    assert (cleared.next_check, cleared.next_caller) == (None, None)


def test_a_gap_is_waved_off_once() -> None:
    """The second time nothing changes, so nothing is saved."""
    after = WaveGap("vague", "s").apply(plan(steps=(step("s"),)))
    assert after.waved == (Waved(gap="vague", item="s"),)
    assert WaveGap("vague", "s").apply(after) is after
    assert len(WaveGap("no_next_check", None).apply(after).waved) == 2


def test_only_a_gap_of_something_in_the_plan_is_waved_off() -> None:
    """An unknown item and no gap are said to be so."""
    with pytest.raises(Rejected, match="This item is no longer in the plan"):
        WaveGap("vague", "s").apply(plan())
    with pytest.raises(Rejected, match="No gap is chosen"):
        WaveGap("", None).apply(plan())
