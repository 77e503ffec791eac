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

from flipchart.cli.frame.streams import CommandError, Misuse, is_terminal, say
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
    """Return the clock that stands at a day (its noon, local) or an instant (local without an offset).

    An ISO date or instant is taken first, then whatever `flipchart when` reads, with an hour or without.
    Raises Misuse for anything else.
    """
    for read in (_iso, _phrase):
        try:
            moment = read(text.strip())
            if moment.year not in _YEARS:
                raise Misuse(f"--as-of '{text}' is too far away; name a day from {_YEARS[0]} to {_YEARS[-1]}.")
            return ManualClock(moment.astimezone(), ZONE)
        except (ValueError, OverflowError, OSError):
            continue
    raise Misuse(f"--as-of '{text}' is no day or instant; write it as 2026-11-18, fri or 2026-11-18T10:05:00Z.")


def _iso(text: str) -> dt.datetime:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12))
    except ValueError:
        return dt.datetime.fromisoformat(text)


def _phrase(text: str) -> dt.datetime:
    from flipchart.domain.errors import Rejected
    from flipchart.domain.when import read_date
    from flipchart.domain.when.instants import read_instant

    clock = SystemClock()
    now = clock.local(clock.now())
    try:
        return dt.datetime.combine(read_date(text, now.date()), dt.time(12))
    except Rejected:
        pass
    try:
        return read_instant(text, now)
    except Rejected:
        raise ValueError(text) from None


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

    def settle_folder(self) -> None:
        """On the very first start ask where sessions are to be kept, and keep the answer; never ask again.

        Nothing is asked where a folder is named or there already, or where nobody is there to answer.
        """
        from flipchart.store.paths import private_folder, usual_sessions_dir

        folder = self.sessions_dir
        if (
            folder != usual_sessions_dir()
            or folder.exists()
            or not (is_terminal(sys.stdin) and is_terminal(sys.stdout))
        ):
            return
        say("Welcome to Flipchart. Each session is a file of its own, in a folder that you can see.")
        print(
            f"Where should they be? Enter for {folder}, or type another folder: ", end="", file=sys.stderr, flush=True
        )
        answer = sys.stdin.readline().strip()
        try:
            if answer:
                folder = Path(os.path.expanduser(answer)).absolute()  # noqa: PTH111 - `~name` of nobody is no crash
            private_folder(folder)
            if answer:
                self._keep(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be made: {error.strerror or error}. Try another folder.") from None
        self.sessions_dir = folder
        say(f"Sessions are kept in {folder}.")

    @staticmethod
    def _keep(folder: Path) -> None:
        from flipchart.store.config import keep_sessions_dir

        keep_sessions_dir(folder)

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
