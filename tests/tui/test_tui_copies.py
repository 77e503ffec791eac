"""Copies that sync tools leave beside a session are offered when it is opened, and taken in by choice."""

from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode

NAMES = ["clinic (Ana's conflicted copy 2026-11-18).toml", "clinic.sync-conflict-20261118-100000-ABC.toml",
         "clinic-NOOR-LAPTOP.toml"]  # fmt: skip
THEIRS = Step(id="theirs", text="Ask the night shift", state="open")


def copied(folder: Path, name: str, **changes: object) -> tuple[Path, Path]:
    """A session with three steps, and a copy of it with a step more and what else is changed."""
    path = write(with_steps(workshop()), folder)
    copy = with_steps(workshop(), (*STEPS[:2], STEPS[2].revise(**changes), THEIRS))
    return path, write(copy, folder, name)


async def on_disk(d: Driver) -> None:
    """Wait until all is saved; the page before the start has no light that says so."""
    await d.until("all is saved", lambda: d.app.sitting is not None and d.app.sitting.state.kind == "saved")


def read(path: Path) -> Session:
    """The session on the disk."""
    return decode(path.read_bytes(), name=str(path), made=TEN)


@pytest.mark.parametrize("name", NAMES)
async def test_what_a_copy_has_is_taken_in(tmp_path: Path, name: str) -> None:
    """Dropbox, Syncthing, OneDrive: F8 brings the step, and the copy is kept under a name that is no session's."""
    path, copy = copied(tmp_path, name)
    had = copy.read_bytes()
    async with driving(path) as d:
        await d.sees("Somebody else wrote clinic", "F8 take it in", "F9 leave it")
        assert len(read(path).steps) == 3
        await d.press("f8")
        await d.until("it is taken in", lambda: "theirs" in {step.id for step in d.session.steps})
        await d.saved()
        assert [step.id for step in read(path).steps] == ["t1", "t2", "t3", "theirs"]
        assert not copy.exists()
        (kept,) = tmp_path.glob("*.merged-20261118T100000Z")
        assert kept.read_bytes() == had
        assert d.room.questions == ()


async def test_a_copy_that_is_left_stays_as_it_is(tmp_path: Path) -> None:
    """F9: nothing is read, written or renamed, and the next copy is asked about."""
    path, copy = copied(tmp_path, NAMES[0])
    second = write(read(copy), tmp_path, NAMES[1])
    before = (path.read_bytes(), copy.read_bytes(), second.read_bytes())
    async with driving(path) as d:
        await d.sees("clinic (Ana")
        await d.press("f9")
        await d.sees("clinic.sync-conflict")
        await d.press("f9")
        await d.until("no question is left", lambda: d.room.questions == ())
        assert (path.read_bytes(), copy.read_bytes(), second.read_bytes()) == before


async def test_what_differs_is_settled_by_a_person(tmp_path: Path) -> None:
    """The same field in both: ours stands, and both values are shown until one is chosen; undo does not reach it."""
    path, _ = copied(tmp_path, NAMES[0], text="Draft it with the night shift")
    async with driving(path) as d:
        await d.sees("F8 take it in")
        await d.press("f8")
        await d.sees("1 to settle")
        assert d.session.steps[2].text == "Draft the escalation path"
        await d.press("u")
        await d.sees("There is nothing to undo")
        await d.press(",")
        await d.sees("settle 1")
        number = d.text().partition(" settle 1")[0].split()[-1]
        await d.press(number)
        await d.sees("changed on both sides", "Draft the escalation path", "Draft it with the night shift")
        await d.press("2")
        await d.sees("All is settled.")
        await d.press("escape")
        await on_disk(d)
    assert read(path).steps[2].text == "Draft it with the night shift"
    assert read(path).conflicts == ()


async def test_the_original_is_never_put_aside_for_its_copy(tmp_path: Path) -> None:
    """Who opens the copy is only told that there is another file of it."""
    path, copy = copied(tmp_path, NAMES[0])
    async with driving(copy) as d:
        await d.sees("clinic.toml holds this session too.")
        assert d.room.questions == ()
    assert path.exists()


async def test_a_copy_that_is_damaged_meanwhile_is_said_and_left(tmp_path: Path) -> None:
    """Nothing of it is taken in, and the session is as it was."""
    path, copy = copied(tmp_path, NAMES[0])
    async with driving(path) as d:
        await d.sees("F8 take it in")
        copy.write_bytes(encode(read(copy))[:-20])
        await d.press("f8")
        await d.sees("The copy, line")
        assert copy.exists()
        assert len(read(path).steps) == 3
