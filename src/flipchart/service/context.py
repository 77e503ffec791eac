"""What a screen is given by the command that opens it."""

from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.ids import Ids
from flipchart.store.config import Config


class Context(Struct, frozen=True):
    """Where the sessions are, the person's settings, and the sources of time and ids.

    - `color`: whether colour is welcome (no `--no-color`, no NO_COLOR).
    - `rehearsal`: nothing is written anywhere. `kept`: whether what is written stays when the program ends.
    - `publish`: the file for the plan as a page for others, None for none.
    - `follow_up`: the name of the agenda of a new follow-up.
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
