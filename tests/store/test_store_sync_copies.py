"""Conflicted copies of sync tools are found by what is in them, whatever they are called."""

import datetime as dt
import errno
import shutil
from pathlib import Path

import pytest
from faults import ERRORS, FaultyDisk, calls_of

import ledger
from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.codec import encode
from flipchart.store.errors import Misplaced, StoreError
from flipchart.store.sync_copies import FileMerge, conflicted_copies, is_named_after, merge_text, take_in

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
CLOCK = ManualClock(NOW)
NAMES = [
    "retro (Ana Lopes's conflicted copy 2026-11-18).toml",
    "retro (conflicted copy 2026-11-18 100000).toml",
    "retro.sync-conflict-20261118-100000-ABCDEFG.toml",
    "retro-NOOR-LAPTOP.toml",
    "retro (SFConflict bo@example.org 2026-11-18-10-00-00).toml",
    "retro 2.toml",
    "Copy of retro.toml",
    "something else.toml",
]


def written(id: str, **values: object) -> bytes:
    return encode(Session.of({"format": 1, "id": id, "title": "Retro", "created": NOW, **values}))


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_found_by_its_id_whatever_its_name(tmp_path: Path, name: str) -> None:
    """Dropbox, Nextcloud, Syncthing, OneDrive, Seafile, iCloud, Google Drive, and a name of somebody's own."""
    path, copy = tmp_path / "retro.toml", tmp_path / name
    path.write_bytes(written("retro123"))
    copy.write_bytes(written("retro123", group="Clinic"))
    (tmp_path / "other.toml").write_bytes(written("other456"))
    assert conflicted_copies(path, CLOCK) == (copy,)
    assert conflicted_copies(copy, CLOCK) == (path,)
    assert conflicted_copies(tmp_path / "other.toml", CLOCK) == ()


def test_what_is_no_session_is_no_copy(tmp_path: Path) -> None:
    """Damaged files, folders, hidden files and originals of our own are passed over."""
    path = tmp_path / "retro.toml"
    path.write_bytes(written("retro123"))
    whole = path.read_bytes()
    (tmp_path / "damaged.toml").write_bytes(whole[:-30])
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / ".retro.private.toml").write_bytes(whole)
    (tmp_path / "retro.toml.orig").write_bytes(whole)
    (tmp_path / ".~retro.host.12.abcd.tmp").write_bytes(whole)
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere.toml")
    assert conflicted_copies(path, CLOCK) == ()
    assert conflicted_copies(tmp_path / "damaged.toml", CLOCK) == ()


def test_typed_files_of_one_title_are_no_copies_unless_named_alike(tmp_path: Path) -> None:
    """Without an id of their own, two retrospectives are two."""
    path = tmp_path / "retro.toml"
    path.write_text('title = "Retro"\n\n[[steps]]\nid = "a"\ntext = "Call"\n')
    (tmp_path / "january.toml").write_text('title = "Retro"\n')
    assert conflicted_copies(path, CLOCK) == ()
    (tmp_path / "retro (1).toml").write_text('title = "Retro"\n')
    assert conflicted_copies(path, CLOCK) == (tmp_path / "retro (1).toml",)


