"""One call of a verb: its arguments, its clock and its folders."""

import datetime as dt
import os
import sys
from argparse import Namespace
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from flipchart.cli.frame.streams import CommandError, Misuse, is_terminal, say
from flipchart.clock import ZONE, AnchoredClock, Clock, ManualClock, SystemClock

if TYPE_CHECKING:
    from flipchart.exchange.view import View
    from flipchart.service.context import Context
    from flipchart.store.config import Config
    from flipchart.store.opening import Opened


_YEARS = range(2000, 2200)

_NO_SESSIONS = {
    ".csv", ".tsv", ".md", ".txt", ".org", ".json", ".ics", ".html", ".htm", ".xlsx", ".xls", ".ods", ".odt", ".doc",
    ".docx", ".pdf", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".zip", ".py",
}  # fmt: skip
"""Suffixes of files that are no sessions, though people name them as such, lists among them."""


def _chosen(line: str, usual: Path) -> Path:
    """Return the folder that was chosen: `usual` for Enter and "yes"; a bare name is a folder beside it.

    Raises CommandError for "no", and if the input ends because nobody is there.
    """
    answer = line.strip()
    if not line or answer.casefold() in ("n", "no", "q", "quit"):
        raise CommandError("No folder was made. Start again to name one.")
    if not answer or answer.casefold() in ("y", "yes", "ok"):
        return usual
    named = os.path.expanduser(answer)  # noqa: PTH111 - `~name` of nobody is no crash
    return usual.parent / named if os.path.basename(named) == named else Path(named).absolute()  # noqa: PTH119


def _iso(text: str) -> dt.datetime | None:
    """Return noon of an ISO date, or an ISO instant; None for anything else."""
    with suppress(ValueError):
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12))
    with suppress(ValueError):
        return dt.datetime.fromisoformat(text)
    return None


class Call(Struct, dict=True):
    """What a verb is given; everything but the arguments is looked up when first needed."""

    args: Namespace

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or one that stands still at `--as-of`."""
        given: str | None = getattr(self.args, "as_of", None)
        if given is None:
            return SystemClock()
        moment = _iso(given.strip()) or self._moment(given)
        with suppress(ValueError, OverflowError, OSError):
            if moment.year in _YEARS:
                return ManualClock(moment.astimezone(), ZONE)
        raise Misuse(f"--as-of '{given}' is too far away; name a day from {_YEARS[0]} to {_YEARS[-1]}.")

    def _moment(self, given: str) -> dt.datetime:
        from flipchart.domain.errors import Rejected

        clock = SystemClock()
        try:
            read = self.read_when(given, clock.local(clock.now()))
        except Rejected as error:
            raise Misuse(f"--as-of: {error}") from None
        return read if isinstance(read, dt.datetime) else dt.datetime.combine(read, dt.time(12))

    def read_when(self, phrase: str, now: dt.datetime) -> dt.date | dt.datetime:
        """Return the day, or with an hour the instant, that a phrase means, read as in a step's line.

        The person's settings only matter for phrases that are not plain English or could mean two dates. Raises
        Rejected.
        """
        from flipchart.domain.errors import Rejected
        from flipchart.domain.when import DOUBTFUL, read_day_or_instant

        if not DOUBTFUL & set(phrase.casefold().split()):
            with suppress(Rejected):
                return read_day_or_instant(phrase, now, None, "en")
        return read_day_or_instant(phrase, now, self.config.date_order, self.config.language)

    def read_day(self, phrase: str) -> dt.date:
        """Return the day that a phrase means, ignoring any hour in it. Raises Rejected."""
        read = self.read_when(phrase, self.clock.local(self.clock.now()))
        return read.date() if isinstance(read, dt.datetime) else read

    @property
    def stands(self) -> bool:
        """Whether the clock stands still at `--as-of`."""
        return getattr(self.args, "as_of", None) is not None

    @cached_property
    def config(self) -> "Config":
        """The person's settings; faulty ones are reported once and ignored."""
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
    def folder_to_read(self) -> Path:
        """The sessions folder, for reading. Raises CommandError if `--dir` names one that does not exist."""
        if getattr(self.args, "dir", None) and not self.sessions_dir.is_dir():
            from flipchart.store.errors import place

            raise CommandError(f"There is no folder {place(self.sessions_dir)}. Look at what --dir names.")
        return self.sessions_dir

    def settle_folder(self) -> None:
        """On the very first start, ask where to keep sessions and save the answer; never ask again.

        Nothing is asked if a folder was named or exists already, or if nobody is there to answer.
        """
        from flipchart.store.paths import known_as, private_folder, usual_sessions_dir

        folder = self.sessions_dir
        if (
            folder != usual_sessions_dir()
            or folder.exists()
            or not (is_terminal(sys.stdin) and is_terminal(sys.stdout))
        ):
            return
        # No word is broken in a window of 60 cells, which is what large letters leave.
        say("Welcome to Flipchart. Each session is a file of its own.")
        say(f"Where should they be? Enter for {known_as(folder)},")
        ask = "or type another folder: "
        print(ask, end="", file=sys.stderr, flush=True)
        chosen = _chosen(sys.stdin.readline(), folder)
        try:
            private_folder(chosen)
            if chosen != folder:
                self._keep(chosen)
            folder = chosen
        except OSError as error:
            from flipchart.store.errors import cause

            raise CommandError(f"{chosen} cannot be made: {cause(error)}. Start again with another folder.") from None
        self.sessions_dir = folder
        say(f"Sessions are kept in {folder}.")

    @staticmethod
    def _keep(folder: Path) -> None:
        from flipchart.store.config import keep_sessions_dir

        keep_sessions_dir(folder)

    @property
    def color(self) -> bool:
        """Whether colour is allowed: neither `--no-color` nor NO_COLOR is set."""
        return not getattr(self.args, "no_color", False) and not os.environ.get("NO_COLOR")

    @property
    def paints(self) -> bool:
        """Whether to colour stdout."""
        return self.color and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"

    @property
    def view(self) -> "View":
        """The instant and the zone from which a plan is looked at."""
        from flipchart.exchange.view import View

        return View.of(self.clock)

    def find(self, name: str) -> Path:
        """Return the file of a session. Raises StoreError if no session or two match, CommandError for a list."""
        from flipchart.store.catalogue import find_session

        path = find_session(name, self.sessions_dir, self.clock)
        if path.suffix.casefold() in _NO_SESSIONS:
            from flipchart.store.errors import place

            known = "the file of a session ends in .toml"
            raise CommandError(
                f"{place(path)} is no session: {known}. 'flipchart help import' tells how a list is taken into one."
            )
        return path

    def open(self, name: str) -> "Opened":
        """Return a session as it is in its file; that a newer format is read-only is said. Raises StoreError."""
        from flipchart.store.opening import open_session

        opened = open_session(self.find(name), self.clock)
        for notice in opened.notices if opened.read_only else ():
            say(notice)
        return opened

    def context(self, folder: Path | None = None, clock: Clock | None = None) -> "Context":
        """Return the context of the screens, with the sessions folder and the real clock unless others are given."""
        from flipchart.ids import random_id
        from flipchart.service.context import Context

        return Context(
            sessions_dir=folder or self.sessions_dir,
            config=self.config,
            clock=clock or AnchoredClock(SystemClock()),
            ids=random_id,
            color=self.color,
        )
