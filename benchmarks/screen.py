"""Figures of the program on a real pseudo-terminal, read by a terminal emulator (pyte)."""

import datetime as dt
import fcntl
import os
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Self

import pyte

from benchmarks.measure import Pair, Skipped, cpu_seconds
from benchmarks.samples import folder, session

_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b[P^_\]].*?(?:\x1b\\|\x07)", re.DOTALL)
_TIMES = re.compile(r"[+-]?\d+:\d\d(?::\d\d)?|\b\d+ (?:min|s)\b|[▀▄█▌▐━─#= -]{2,}")
BARE = (sys.executable, "-m", "benchmarks.bare")
OURS = (sys.executable, "-m", "flipchart")
CALLS = "trace=fsync,fdatasync,rename,renameat,renameat2"
KEYS = "the quick brown fox jumps over it "


class Screen:
    """A program on a terminal; `started` is when it was launched, by a clock in seconds."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self.cells = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.cells)
        self.count = self.writes = 0
        self.fd, child = os.openpty()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            argv, stdin=child, stdout=child, stderr=child, env=dict(env), start_new_session=True
        )
        os.close(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.fd)

    def read(self, wait: float) -> bool:
        """Take what is written within `wait` seconds; tell whether anything was."""
        if not select.select([self.fd], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.count += len(data)
        self.writes += 1
        self.stream.feed(_PRIVATE.sub(b"", data))
        return True

    def text(self) -> str:
        """The screen as text, the clock's times and digits left out."""
        return "\n".join(" ".join(_TIMES.sub(" ", row).split()) for row in self.cells.display)

    def until(self, holds: Callable[[], bool], seconds: float = 60.0) -> float:
        """Read until something holds; return when that was."""
        end = time.perf_counter() + seconds
        while not holds():
            self.read(0.002)
            if time.perf_counter() > end:
                raise TimeoutError(f"never shown:\n{self.text()}")
        return time.perf_counter()

    def quiet(self, seconds: float) -> None:
        """Read for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(min(left, 0.05))

    def settled(self) -> float:
        """Seconds from the launch to the first screen that is the same three seconds later, the clock aside."""
        seen: list[tuple[float, str]] = []
        last_change = time.perf_counter()
        text = ""
        while time.perf_counter() - last_change < 3.0 or not text.strip():
            if self.read(0.01) and (now := self.text()) != text:
                text, last_change = now, time.perf_counter()
                seen.append((last_change, text))
            if time.perf_counter() - self.started > 90:
                raise TimeoutError("never settled")
        return next(at for at, shown in seen if shown == text) - self.started

    def press(self, key: bytes) -> float:
        """Send a key; return the seconds until the first byte that answers it."""
        while self.read(0.0):
            pass
        start = time.perf_counter()
        os.write(self.fd, key)
        while not self.read(0.5):
            if time.perf_counter() - start > 10:
                raise TimeoutError("no answer")
        return time.perf_counter() - start


def home(place: Path) -> dict[str, str]:
    """The environment of a fresh home."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "LANG")}
    (place / "config.toml").touch()
    return kept | {
        "HOME": str(place), "XDG_STATE_HOME": str(place / "state"), "XDG_CACHE_HOME": str(place / "cache"),
        "FLIPCHART_DIR": str(place / "sessions"), "FLIPCHART_CONFIG": str(place / "config.toml"),
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC",
    }  # fmt: skip


def _plan(place: Path, steps: int, *, running: bool = False, paused: bool = False) -> Path:
    path = place / "sessions" / "plan.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    text = session(7, steps, "Plan", running=now.isoformat() if running or paused else "")
    if paused:
        row = f'[[timing]]\nrun = "run00001"\nat = {now.isoformat()}\nevent = "pause"\n\n'
        text = text.replace("[end]", row + "[end]")
    path.write_text(text, "utf-8")
    return path


def first_frame(steps: int) -> Callable[[Path], Pair]:
    """Launch to the first settled frame, ours with a plan of so many steps."""

    def pair(place: Path) -> Pair:
        path, env = _plan(place, steps), home(place)
        with Screen((*OURS, "run", str(path)), env) as ours:
            mine = ours.settled()
            answer = ours.press(b"?")
        with Screen(BARE, env) as bare:
            theirs = bare.settled()
            peer = bare.press(b"?")
        if answer > 2 * peer:
            mine += answer  # a frame that does not answer is no frame
        return mine, theirs

    return pair


def first_frame_of_peer(place: Path) -> Pair:
    """Launch to the first settled frame, against another app made with Textual where one is installed."""
    peer = shutil.which("posting") or shutil.which("harlequin")
    if peer is None:
        raise Skipped("neither posting nor harlequin is installed")
    path, env = _plan(place, 20), home(place)
    times = []
    for argv in ((*OURS, "run", str(path)), (peer,)):
        with Screen(argv, env) as screen:
            times.append(screen.settled())
    return times[0], times[1]


def among(count: int) -> Callable[[Path], Pair]:
    """`run TITLE` among so many sessions, the wanted title last, against a folder with that one alone."""

    def pair(place: Path) -> Pair:
        times = []
        for part, number in (("many", count), ("one", 1)):
            env = home(place) | {"FLIPCHART_DIR": str(folder(place / part, number, 20))}
            with Screen((*OURS, "run", "Zebra"), env) as screen:
                times.append(screen.settled())
        return times[0], times[1]

    return pair


