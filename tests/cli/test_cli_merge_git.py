"""Sessions under git: the lines of docs/git-and-folders.md, and branches that merge by item."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_help import SESSION, Desk

from flipchart.store import sidecar_names
from flipchart.store.codec import decode

PAGE = Path(__file__).parent.parent.parent / "docs" / "git-and-folders.md"
STEP = '[[steps]]\nid = "{0}"\ntext = "Step {0}"\nstate = "open"\n\n'

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
    pytest.mark.skipif(not shutil.which("sh"), reason="there is no shell to run the lines of the page"),
]


class Repository(Desk):
    """A repository with one session, set up as docs/git-and-folders.md says."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sessions.mkdir()
        self.path = self.sessions / "clinic.toml"
        self.environment |= {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        for name in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{name}_NAME": "Noor", f"GIT_{name}_EMAIL": "noor@example.org"}
        self.git("init", "-q", "-b", "main")
        subprocess.run(["sh", "-ec", lines()], cwd=self.sessions, env=self._env, check=True)
        self.git("add", ".gitattributes", ".gitignore")
        self.commit("The driver")

    @property
    def _env(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        return kept | self.environment

    def git(self, *words: str, fine: bool = True) -> subprocess.CompletedProcess[str]:
        """Call git in the folder of the sessions."""
        done = subprocess.run(
            ["git", *words], cwd=self.sessions, env=self._env, capture_output=True, text=True, check=False, timeout=60
        )
        assert not fine or done.returncode == 0, done.stderr + done.stdout
        return done

    def commit(self, message: str) -> None:
        """Commit what is there."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def write(self, text: str, message: str) -> None:
        """Put a text into the file and commit it."""
        self.path.write_text(text, "utf-8")
        self.commit(message)

    def branches(self, ours: str, theirs: str, base: str = SESSION) -> None:
        """Make a session and two branches of it; `main` is checked out then."""
        if base:
            self.write(base, "A session")
        self.git("checkout", "-q", "-b", "other")
        self.write(theirs, "The other")
        self.git("checkout", "-q", "main")
        self.write(ours, "Ours")

    def read(self) -> str:
        """What is in the file."""
        return self.path.read_text("utf-8")


def lines() -> str:
    """The lines of docs/git-and-folders.md, for a repository whose sessions are in its top folder."""
    first, second = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)[:2]
    assert len(first.splitlines()) == 2
    return f"{first}{second}".replace("sessions/", "")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository of its own."""
    return Repository(tmp_path)


def changed(*changes: tuple[str, str]) -> str:
    text = SESSION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


OURS = changed(("[end]", STEP.format("mine") + "[end]"), ('"Ana Lopes"', '"Bea Moreau"'), ('"done"', '"dropped"'))
THEIRS = changed(("[end]", STEP.format("its") + "[end]"), ("2026-11-20", "2026-11-27"))


@pytest.mark.parametrize("verb", [["merge", "-q", "other"], ["rebase", "-q", "other"]], ids=lambda words: words[0])
def test_branches_that_add_edit_and_drop_steps_merge(repository: Repository, verb: list[str]) -> None:
    """Steps added at the same place, two fields of one step, a drop: no conflict, nothing lost, nothing left over."""
    repository.branches(OURS, THEIRS)
    repository.git(*verb)
    text = repository.read()
    for words in ('"mine"', '"its"', '"Bea Moreau"', "due = 2026-11-27", '"dropped"'):
        assert text.count(words) == 1, words
    assert "[[conflicts]]" not in text
    assert repository.call("check", str(repository.path)).code == 0
    assert repository.git("status", "--porcelain").stdout == ""


def test_the_same_branches_conflict_without_the_driver(repository: Repository) -> None:
    """The control: git alone cannot put these together."""
    (repository.sessions / ".gitattributes").unlink()
    repository.branches(OURS, THEIRS)
    assert repository.git("merge", "-q", "other", fine=False).returncode == 1
    assert "<<<<<<<" in repository.read()


def test_the_same_field_changed_on_both_sides_stops_the_merge(repository: Repository) -> None:
    """Git says so, the file is a whole session with both values, and committing it ends the merge."""
    repository.branches(changed(("2026-11-20", "2026-12-04")), changed(("2026-11-20", "2026-11-27")))
    done = repository.git("merge", "-q", "other", fine=False)
    assert done.returncode == 1
    assert "Draft the intake form, due: kept 2026-12-04, not 2026-11-27" in done.stdout + done.stderr
    assert repository.git("status", "--porcelain").stdout == "UU clinic.toml\n"
    text = repository.read()
    assert "<<<<<<<" not in text and "other = 2026-11-27" in text
    checked = repository.call("check", str(repository.path))
    assert checked.code == 0
    assert "two people changed it; settle it" in checked.err
    repository.commit("Settled")
    assert repository.git("status", "--porcelain").stdout == ""


def test_a_session_that_both_added_is_merged_without_a_base(repository: Repository) -> None:
    """Git hands in an empty base then."""
    repository.branches(
        changed(("[end]", STEP.format("mine") + "[end]")), changed(("[end]", STEP.format("its") + "[end]")), base=""
    )
    repository.git("merge", "-q", "other")
    assert '"mine"' in repository.read() and '"its"' in repository.read()


def test_a_damaged_side_is_left_to_a_person(repository: Repository) -> None:
    """As git would without the driver: both sides are marked in the file, which is not called merged."""
    repository.branches(OURS, THEIRS[: THEIRS.index("[end]")])
    done = repository.git("merge", "-q", "other", fine=False)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "clinic.toml (theirs): the end of the file is missing" in said
    assert "clinic.toml was merged as text; settle what is marked in it." in said
    text = repository.read()
    assert all(words in text for words in ("<<<<<<< ours", ">>>>>>> theirs", "Bea Moreau", "2026-11-27"))


def test_a_damaged_side_that_git_would_take_is_not_called_merged(repository: Repository) -> None:
    """Line by line nothing clashes: the end of a session that was whole would go without a word."""
    repository.branches(changed(('group = "Clinic"', 'group = "Ward"')), SESSION[: SESSION.index("[end]")])
    done = repository.git("merge", "-q", "other", fine=False)
    assert done.returncode == 1
    assert "is no whole session now; mend it before it is committed" in done.stdout + done.stderr


NOTES = "one = 1\n\ntwo = 2\n\n\nthree = 3\n"


@pytest.mark.parametrize(("old", "new", "code"), [("three = 3", "three = 4", 0), ("one = 1", "one = 3", 1)])
def test_what_is_no_session_is_merged_by_line(repository: Repository, old: str, new: str, code: int) -> None:
    """Another program's TOML in the same folder: merged, or marked with both sides, as without the driver."""
    repository.branches(NOTES.replace("one = 1", "one = 2"), NOTES.replace(old, new), base=NOTES)
    assert repository.git("merge", "-q", "other", fine=False).returncode == code
    with_driver = repository.read()
    repository.git("merge", "--abort", fine=False)
    repository.git("reset", "-q", "--hard", "main" if code else "main~1")
    (repository.sessions / ".gitattributes").unlink()
    assert repository.git("merge", "-q", "other", fine=False).returncode == code
    assert [line[:7] for line in with_driver.splitlines()] == [line[:7] for line in repository.read().splitlines()]


def test_two_strangers_of_one_title_are_not_made_one(repository: Repository) -> None:
    """Both branches add a hand-typed plan under one name: both are marked in the file, for a person."""
    one, other = (f'title = "Retro"\n\n[[steps]]\ntext = "{it}"\n' for it in ("Call", "Write"))
    repository.branches(one, other, base="")
    done = repository.git("merge", "-q", "other", fine=False)
    assert done.returncode == 1
    assert "holds another session" in done.stdout + done.stderr
    assert "<<<<<<< ours" in repository.read() and '"Call"' in repository.read() and '"Write"' in repository.read()


def test_bytes_that_are_no_text_stay_ours(repository: Repository) -> None:
    """Git cannot merge them, and does not call them merged."""
    for name, content in (("main", b"\0ours"), ("other", b"\0theirs")):
        if name == "other":
            repository.git("checkout", "-q", "-b", "other", "main~1")
        repository.path.write_bytes(content)
        repository.commit(name)
    repository.git("checkout", "-q", "main")
    done = repository.git("merge", "-q", "other", fine=False)
    assert done.returncode == 1 and "could not be merged as text either" in done.stdout + done.stderr
    assert repository.path.read_bytes() == b"\0ours"


def test_a_conflict_names_the_session_and_its_path(repository: Repository) -> None:
    """Not git's name for the moment."""
    repository.branches(changed(("2026-11-20", "2026-12-04")), changed(("2026-11-20", "2026-11-27")))
    done = repository.git("merge", "-q", "other", fine=False)
    said = done.stdout + done.stderr
    assert "Outpatient clinic (clinic.toml): 1 value changed on both sides." in said
    assert ".merge_file" not in said


UNCOMMITTED = ["reset", "-q", "--soft", "main~1"]
CALLS: dict[str, list[list[str]]] = {
    "merge": [["merge", "-q", "other"]],
    "merge, squashed": [["merge", "-q", "--squash", "other"]],
    "rebase": [["rebase", "-q", "other"]],
    "rebase, applying": [["rebase", "-q", "--apply", "other"]],
    "cherry-pick": [["cherry-pick", "other"]],
    "stash pop": [UNCOMMITTED, ["stash", "-q"], ["merge", "-q", "other"], ["stash", "pop", "-q"]],
    "am -3": [["format-patch", "-1", "-o", "../all", "other"], ["am", "-q3", "../all/0001-The-other.patch"]],
    "checkout -m": [UNCOMMITTED, ["reset", "-q"], ["checkout", "-q", "-m", "other"]],
    "switch -m": [UNCOMMITTED, ["reset", "-q"], ["switch", "-q", "-m", "other"]],
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_every_way_in_which_git_merges(repository: Repository, name: str) -> None:
    """Each takes what both sides changed, marks nothing, and leaves nothing behind in the folder."""
    repository.branches(OURS, THEIRS)
    for words in CALLS[name]:
        repository.git(*words)
    text = repository.read()
    for part in ('"mine"', '"its"', '"Bea Moreau"', "due = 2026-11-27", '"dropped"'):
        assert text.count(part) == 1, part
    assert "[[conflicts]]" not in text and "<<<<<<<" not in text
    assert sorted(path.name for path in repository.sessions.iterdir()) == [
        ".git",
        ".gitattributes",
        ".gitignore",
        "clinic.toml",
    ]


def test_a_merge_without_a_work_tree(repository: Repository) -> None:
    """`merge-tree` writes the merged session as an object."""
    repository.branches(OURS, THEIRS)
    tree = repository.git("merge-tree", "--write-tree", "main", "other").stdout.split()[0]
    text = repository.git("cat-file", "-p", f"{tree}:clinic.toml").stdout
    assert '"mine"' in text and '"its"' in text and "due = 2026-11-27" in text
    assert repository.read() == OURS


def test_a_revert_takes_back_one_commit_and_keeps_what_came_after(repository: Repository) -> None:
    """The base is the newer side there: a step that was added is dropped, a date that was moved goes back."""
    repository.write(SESSION, "A session")
    repository.write(THEIRS, "To be taken back")
    later = THEIRS.replace('"Ana Lopes"', '"Bea Moreau"').replace("[end]", STEP.format("later") + "[end]")
    repository.write(later, "Later")
    repository.git("revert", "--no-edit", "HEAD~1")
    plan = decode(repository.path.read_bytes(), name="", made=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))
    assert {step.id: step.state for step in plan.steps} == {
        "s1": "open",
        "s2": "done",
        "its": "dropped",
        "later": "open",
    }
    assert (plan.steps[0].owner, plan.steps[0].due, plan.conflicts) == ("Bea Moreau", dt.date(2026, 11, 20), ())


def test_histories_that_crossed_leave_one_conflict(repository: Repository) -> None:
    """Each side merged the other's date its own way; both together have one row, and none for the first promise."""
    first = ("due = 2026-11-20", "due = {0}\nfirst_due = {0}")
    base = SESSION.replace("due = 2026-11-20\n", "")
    ours, theirs = (SESSION.replace(first[0], first[1].format(day)) for day in ("2026-12-04", "2026-11-27"))
    repository.branches(ours, theirs, base=base)
    repository.git("tag", "mine")
    repository.git("merge", "-q", "other", fine=False)
    repository.commit("Merged here")
    repository.git("checkout", "-q", "other")
    repository.git("merge", "-q", "mine", fine=False)
    repository.commit("Merged there")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "other", fine=False)
    plan = decode(repository.path.read_bytes(), name="", made=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))
    (row,) = plan.conflicts
    days = {dt.date(2026, 12, 4), dt.date(2026, 11, 27)}
    assert (row.item, row.key, {row.kept, row.other}) == ("s1", "due", days)
    assert plan.steps[0].due == row.kept and plan.steps[0].first_due in days


