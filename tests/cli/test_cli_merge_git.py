"""Sessions under git: the three lines of the README, and branches that merge by item."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_help import SESSION, Desk

README = Path(__file__).parent.parent.parent / "README.md"
STEP = '[[steps]]\nid = "{0}"\ntext = "Step {0}"\nstate = "open"\n\n'

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
    pytest.mark.skipif(not shutil.which("sh"), reason="there is no shell to run the lines of the README"),
]


class Repository(Desk):
    """A repository with one session, set up as the README says."""

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
        self.git("add", ".gitattributes")
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
    """The three lines of git configuration in the README."""
    section = README.read_text("utf-8").split("## Under git\n", 1)[1].split("\n## ", 1)[0]
    (block,) = re.findall(r"```\n(.*?)```", section, flags=re.DOTALL)
    assert len(block.splitlines()) == 3
    return str(block)


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
    assert repository.call("check", str(repository.path)).code == 0
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
    """Git keeps ours as it is and says that the file is not merged."""
    cut = THEIRS[: THEIRS.index("[end]")]
    repository.branches(OURS, cut)
    done = repository.git("merge", "-q", "other", fine=False)
    assert done.returncode == 1
    assert "was cut short" in done.stdout + done.stderr
    assert repository.read() == OURS