def home_screen(place: Path) -> Pair:
    """The home screen's first paint: 10,000 sessions against 10; the list may fill in behind."""
    times = []
    for part, number in (("many", 10_000), ("few", 10)):
        env = home(place) | {"FLIPCHART_DIR": str(folder(place / part, number, 2))}
        with Screen(OURS, env) as screen:
            times.append(screen.until(lambda: bool(screen.text().strip())) - screen.started)
    return times[0], times[1]


def _rate(argv: Sequence[str], env: Mapping[str, str], seconds: float) -> tuple[float, float, int]:
    with Screen(argv, env) as screen:
        screen.settled()
        before, cpu, writes = screen.count, cpu_seconds(screen.process.pid), screen.writes
        screen.quiet(seconds)
        spent = cpu_seconds(screen.process.pid) - cpu
        return (screen.count - before) / seconds, spent / seconds * 100, screen.writes - writes


def clock_bytes(place: Path) -> Pair:
    """Bytes a second to the terminal while the clock runs."""
    path, env = _plan(place, 20, running=True), home(place)
    return _rate((*OURS, "run", str(path)), env, 10)[0], _rate((*BARE, "--clock"), env, 10)[0]


def clock_cpu(place: Path) -> Pair:
    """Per cent of a processor while the clock runs."""
    path, env = _plan(place, 20, running=True), home(place)
    mine, theirs = _rate((*OURS, "run", str(path)), env, 15)[1], _rate((*BARE, "--clock"), env, 15)[1]
    return mine, max(theirs, 0.05)


def idle_writes(*, paused: bool) -> Callable[[Path], Pair]:
    """Writes to the terminal in five seconds while no clock runs; the peer is one write."""

    def pair(place: Path) -> Pair:
        path, env = _plan(place, 20, paused=paused), home(place)
        return float(_rate((*OURS, "run", str(path)), env, 5)[2]), 1.0

    return pair


def _key_times(screen: Screen, count: int) -> list[float]:
    times = []
    for number in range(count):
        times.append(screen.press(KEYS[number % len(KEYS)].encode()))
        screen.quiet(0.03)
    return sorted(times)


def key_to_paint(steps: int, *, saving: bool = False) -> Callable[[Path], Pair]:
    """The 99th percentile of a letter to its paint, in ms; `saving` adds a step before every tenth letter."""

    def pair(place: Path) -> Pair:
        path, env = _plan(place, steps, running=True), home(place)
        with Screen((*OURS, "run", str(path)), env) as ours:
            ours.settled()
            ours.press(b"a")
            ours.quiet(0.3)
            times: list[float] = []
            for _ in range(12):
                if saving:
                    os.write(ours.fd, b"Ring them\r")
                    ours.quiet(0.15)
                times += _key_times(ours, 10)
        with Screen((*BARE, "--box"), env) as bare:
            bare.settled()
            theirs = _key_times(bare, 120)
        return sorted(times)[-2] * 1000, theirs[-2] * 1000

    return pair


def _holds(path: Path, words: str, calls: Path | None, since: int) -> bool:
    """Whether the file has the words, after its content went to the disk and it took its name."""
    if words.encode() not in path.read_bytes():
        return False
    seen = calls.read_text()[since:] if calls else "sync( = 0"
    synced = seen.find("sync(")
    return synced >= 0 and (calls is None or f'{path.name}"' in seen[synced:])


def durable(place: Path) -> Pair:
    """Enter until fsync and rename were seen and the new step is read again: 1,000 steps against 20, in ms.

    The calls are seen by strace; where it is not installed the reading alone is.
    """
    times = []
    for steps in (1000, 20):
        path, env = _plan(place / str(steps), steps, running=True), home(place)
        calls, strace = place / f"{steps}.calls", shutil.which("strace")
        watched = (strace, "-f", "-qq", "-o", str(calls), "-e", CALLS) if strace else ()
        with Screen((*watched, *OURS, "run", str(path)), env) as screen:
            screen.settled()
            screen.press(b"a")
            screen.quiet(0.2)
            taken = []
            for number in range(5):
                words = f"Mark {number} of the bench"
                os.write(screen.fd, words.encode())
                screen.quiet(0.4)
                since = len(calls.read_text()) if strace else 0
                start = time.perf_counter()
                os.write(screen.fd, b"\r")
                screen.until(partial(_holds, path, words, calls if strace else None, since))
                taken.append(time.perf_counter() - start)
                screen.quiet(0.5)
        times.append(sorted(taken)[2] * 1000)
    return times[0], times[1]


def pictures(place: Path) -> Pair:
    """CPU time of showing the plan in pictures and going back, in ms: at 200 by 60 cells against 80 by 24."""
    path, env, spent, times = _plan(place, 20, running=True), home(place), [], 20
    for columns, rows in ((200, 60), (80, 24)):
        with Screen((*OURS, "run", str(path)), env, columns, rows) as screen:
            screen.settled()
            before = cpu_seconds(screen.process.pid)
            for _ in range(times):
                for key in (b"i", b"\x1b"):
                    screen.press(key)
                    screen.quiet(0.2)
            spent.append((cpu_seconds(screen.process.pid) - before) / times * 1000)
    return spent[0], spent[1]


def memory(place: Path) -> Pair:
    """Resident memory of a session on the screen, in MiB."""
    path, env = _plan(place, 20, running=True), home(place)
    sizes = []
    for argv in ((*OURS, "run", str(path)), BARE):
        with Screen(argv, env) as screen:
            screen.settled()
            status = Path(f"/proc/{screen.process.pid}/status").read_text()
            sizes.append(int(status.partition("VmRSS:")[2].split()[0]) / 1024)
    return sizes[0], sizes[1]
