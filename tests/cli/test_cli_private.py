"""No command passes a private note on."""

from pathlib import Path

from cli_help import Desk

from flipchart.cli.export import FORMATS
from flipchart.clock import SystemClock
from flipchart.store import sidecar_names
from flipchart.store.private import PrivateNote, PrivateNotes

SECRET = "Chen is leaving in January"


def test_no_command_tells_a_private_note(tmp_path: Path) -> None:
    """Every export format, and every command that reads, with the notes lying beside the session."""
    desk = Desk(tmp_path)
    path = desk.file()
    clock = SystemClock()
    notes = PrivateNotes(path, "s", clock)
    notes.add(PrivateNote("n", clock.now(), SECRET))
    assert notes.close(20)
    calls = [["export", str(path), "--to", name] for name in FORMATS]
    calls += [["show", str(path)], ["show", str(path), "--json"], ["show", str(path), "--plain"], ["list"], ["due"]]
    calls += [
        ["list", "--json"],
        ["due", "--json"],
        ["check", str(path)],
        ["check", *map(str, path.parent.iterdir())],
    ]
    for call in calls:
        done = desk.call(*call)
        assert SECRET not in done.out + done.err, call
    assert desk.call("list", "--json").out.count('"file"') == 1
    assert SECRET in sidecar_names.private_file(path).read_text()
