"""Durations that learn: offered, from the figures of the group's record, and never imposed."""

import pytest
from plans import NOW, improvement, plan, step

from flipchart.domain.agenda import Run, TemplateStage
from flipchart.domain.group_record import Duration, last_plan
from flipchart.domain.kinds import StageKind
from flipchart.domain.learning import Suggestion, round_half_up, seconds_after, suggestion_words, suggestions

AGENDA = (
    TemplateStage(kind="review", title="Review", minutes=3),
    TemplateStage(kind="define", title="Define", minutes=5),
    TemplateStage(kind="assign", title="Assign", minutes=3),
    TemplateStage(kind="resources", title="Resources", minutes=2),
)


def took(kind: StageKind, taken: float, planned: float = 300, runs: int = 4) -> Duration:
    """How long a kind of stage took."""
    return Duration(kind, planned, taken, runs)


def offered(*durations: Duration) -> list[tuple[str, int]]:
    """What is suggested, in seconds."""
    return [(it.past.kind, it.suggested) for it in suggestions(durations, AGENDA)]


def test_the_words_of_the_offer() -> None:
    """7:40 of 5:00 is planned as 7:30, and the agenda of 13 minutes becomes one of 15:30."""
    found = suggestions([took("define", 460)], AGENDA)
    answer = "Your last four: Define took 7:40 of 5:00. Plan 7:30 (15:30 in all)?"
    assert suggestion_words(found, AGENDA) == answer
    # 3 + 7:30 + 4 + 2 = 16:30.
    two = suggestions([took("define", 460), took("assign", 246, 180)], AGENDA)
    answer = "Your last four: Define took 7:40 of 5:00, Assign took 4:06 of 3:00. Plan 7:30 and 4:00 (16:30 in all)?"
    assert suggestion_words(two, AGENDA) == answer
    mixed = suggestions([took("define", 460), took("assign", 246, 180, runs=12)], AGENDA)
    answer = "So far: Define took 7:40 of 5:00 (4 runs), Assign took 4:06 of 3:00 (12 runs). "
    assert suggestion_words(mixed, AGENDA) == answer + "Plan 7:30 and 4:00 (16:30 in all)?"


@pytest.mark.parametrize(("runs", "count"), [(1, 0), (2, 0), (3, 1), (4, 1), (40, 1)])
def test_three_runs_are_needed(runs: int, count: int) -> None:
    """Fewer may be chance."""
    assert len(offered(took("define", 460, runs=runs))) == count


@pytest.mark.parametrize(
    ("taken", "planned"),
    [
        (464.9, 450), (465, 480), (460, 450), (435, 450), (434.9, 420), (315, 330), (285, 300),
        (200, 210), (3, 30), (0.5, 30),
    ],
)  # fmt: skip
def test_a_suggestion_is_in_half_minutes(taken: float, planned: int) -> None:
    """To the nearest, the middle upwards, and never nothing."""
    assert max(round_half_up(taken, 30), 30) == planned


@pytest.mark.parametrize("taken", [285.0, 300.0, 314.9])
def test_what_fits_already_is_not_offered(taken: float) -> None:
    """Less than half a minute off is well planned."""
    assert offered(took("define", taken)) == []


def test_a_shorter_stage_is_offered_too() -> None:
    """Time that is not needed can go elsewhere."""
    assert offered(took("define", 200)) == [("define", 210)]


@pytest.mark.parametrize(("planned", "count"), [(149, 0), (150, 1), (600, 1), (601, 0), (0, 0)])
def test_a_stage_of_another_size_tells_nothing(planned: float, count: int) -> None:
    """What Define took in a workshop of an hour is no guide to one of fifteen minutes."""
    assert len(offered(took("define", 460, planned))) == count


def test_kinds_that_this_agenda_has_not_are_left_out() -> None:
    """Only what would be planned."""
    assert offered(took("goals", 460), took("define", 460)) == [("define", 450)]


def test_only_the_three_that_are_furthest_off_are_offered() -> None:
    """In the order of the agenda; a sentence of many numbers is not read."""
    every = [took("review", 240, 180), took("define", 460), took("assign", 360, 180), took("resources", 60, 120)]
    # Off by 60, 150, 180 and 60: Review comes first of the two that are equal.
    assert offered(*every) == [("review", 240), ("define", 450), ("assign", 360)]


def test_several_stages_of_a_kind_share_what_is_suggested() -> None:
    """As they share what is planned: of 7:30 two thirds and one third; no second is lost."""
    agenda = (AGENDA[1].revise(minutes=4), AGENDA[0], AGENDA[1].revise(minutes=2))
    found = suggestions([took("define", 450, 360)], agenda)
    assert seconds_after(found, agenda) == (300, 180, 150)
    odd = (Suggestion(took("define", 100, 360), 360, 101),)
    assert sum(seconds_after(odd, agenda)) == 101 + 180
    assert seconds_after((), AGENDA) == (180, 300, 180, 120)


def test_what_the_last_session_leaves() -> None:
    """The newest of the group that is not private: its people, agenda, and what is not done of its improvements."""
    old = plan(id="old", group="Clinic", people=("Ana",), created=NOW.replace(year=2025))
    items = tuple(improvement(id) for id in "abcd")
    steps = (
        step("s", improvement="a", state="done"), step("t", improvement="b"),
        step("u", improvement="b", state="done"), step("v", improvement="d", state="done"),
    )  # fmt: skip
    runs = (Run(id="r", kind="workshop", template="coaching"), Run(id="f", kind="follow-up", template="follow-up"))
    new = plan(id="new", group=" clinic", title="Autumn", people=("Ana", "Bo"), facilitator="Noor").revise(
        improvements=items, steps=steps, runs=runs
    )
    private = plan(id="talk", group="Clinic", private=True, created=NOW.replace(year=2027))
    last = last_plan([new, private, old], "Clinic")
    assert last is not None
    assert (last.title, last.template, last.facilitator, last.people) == ("Autumn", "coaching", "Noor", ("Ana", "Bo"))
    # a and d are done; b has an open step, nothing was planned for c.
    assert last.improvements == ("Shorten onboarding b", "Shorten onboarding c")
    assert last.words == "2 people and 2 improvements still open"
    assert last_plan([plan(group="Ward", people=("Ana",))], "Clinic") is None
    empty = plan(id="empty", group="Clinic", created=NOW.replace(year=2028))
    assert last_plan([empty, new], "Clinic") == last
    bare = last_plan([plan(group="Clinic", people=("Ana",))], "clinic")
    assert bare is not None and (bare.words, bare.template) == ("1 person", None)
