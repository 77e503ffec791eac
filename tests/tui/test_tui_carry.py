"""A new session of a group offers the open steps of the earlier ones."""

import datetime as dt
import re
from functools import partial
from pathlib import Path

import pytest
from at_home import HOSTILE
from driver import TEN, Driver, driving
from sight import hidden
from trouble import full_disk
from workshops import workshop

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.service import carrying
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.store import carrying as store_carrying
from flipchart.store.codec import decode, encode
from flipchart.store.config import Config
from flipchart.store.errors import Locked
from flipchart.tui.screens.carry import CarryScreen


def old(text: str = "Draft the form") -> Session:
    """A session of the same group with three open steps and one that is done."""
    return workshop().revise(
        id="spring", title="Spring", created=TEN - dt.timedelta(days=90),
        steps=(
            Step(id="a", text=text, state="doing", owner="Ana Lopes", due=dt.date(2026, 11, 6), improvement="i1"),
            Step(id="b", text="Book a room", state="open"), Step(id="c", text="Ask the ward", state="open"),
            Step(id="d", text="Print it", state="done"),
        ),
    )  # fmt: skip


def put(folder: Path, *sessions: Session) -> Path:
    """Write sessions into a folder and return the path of the first."""
    for session in sessions:
        (folder / f"{session.id}.toml").write_bytes(encode(session))
    return folder / f"{sessions[0].id}.toml"


def read(path: Path) -> Session:
    """What is in a file."""
    return decode(path.read_bytes(), name="", made=TEN)


def marked(folder: Path) -> bool:
    """Whether the old session knows that its last open step went away."""
    return read(folder / "spring.toml").steps[2].carried_to is not None


async def on_disk(d: Driver) -> None:
    """Wait until all is saved; the page before the start has no light that says so."""
    await d.until("all is saved", lambda: d.app.open_session is not None and d.app.open_session.state.kind == "saved")


async def asked(d: Driver) -> None:
    """Wait for the question."""
    await d.until("it asks", lambda: any(it.name == "carry" for it in d.room.questions))


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)], ids=str)
async def test_who_is_here_stays_in_sight_below_a_question(
    tmp_path: Path, size: tuple[int, int], ascii_only: bool
) -> None:
    """The letters of the title give way before the names do."""
    path = put(tmp_path, workshop(), old())
    async with driving(path, size, config=Config(ascii=ascii_only)) as d:
        await asked(d)
        first = d.session.people[0]
        assert first in d.text(), d.text()
        assert "more below" not in d.text(), d.text()


def carried_on(folder: Path) -> Path:
    """The old session with its open steps carried to the new one; one done step stays."""
    there = workshop().revise(
        title="Autumn", steps=(Step(id="n", text="Ask the ward", state="open", carried_from="spring/c"),)
    )
    whole = old()
    away = tuple(it if it.state == "done" else it.revise(carried_to=f"{there.id}/n") for it in whole.steps)
    return put(folder, whole.revise(steps=away), there)


async def test_the_old_session_says_where_its_steps_went(tmp_path: Path) -> None:
    """A follow-up of it asks nothing of them; the closing page counts them, and each tells its new place."""
    async with driving(carried_on(tmp_path), open_file=partial(open_to_drive, follow_up=True)) as d:
        await d.until("the others are known", lambda: bool(d.room.group_context.titles))
        await d.press("space")
        assert "1 of 1 done, 3 carried on" in d.text()
        assert "Draft the form" not in d.text()
        await d.press("n")
        assert "Nothing else is open." in d.text()
        await d.press("n", "n", "n")
        assert d.stage == "ended"
        assert "✓ 1 of 1 done, 3 carried on" in d.text()
        while d.room.cursor != "a":
            await d.press("down")
        assert re.search(r"Draft the form +carried on", d.text())
        await d.press("enter")
        assert "Fri 6 Nov · carried to Autumn" in d.text()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=str)
async def test_one_key_carries_all_over(tmp_path: Path, size: tuple[int, int]) -> None:
    """Three steps come along with owner, date and state, and are marked where they come from."""
    path = put(tmp_path, workshop(), old())
    async with driving(path, size) as d:
        await asked(d)
        assert "3 steps are open from before." in d.text() and hidden(d) == []
        await d.press("f8")
        await d.until(
            "the old file is marked", lambda: read(tmp_path / "spring.toml").steps[2].carried_to is not None
        )
        assert [(it.text, it.owner, it.state, it.improvement) for it in read(path).steps] == [
            ("Draft the form", "Ana Lopes", "doing", "i1"), ("Book a room", None, "open", None),
            ("Ask the ward", None, "open", None),
        ]  # fmt: skip
        assert d.room.questions == ()
        await d.until("nothing is left to carry", lambda: d.room.group_context.open == ())
    there = {it.carried_from: f"clinic01/{it.id}" for it in read(path).steps}
    assert {f"spring/{it.id}": it.carried_to for it in read(tmp_path / "spring.toml").steps} == there | {
        "spring/d": None
    }


async def test_they_may_stay_where_they_are(tmp_path: Path) -> None:
    """That is kept: the question does not come again, and the menu still has it."""
    path = put(tmp_path, workshop(), old())
    async with driving(path) as d:
        await asked(d)
        await d.press("f9")
        await on_disk(d)
    assert [it.gap for it in read(path).waved] == ["carry_over"]
    async with driving(path) as d:
        await d.until("the others are read", lambda: d.room.group_context.sessions == 1)
        assert d.room.questions == ()
        await d.press("comma", "9")
        await d.sees("carry over 3")
    assert read(tmp_path / "spring.toml") == old()


