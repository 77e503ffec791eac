"""`flipchart merge`: by item, into OURS, and what a person must decide is said and kept."""

import datetime as dt
import os
import shlex
import stat
from pathlib import Path

import pytest
from cli_help import SESSION, Desk, Done, one_sentence

from flipchart.domain.session import Session
from flipchart.store import sidecar_names, sync_copies
from flipchart.store.codec import decode
from flipchart.store.disk import DISK

CUT = SESSION[: SESSION.index("[end]")]
STEP = '[[steps]]\nid = "{0}"\ntext = "Step {0}"\nstate = "open"\n\n'


class Three(Desk):
    """A corner with one session as BASE, OURS and THEIRS."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.base, self.ours, self.theirs = (self.file(name=name) for name in ("base", "ours", "theirs"))

    def merge(self) -> Done:
        """Merge the three."""
        return self.call("merge", str(self.base), str(self.ours), str(self.theirs))

    def result(self) -> Session:
        """What is in OURS."""
        return decode(self.ours.read_bytes(), name="ours", made=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def three(tmp_path: Path) -> Three:
    """Three files that are still the same."""
    return Three(tmp_path)


def test_what_each_side_changed_is_in_the_result(three: Three) -> None:
    """An addition and an edit here, an addition and a drop there: no conflict, exit 0, nothing said."""
    change(three.ours, "[end]", STEP.format("mine") + "[end]")
    change(three.ours, 'owner = "Ana Lopes"', 'owner = "Bea Moreau"')
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    change(three.theirs, 'state = "done"', 'state = "dropped"')
    before = three.theirs.read_bytes(), three.base.read_bytes()
    assert three.merge() == Done(0, "", "")
    assert {step.id: step.state for step in three.result().steps} == {
        "s1": "open", "s2": "dropped", "mine": "open", "its": "open",
    }  # fmt: skip
    assert three.result().steps[0].owner == "Bea Moreau"
    assert (three.theirs.read_bytes(), three.base.read_bytes()) == before


def test_the_same_field_changed_on_both_sides_needs_a_person(three: Three) -> None:
    """OURS is kept, THEIRS is recorded and said, exit 1; merging again adds nothing."""
    change(three.ours, "due = 2026-11-20", "due = 2026-11-27")
    change(three.theirs, "due = 2026-11-20", "due = 2026-12-04")
    change(three.theirs, 'owner = "Ana Lopes"\n', "")
    change(three.ours, 'owner = "Ana Lopes"', 'owner = "Bea Moreau"')
    done = three.merge()
    assert done.code == 1
    assert done.err.splitlines() == [
        "Draft the intake form, owner: kept Bea Moreau, not nothing",
        "Draft the intake form, due: kept 2026-11-27, not 2026-12-04",
        f"Outpatient clinic ({three.ours}): 2 values changed on both sides. OURS were kept, the others are under "
        "[[conflicts]]; "
        "open the session to settle them.",
    ]
    assert [(row.item, row.key, row.other) for row in three.result().conflicts] == [
        ("s1", "owner", None), ("s1", "due", dt.date(2026, 12, 4)),
    ]  # fmt: skip
    three.base.write_bytes(three.theirs.read_bytes())
    assert three.merge().code == 0
    assert len(three.result().conflicts) == 2


def test_one_value_of_the_session_itself_is_told_as_such(three: Three) -> None:
    """The title belongs to no item."""
    change(three.ours, "Outpatient clinic", "Clinic A")
    change(three.theirs, "Outpatient clinic", "Clinic B")
    done = three.merge()
    assert done.err.startswith("the session, title: kept Clinic A, not Clinic B\n")
    assert "1 value changed on both sides" in done.err


@pytest.mark.parametrize("name", ["ours", "theirs"])
@pytest.mark.parametrize(("content", "message"), [(CUT, "was cut short"), ("<<<<<<< HEAD\n", "git left a conflict")])
def test_a_damaged_side_leaves_ours_as_it_is(three: Three, name: str, content: str, message: str) -> None:
    """Exit 1 with one sentence that names the file; nothing is written (I5)."""
    path: Path = getattr(three, name)
    path.write_text(content, "utf-8")
    before = three.ours.read_bytes()
    done = three.merge()
    assert (done.code, one_sentence(done)) == (1, True)
    assert str(path) in done.err and message in done.err
    assert three.ours.read_bytes() == before


def test_a_damaged_base_loses_nothing_but_is_not_called_merged(three: Three) -> None:
    """Everything counts as added then, exit 1 so that somebody looks."""
    three.base.write_text(CUT, "utf-8")
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    done = three.merge()
    assert (done.code, one_sentence(done)) == (1, True)
    assert "without what both were made from" in done.err
    assert "its" in {step.id for step in three.result().steps}


def test_without_a_base_both_are_kept(three: Three) -> None:
    """An empty file, as git gives one where both added the session, or no file at all."""
    change(three.ours, "[end]", STEP.format("mine") + "[end]")
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    three.base.write_bytes(b"")
    assert three.merge() == Done(0, "", "")
    assert three.call("merge", os.devnull, str(three.ours), str(three.theirs)) == Done(0, "", "")
    assert {"mine", "its"} < {step.id for step in three.result().steps}


def test_another_session_is_not_merged(three: Three) -> None:
    """Two plans are not made one by mistake."""
    change(three.theirs, '"clinic00"', '"another0"')
    before = three.ours.read_bytes()
    done = three.merge()
    assert (done.code, one_sentence(done)) == (1, True)
    assert "holds another session" in done.err
    assert three.ours.read_bytes() == before


def test_a_newer_side_is_never_downgraded(three: Three) -> None:
    """A file of a format to come is refused, whichever it is (I11)."""
    for path in (three.theirs, three.ours):
        change(path, "format = 1", "format = 2")
        before = three.ours.read_bytes()
        done = three.merge()
        assert (done.code, one_sentence(done)) == (1, True)
        assert "newer than this program" in done.err
        assert three.ours.read_bytes() == before


def test_what_is_missing_is_said(three: Three) -> None:
    """A name that leads nowhere ends in one sentence."""
    three.theirs.unlink()
    done = three.merge()
    assert (done.code, one_sentence(done)) == (1, True)
    assert "there is no such file" in done.err


def test_the_version_before_is_kept(three: Three) -> None:
    """In the backups, with the mode of the file kept; comments go to .orig as with every first save."""
    three.ours.chmod(0o640)
    three.ours.write_text(f"# ours alone\n{SESSION}", "utf-8")
    before = three.ours.read_bytes()
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    assert three.merge().code == 0
    (backup,) = (three.state / "backups").glob("*/*.toml")
    assert backup.read_bytes() == (three.sessions / "ours.toml.orig").read_bytes() == before
    assert stat.S_IMODE(three.ours.stat().st_mode) == 0o640


def test_what_brings_nothing_new_writes_nothing(three: Three) -> None:
    """A file with its own layout stays as it is."""
    three.ours.write_text(f"# ours alone\n{SESSION}", "utf-8")
    before = three.ours.read_bytes()
    assert three.merge() == Done(0, "", "")
    assert three.ours.read_bytes() == before
    assert not list(three.sessions.glob("*.orig"))


def test_files_of_git_get_no_company(three: Three) -> None:
    """Git's temporary files get no lock and no original beside them: they would stay in the work tree."""
    three.ours = three.ours.rename(three.ours.with_name(f"{sync_copies.GIT_FILE}a1B2c3"))
    three.ours.write_text(f"# ours alone\n{SESSION}", "utf-8")
    before = three.ours.read_bytes()
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    names = sorted(path.name for path in three.sessions.iterdir())
    assert three.merge() == Done(0, "", "")
    assert "its" in {step.id for step in three.result().steps}
    assert sorted(path.name for path in three.sessions.iterdir()) == names
    (backup,) = (three.state / "backups").glob("*/*.toml")
    assert backup.read_bytes() == before


