"""Loads and the record over all sessions of a group: on the desk, and in the room only in answer to a question."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from msgspec.structs import replace
from workshops import with_steps, workshop

from flipchart.domain.commands.carry import carry_over
from flipchart.domain.group_context import GroupContext
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.store.codec import decode, encode
from flipchart.tui.prompts.notes import ParkPrompt
from flipchart.tui.prompts.owner_load import answer_words, desk_line
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.steps import DuePrompt, OwnerPrompt, StepPrompt, WhoWhenPrompt
from flipchart.tui.text.frame import Frame

OWNED = tuple(Step(id=f"o{n}", text="Ask the ward", state="open", owner="Ana Lopes") for n in range(2))
PAST = tuple(
    Step(id=f"p{n}", text="Print it", state="done", due=dt.date(2026, 11, 2), finished=dt.date(2026, 11, day))
    for n, day in enumerate((2, 2, 5, 11, 13))
)
"""Two by the date, the others 3, 9 and 11 days late."""

HERE = with_steps(workshop())
BEFORE = workshop().revise(id="before", title="Spring", steps=OWNED + PAST)


def put(folder: Path, *sessions: Session) -> Path:
    """Write sessions into a folder and return the path of the first."""
    for session in sessions:
        (folder / f"{session.id}.toml").write_bytes(encode(session))
    return folder / f"{sessions[0].id}.toml"


def view(group_context: GroupContext, session: Session = HERE, cursor: str | None = None) -> Frame:
    """A look at the plan on Wednesday at ten."""
    return Frame(
        session=session, clock=None, now=TEN, local=lambda at: at, group_context=group_context, cursor=cursor
    )


CONTEXT = GroupContext(2, {"ana lopes": 2}, (0, 0, 3, 9, 11))
RECORD = "this group: 2 of 5 by the date, median 9 days late"


@pytest.mark.parametrize(
    ("box", "typed", "words"),
    [
        (StepPrompt("i1"), "Draft it", ""),
        (StepPrompt("i1"), "Draft it @ana", "Ana Lopes: 0 open here, 2 in all"),
        (StepPrompt("i1"), "Draft it @ana >fri", f"Ana Lopes: 0 open here, 2 in all · {RECORD}"),
        (WhoWhenPrompt("t1"), "bea", "Bea: 0 open here, 0 in all"),
        (WhoWhenPrompt("t1"), "fri", RECORD),
        (OwnerPrompt("t1"), "ana fri", f"Ana Lopes: 0 open here, 2 in all · {RECORD}"),
        (DuePrompt("t1"), "", ""),
        (DuePrompt("t1"), "fr", ""),
        (DuePrompt("t1"), "~2w", RECORD),
        (ParkPrompt(), "@ana >fri", ""),
        (None, "", ""),
    ],
)  # fmt: skip
def test_the_desk_answers_what_is_typed(box: Prompt | None, typed: str, words: str) -> None:
    """The owner's load once somebody is named, the record once a date is given."""
    assert "".join(span.text for span in desk_line(box, typed, view(CONTEXT))) == words


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (85, f"Ana Lopes: 0 open here, 2 in all · {RECORD}"),
        (84, "Ana Lopes: 0 open here, 2 in all · 2 of 5 by the date, median 9 days late"),
        (72, "2 in all · 2 of 5 by the date, median 9 days late"),
    ],
)
def test_the_answer_fits_its_line(width: int, words: str) -> None:
    """Whole words only: where there is little room what is known elsewhere goes last."""
    answer = desk_line(StepPrompt("i1"), "Draft it @ana >fri", view(CONTEXT), width)
    assert "".join(span.text for span in answer) == words


def test_without_kin_or_a_record_nothing_is_made_up() -> None:
    """A single session has no "in all"; four past steps are no record."""
    answer = desk_line(StepPrompt("i1"), "Draft it @ana >fri", view(GroupContext()))
    assert "".join(span.text for span in answer) == "Ana Lopes: 0 open here"
    few = replace(CONTEXT, days=(0, 0, 3, 9))
    assert answer_words(None, "", view(few)) == "no record yet: fewer than five past steps"
    owned = HERE.revise(steps=(Step(id="t1", text="x", state="open", owner="Ana Lopes"),))
    assert answer_words(None, "", view(CONTEXT, owned, "t1")) == f"Ana Lopes: 1 open here, 3 in all · {RECORD}"


async def in_assign(d: Driver) -> None:
    """Into the stage in which names are given, the group's other sessions read."""
    await d.until("the others are read", lambda: d.room.group_context.sessions == 1)
    await d.press("space", "n", "n", "pagedown")
    assert d.stage == "assign"


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_the_wall_tells_loads_elsewhere_only_when_asked(tmp_path: Path, size: tuple[int, int]) -> None:
    """While a name is typed the room says what is open here; the question in the menu tells the rest."""
    async with driving(put(tmp_path, HERE, BEFORE), size) as d:
        await in_assign(d)
        await d.press("enter")
        await d.type("ana fri")
        await d.sees("Load", "0 steps here")
        assert "in all" not in d.text() and "late" not in d.text()
        await d.press("escape", "comma", "9", "3")
        shown = " ".join(d.text().split())
        assert "Ana Lopes: 0 open here, 2 in all · this group: 2 of 5 by the date, median 9 days late." in shown
        await d.press("f9")
        assert "in all" not in d.text()


async def test_a_session_without_a_group_has_no_such_question(tmp_path: Path) -> None:
    """There is nothing to ask of one session alone."""
    async with driving(put(tmp_path, HERE.revise(group=None), BEFORE)) as d:
        await d.press("space", "comma", "9")
        assert "5 wave off" in d.text() and "loads" not in d.text()


async def test_a_missing_mark_of_a_carried_step_is_set(tmp_path: Path) -> None:
    """After a crash between the two files' saves the old session learns where its step went."""
    old = HERE.revise(id="old")
    take, _ = carry_over(old, ["t1"], BEFORE, CountedIds("n"))
    path = put(tmp_path, old, take.apply(BEFORE))
    async with driving(path) as d:
        await d.until("it is marked", lambda: d.session.steps[0].carried_to == "before/n1")
        await d.until("saved", lambda: d.app.open_session is not None and d.app.open_session.state.kind == "saved")
    assert decode(path.read_bytes(), name="", made=TEN).steps[0].carried_to == "before/n1"


async def test_fit_to_the_end_says_by_how_much_it_misses(tmp_path: Path) -> None:
    """With six minutes left for thirteen it shortens as far as it goes, and says what is still too much."""
    path = put(tmp_path, workshop(ends_by=TEN + dt.timedelta(minutes=2, seconds=30)))
    async with driving(path) as d:
        await d.press("space", "comma")
        await d.press(d.text().split(" fit to end")[0][-1])
        # 2:00 of Introduce and four times 0:30 are left: 4:00, which is 1:30 too much.
        await d.sees("Shortened as far as it goes; it still ends 1:30 late.")
        assert d.app.clock is not None and [it.budget for it in d.app.clock.stages] == [120, 30, 30, 30, 30]