async def test_some_can_be_picked(tmp_path: Path) -> None:
    """All are marked at first; Enter takes a mark away, the last row carries the others."""
    path = put(tmp_path, workshop(), old())
    async with driving(path) as d:
        await asked(d)
        await d.press("1")
        await d.sees("Which steps do we carry over?", "Spring", "✓   Draft the form · Ana Lopes · was due Fri 6 Nov")
        await d.press("enter", "down", "space", "space", "pagedown")
        await d.sees("Carry 2 steps over")
        await d.press("up", "pageup", "k", "j", "pagedown", "enter")
        await d.until("two came", lambda: len(d.session.steps) == 2)
        assert [it.text for it in d.session.steps] == ["Book a room", "Ask the ward"]
        await d.press("comma", "9")
        await d.press(d.text().split(" carry over 1")[0][-1])
        await d.press("a", "a", "ctrl+s")
        await d.until("the third", lambda: len(d.session.steps) == 3)


@pytest.mark.parametrize("keys", [["escape"], ["a", "ctrl+s"], ["a", "pagedown", "enter"]])
async def test_none_may_be_picked(tmp_path: Path, keys: list[str]) -> None:
    """Going back, or marking none, leaves all where they are."""
    async with driving(put(tmp_path, workshop(), old())) as d:
        await asked(d)
        await d.press("1", *keys)
        await d.sees("ready when you are")
        assert d.session.steps == ()


async def test_to_look_at_the_choice_is_no_answer(tmp_path: Path) -> None:
    """Who goes back from it finds the question again, and its keys do what they say."""
    async with driving(put(tmp_path, workshop(), old())) as d:
        await asked(d)
        await d.press("1")
        await d.sees("Which steps do we carry over?")
        await d.press("escape")
        await asked(d)
        await d.press("f8")
        await d.until("all came", lambda: len(d.session.steps) == 3)
        assert d.room.questions == ()


async def test_carrying_is_undone_like_any_act(tmp_path: Path) -> None:
    """u takes the steps out again; opened next, the old session has its steps back."""
    path = put(tmp_path, workshop(), old())
    async with driving(path) as d:
        await asked(d)
        await d.press("f8")
        await d.until(
            "the old file is marked", lambda: read(tmp_path / "spring.toml").steps[2].carried_to is not None
        )
        await d.press("u")
        await d.saved()
        assert not any(it.live for it in d.session.steps)
    async with driving(tmp_path / "spring.toml") as d:
        await d.until("they are back", lambda: sum(it.live for it in d.session.steps) == 3)


async def test_the_question_gives_way_when_the_workshop_begins(tmp_path: Path) -> None:
    """Its line belongs to the work then."""
    async with driving(put(tmp_path, workshop(), old())) as d:
        await asked(d)
        await d.press("space")
        assert d.room.questions == ()


async def test_a_step_that_was_closed_meanwhile_is_left_out(tmp_path: Path) -> None:
    """The files are read anew when the answer is given."""
    path = put(tmp_path, workshop(), old())
    async with driving(path) as d:
        await asked(d)
        closed = tuple(step.revise(state="done") for step in old().steps)
        put(tmp_path, old().revise(steps=closed))
        await d.press("f8")
        await d.sees("None of them is open any more.")


async def test_an_old_file_that_is_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps are in the new session all the same."""

    def locked(*_: object, **__: object) -> Session:
        raise Locked("spring.toml is locked.")

    monkeypatch.setattr(store_carrying, "change_session", locked)
    async with driving(put(tmp_path, workshop(), old()), (120, 40)) as d:
        await asked(d)
        await d.press("f8")
        await d.sees("spring.toml is locked. It is counted once all the same.")
        assert len(d.session.steps) == 3


async def test_no_question_where_there_is_nothing_to_ask(tmp_path: Path) -> None:
    """Another group's steps, and a private session's, are no offer."""
    other, private = old().revise(id="x", group="Ward"), old().revise(id="y", private=True)
    async with driving(put(tmp_path, workshop(), other, private)) as d:
        await d.until("the others are read", lambda: d.room.group_context.sessions == 1)
        assert d.room.questions == ()


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (200, 60)], ids=str)
async def test_hostile_steps_are_literal(tmp_path: Path, size: tuple[int, int]) -> None:
    """No markup, no escape sequence, in the list to pick from."""
    async with driving(put(tmp_path, workshop(), old(HOSTILE).revise(title=HOSTILE))) as d:
        await asked(d)
        await d.press("1")
        await d.until("the list", lambda: isinstance(d.app.screen, CarryScreen))
        await d.sees("[/] [@click=app.quit]x[/]")
        assert not set(d.text()) & {"\x1b", "\x07", "\u202e"}


async def test_nothing_is_marked_before_the_new_session_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a full disk the old session keeps its steps; so whatever happens they are in one of the files."""
    path = put(tmp_path, workshop(), old())
    monkeypatch.setattr(carrying, "SAVING", 0.05)
    waited: list[bool] = []
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(path) as d:
        await asked(d)
        open_session = d.app.open_session
        assert isinstance(open_session, OpenSession)
        flush = open_session.saver.flush

        def watched(seconds: float) -> bool:
            waited.append(flush(seconds))
            return waited[-1]

        monkeypatch.setattr(open_session.saver, "flush", watched)
        disk.full = True
        await d.press("f8")
        await d.until("it waited in vain", lambda: waited == [False])
        await d.until("the steps are shown", lambda: len(d.session.steps) == 3)
        assert read(tmp_path / "spring.toml") == old() and read(path).steps == ()
        disk.full = False
