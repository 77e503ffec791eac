"""A driver and a watcher as two processes on two terminals, over one file."""

import sys
from pathlib import Path

import pytest
from place import Place

from flipchart.store import sidecar_names
from flipchart.store.private import read_private

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty


def test_a_watcher_sees_the_driver_die_and_come_again(tmp_path: Path) -> None:
    """From the desk to the projector as it is typed; kill -9: "no driver" is said and the clock goes on; a new driver
    is followed; the watcher leaves the folder as it found it."""
    place = Place(tmp_path)
    path = place.under_way(steps=("Ring the supplier",))
    with place.start("watch", str(path)) as room:
        room.wait("no driver")
        with place.start("run", str(path), "--view", "desk", size=(120, 40)) as desk:
            desk.wait("Start with a verb")
            room.until(lambda: "no driver" not in room.text(), "the driver is seen")
            desk.press("a")
            desk.type("Write the leaflet @ana >fri")
            room.wait("Write the leaflet @ana >fri")
            room.wait("Ana Lopes")
            desk.press("enter")
            room.until(lambda: "2  Write the leaflet" in room.text(), "the step is seen")
            desk.kill()
            room.wait("no driver")
            assert "Write the leaflet" in room.text()
        with place.start("run", str(path), size=(100, 30)) as driver:
            driver.wait("Write the leaflet")
            room.until(lambda: "no driver" not in room.text(), "the new driver is seen")
            driver.press("pgdn")
            room.wait("4/5")
            driver.press("ctrl+q")
            assert driver.ended() == 0
        room.wait("no driver")
        before = {it.name: (it.stat().st_mtime_ns, it.read_bytes()) for it in place.sessions.iterdir()}
        room.press("n", "a", "x", "space")
        room.wait("only watches")
        room.press("q")
        assert room.ended() == 0
        assert room.restored()
        assert {it.name: (it.stat().st_mtime_ns, it.read_bytes()) for it in place.sessions.iterdir()} == before
        assert b"Traceback" not in room.raw
    assert place.steps() == ["Ring the supplier", "Write the leaflet"]


def test_a_desk_watches_a_room_that_is_driven(tmp_path: Path) -> None:
    """The other way round: the room drives on the projector, the desk beside it has the script and the gaps."""
    place = Place(tmp_path)
    path = place.under_way(steps=("Ring the supplier",))
    with (
        place.start("run", str(path)) as room,
        place.start("watch", str(path), "--view", "desk", size=(120, 40)) as desk,
    ):
        room.wait("3/5")
        desk.wait("Ring the supplier: whose name goes here?")
        room.press("a")
        room.type("Call the vendor")
        desk.wait("+ Call the vendor")
        room.press("esc")
        room.wait("a add step")
        room.press("b")
        room.until(lambda: not room.text().strip(), "the curtain is down")
        desk.wait("the curtain is down")
        room.press("b")
        room.wait("3/5")
        room.press("ctrl+q")
        assert room.ended() == 0
        desk.wait("no driver")
        desk.press("ctrl+q")
        assert desk.ended() == 0


def test_a_private_note_outlives_a_kill(tmp_path: Path) -> None:
    """Typed at the desk and killed once it says saved: it is in its file, and back on the desk."""
    place = Place(tmp_path)
    path = place.under_way()
    with place.start("run", str(path), "--view", "desk", size=(120, 40)) as desk:
        desk.wait("Start with a verb")
        desk.press("esc")
        desk.wait("a add step")
        desk.press("M")
        desk.wait("Private")
        desk.type("Chen is leaving")
        desk.press("enter")
        desk.until(lambda: sidecar_names.private_file(path).exists() and "saving" not in desk.text(), "it is saved")
        desk.kill()
    assert [note.text for note in read_private(path)] == ["Chen is leaving"]
    with place.start("run", str(path), "--view", "desk", size=(120, 40)) as desk:
        desk.wait("Chen is leaving")
        desk.press("ctrl+q")
        assert desk.ended() == 0
