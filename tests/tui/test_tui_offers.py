"""What a group's earlier sessions offer on the page of a new one: one question each, which may be passed over."""

import datetime as dt
from pathlib import Path

import pytest
from at_home import HOSTILE, HomeDriver, at_home, put
from driver import TEN

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.store import carrying
from flipchart.store.codec import decode
from flipchart.store.errors import Locked

MINUTE = dt.timedelta(minutes=1)


def ran(folder: Path, number: int, taken: float, **values: object) -> None:
    """A session of the wards in which Define took so many of five minutes."""
    id = f"w{number}"
    begins = TEN - dt.timedelta(days=100 - number)
    stages = (
        Stage(id=f"{id}d", run=id, kind="define", title="Define", seconds=300),
        Stage(id=f"{id}a", run=id, kind="assign", title="Assign", seconds=180),
    )
    timing = (
        Timing(run=id, at=begins, event="start", stage=f"{id}d"),
        Timing(run=id, at=begins + taken * MINUTE, event="start", stage=f"{id}a"),
        Timing(run=id, at=begins + (taken + 3) * MINUTE, event="end"),
    )
    answer: dict[str, object] = {
        "group": "Wards", "created": begins, "runs": (Run(id=id, kind="workshop", template="action-planning-25"),),
        "stages": stages, "timing": timing, "people": ("Ana", "Bo"), "facilitator": "Noor", "steps": (),
        "improvements": (Improvement(id="i", text="Shorten onboarding"), Improvement(id="j", text="Done")),
    }  # fmt: skip
    done = (Step(id=f"{id}s", text="x", state="done", improvement="j"),)
    put(folder, id, **(answer | {"steps": done} | values))


def year(folder: Path, *taken: float) -> None:
    """A session for each."""
    for number, minutes in enumerate(taken or (7.0, 7.5, 7.9, 9.0)):
        ran(folder, number, minutes)


async def named(d: HomeDriver, group: str = " wards") -> None:
    """To the page, the group named, the cursor in the next field."""
    await d.press("f2")
    await d.on_the_page()
    await d.type("Round five")
    await d.press("tab")
    await d.type(group)
    await d.press("tab")
    await d.until("the folder is read", lambda: bool(d.page.offers))


async def asked(d: HomeDriver, name: str) -> None:
    """Wait for a question."""
    await d.until(name, lambda: d.page.question is not None and d.page.question.name == name)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=str)
async def test_what_is_taken_is_in_the_session(tmp_path: Path, size: tuple[int, int]) -> None:
    """Two keys: people, facilitator, agenda and what is not done; then 7:30 for Define, in the file that is made."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s", size) as d:
        await named(d)
        await asked(d, "last")
        shown = " ".join(d.text().split())
        assert "2 people and 1 improvement still open. ctrl+y begin with them ctrl+n start over" in shown
        await d.press("f8")
        await asked(d, "times")
        shown = " ".join(d.text().split())
        # The median of 7:00 7:30 7:54 9:00 is 7:42. The agenda of 25 minutes has ten for Define, five for Assign.
        assert "Your last four: Define took 7:42 of 5:00, Assign took 3:00 of 3:00." in shown
        assert "Plan 7:30 and 3:00 (20:30 in all)? ctrl+y plan it ctrl+n leave it" in shown
        await d.press("f8")
        assert d.page.question is None
        assert d.page.typed()["people"] == "Ana, Bo" and d.page.typed()["facilitator"] == "Noor"
        assert d.page.typed()["improvements"] == "Shorten onboarding"
        await d.press("ctrl+s")
        await d.in_the_room()
        assert [it.seconds for it in d.session.stages if it.kind == "define"] == [450]
        assert sum(it.seconds for it in d.session.stages) == 1230
        assert d.session.people == ("Ana", "Bo")


async def test_nothing_is_imposed(tmp_path: Path) -> None:
    """Both can be left; the agenda is the template's, and the questions do not come again."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "last")
        await d.press("f9")
        await asked(d, "times")
        await d.press("f9", "tab", "shift+tab", "shift+tab", "tab")
        assert d.page.question is None
        await d.press("ctrl+s")
        await d.in_the_room()
        assert [it.seconds for it in d.session.stages] == [120, 180, 300, 180, 120]
        assert d.session.people == ()


async def test_questions_wait_and_hold_nothing_up(tmp_path: Path) -> None:
    """One may go on typing, and make the session with the question unanswered."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "last")
        await d.type("Ruth")
        await d.press("ctrl+s")
        await d.in_the_room()
        assert d.session.facilitator == "Ruth"


async def test_what_was_typed_is_never_written_over(tmp_path: Path) -> None:
    """A field with words in it keeps them, and so does an agenda that was chosen."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "last")
        await d.type("Ruth")
        await d.press("tab", "tab", "right", "right")
        chosen = d.page.template
        await d.press("tab", "tab", "tab")
        await d.type("Our own list")
        await d.press("f8")
        assert (d.page.typed()["facilitator"], d.page.typed()["people"]) == ("Ruth", "Ana, Bo")
        assert d.page.typed()["improvements"] == "Our own list"
        assert d.page.template == chosen != "action-planning-25"


