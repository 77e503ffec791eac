"""More than the program can keep up with, and then its end: every word is in the session or among the drafts."""

import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from place import Place, workshop
from terminal import Terminal

from flipchart.service.drafts import BACKLOG
from flipchart.store.codec import encode
from flipchart.store.state_files import read_drafts

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

START, END = b"\x1b[200~", b"\x1b[201~"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A plan of 500 steps and 200 people, in Define."""
    place = Place(tmp_path)
    session = workshop("define", tuple(f"Old step {number}" for number in range(500)))
    people = tuple(f"Person {number}" for number in range(200))
    place.write(encode(session.revise(people=people)))
    return place


@contextmanager
def in_box(place: Place) -> Iterator[Terminal]:
    """The program with the cursor in the box for steps."""
    with place.start("run", str(place.path)) as terminal:
        terminal.wait("3/5")
        terminal.press("a")
        terminal.wait("F1 keys")
        yield terminal


def kept(place: Place) -> str:
    """All words that are on the disk: the steps line by line, and behind them the half-typed line and the rest."""
    drafts = read_drafts("pty00001", state=place.state)
    backlog = drafts.pop(BACKLOG, "")
    return "\n".join((*place.steps(), *drafts.values())) + backlog


def missing(lines: list[str], words: str) -> list[str]:
    """The lines that are nowhere among the words."""
    whole = {*words.splitlines()}
    return [line for line in lines if line not in whole and line not in words]


def ended(terminal: Terminal) -> None:
    """End it by a signal: it leaves within its three seconds, and gives the terminal back."""
    terminal.signal(signal.SIGTERM)
    assert terminal.ended(10) == 143
    assert terminal.restored(), terminal.modes()
    assert b"Traceback" not in terminal.raw


def test_lines_typed_at_full_speed_outlive_the_end(place: Place) -> None:
    """120 lines at once, then SIGTERM: none is lost, none is a command, and the rest is offered on the next open."""
    lines = [f"Quick line {number} of a fast hand" for number in range(120)]
    with in_box(place) as terminal:
        terminal.send("".join(f"{line}\r" for line in lines).encode())
        ended(terminal)
    assert missing(lines, kept(place)) == []
    assert [entry.event for entry in place.session().timing] == ["start"], "a word was taken for a command"
    left = read_drafts("pty00001", state=place.state)[BACKLOG].split("\n")
    assert len(left) > 2, "the program kept up: send more"
    with in_box(place) as terminal:
        terminal.wait("from before the end")
        terminal.press("f8")
        terminal.until(lambda: not {*left[1:-1]} - {*place.steps()}, "they are kept as a list")
        ended(terminal)
    assert BACKLOG not in read_drafts("pty00001", state=place.state)


@pytest.mark.parametrize("asked", [False, True])
def test_a_megabyte_pasted_outlives_the_end(place: Place, asked: bool) -> None:
    """It is still on its way, or waits for its answer, when the end comes: the next open asks again."""
    lines = [f"Line {number} of a list that somebody had in the clipboard" for number in range(16_000)]
    with in_box(place) as terminal:
        terminal.send(START + "\r".join(lines).encode() + END)
        if asked:
            terminal.wait("16,000 lines pasted", 30)
        ended(terminal)
    assert missing(lines, kept(place)) == []
    with in_box(place) as terminal:
        terminal.wait("16,000 lines from before the end", 30)


@pytest.mark.parametrize("seed", [15, 16, 17])
def test_whatever_was_typed_before_a_random_end_is_kept(place: Place, seed: int) -> None:
    """Lines in whole or in two parts, pastes of 1, 3 and 400 lines between them, and the end at any moment.

    What comes behind a paste may be cut at any place; but all of it is there, in the session or among the drafts.
    """
    chance, sent = random.Random(seed), []
    with in_box(place) as terminal:
        for _ in range(chance.randint(3, 60)):
            words = [f"Step {chance.getrandbits(60):015x}"]
            if chance.random() < 0.2:
                words = [f"Pasted {chance.getrandbits(60):015x}" for _ in range(chance.choice([1, 3, 400]))]
                terminal.send(START + "\r".join(words).encode() + END + (b"\r" if len(words) == 1 else b""))
            else:
                cut = chance.randint(0, 20)
                for part in (words[0][:cut], words[0][cut:] + "\r"):
                    terminal.send(part.encode())
                    terminal.stands_still(chance.uniform(0, 0.03))
            sent += words
        ended(terminal)
    there = kept(place)
    assert [line for line in sent if not _in_two(line.split()[1], there)] == []


def _in_two(word: str, there: str) -> bool:
    """Whether a word that is like no other stands there, in one piece or in two."""
    return any(word[:cut] in there and word[cut:] in there for cut in range(len(word)))


def test_bytes_at_random_end_nothing(place: Place) -> None:
    """4,000 bytes at random in an open box and in the list: it lives or leaves in order, and the plan opens again."""
    noise = random.Random(15).randbytes(4000)
    with in_box(place) as terminal:
        terminal.send(noise)
        if terminal.child.poll() is None:
            terminal.signal(signal.SIGTERM)
        assert terminal.ended(10) in (0, 143)
        assert terminal.restored(), terminal.modes()
        assert b"Traceback" not in terminal.raw
    assert place.session().people
