"""What a screen is given by the command that opens it."""

from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.ids import Ids
from flipchart.store.config import Config


@dataclass(frozen=True, slots=True)
class Context:
    """Where the sessions are, the person's settings, and the sources of time and ids.

    `color` tells whether colour is welcome (no `--no-color`, no NO_COLOR). In a `rehearsal` nothing is
    written anywhere. `publish` is where the plan is kept as a page for others, None for nowhere.
    """

    sessions_dir: Path
    config: Config
    clock: Clock
    ids: Ids
    color: bool
    rehearsal: bool = False
    publish: Path | None = None
