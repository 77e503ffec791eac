"""The README's first ten minutes, key by key, in a home where nothing is yet."""

import os
import re
import shlex
import sys
from pathlib import Path

import pytest
from place import PROGRAM
from terminal import Terminal

import make_pictures
from pictures import walks

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
LIST = "Phone line rings out before 08:30\nShorten onboarding\nFewer monthly reports\n"


class Home:
    """An empty home, a terminal in it, and all that was typed there so far."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tried = folder, set[str]()
        (folder / "tmp").mkdir()
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
        self.env = kept | {
            "HOME": str(folder), "TMPDIR": str(folder / "tmp"), "TERM": "xterm-256color",
            "TZ": "UTC", "LANG": "C.UTF-8",
        }  # fmt: skip

    def start(self, command: str, size: tuple[int, int] = (60, 18)) -> Terminal:
        """Type a command as the README has it."""
        self.tried.add(command)
        name, *words = shlex.split(command)
        assert name == "flipchart"
        go = 'cd "$0" && exec "$@"'
        return Terminal(["/bin/sh", "-c", go, str(self.folder), *PROGRAM, *words], self.env, size)

    def press(self, terminal: Terminal, key: str, shown: str) -> None:
        """Press a key that the README names, and wait for what it shows."""
        self.tried.add(key)
        terminal.press(key)
        terminal.wait(shown)

    def type(self, terminal: Terminal, words: str, shown: str) -> None:
        """Type words that the README gives, and wait for what it shows."""
        self.tried.add(words)
        terminal.type(words)
        terminal.wait(shown)

    def named(self, title: str) -> set[str]:
        """What a section of the README names to be typed, without what was tried: keys, words and commands."""
        section = README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
        return set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", section, flags=re.DOTALL))) - self.tried


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Nothing is in it but a list."""
    (tmp_path / "list.txt").write_text(LIST, "utf-8")
    return Home(tmp_path)


def test_the_first_workshop_in_sixty_seconds(home: Home) -> None:
    """Each command, key and word of that section does what it says, down to the crash and the rehearsal, at 60x18."""
    (command,) = re.findall(r"`(flipchart new [^`]*)`", README)
    with home.start(command) as terminal:
        terminal.wait("Where should they be?")
        terminal.press("enter")
        terminal.wait("space start")
        home.press(terminal, "enter", "● Ana")
        home.press(terminal, "space", "1/5")
        home.press(terminal, "n", "2/5")
        home.press(terminal, "p", "1/5")
        terminal.press("n", "n")
        terminal.wait("3/5")
        home.press(terminal, "a", "enter close")
        home.type(terminal, "Draft the form @Ana >fri #designer", "needs designer")
        terminal.press("enter")
        terminal.type("Call the desk\rAsk the night shift\r")
        terminal.wait("Ask the night shift")
        terminal.press("esc", "n")
        terminal.wait("4/5")
        terminal.press("enter")
        home.type(terminal, "ana fri", "ana fri")
        terminal.press("enter")
        terminal.until(lambda: terminal.text().count("Fri") == 2, "it went on to the next that lacks a name")
        terminal.type("bea mon\r")
        terminal.wait("All assigned")
        home.press(terminal, "esc", "space pause")
        home.press(terminal, "u", "? owner")
        terminal.press("a")
        terminal.type("Half a lin")
        drafts = home.folder / ".local" / "state" / "flipchart" / "drafts"
        terminal.until(lambda: any("Half a lin" in it.read_text() for it in drafts.glob("*.json")), "it is kept")
        terminal.kill()
    assert killed_in_a_line(home) == 2
    home.tried |= {"flipchart run FILE --rehearse"}
    assert home.named("The first workshop in sixty seconds") == set()


def killed_in_a_line(home: Home) -> int:
    """Open it again: its stage, its line; then write the plan, copy it, leave, and rehearse. Return the owners."""
    with home.start("flipchart run last") as terminal:
        terminal.wait("4/5")
        terminal.wait("Half a lin")
        terminal.press("esc")
        terminal.wait("space pause")
        home.press(terminal, "w", "Documents/Flipchart")
        home.press(terminal, "y", "sent to the terminal")
        home.press(terminal, "q", "The clock is running.")
        terminal.press("f8")
        assert terminal.ended() == 0
        (plan,) = (home.folder / "Documents" / "Flipchart").glob("*.md")
        assert f"Written: {plan}".encode() in terminal.raw
    (session,) = (home.folder / "Documents" / "Flipchart").glob("*.toml")
    before = session.read_bytes()
    with home.start("flipchart run last --rehearse") as terminal:
        terminal.wait("REHEARSAL, 10 times as fast, nothing saved")
        terminal.press("space", "n", "ctrl+q")
        assert terminal.ended() == 0
    assert session.read_bytes() == before
    return before.count(b'owner = "Ana Lopes"')


def test_just_try_it(home: Home) -> None:
    """The demo opens paused in its middle, `space` goes on, `?` shows all keys, `q` leaves; nothing is kept."""
    with home.start("flipchart demo retro", (80, 24)) as terminal:
        home.tried |= {"demo clinic", "demo library"}
        terminal.wait("PAUSED")
        home.press(terminal, "space", "space pause")
        home.press(terminal, "?", "Keys")
        home.press(terminal, "esc", "What happens first")
        terminal.press("w")
        terminal.wait("written: retro.md, deleted when you leave")
        home.tried.add("q")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"The clock is running." not in terminal.raw
        assert b"Written:" not in terminal.raw
    assert not list((home.folder / "tmp").iterdir())
    assert not (home.folder / "Documents").exists()
    windows = {it for it in home.named("Just try it") if it.startswith(("py ", ".venv\\"))}
    assert home.named("Just try it") == windows
    assert len(windows) == 3


def test_the_picture_shows_what_happens() -> None:
    """The walk that the moving picture is made of still comes through, on the real program; nothing is painted."""
    seen: list[str] = []
    with make_pictures.room(make_pictures.just_now(), (80, 24), "dark") as terminal:
        walks.moving(terminal, lambda _: seen.append(terminal.text()))
    assert "PAUSED" in seen[0]
    assert all("PAUSED" not in text for text in seen[1:])
    assert "Print the tally sheets @Mei >fri #paper" in seen[-5]
    assert "Priya Nair" in seen[-1]
