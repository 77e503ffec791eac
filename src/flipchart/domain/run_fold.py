"""Folds a run's timing events, one by one, into the state that timing.py shows."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from flipchart.domain.agenda import BREAK, Stage, Timing, TimingEvent
from flipchart.domain.kinds import Number

StageState = Literal["pending", "running", "paused", "open", "done", "skipped"]

LIMIT = 10**9
"""Seconds (31 years) to which a duration is cut, so that no date overflows."""


def seconds_of(value: Number | None) -> float:
    """Return a duration of the file in seconds; an absent or infinite one, or NaN, counts as 0."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return 0.0
    return float(max(-LIMIT, min(LIMIT, value)))


class Track(Struct):
    """One stage while the events are read; durations in seconds, `since` the instant at which it was last started."""

    stage: Stage
    state: StageState = "pending"
    added: float = 0.0
    spent: float = 0.0
    since: dt.datetime | None = None

    @property
    def planned(self) -> float:
        """The duration in the agenda."""
        return seconds_of(self.stage.seconds)

    @property
    def over(self) -> bool:
        """Whether the stage is done or skipped; only a new start makes it current again."""
        return self.state in ("done", "skipped")


class Span(Struct):
    """A break or a quiet timer: its planned `seconds`, and those `spent`.

    A break passes by the wall clock from `since` on, a quiet timer only while its stage runs.
    """

    since: dt.datetime
    seconds: float
    why: str = ""
    spent: float = 0.0


class RunFold:
    """The state of a run after the events read so far, which must come in order of time.

    An event that makes no sense in its place (a pause while nothing runs, an unknown stage) is ignored: two drivers'
    files may have been merged, and a clock must never fail.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.tracks = {stage.id: Track(stage) for stage in stages}
        self.current: Track | None = None
        self.latest: Track | None = None
        self.started: dt.datetime | None = None
        self.ended: dt.datetime | None = None
        self.rest: Span | None = None
        self.timer: Span | None = None
        self.rested = 0.0
        self._counted = dt.datetime.min.replace(tzinfo=dt.UTC)

    def read(self, event: Timing) -> None:
        """Let the clock run up to the event, then apply it."""
        self.wind(event.at)
        _ACTS[event.event](self, event)

    def wind(self, to: dt.datetime) -> None:
        """Let the clock run up to an instant."""
        if self.current is not None and self.current.state == "running":
            passed = (to - self._counted).total_seconds()
            self.current.spent += passed
            if self.timer is not None:
                self.timer.spent += passed
        if self.rest is not None:
            self.rest.spent = (to - self.rest.since).total_seconds()
        self._counted = to

    def _named(self, event: Timing) -> Track | None:
        return self.tracks.get(event.stage or "")

    def _start(self, event: Timing) -> None:
        track = self._named(event)
        if track is None:
            return
        if self.current is not None:
            self.current.state = "open"
        self._leave()
        track.state = "running"
        track.since = track.since or event.at
        self.current = self.latest = track
        self.started = self.started or event.at
        self.ended = None

    def _leave(self) -> None:
        """End the break and the quiet timer, as the stage that they are in ends."""
        self._end_rest()
        self.timer = None

    def _end_rest(self) -> None:
        if self.rest is not None:
            self.rested += min(self.rest.spent, self.rest.seconds)
        self.rest = None

    def _pause(self, event: Timing) -> None:
        if self.current is None:
            return
        self.current.state = "paused"
        self._end_rest()
        if event.why == BREAK and seconds_of(event.seconds) > 0:
            self.rest = Span(event.at, seconds_of(event.seconds))

    def _resume(self, event: Timing) -> None:
        if self.current is not None:
            self.current.state = "running"
        self._end_rest()

    def _timer(self, event: Timing) -> None:
        """Start a quiet timer in the current stage; if one is running, set its remaining time to `seconds`."""
        if self.current is None or self._named(event) is not self.current:
            return
        seconds, why = seconds_of(event.seconds), event.why or ""
        going = self.timer is not None and self.timer.spent < self.timer.seconds and self.timer.why == why
        spent = self.timer.spent if self.timer is not None and going else 0.0
        self.timer = Span(event.at, spent + seconds, why, spent) if seconds > 0 else None

    def _add(self, event: Timing) -> None:
        track = self._named(event)
        if track is not None and not track.over:
            track.added = max(-track.planned, track.added + seconds_of(event.seconds))

    def _close(self, event: Timing) -> None:
        track = self._named(event)
        if track is None or track.over:
            return
        track.state = "done" if event.event == "done" else "skipped"
        if self.current is track:
            self.current = None
            self._leave()

    def _discount(self, event: Timing) -> None:
        for clock in (self.current, self.timer):
            if clock is not None:
                clock.spent = max(0.0, clock.spent - seconds_of(event.seconds))

    def _end(self, event: Timing) -> None:
        if self.current is not None:
            self.current.state = "done"
        self.current = None
        self._leave()
        self.ended = self.ended or event.at


_ACTS: dict[TimingEvent, Callable[[RunFold, Timing], None]] = {
    "start": RunFold._start,
    "pause": RunFold._pause,
    "resume": RunFold._resume,
    "add": RunFold._add,
    "done": RunFold._close,
    "skip": RunFold._close,
    "discount": RunFold._discount,
    "end": RunFold._end,
    "timer": RunFold._timer,
}
