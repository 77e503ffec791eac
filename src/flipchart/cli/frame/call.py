"""One call of a verb: its arguments, and where and when it takes place."""

import datetime as dt
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.cli.frame.streams import Misuse, is_terminal, say
from flipchart.clock import ZONE, AnchoredClock, Clock, ManualClock, SystemClock, to_millisecond

if TYPE_CHECKING:
    from flipchart.exchange.view import View
    from flipchart.service.context import Context
    from flipchart.store.config import Config
    from flipchart.store.opening import Opened


_YEARS = range(2000, 2200)


class MovingClock(SystemClock):
    """A clock that goes on from `start`, for what is only tried."""

    def __init__(self, start: dt.datetime) -> None:
        self._ahead = start - super().now()

    def now(self) -> dt.datetime:
        """Return the instant that it has come to."""
        return to_millisecond(super().now() + self._ahead)


def as_of(text: str) -> ManualClock:
    """Return the clock that stands at an ISO date (its noon, local) or instant (local without an offset).

    Raises Misuse for anything else.
    """
    try:
        moment = _read(text.strip())
        if moment.year in _YEARS:
            return ManualClock(moment.astimezone(), ZONE)
    except (ValueError, OverflowError, OSError):
        pass
    raise Misuse(f"--as-of '{text}' is no ISO date or instant; write it as 2026-11-18 or 2026-11-18T10:05:00Z.")


def _read(text: str) -> dt.datetime:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12))
    except ValueError:
        return dt.datetime.fromisoformat(text)


@dataclass
class Call:
    """What a verb is given; everything but the arguments is looked up when it is first asked for."""

    args: Namespace

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or the one that stands at `--as-of`."""
        given: str | None = getattr(self.args, "as_of", None)
        if given is None:
            return SystemClock()
        return as_of(given)

    @property
    def stands(self) -> bool:
        """Whether the clock stands at `--as-of`."""
        return getattr(self.args, "as_of", None) is not None

    @cached_property
    def config(self) -> "Config":
        """The person's settings; what is wrong with them is said once and ignored."""
        from flipchart.store.config import load_config

        config = load_config()
        for problem in config.problems:
            say(problem)
        return config

    @cached_property
    def sessions_dir(self) -> Path:
        """The folder of the sessions, which need not exist yet."""
        from flipchart.store.paths import sessions_dir

        given: str | None = getattr(self.args, "dir", None)
        return sessions_dir(Path(given) if given else None, self.config.sessions_dir)

    @property
    def color(self) -> bool:
        """Whether colour is welcome: no `--no-color`, no NO_COLOR."""
        return not getattr(self.args, "no_color", False) and not os.environ.get("NO_COLOR")

    @property
    def paints(self) -> bool:
        """Whether stdout takes colour."""
        return self.color and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"

    @property
    def view(self) -> "View":
        """The instant and the zone from which a plan is looked at."""
        from flipchart.exchange.view import View

        return View.of(self.clock)

    def find(self, name: str) -> Path:
        """Return the file of a session. Raises StoreError where there is none, or two fit."""
        from flipchart.store.catalogue import find_session

        return find_session(name, self.sessions_dir, self.clock)

    def open(self, name: str) -> "Opened":
        """Return a session as it is in its file; of one that is too new to be changed, that is said.

        Raises StoreError.
        """
        from flipchart.store.opening import open_session

        opened = open_session(self.find(name), self.clock)
        for notice in opened.notices if opened.read_only else ():
            say(notice)
        return opened

    def context(self, folder: Path | None = None, clock: Clock | None = None) -> "Context":
        """Return what the screens are given; the sessions folder and the real time unless others are named."""
        from flipchart.ids import random_id
        from flipchart.service.context import Context

        return Context(
            sessions_dir=folder or self.sessions_dir,
            config=self.config,
            clock=clock or AnchoredClock(SystemClock()),
            ids=random_id,
            color=self.color,
        )


Verb = Callable[[Call], int]
