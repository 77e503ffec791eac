"""The clock of the last run in one line of text."""

import datetime as dt

from flipchart.domain.clock_words import behind_words, clock_time, words
from flipchart.domain.pace import until
from flipchart.domain.timing import RunClock
from flipchart.exchange.text_width import wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.ink import Ink


def clock_line(clock: RunClock, view: View, ink: Ink) -> list[str]:
    """Return how far the run is: "3/5 Define action steps · 3:42 left · until 10:18 · out 10:23"."""
    parts = _parts(clock, view)
    return [ink.paint("clock", line) for line in wrap(ink.joined(parts), ink.width)]


def _parts(clock: RunClock, view: View) -> list[str]:
    behind = behind_words(clock.behind)
    if clock.state == "planned":
        start = f"planned for {view.moment(clock.planned_start)}" if clock.planned_start else ""
        return ["Not started", start, f"out {_time(clock.ends_at, view)}" if start else ""]
    if clock.state == "ended":
        return [f"Ended {view.moment(clock.ends_at)}", behind]
    out = f"out {_time(clock.ends_at, view)}"
    if clock.stage is None:
        return [words(clock).capitalize(), out, behind]
    place = [stage.id for stage in clock.stages].index(clock.stage.id) + 1
    end = until(clock, view.now)
    ends = f"until {_time(end, view)}" if end and clock.state == "running" else ""
    return [f"{place}/{len(clock.stages)} {clock.stage.title}", words(clock), ends, out, behind]


def _time(instant: dt.datetime, view: View) -> str:
    return clock_time(view.local(instant))
