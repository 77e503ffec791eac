"""The box in which a time is typed: `2:30`, `+5`, `until 10:20`, `started 1:30 ago`."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from flipchart.domain import clock_words
from flipchart.domain.commands.clock import AddTime, SetRemaining
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.run_late import StartedAgo
from flipchart.domain.forgotten import LONG_PAST
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View

_TIME = re.compile(r"(?P<sign>[+-]?)(?P<minutes>\d{1,3})(:(?P<seconds>[0-5]\d))?$")
_UNTIL = re.compile(r"(until|to|till)?\s*(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)$", re.IGNORECASE)
_WORD = re.compile(r"(until|to|till)\b", re.IGNORECASE)
_AGO = re.compile(
    r"((we )?(started|began)\s+)?(?P<minutes>\d{1,3})(:(?P<seconds>[0-5]\d))?\s*(m|min|minutes?)?\s+ago$",
    re.IGNORECASE,
)
_BEGAN = re.compile(r"(we )?(started|began)\s+(at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)$", re.IGNORECASE)

Kind = Literal["left", "add", "began"]


def read_time(text: str, here: dt.datetime) -> tuple[Kind, float] | None:
    """Return what a time means and its seconds, or None.

    "left": `2:30` and `2` are minutes that shall be left, `until 10:20` the next such time on the clock of the room.
    "add": `+5` are minutes more. "began": `started 1:30 ago` and `started at 10:02` are how long ago that was.
    """
    words = text.strip()
    if _WORD.match(words) and (match := _UNTIL.match(words)) and int(match["hour"]) < 24:
        at = _at(match, here)
        at = at if at > here else at + dt.timedelta(days=1)
        return ("left", (at - here).total_seconds())
    if match := _AGO.match(words):
        return ("began", int(match["minutes"]) * 60 + int(match["seconds"] or 0))
    if (match := _BEGAN.match(words)) and int(match["hour"]) < 24:
        ago = here - _at(match, here)
        return ("began", ago.total_seconds()) if dt.timedelta(0) <= ago <= LONG_PAST else None
    if match := _TIME.match(words):
        seconds = int(match["minutes"]) * 60 + int(match["seconds"] or 0)
        return ("left", seconds) if not match["sign"] else ("add", -seconds if match["sign"] == "-" else seconds)
    return None


def _at(match: re.Match[str], here: dt.datetime) -> dt.datetime:
    return here.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class TimeBox(Box):
    """How much time the stage `item` shall have left, or how long ago it began; without one, when the run began."""

    name = "time"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Time left" if self.item else "Started"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "2:30 · +5 · -1 · until 10:20 · started 1:30 ago" if self.item else "1:30 ago · started at 10:02"

    def echo(self, text: str, view: View) -> Echo:
        """What the clock would say, and when we would be out."""
        read = self._read(text, view)
        if read is None or view.clock is None:
            return Echo(hint=self._asked)
        kind, seconds = read
        if kind == "began":
            return Echo(
                (f"began {clock_words.shown(seconds)} ago", f"at {clock_words.clock_time(_ago(view.here, seconds))}")
            )
        before = view.clock.stage.remaining if view.clock.stage else 0.0
        left = seconds if kind == "left" else before + seconds
        out = clock_words.clock_time(view.local(view.clock.out_at(view.now, max(left, 0) - max(before, 0))))
        told = f"{clock_words.shown(left)} {'left' if left >= 0 else 'OVER'}"
        return Echo((told, f"out {out}"))

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Give the stage that time."""
        read = self._read(text, view)
        if read is None or view.clock is None:
            return Outcome(refused=f"That is no time. {self._asked}")
        kind, seconds = read
        run = view.clock.run
        commands: dict[Kind, Command] = {
            "left": SetRemaining(run, seconds, view.now), "add": AddTime(run, self.item, seconds, view.now),
            "began": StartedAgo(run, seconds, view.now),
        }  # fmt: skip
        return Outcome((commands[kind],), None, view.cursor)

    def _read(self, text: str, view: View) -> tuple[Kind, float] | None:
        """What the words mean here: before the start nothing can be left yet."""
        read = read_time(text, view.here)
        return read if read is None or self.item or read[0] == "began" else None

    @property
    def _asked(self) -> str:
        if self.item:
            return "Type 2:30, +5, until 10:20, or started 1:30 ago."
        return "Type 1:30 ago, or started at 10:02."


def _ago(here: dt.datetime, seconds: float) -> dt.datetime:
    return here - dt.timedelta(seconds=seconds)
