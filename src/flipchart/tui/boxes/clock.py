"""The box in which a time is typed: `2:30`, `+5`, `until 10:20`."""

import datetime as dt
import re
from dataclasses import dataclass

from flipchart.domain import pace
from flipchart.domain.commands.run import AddTime, SetRemaining
from flipchart.ids import Ids
from flipchart.tui.boxes.base import Box, Echo, Outcome
from flipchart.tui.view import View

_TIME = re.compile(r"(?P<sign>[+-]?)(?P<minutes>\d{1,3})(:(?P<seconds>[0-5]\d))?$")
_UNTIL = re.compile(r"(until|to|till)?\s*(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)$", re.IGNORECASE)
_WORD = re.compile(r"(until|to|till)\b", re.IGNORECASE)


def read_time(text: str, here: dt.datetime) -> tuple[str, float] | None:
    """Return ("left", seconds), ("add", seconds) or None; `2:30` and `2` are minutes left, `+5` are added.

    `until 10:20` is the next such time on the clock of the room.
    """
    words = text.strip()
    if _WORD.match(words) and (match := _UNTIL.match(words)) and int(match["hour"]) < 24:
        at = here.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=0, microsecond=0)
        at = at if at > here else at + dt.timedelta(days=1)
        return ("left", (at - here).total_seconds())
    if match := _TIME.match(words):
        seconds = int(match["minutes"]) * 60 + int(match["seconds"] or 0)
        return ("left", seconds) if not match["sign"] else ("add", -seconds if match["sign"] == "-" else seconds)
    return None


@dataclass(frozen=True, slots=True)
class TimeBox(Box):
    """How much time the stage `item` shall have left."""

    name = "time"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Time left"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "2:30 · +5 · -1 · until 10:20"

    def echo(self, text: str, view: View) -> Echo:
        """What the clock would say, and when we would be out."""
        read = read_time(text, view.here)
        if read is None or view.clock is None or view.clock.stage is None:
            return Echo(hint="A time: 2:30, +5, or until 10:20.")
        kind, seconds = read
        left = seconds if kind == "left" else view.clock.stage.remaining + seconds
        gained = max(left, 0) - max(view.clock.stage.remaining, 0)
        out = pace.clock_time(view.local(view.clock.out_at(view.now, gained)))
        told = f"{pace.shown(left)} {'left' if left >= 0 else 'OVER'}"
        return Echo((told, f"out {out}"))

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Give the stage that time."""
        read = read_time(text, view.here)
        if read is None or view.clock is None:
            return Outcome(refused="That is no time. Type 2:30, +5, or until 10:20.")
        kind, seconds = read
        run = view.clock.run
        if kind == "left":
            return Outcome((SetRemaining(run, seconds, view.now),), None, view.cursor)
        return Outcome((AddTime(run, self.item, seconds, view.now),), None, view.cursor)
