"""Copies that sync tools leave beside a session are offered when it is opened, and taken in by choice."""

from functools import partial
from pathlib import Path

import pytest
from driver import TEN, Driver, context, driving
from trouble import FullDisk
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.service import disk
from flipchart.service.open_session import open_to_drive
from flipchart.store.codec import decode, encode
from flipchart.store.rescue import Rescue
from flipchart.store.sync_copies import FileMerge
from flipchart.tui.actions import copies
from flipchart.tui.app import ViewName
from flipchart.tui.plain_session import PlainSession
from flipchart.tui.prompts.prompt import Outcome

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
    await d.until("all is saved", lambda: d.app.open_session is not None and d.app.open_session.state.kind == "saved")


def read(path: Path) -> Session:
    """The session on the disk."""
    return decode(path.read_bytes(), name=str(path), made=TEN)


@pytest.mark.parametrize("name", NAMES)
async def test_what_a_copy_has_is_taken_in(tmp_path: Path, name: str) -> None:
    """Dropbox, Syncthing, OneDrive: F8 brings the step, and the copy is kept under a name that is no session's."""
    path, copy = copied(tmp_path, name)
    had = copy.read_bytes()
    async with driving(path) as d:
        await d.sees("Somebody else changed clinic", "Y take it in", "N leave it")
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
        await d.sees("Y take it in")
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
        await d.sees("Y take it in")
        copy.write_bytes(encode(read(copy))[:-20])
        await d.press("f8")
        await d.sees("The copy, line")
        assert copy.exists()
        assert len(read(path).steps) == 3


# What an earlier sitting could not save.


def unsaved(folder: Path, **changes: object) -> tuple[Path, Path]:
    """A session, and what was kept of it on a full disk before the program was killed: a step more and a change."""
    path = write(with_steps(workshop()), folder)
    rescue = Rescue(path, read(path).id)
    assert rescue.keep(with_steps(workshop(), (*STEPS[:2], STEPS[2].revise(**changes), THEIRS)), path.read_bytes())
    assert rescue.copy is not None
    return path, rescue.copy


def asked_at_opening(path: Path) -> Outcome:
    """What is asked about other versions when a session is opened."""
    open_session = open_to_drive(path, context(path.parent))
    try:
        return copies.find_copies(open_session, context(path.parent))
    finally:
        assert open_session.close(3)


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_what_could_not_be_saved_is_offered_and_taken_in(tmp_path: Path, view: ViewName) -> None:
    """Y brings it all, also what differs: it is known what it was made from. It is never offered again."""
    path, copy = unsaved(tmp_path, text="Draft it with the night shift")
    async with driving(path, view=view) as d:
        await d.sees("Kept when it could not be saved", "Y take it in", "N leave it")
        assert copy.name not in d.text()
        await d.press("Y")
        await d.until("it is taken in", lambda: "theirs" in {step.id for step in d.session.steps})
        await d.sees("Taken in; both are kept.")
        await on_disk(d)
        assert d.room.questions == ()
    assert read(path).steps[2].text == "Draft it with the night shift"
    assert read(path).conflicts == ()
    assert [it.suffix[:8] for it in copy.parent.iterdir()] == [".merged-"]
    assert asked_at_opening(path) == Outcome()


async def test_what_could_not_be_saved_and_is_left_is_kept_but_offered_no_more(tmp_path: Path) -> None:
    """N: the file is as it was, the words are under another name, and the next opening asks nothing."""
    path, copy = unsaved(tmp_path)
    words, before = copy.read_bytes(), read(path).steps
    async with driving(path) as d:
        await d.sees("Kept when it could not be saved")
        await d.press("N")
        await d.until("it is left", lambda: d.room.questions == () and not copy.exists())
    assert read(path).steps == before
    (left,) = copy.parent.iterdir()
    assert left.name.startswith(f"{copy.name}.left-") and left.read_bytes() == words
    assert asked_at_opening(path) == Outcome()


async def test_what_came_into_the_file_after_all_is_not_offered(tmp_path: Path) -> None:
    """Killed between the save and the removal of the copy: nothing is asked, and the copy is put away."""
    path, copy = unsaved(tmp_path)
    path.write_bytes(copy.read_bytes())
    async with driving(path) as d:
        await d.until("it is put away", lambda: not copy.exists())
        assert d.room.questions == ()


@pytest.mark.parametrize(("answer", "steps"), [("y", 4), ("n", 3)])
def test_what_could_not_be_saved_is_offered_by_ear(tmp_path: Path, answer: str, steps: int) -> None:
    """The same question, line by line; after either answer it is asked no more."""
    path, copy = unsaved(tmp_path)
    for asked in (True, False):
        made = context(tmp_path)
        open_session = open_to_drive(path, made)
        session = PlainSession(open_session, made)
        assert ("Kept when it could not be saved" in " ".join(session.begin())) is asked
        if asked:
            session.line(answer)
        assert open_session.close(3)
    assert not copy.exists() and len(read(path).steps) == steps


async def test_a_disk_that_is_full_still_keeps_the_offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking in fails: why is said without a path, and the copy stays for the next opening."""
    path, copy = unsaved(tmp_path)
    async with driving(path) as d:
        await d.sees("Y take it in")
        full = FullDisk(path.parent)
        full.full = True
        monkeypatch.setattr(disk, "FileMerge", partial(FileMerge, disk=full))
        await d.press("Y")
        await d.sees("the disk is full")
        assert str(tmp_path) not in d.text() and copy.exists() and d.room.questions == ()
