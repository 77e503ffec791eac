"""Writes the worked sessions in sessions/ anew: `python tests/make_sessions.py`.

They are made by the program's own commands, as if people had typed them, and come out the same every time.
Run it after a change of the file format, of the built-in agendas or of tests/worked, and look at what changed.
"""

import sys
from pathlib import Path

from worked.clinic import clinic
from worked.library import library
from worked.retro import retro

SESSIONS = Path(__file__).parent.parent / "sessions"

MADE = {"clinic": clinic, "retro": retro, "library": library}
"""What each file holds, by its name without the ending."""


def main() -> None:
    """Write every file."""
    for name, made in MADE.items():
        path = SESSIONS / f"{name}.toml"
        path.write_bytes(made().file)
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
