"""Who is in the group, and who is in the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import TODAY, need, plan, report, step, workshop

from flipchart.domain.agenda import Run
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.people import (
    NAMING,
    AddPerson,
    MarkPresent,
    MergePeople,
    RemovePerson,
    RenamePerson,
    everybody,
    known_as,
    people_named,
    with_people,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Feedback
from flipchart.domain.history import History, content
from flipchart.domain.plan import Goal
from flipchart.domain.record import defaults
from flipchart.domain.session import TABLES, Contact, Session
from flipchart.store.tables import MODELS


def test_a_person_is_added_at_the_end_with_tidy_spaces() -> None:
    """People are a set in order; a name is kept without stray spaces."""
    assert AddPerson("  Chen   Wei ").apply(plan(people=("Ana",))).people == ("Ana", "Chen Wei")


def test_a_person_is_not_added_twice_in_another_case() -> None:
    """Case does not make another person."""
    with pytest.raises(Rejected, match="Ana Lopes is already in the group"):
        AddPerson("ana lopes").apply(plan(people=("Ana Lopes",)))


def test_a_person_needs_a_name() -> None:
    """A name of spaces is refused."""
    with pytest.raises(Rejected, match="This person needs some words"):
        AddPerson("  ").apply(plan())


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


WHOLE = plan(
    people=("Ana", "Bo", "María"), facilitator="Ana", next_caller="Ana",
    goals=(Goal(id="g", text="x", who="Ana"),),
    steps=(step("s", owner="Ana", helpers=("Bo", "María")), step("t", owner="Bo", helpers=("ana",))),
    resources=(need("r", ask="Ana"),), reports=(report("p", "s", TODAY, owner="Ana"),),
    feedback=(Feedback(id="f", on=TODAY, text="x", who="Ana"),),
    runs=(Run(id="run", kind="workshop", present=("Bo", "Ana")),),
    contacts=({"name": "Ana", "email": "ana@example.org"},),
)  # fmt: skip


def test_everything_that_names_a_person_is_named_here() -> None:
    """A new field for a person's name joins the table by which renaming finds it."""
    texts = {"owner", "helpers", "ask", "who", "present", "facilitator", "next_caller", "caller", "people", "name"}
    for table in TABLES:
        assert texts & set(defaults(MODELS[table])) == set(NAMING.get(table, ())), table
    assert people_named(WHOLE) == {"Ana", "Bo", "María", "ana"}


def test_a_renamed_person_is_renamed_everywhere() -> None:
    """In whatever case the file spells the name."""
    after = RenamePerson("ana", "Ana  Lopes").apply(WHOLE)
    assert people_named(after) == {"Ana Lopes", "Bo", "María"}
    assert after.people == ("Ana Lopes", "Bo", "María")
    assert after.runs[0].present == ("Bo", "Ana Lopes")
    assert after.contacts[0] == Contact(name="Ana Lopes", email="ana@example.org")
    assert RenamePerson("maria", "Maria").apply(WHOLE).people == ("Ana", "Bo", "Maria")


def test_a_name_that_is_somebodys_is_a_merge_which_is_asked_for() -> None:
    """Renaming never makes two people one by accident."""
    with pytest.raises(Rejected, match="Bo is already in the group") as why:
        RenamePerson("Ana", "BO").apply(WHOLE)
    assert why.value.remedy == "If they are the same person, merge Ana into Bo."
    with pytest.raises(Rejected, match="Zoe is not in the group"):
        RenamePerson("Zoe", "Yan").apply(WHOLE)


def test_two_that_are_one_are_merged() -> None:
    """Nobody helps with their own step, and nobody is here twice."""
    after = MergePeople("Ana", "Bo").apply(WHOLE)
    assert after.people == ("Bo", "María")
    assert people_named(after) == {"Bo", "María"}
    assert [(it.owner, it.helpers) for it in after.steps] == [("Bo", ("María",)), ("Bo", ())]
    assert after.runs[0].present == ("Bo",)
    with pytest.raises(Rejected, match="Ana is already one person"):
        MergePeople("Ana", "ana").apply(plan(people=("Ana",)))


def test_a_person_is_removed_whom_nothing_names() -> None:
    """Having been ticked in this sitting is undone with it; an earlier sitting is a fact."""
    here = plan(people=("Ana", "Anna"), runs=(Run(id="run", kind="workshop", present=("Anna",)),))
    after = RemovePerson("Anna").apply(here)
    assert (after.people, after.runs[0].present) == (("Ana",), ())
    with pytest.raises(Rejected, match="Ana is named in the plan") as why:
        RemovePerson("Ana").apply(WHOLE)
    assert "merge" in why.value.remedy
    again = here.revise(runs=(*here.runs, Run(id="later", kind="follow-up")))
    with pytest.raises(Rejected, match="Anna is named in the plan"):
        RemovePerson("Anna").apply(again)


@pytest.mark.parametrize(
    "command", [RenamePerson("Ana", "Ana Lopes"), MergePeople("Ana", "Bo"), MergePeople("María", "Ana")]
)
def test_it_can_be_undone_and_done_again(command: Command) -> None:
    """With who is here, which undo leaves alone elsewhere; who came since stays."""
    history = History()
    after = command.apply(WHOLE)
    history.record(command.label, WHOLE, after)
    back = history.undo(after)
    assert back == WHOLE
    assert history.redo(back) == after
    came = MarkPresent("run", "María", True).apply(after)
    undone = history.undo(came)
    assert undone is not None
    assert set(undone.runs[0].present) - {"María"} == set(WHOLE.runs[0].present) - {"María"}
    assert content(undone) == content(WHOLE)


NAMES = st.sampled_from(["Ana", "ana", "Bo", "María", "Maria", "陳偉", "Zoe", "Yan Li"])
PLANS = st.builds(
    lambda people, owner, helpers, ask, who, caller, present: plan(
        people=tuple(dict.fromkeys(people)), facilitator=who, next_caller=caller,
        steps=(step("s", owner=owner, helpers=tuple(dict.fromkeys(it for it in helpers if it != owner))),),
        resources=(need("r", ask=ask),), goals=(Goal(id="g", text="x", who=who),),
        runs=(Run(id="run", kind="workshop", present=tuple(dict.fromkeys(present))),),
    ),
    st.lists(NAMES), NAMES, st.lists(NAMES), NAMES, NAMES, NAMES, st.lists(NAMES),
)  # fmt: skip


@given(PLANS, st.one_of(st.builds(RenamePerson, NAMES, NAMES), st.builds(MergePeople, NAMES, NAMES)))
def test_no_reference_is_lost(before: Session, command: RenamePerson | MergePeople) -> None:
    """Everybody who was named is named still, but for the one who has another name now, who is named nowhere."""
    try:
        after = command.apply(before)
    except Rejected:
        return
    new = command.new if isinstance(command, RenamePerson) else known_as(everybody(before), command.into)
    name = known_as(everybody(before), command.name)
    was, now = ({it.casefold() for it in everybody(it)} for it in (before, after))
    twin = any(it.casefold() == name.casefold() and it != name for it in before.people)
    assert now == was - (set() if twin else {name.casefold()}) | {new.casefold()}
    assert all(bool(it.owner) for it in after.steps)
    history = History()
    history.record(command.label, before, after)
    assert content(history.undo(after) or after) == content(before)
    assert (history.redo(before) or after).people == after.people
