"""Takes pictures of the program: of the real one on a terminal of its own for the README, of every screen to look at.

    python tests/make_pictures.py            the README's, .github/pictures/room.gif
    python tests/make_pictures.py --all DIR  every screen at each size in each look, with sheets

Needs a POSIX system, a monospace font and: pip install -e '.[pictures,test]'
"""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from flipchart.clock import SystemClock
from flipchart.store.config import LANGUAGES
from pictures import walks
from pictures.paint import move, picture
from pictures.terminal import Terminal
from pictures.tours import LOOKS, sheets, take_all
from worked.retro import retro

PICTURES = Path(__file__).parent.parent / ".github" / "pictures"
SIZES = {"48x14": (48, 14), "60x18": (60, 18), "80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}


def just_now() -> bytes:
    """The retrospective as if it had been paused ten minutes ago, so that no date of it is past."""
    return retro(SystemClock().now() - dt.timedelta(minutes=20)).file


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


def film(path: Path) -> None:
    """Write the picture that moves."""
    frames: list[Image.Image] = []
    with room(just_now(), (80, 24), "dark") as terminal:
        walks.moving(terminal, lambda _: frames.append(picture(terminal.screen, 14)))
    move(frames, path, 1.2)
    sys.stdout.write(f"{path}\n")


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", metavar="DIR", type=Path, help="every screen, into DIR")
    parser.add_argument("--size", choices=SIZES, action="append", help="with --all: only this size")
    parser.add_argument("--look", choices=LOOKS, action="append", help="with --all: only this look")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="with --all: the language of the screens")
    chosen = parser.parse_args()
    folder: Path = chosen.all or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.all is None:
        film(folder / "room.gif")
        return
    for size, look in product(chosen.size or SIZES, chosen.look or LOOKS):
        pictures = take_all(folder, size, SIZES[size], look, chosen.language)
        for path in sheets(pictures, folder / f"sheet-{size}-{look}"):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
