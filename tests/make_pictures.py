"""Takes pictures of the real program, on a terminal of its own and a copy of a worked session.

    python tests/make_pictures.py            the README's, in .github/pictures
    python tests/make_pictures.py --all DIR  every screen of a workshop, at four sizes, in both themes, to look at

Needs a POSIX system, a monospace font and: pip install -e '.[pictures]'
"""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from flipchart.clock import SystemClock
from make_sessions import MADE
from pictures import walks
from pictures.paint import paint
from pictures.terminal import Terminal
from worked.clinic import invited
from worked.retro import retro

PICTURES = Path(__file__).parent.parent / ".github" / "pictures"
SIZES = {"60x18": (60, 18), "80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
THEMES = ("dark", "light")

Walk = Callable[[Terminal, walks.Shot], None]


def not_begun() -> bytes:
    """The clinic's session with its agenda, about to begin now."""
    hand, _ = invited(SystemClock().now())
    hand.open("action-planning", None, "Ana Lopes, Bea Moreau, Chen Wei")
    return hand.file


def just_now() -> bytes:
    """The retrospective as if it had been paused ten minutes ago, so that no date of it is past."""
    return retro(SystemClock().now() - dt.timedelta(minutes=20)).file


WALKS: dict[str, tuple[Walk, Callable[[], bytes]]] = {
    "workshop": (walks.workshop, not_begun),
    "clinic": (walks.after, lambda: MADE["clinic"]().file),
    "retro": (walks.after, lambda: MADE["retro"]().file),
    "library": (walks.after, lambda: MADE["library"]().file),
    "commands": (walks.palette, lambda: MADE["clinic"]().file),
}
"""Each walk through the screens, with the session that it begins with."""


@contextmanager
def room(data: bytes, size: tuple[int, int], theme: str) -> Iterator[Terminal]:
    """Drive a session in a terminal, with settings, state and sessions in a folder that is thrown away."""
    with TemporaryDirectory() as folder:
        session, config = Path(folder, "session.toml"), Path(folder, "config.toml")
        session.write_bytes(data)
        config.write_text(f'theme = "room-{theme}"\n')
        own = {name: folder for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "FLIPCHART_DIR")}
        env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | own
        env |= {"FLIPCHART_CONFIG": str(config), "TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC"}
        argv = [sys.executable, "-m", "flipchart", "run", str(session)]
        terminal = Terminal(argv, *size, env)
        try:
            yield terminal
        finally:
            terminal.close()


def take(walk: Walk, data: bytes, size: tuple[int, int], theme: str, name: Path) -> None:
    """Walk through the screens and write a picture of each place, `{}` in `name` standing for the place."""
    with room(data, size, theme) as terminal:

        def shot(place: str) -> None:
            path = name.with_name(name.name.format(place))
            paint(terminal.screen, path)
            sys.stdout.write(f"{path}\n")

        walk(terminal, shot)


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", metavar="DIR", type=Path, help="every screen of a workshop, into DIR")
    parser.add_argument("--walk", choices=sorted(WALKS), action="append", help="with --all: only this walk")
    parser.add_argument("--size", choices=sorted(SIZES), action="append", help="with --all: only this size")
    chosen = parser.parse_args()
    folder: Path = chosen.all or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        if chosen.all is None:
            take(walks.readme, just_now(), (80, 24), theme, folder / f"{{}}-{theme}.png")
            continue
        for name, size in product(chosen.walk or WALKS, chosen.size or SIZES):
            walk, data = WALKS[name]
            take(walk, data(), SIZES[size], theme, folder / f"{name}-{size}-{theme}-{{}}.png")


if __name__ == "__main__":
    main()