STRANGERS = [
    ('[[steps]]\ntext = "Call"\n', '[[steps]]\ntext = "Write"\n'),
    ('[[steps]]\ntext = "Call"\n[[steps]]\ntext = "A"\n[[steps]]\ntext = "B"\n',
     '[[steps]]\ntext = "Call"\n[[steps]]\ntext = "C"\n[[steps]]\ntext = "D"\n'),
    ('purpose = "Less waiting"\n', 'purpose = "More sleep"\n[[steps]]\ntext = "Call"\n'),
    ('group = "Clinic"\n[[steps]]\ntext = "Call"\n', 'group = "Ward"\n[[steps]]\ntext = "Call"\n'),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_two_plans_of_one_title_are_strangers(tmp_path: Path, one: str, other: str) -> None:
    """However alike their names: neither is offered as a copy, merging is refused, and both are counted whole."""
    path, stranger = tmp_path / "retro.toml", tmp_path / "retro-2.toml"
    for file, text in ((path, one), (stranger, other)):
        file.write_text(f'title = "Retro"\n{text}')
    assert conflicted_copies(path, CLOCK) == conflicted_copies(stranger, CLOCK) == ()
    before = path.read_bytes()
    with pytest.raises(Misplaced):
        FileMerge(CLOCK, tmp_path / "state").merge(None, path, stranger)
    assert path.read_bytes() == before
    found = without_copies(each(tmp_path, CLOCK))
    assert len({it.session.id for it in sessions_of(found)}) == 2
    assert sum(len(it.session.steps) for it in sessions_of(found)) == (one + other).count("[[steps]]")


def test_a_copy_of_a_typed_file_that_was_changed_is_still_a_copy(tmp_path: Path) -> None:
    """A step more on one side, an owner on the other: offered, taken in, and each step counted once until then."""
    path, copy = tmp_path / "retro.toml", tmp_path / NAMES[0]
    path.write_text('title = "Retro"\n[[steps]]\ntext = "Call"\nowner = "Ana"\n')
    copy.write_text('title = "Retro"\n[[steps]]\ntext = "Call"\n[[steps]]\ntext = "Write"\n')
    (tmp_path / "january.toml").write_text(copy.read_text())
    assert conflicted_copies(path, CLOCK) == (copy,)
    (tmp_path / "january.toml").unlink()
    assert sum(len(it.session.steps) for it in sessions_of(without_copies(each(tmp_path, CLOCK)))) == 2
    merged, _ = take_in(path, copy, CLOCK, state=tmp_path / "state")
    assert [step.text for step in merged.session.steps] == ["Call", "Write"]


def test_ids_of_any_kind_are_compared_as_toml(tmp_path: Path) -> None:
    """One that is written differently, or with signs of any kind, is still the same id."""
    path = tmp_path / "retro.toml"
    path.write_bytes(written('a"b\\c'))
    (tmp_path / "copy.toml").write_bytes(path.read_bytes().replace(b'"a\\"b\\\\c"', b"'a\"b\\c'"))
    assert conflicted_copies(path, CLOCK) == (tmp_path / "copy.toml",)


def test_a_folder_that_cannot_be_listed_has_no_copies(tmp_path: Path) -> None:
    """Looking for copies never stands in the way of opening."""
    path = tmp_path / "retro.toml"
    path.write_bytes(written("retro123"))
    assert conflicted_copies(path, CLOCK, FaultyDisk(0, errno.EIO, only="names")) == ()


def test_a_copy_that_is_taken_in_gets_a_name_that_is_no_sessions(tmp_path: Path) -> None:
    """With its bytes as they were; where that name is taken, another."""
    path, copy = tmp_path / "retro.toml", tmp_path / NAMES[0]
    path.write_bytes(written("retro123"))
    for number in ("", "-2"):
        copy.write_bytes(written("retro123", group="Clinic"))
        had = copy.read_bytes()
        merged, aside = take_in(path, copy, CLOCK, state=tmp_path / "state")
        assert aside.name == f"{copy.name}.merged-20261118T100000Z{number}"
        assert aside.read_bytes() == had and not copy.exists()
        assert merged.session.group == "Clinic"
    assert conflicted_copies(path, CLOCK) == ()


@pytest.mark.parametrize("number", ERRORS)
def test_a_copy_stays_where_it_is_when_the_disk_refuses(tmp_path: Path, number: int) -> None:
    """Whatever call of a taking in fails, both files are whole and one of them has what the copy had (I4)."""
    at = 0
    while True:
        folder = tmp_path / str(at)
        folder.mkdir()
        path, copy = folder / "retro.toml", folder / NAMES[0]
        path.write_bytes(written("retro123"))
        copy.write_bytes(written("retro123", group="Clinic"))
        disk = FaultyDisk(at, number)
        try:
            take_in(path, copy, CLOCK, state=folder / "state", disk=disk)
        except StoreError:
            assert path.read_bytes() in (written("retro123"), written("retro123", group="Clinic"))
            assert any(b"Clinic" in each.read_bytes() for each in folder.glob("retro*.toml*"))
            ledger.count("faults")
        if len(calls_of(disk)) <= at:
            break
        at += 1
    assert at > 20


@pytest.mark.parametrize(("name", "grew"), [(name, "retro" in name) for name in NAMES], ids=str)
def test_a_copys_name_mostly_holds_the_sessions(name: str, grew: bool) -> None:
    """Where it does not, the copy may be the original, and the file that is open the copy."""
    assert is_named_after(Path(name), Path("/s/retro.toml")) is grew


def three(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> tuple[Path, Path, Path]:
    """Three files as git makes them for a moment."""
    paths = (folder / ".merge_file_a", folder / ".merge_file_b", folder / ".merge_file_c")
    for path, data in zip(paths, (base, ours, theirs), strict=True):
        path.write_bytes(data)
    return paths


def test_gits_files_are_merged_in_their_place(tmp_path: Path) -> None:
    """With the name that the session has in the repository in what is said."""
    files = FileMerge(CLOCK, tmp_path / "state")
    base, ours, theirs = three(
        tmp_path, written("retro123"), written("retro123", group="A"), written("retro123", group="B")
    )
    merged = files.merge_for_git(base, ours, theirs, "sessions/retro.toml")
    assert [(it.kept, it.other) for it in merged.conflicts] == [("A", "B")]
    assert files.is_session(ours) and sorted(it.name for it in tmp_path.glob(".merge*")) == [
        ".merge_file_a", ".merge_file_b", ".merge_file_c",
    ]  # fmt: skip
    base.write_bytes(b"broken")
    assert files.merge_for_git(base, ours, theirs, "retro.toml").problem.startswith("retro.toml (base), line 1")
    theirs.write_bytes(b"broken")
    assert not files.is_session(theirs)
    with pytest.raises(StoreError, match=r"^sessions/retro\.toml \(theirs\)"):
        files.merge_for_git(None, ours, theirs, "sessions/retro.toml")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_text_is_merged_as_git_does(tmp_path: Path) -> None:
    """How many conflicts are marked; none where nothing clashes; nothing is said of what is no text."""
    base, ours, theirs = three(tmp_path, b"a\nb\nc\nd\n", b"x\nb\nc\nd\n", b"a\nb\nc\ny\n")
    assert merge_text(base, ours, theirs) == 0 and ours.read_bytes() == b"x\nb\nc\ny\n"
    three(tmp_path, b"a\n", b"x\n", b"y\n")
    assert merge_text(base, ours, theirs) == 1 and b"<<<<<<< ours\nx\n" in ours.read_bytes()
    three(tmp_path, b"", b"x\n", b"y\n")
    assert merge_text(None, ours, theirs) == 1
    three(tmp_path, b"a\n", b"\0x\n", b"y\n")
    assert merge_text(base, ours, theirs) is None and ours.read_bytes() == b"\0x\n"


def test_without_git_text_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that is called by another program than git."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert merge_text(*three(tmp_path, b"a\n", b"x\n", b"y\n")) is None
