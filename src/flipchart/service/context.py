"""What a screen is given by the command that opens it."""

from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.ids import Ids
from flipchart.store.config import Config


class Context(Struct, frozen=True):
    """Where the sessions are, the person's settings, and the sources of time and ids.

    `color` tells whether colour is welcome (no `--no-color`, no NO_COLOR). In a `rehearsal` nothing is
    written anywhere; what is not `kept` goes when the program is left. `publish` is where the plan is kept as a
    page for others, None for nowhere. `follow_up` is the name of the agenda that a new follow-up has.
    """

    sessions_dir: Path
    config: Config
    clock: Clock
    ids: Ids
    color: bool
    rehearsal: bool = False
    kept: bool = True
    publish: Path | None = None
    follow_up: str = "follow-up"