async def test_another_agenda_is_asked_about_anew(tmp_path: Path) -> None:
    """What was taken for one is not taken for another; back again it still holds."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s", (120, 40)) as d:
        await named(d)
        await asked(d, "last")
        await d.press("f9")
        await asked(d, "times")
        await d.press("f8")
        await d.sees("Define 7:30")
        await d.press("tab", "tab", "right")
        assert d.page.template == "action-planning-25"
        assert "Define 7:30" not in d.text()
        await d.press("shift+tab")
        await asked(d, "times")
        await d.press("f9", "tab", "left")
        await d.sees("Define 7:30")


async def test_two_runs_are_no_record(tmp_path: Path) -> None:
    """Then only the last plan is offered."""
    year(tmp_path / "s", 8, 9)
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "last")
        await d.press("f9")
        assert d.page.question is None


async def test_an_unknown_group_is_asked_nothing(tmp_path: Path) -> None:
    """Nor while the name is still being typed."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d, "ward")
        assert d.page.question is None
        await d.press("shift+tab")
        await d.type("s")
        assert d.page.question is None
        await d.press("tab")
        await asked(d, "last")


async def test_hostile_words_of_the_last_plan_are_literal(tmp_path: Path) -> None:
    """They come into the fields as they are read, without what steers a terminal."""
    ran(tmp_path / "s", 1, 8, group=HOSTILE, people=(HOSTILE,), improvements=(Improvement(id="i", text=HOSTILE),))
    async with at_home(tmp_path / "s") as d:
        await d.press("f3")
        await d.sees("Over all sessions")
        await d.press("n")
        await d.on_the_page()
        await asked(d, "last")
        await d.press("f8")
        assert "[/] [@click=app.quit]x[/]" in d.page.typed()["people"]
        assert not set(d.text()) & {"\x1b", "\x07", "\u202e"}


def open_ones(folder: Path) -> None:
    """An earlier session of the wards with two open steps, and nothing else to offer."""
    steps = (
        Step(id="a", text="Ask the night shift", state="open", owner="Ana", improvement="i"),
        Step(id="b", text="Book a room [/]", state="open"),
    )  # fmt: skip
    items = (Improvement(id="i", text="Shorten onboarding", dropped=True),)
    ran(folder, 1, 8, steps=steps, people=(), improvements=items)


def on_disk(path: Path) -> Session:
    """What is in a file."""
    return decode(path.read_bytes(), name="", made=TEN)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_open_steps_come_along(tmp_path: Path, size: tuple[int, int]) -> None:
    """One key; they are in the file that is made, marked in the one they come from, and not asked about again."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s", size) as d:
        await named(d)
        await asked(d, "carry")
        shown = " ".join(d.text().split())
        assert "2 steps are open from before. ctrl+y carry them over ctrl+n leave them there ctrl+o choose" in shown
        await d.press("f8")
        await d.sees("2 steps from before")
        await d.press("ctrl+s")
        await d.in_the_room()
        assert [it.carried_from for it in d.session.steps] == ["w1/a", "w1/b"]
        await d.until("the others are read", lambda: d.room.group_context.sessions == 1)
        assert d.room.questions == ()
        id = d.session.id
    assert [it.carried_to for it in on_disk(tmp_path / "s" / "w1.toml").steps] == [
        f"{id}/{it.id}" for it in d.session.steps
    ]


async def test_open_steps_may_stay(tmp_path: Path) -> None:
    """Then the room does not ask what was answered on the page."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("f9", "ctrl+s")
        await d.in_the_room()
        await d.until("the others are read", lambda: d.room.group_context.sessions == 1)
        assert d.room.questions == () and d.session.steps == ()


async def test_open_steps_that_were_not_answered_are_asked_about_in_the_room(tmp_path: Path) -> None:
    """A question that was passed over is not an answer."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("ctrl+s")
        await d.in_the_room()
        await d.until("it asks", lambda: [it.name for it in d.room.questions] == ["carry"])


async def test_open_steps_can_be_picked_on_the_page(tmp_path: Path) -> None:
    """F3 opens the list; going back leaves the question open, what is picked there is taken."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("f3")
        await d.sees("Which steps do we carry over?", "Book a room [/]")
        await d.press("escape")
        await asked(d, "carry")
        await d.press("f3", "enter", "ctrl+s")
        await d.sees("1 step from before")
        await d.press("f3", "ctrl+s")
        await d.in_the_room()
        assert [it.text for it in d.session.steps] == ["Book a room [/]"]


async def test_what_was_picked_of_one_group_is_not_taken_for_another(tmp_path: Path) -> None:
    """The group's name may still be changed after the answer."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("f8", "shift+tab")
        await d.type("!")
        await d.press("ctrl+s")
        await d.in_the_room()
        assert d.session.steps == ()


async def test_an_old_file_that_cannot_be_marked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps are in the new session all the same."""

    def locked(*_: object, **__: object) -> Session:
        raise Locked("w1.toml is locked.")

    monkeypatch.setattr(carrying, "change_session", locked)
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("f8", "ctrl+s")
        await d.in_the_room()
        await d.sees("w1.toml is locked.")
        assert len(d.session.steps) == 2


async def test_esc_leaves_whatever_is_offered(tmp_path: Path) -> None:
    """The question whether to drop what was typed takes the place of an offer, and none comes between."""
    open_ones(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await named(d)
        await asked(d, "carry")
        await d.press("escape")
        assert d.page.question is not None and d.page.question.name == "leave"
        await d.press("f8")
        await d.at_home()
