"""A session on a disk that can only be read, as a USB stick may be: the app offers to work on a copy."""

from pathlib import Path

import pytest
from driver import TEN, Driver, context, driving
from workshops import begun, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.service import open_session
from flipchart.store import catalogue, opening
from flipchart.store.disk import Disk
from flipchart.store.errors import Unreadable
from flipchart.tui.app import ViewName


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing can be written, as the disk says of it; the owner of these tests may be root."""
    folder = tmp_path / "stick"
    folder.mkdir()
    asked_disk = Disk.writable

    def writable(self: Disk, path: Path) -> bool:
        return folder not in (path, *path.parents) and asked_disk(self, path)

    monkeypatch.setattr(Disk, "writable", writable)
    return folder


async def asked(driver: Driver, *words: str) -> None:
    """Wait for the question."""
    await driver.until("it asks", lambda: any(it.name == "protected" for it in driver.room.questions))
    shown = " ".join(driver.text().split())
    assert all(word in shown for word in words), driver.text()


async def on_the_copy(driver: Driver, folder: Path) -> None:
    """Answer yes, and wait until the copy is driven."""
    await driver.press("Y")

    def there() -> bool:
        opened = driver.app.open_session
        return opened is not None and opened.path.parent == folder and bool(driver.app.screen.query("#box"))

    await driver.until("it is the copy", there)


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)], ids=str)
async def test_the_workshop_goes_on_with_a_copy_in_a_place_that_is_named(
    stick: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """One key, and it is driven there; the stick stays as it was, and no path is on the wall."""
    path, folder = write(with_steps(workshop()), stick), tmp_path / "Flipchart"
    before = path.read_bytes()
    async with driving(path, size, made=context(folder)) as driver:
        await asked(driver, "It cannot be changed here:", "work on a copy in the folder Flipchart")
        assert str(tmp_path) not in driver.text()
        await on_the_copy(driver, folder)
        await driver.press("space", "n", "n", "a")
        await driver.write("Ring the supplier")
        await driver.until("it is saved", lambda: b"Ring the supplier" in (folder / path.name).read_bytes())
        assert str(tmp_path) not in driver.text()
        assert list(driver.app.written) == [folder / path.name], "the whole place is told after leaving"
    assert path.read_bytes() == before


async def test_opened_again_it_goes_on_with_the_same_copy(stick: Path, tmp_path: Path) -> None:
    """What was done in it is there; another session of that name stays what it is."""
    folder = tmp_path / "Flipchart"
    folder.mkdir()
    other = write(workshop().revise(id="other", title="Another one"), folder)
    kept = other.read_bytes()
    path = write(with_steps(workshop()), stick)
    async with driving(path, made=context(folder)) as driver:
        await asked(driver)
        await on_the_copy(driver, folder)
        await driver.press("space", "n", "n", "a")
        await driver.write("Ring the supplier")
        await driver.saved()
    async with driving(path, made=context(folder)) as driver:
        await asked(driver)
        await on_the_copy(driver, folder)
        assert [it.text for it in driver.session.steps][-1] == "Ring the supplier"
    assert b"Ring the supplier" in (folder / "clinic-2.toml").read_bytes()
    assert other.read_bytes() == kept


async def test_a_copy_never_goes_into_the_folder_it_comes_from(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--dir` on the stick: the usual folder takes it, made where it is missing."""
    usual = tmp_path / "Documents" / "Flipchart"
    monkeypatch.setattr(open_session, "usual_sessions_dir", lambda: usual)
    path = write(with_steps(workshop()), stick)
    async with driving(path, made=context(stick)) as driver:
        await asked(driver, "work on a copy in the folder Flipchart")
        await on_the_copy(driver, usual)
        await driver.sees("a add names", "space start")
    assert (usual / path.name).exists()


async def test_where_no_folder_can_be_written_nothing_is_offered(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it can only be looked at is said all the same."""
    monkeypatch.setattr(open_session, "usual_sessions_dir", lambda: stick / "deeper" / "Flipchart")
    async with driving(write(with_steps(workshop()), stick), made=context(stick)) as driver:
        await driver.sees("it can be looked at, not changed")
        assert driver.room.questions == ()


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_who_only_looks_is_told_no_key_that_would_change_something(
    stick: Path, tmp_path: Path, view: ViewName
) -> None:
    """Footer, rows and the line below them are without; such a key says why, and no box opens."""
    path = write(begun("assign"), stick)
    async with driving(path, view=view, made=context(tmp_path / "Flipchart")) as driver:
        await asked(driver)
        await driver.press("f9")
        for key in ("a", "enter", "o", "n", "x", "comma", "Q"):
            await driver.press("escape", key)
            await driver.sees("it can be looked at, not changed")
            assert driver.room.prompt is None
        assert "adds" not in driver.text()
        footer = driver.text().rstrip().split("\n")[-1]
        assert footer.replace("h signs", "").split() == ["q", "leave", "g", "gaps", "i", "pictures", "?", "keys"]
        await driver.press("question_mark")
        await driver.sees("Keys")
        assert "next stage" not in driver.text()


async def test_it_may_only_be_looked_at(stick: Path, tmp_path: Path) -> None:
    """Nothing is made anywhere, and a key that edits says why it cannot."""
    path, folder = write(with_steps(workshop()), stick), tmp_path / "Flipchart"
    async with driving(path, made=context(folder)) as driver:
        await asked(driver)
        await driver.press("N", "space")
        await driver.sees("it can be looked at, not changed")
        assert driver.room.questions == ()
    assert not folder.exists()


async def test_where_no_copy_can_be_made_that_is_said(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session stays open to be looked at; the place is named without its path."""
    path, folder = write(with_steps(workshop()), stick), tmp_path / "Flipchart"

    def full(*_: object) -> Path:
        raise Unreadable(f"{folder} could not be made: the disk is full.")

    monkeypatch.setattr(catalogue, "copy_in", full)
    async with driving(path, made=context(folder)) as driver:
        await asked(driver)
        await driver.press("Y")
        await driver.sees("No copy was made.", "the disk is full")
        assert str(tmp_path) not in driver.text()


def test_only_a_protected_session_offers_a_copy(stick: Path, tmp_path: Path) -> None:
    """One of a newer format cannot be changed in a copy either."""
    clock = ManualClock(TEN)
    newer = write(workshop(), tmp_path, "newer.toml")
    newer.write_bytes(newer.read_bytes().replace(b"format = 1", b"format = 2"))
    assert not opening.open_session(newer, clock).protected
    assert opening.open_session(write(workshop(), stick), clock).protected
