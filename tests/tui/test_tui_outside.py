"""What somebody else writes into the open file: in the room within a second, and both sides are kept."""

from pathlib import Path

from driver import TEN, Driver, driving
from workshops import with_steps, workshop, write

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode

THEIRS = Step(id="theirs", text="Ask the night shift", state="open", improvement="i1")


def read(path: Path) -> Session:
    """The session on the disk."""
    return decode(path.read_bytes(), name=str(path), made=TEN)


def they_add(path: Path, *steps: Step) -> None:
    """Another program adds steps."""
    session = read(path)
    path.write_bytes(encode(session.revise(steps=(*session.steps, *steps))))


async def a_second(driver: Driver) -> None:
    """Let the ticks of one second pass."""
    driver.clock.advance(1)
    driver.app.tick()
    await driver.settle()


async def test_a_change_from_outside_is_in_the_room_within_a_second(tmp_path: Path) -> None:
    """Without a key; it is said, the file stays as they wrote it, and what was done here before stays."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as d:
        await d.press("space", "n", "n", "a")
        await d.write("Ring the supplier")
        await d.saved()
        they_add(path, THEIRS)
        theirs = path.read_bytes()
        await a_second(d)
        await d.sees("Ask the night shift", "Changed elsewhere too; both are kept.")
        await d.saved()
        assert path.read_bytes() == theirs
        assert [step.text for step in d.session.steps][-2:] == ["Ring the supplier", "Ask the night shift"]


async def test_undo_does_not_reach_behind_what_others_wrote(tmp_path: Path) -> None:
    """It is refused in a sentence; what is done afterwards can be taken back, and theirs stays (I10)."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as d:
        await d.press("space", "n", "n", "a")
        await d.write("Ring the supplier")
        await d.saved()
        they_add(path, THEIRS)
        await a_second(d)
        await d.sees("Ask the night shift")
        await d.press("escape", "u")
        await d.sees("There is nothing to undo.")
        await d.press("a")
        await d.write("Count the calls")
        await d.press("escape", "u")
        await d.saved()
        live = [step.text for step in read(path).steps if step.state != "dropped"]
        assert live[-2:] == ["Ring the supplier", "Ask the night shift"]


async def test_both_change_the_same_field_while_it_is_open(tmp_path: Path) -> None:
    """Ours stands, theirs is in the file under conflicts and on the screen until somebody settles it."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as d:
        await d.press("space", "pagedown", "pagedown", "pagedown", "escape")
        await d.saved()
        session = read(path)
        mine = session.steps[0].revise(owner="Chen Wei")
        path.write_bytes(encode(session.revise(steps=(mine, *session.steps[1:]))))
        await d.press("o")
        await d.write("Bea")
        await d.saved()
        await d.sees("1 to settle")
        (conflict,) = read(path).conflicts
        assert (conflict.item, conflict.key, conflict.kept, conflict.other) == ("t1", "owner", "Bea", "Chen Wei")
        assert read(path).steps[0].owner == "Bea"


async def test_undo_survives_the_program_and_stops_at_what_others_wrote(tmp_path: Path) -> None:
    """Left and opened again, the last act can be taken back; where the file is another one by then, it cannot."""
    path = write(with_steps(workshop()), tmp_path)
    for texts in (["Ring the supplier"], []):
        async with driving(path) as d:
            if texts:
                await d.press("space", "n", "n", "a")
                await d.write("Ring the supplier")
            else:
                await d.press("escape", "u")
            await d.saved()
        assert [step.text for step in read(path).steps[3:] if step.state != "dropped"] == texts
    async with driving(path) as d:
        await d.press("escape", "U")
        await d.saved()
    they_add(path, THEIRS)
    async with driving(path) as d:
        await d.press("escape", "u")
        await d.sees("There is nothing to undo.")
    assert [step.text for step in read(path).steps[3:]] == ["Ring the supplier", "Ask the night shift"]


async def test_a_damaged_file_under_an_open_session_is_said_and_left(tmp_path: Path) -> None:
    """An editor saved nonsense: it is not written over, and what is done meanwhile waits with a copy (I5)."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as d:
        sound = path.read_bytes()
        path.write_bytes(b"<<<<<<< HEAD\n" + sound)
        await d.press("l")
        await d.write("Contractor badges")
        await d.sees("NOT SAVED", "git left a conflict here")
        assert path.read_bytes().startswith(b"<<<<<<<")
        path.write_bytes(sound)
        await d.press("ctrl+s")
        await d.until("saved", lambda: d.app.open_session is not None and d.app.open_session.state.kind == "saved")
        assert "NOT SAVED" not in d.text()
        assert [parked.text for parked in read(path).parked] == ["Contractor badges"]
