"""Who is in the group, and who is in the room."""

import pytest
from plans import plan, step, workshop

from flipchart.domain.commands.people import AddPerson, MarkPresent, RemovePerson, known_as, with_people
from flipchart.domain.errors import Rejected


def test_a_person_is_added_at_the_end_with_tidy_spaces() -> None:
    """People are a set in order; a name is kept without stray spaces."""
    assert AddPerson("  Chen   Wei ").apply(plan(people=("Ana",))).people == ("Ana", "Chen Wei")


def test_a_person_is_not_added_twice_in_another_case() -> None:
    """Case does not make another person."""
    with pytest.raises(Rejected, match="Ana Lopes is in the group already"):
        AddPerson("ana lopes").apply(plan(people=("Ana Lopes",)))


def test_a_person_needs_a_name() -> None:
    """A name of spaces is refused."""
    with pytest.raises(Rejected, match="no words for this person"):
        AddPerson("  ").apply(plan())


def test_removing_a_person_leaves_their_steps_theirs() -> None:
    """A step says who promised it, whoever left the group."""
    before = plan(people=("Ana", "Bo"), steps=(step("s", owner="Ana"),))
    after = RemovePerson("ANA").apply(before)
    assert (after.people, after.steps[0].owner) == (("Bo",), "Ana")


def test_removing_somebody_unknown_is_rejected() -> None:
    """There is nobody to remove, and the sentence says so."""
    with pytest.raises(Rejected, match="Zoe is not in the group"):
        RemovePerson("Zoe").apply(plan())


def test_with_people_returns_the_same_session_when_all_are_known() -> None:
    """Nothing new is nothing to save."""
    session = plan(people=("Ana",))
    assert with_people(session, ["ana"]) is session


def test_with_people_adds_a_new_name_once() -> None:
    """Two spellings of one new name are one person."""
    assert with_people(plan(), ["Bo", "bo", "Ana"]).people == ("Bo", "Ana")


def test_a_name_is_spelled_as_the_group_spells_it() -> None:
    """ß and SS are the same name in other cases."""
    assert known_as(("Groß",), "GROSS") == "Groß"


def test_presence_is_marked_and_taken_back_once() -> None:
    """Who is here is a set: marking twice changes nothing."""
    session = workshop(people=("Ana Lopes",))
    here = MarkPresent("run", "ana lopes", True).apply(session)
    assert here.runs[0].present == ("Ana Lopes",)
    assert MarkPresent("run", "Ana Lopes", True).apply(here) is here
    gone = MarkPresent("run", "ANA LOPES", False).apply(here)
    assert gone.runs[0].present == ()
    assert MarkPresent("run", "Ana Lopes", False).apply(gone) is gone


def test_presence_is_no_content_and_adds_nobody_to_the_group() -> None:
    """Undo must be able to leave sittings alone, so this touches the run only."""
    session = workshop()
    after = MarkPresent("run", "Zoe", True).apply(session)
    assert not MarkPresent.content
    assert (after.people, after.runs[0].present) == ((), ("Zoe",))


def test_presence_in_an_unknown_sitting_is_rejected() -> None:
    """A run that is not in the session is said to be missing."""
    with pytest.raises(Rejected, match="sitting is no longer"):
        MarkPresent("nope", "Ana", True).apply(plan())