@pytest.fixture
def documented(tmp_path: Path) -> Repository:
    """A repository set up by the lines of the page, with the sessions in a folder of their own."""
    repository = Repository(tmp_path)
    repository.git("rm", "-q", ".gitattributes")
    repository.git("config", "--remove-section", "merge.flipchart")
    repository.commit("Without a driver")
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL):
        subprocess.run(["sh", "-ec", block], cwd=repository.sessions, env=repository._env, check=True)
    repository.commit("As the page says")
    repository.path = repository.sessions / "sessions" / "clinic.toml"
    repository.path.parent.mkdir()
    return repository


def test_the_lines_of_the_page_share_sessions_and_nothing_else(documented: Repository) -> None:
    """Sessions merge by the driver; signs of life, locks, private notes and what was set aside are not offered."""
    documented.path.write_text(SESSION, "utf-8")
    company: list[Callable[[Path], Path]] = [
        sidecar_names.live_file, sidecar_names.write_lock, sidecar_names.open_lock, sidecar_names.private_file,
        sidecar_names.temporary, lambda path: sidecar_names.original(path, 1),
        lambda path: path.with_name(f"{path.name}.damaged-20261118T100000Z"),
        lambda path: path.with_name("clinic (conflicted copy).toml.merged-20261118T100000Z-2"),
    ]  # fmt: skip
    for place in company:
        place(documented.path).write_text("mine", "utf-8")
    assert documented.git("status", "--porcelain", "-uall").stdout == "?? sessions/clinic.toml\n"
    documented.branches(OURS, THEIRS)
    documented.git("merge", "-q", "other")
    text = documented.read()
    assert '"mine"' in text and '"its"' in text and "<<<<<<<" not in text


def test_a_conflict_names_the_path_in_the_repository(documented: Repository) -> None:
    """From the top, whatever the folder in which git was called."""
    documented.branches(changed(("2026-11-20", "2026-12-04")), changed(("2026-11-20", "2026-11-27")))
    done = documented.git("merge", "-q", "other", fine=False)
    assert "Outpatient clinic (sessions/clinic.toml): 1 value changed" in done.stdout + done.stderr


def test_the_commands_of_the_page_do_what_it_says(tmp_path: Path) -> None:
    """A copy is taken in by hand, `check` names it, and `config` prints the places."""
    desk = Desk(tmp_path)
    path = desk.file(SESSION, "retro")
    copy = desk.file(SESSION.replace("[end]", STEP.format("its") + "[end]"), "retro (conflicted copy)")
    assert copy.name in desk.call("check", "last").err
    assert desk.call("merge", os.devnull, str(path), str(copy)).code == 0
    assert "its" in path.read_text("utf-8")
    printed = desk.call("config").out
    assert all(f"{it} " in printed for it in ("sessions", "state", "cache"))
    shown = PAGE.read_text("utf-8")
    assert all(words in shown for words in ("flipchart merge /dev/null retro.toml", "flipchart check last"))