def test_no_command_leaves_a_lock_behind(three: Three) -> None:
    """Beside the sessions is what was there, and what the commands made."""
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    three.merge()
    rows = three.folder / "rows.csv"
    rows.write_text("what\nCall\n", "utf-8")
    assert three.call("import", str(three.ours), str(rows)).code == 0
    assert three.call("check", str(three.ours)).code == 0
    assert sorted(path.name for path in three.sessions.iterdir()) == ["base.toml", "ours.toml", "theirs.toml"]


def test_a_file_that_stays_locked_is_left_alone(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    """After 30 s (here none): exit 1 with nothing changed."""
    monkeypatch.setattr(sync_copies, "COMMAND_WAIT", 0.0)
    change(three.theirs, "[end]", STEP.format("its") + "[end]")
    before = three.ours.read_bytes()
    lock = DISK.lock(sidecar_names.write_lock(three.ours))
    assert lock is not None
    done = three.merge()
    lock.release()
    assert (done.code, one_sentence(done)) == (1, True)
    assert "has been locked by another program" in done.err
    assert three.ours.read_bytes() == before


def test_more_than_ten_conflicts_are_counted(three: Three) -> None:
    """Ten are told one by one, the sum of all at the end."""
    for path, sign in ((three.base, "A"), (three.ours, "B"), (three.theirs, "C")):
        rows = "".join(STEP.format(f"n{number}").replace("Step", sign) for number in range(12))
        change(path, "[end]", rows + "[end]")
    done = three.merge()
    assert len(done.err.splitlines()) == 11
    assert "12 values changed on both sides" in done.err


def test_check_names_conflicted_copies(tmp_path: Path) -> None:
    """With the command that takes one in, which works as it stands there; the file itself is sound."""
    desk = Desk(tmp_path)
    path = desk.file()
    copy = desk.file(SESSION.replace("[end]", STEP.format("its") + "[end]"), "clinic (Bo's conflicted copy)")
    desk.file(SESSION.replace("clinic00", "another0"), "other")
    done = desk.call("check", str(path))
    assert (done.code, done.out) == (0, f"{path}: sound\n")
    assert done.err.count("\n") == 1
    assert f"{path}: {copy.name} holds the same session." in done.err
    command = shlex.split(done.err.partition("To take in what it has: ")[2])
    assert command[:2] == ["flipchart", "merge"]
    assert desk.call(*command[1:]).code == 0
    assert 'id = "its"' in path.read_text("utf-8")


def test_a_folder_that_everybody_may_write_to_is_said(tmp_path: Path) -> None:
    """By `check`, once however many sessions it holds, and by `config`; neither calls that a failure."""
    desk = Desk(tmp_path)
    paths = [desk.file(), desk.file(SESSION.replace("clinic00", "another0"), "other")]
    desk.sessions.chmod(0o777)
    for words in (["check", *map(str, paths)], ["config"]):
        done = desk.call(*words)
        assert (done.code, done.err.count("everybody on this machine may write to this folder")) == (0, 1)
    desk.sessions.chmod(0o700)
    assert desk.call("check", *map(str, paths)).err == desk.call("config").err == ""
