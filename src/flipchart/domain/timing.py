"""The clock: a run's timing events folded into everything that a screen shows of it.

Nothing is counted down and no tick is kept, so every process that reads the same file at the same instant
says the same. Instants are aware and come out in UTC; durations are seconds, rounded to the millisecond.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.kinds import StageKind
from flipchart.domain.run_fold import RunFold, StageState, Track
from flipchart.domain.session import Session

RunState = Literal["planned", "running", "paused", "between", "ended"]
Phase = Literal["normal", "warning", "danger", "overtime"]

UNWATCHED = 5.0
"""Seconds without a sign of life after which a person is asked whether the time counts."""

SET_BACK = dt.timedelta(hours=1)
"""How far ahead of the clock an event may lie and still count as past."""

_LAST_DAY = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)


class StageClock(Struct, frozen=True):
    """A stage's clock at an instant; all durations in seconds, and `remaining` below 0 is overtime.

    `since` is the instant at which the stage was first started.
    """

    id: str
    kind: StageKind
    title: str
    state: StageState
    planned: float
    added: float
    spent: float
    remaining: float
    since: dt.datetime | None = None

    @property
    def budget(self) -> float:
        """What the stage may take: planned and added; never below 0."""
        return self.planned + self.added

    @property
    def over(self) -> bool:
        """Whether the stage is done or skipped, and so out of the forecast."""
        return self.state in ("done", "skipped")


class QuietTimer(Struct, frozen=True):
    """A timer for a silent task inside a stage: what is `left` of `total` seconds, and what it is for."""

    left: float
    total: float
    why: str


class RunClock(Struct, frozen=True):
    """A run's clock at an instant.

    `spent` and `remaining` are those of the current stage, 0 without one. `behind` is in seconds, negative when
    ahead. `latest` is the current stage or else the last that was current. `back_at` is when the present break ends;
    `rested` is how many seconds breaks take, without any overrun.
    """

    run: str
    state: RunState
    stage: StageClock | None
    phase: Phase | None
    spent: float
    remaining: float
    ends_at: dt.datetime
    planned_end: dt.datetime
    behind: float
    stages: tuple[StageClock, ...]
    latest: StageClock | None
    started: dt.datetime | None
    planned_start: dt.datetime | None
    ends_by: dt.datetime | None
    quiet: bool
    back_at: dt.datetime | None = None
    rested: float = 0.0
    timer: QuietTimer | None = None

    @property
    def forecast(self) -> float:
        """The seconds that the stages which are not over still have."""
        return forecast(self.stages)

    def out_at(self, now: dt.datetime, extra: float = 0.0) -> dt.datetime:
        """Return when the run would end if from `now` on it had `extra` seconds more to go."""
        if self.state == "ended":
            return self.ends_at
        waits = self.planned_start if self.state == "planned" else self.back_at
        return later(max(now, waits or now), self.forecast + extra)


def later(instant: dt.datetime, seconds: float) -> dt.datetime:
    """Return the instant `seconds` later, in UTC; limited to the ends of the calendar."""
    utc = instant.astimezone(dt.UTC)
    left = (_LAST_DAY - utc).total_seconds()
    return utc + dt.timedelta(seconds=min(seconds, max(left, 0.0)))


def forecast(stages: Iterable[StageClock]) -> float:
    """Return the seconds that the stages which are not over still have; overtime counts as none."""
    return round(sum(max(0.0, stage.remaining) for stage in stages if not stage.over), 3)


def in_order(run: Run, events: Iterable[Timing], now: dt.datetime) -> list[Timing]:
    """Return what has happened to the run by `now`, sorted by instant; a merge may have mixed the rows."""
    return sorted((event for event in events if event.run == run.id and event.at <= now), key=lambda e: e.at)


def fold(run: Run, stages: Sequence[Stage], events: Sequence[Timing], now: dt.datetime) -> RunClock:
    """Return where a run stands at `now`: the one function from which every clock is shown.

    Events after `now` are left out; the agenda is not rewound. Never fails, whatever the events are.
    """
    folded = RunFold(stages)
    for event in in_order(run, events, now):
        folded.read(event)
    folded.wind(now)
    return _run_clock(run, folded, now)


def _run_clock(run: Run, folded: RunFold, now: dt.datetime) -> RunClock:
    views = {id: _view(track) for id, track in folded.tracks.items()}
    stage = views[folded.current.stage.id] if folded.current else None
    stages = tuple(views.values())
    ends_at = _ends_at(run, folded, stages, now)
    planned_end = _planned_end(run, folded, stages, now)
    return RunClock(
        run=run.id,
        state=_state(folded),
        stage=stage,
        phase=phase(stage.budget, stage.remaining) if stage else None,
        spent=stage.spent if stage else 0.0,
        remaining=stage.remaining if stage else 0.0,
        ends_at=ends_at,
        planned_end=planned_end,
        behind=round((ends_at - planned_end).total_seconds(), 3),
        stages=stages,
        latest=views[folded.latest.stage.id] if folded.latest else None,
        started=folded.started,
        planned_start=run.planned_start,
        ends_by=run.ends_by,
        quiet=run.quiet_clock,
        back_at=_back_at(folded),
        rested=round(_rested(folded), 3),
        timer=_timer(folded),
    )


def _back_at(folded: RunFold) -> dt.datetime | None:
    return later(folded.rest.since, folded.rest.seconds) if folded.rest else None


def _rested(folded: RunFold) -> float:
    """Return the seconds that breaks take: past ones as long as they took, up to their plan; this one as planned."""
    return folded.rested + (folded.rest.seconds if folded.rest else 0.0)


def _timer(folded: RunFold) -> QuietTimer | None:
    span = folded.timer
    if span is None or span.spent >= span.seconds:
        return None
    return QuietTimer(round(span.seconds - span.spent, 3), round(span.seconds, 3), span.why)


def _view(track: Track) -> StageClock:
    planned = track.planned
    return StageClock(
        id=track.stage.id,
        kind=track.stage.kind,
        title=track.stage.title,
        state=track.state,
        planned=planned,
        added=round(track.added, 3),
        spent=round(track.spent, 3),
        remaining=round(planned + track.added - track.spent, 3),
        since=track.since,
    )


def _state(folded: RunFold) -> RunState:
    if folded.ended:
        return "ended"
    if folded.current:
        return "paused" if folded.current.state == "paused" else "running"
    return "between" if folded.started else "planned"


def _ends_at(run: Run, folded: RunFold, stages: tuple[StageClock, ...], now: dt.datetime) -> dt.datetime:
    if folded.ended:
        return folded.ended.astimezone(dt.UTC)
    waits = _back_at(folded) if folded.started else run.planned_start
    return later(max(now, waits or now), forecast(stages))


def _planned_end(run: Run, folded: RunFold, stages: tuple[StageClock, ...], now: dt.datetime) -> dt.datetime:
    if run.ends_by is not None:
        return run.ends_by.astimezone(dt.UTC)
    total = sum(stage.planned for stage in stages) + _rested(folded)
    return later(run.planned_start or folded.started or now, total)


def phase(budget: float, remaining: float) -> Phase:
    """Return the phase that colours a stage's clock; a longer budget (in seconds) has earlier warnings."""
    danger, warning = min(max(budget / 10, 10), 60), min(max(budget / 5, 20), 120)
    if remaining < 0:
        return "overtime"
    if remaining <= danger < budget:
        return "danger"
    return "warning" if remaining <= warning < budget else "normal"


def session_clock(session: Session, now: dt.datetime) -> RunClock | None:
    """Return where the last run stands at `now`, or None in a session without one."""
    run = session.last_run
    return fold(run, session.stages_of(run), session.timing_of(run), now) if run else None


def steady(session: Session, run: Run, now: dt.datetime) -> dt.datetime:
    """Return `now`, or the instant of the run's last event if the clock has been set back to before it.

    Without this, recent events would vanish and come again. Events more than SET_BACK ahead come from a clock that
    was wrong when they were recorded, and are ignored.
    """
    known = [event.at for event in session.timing_of(run) if now < event.at <= now + SET_BACK]
    return max(known, default=now)


def running_since(clock: RunClock, session: Session) -> dt.datetime | None:
    """Return the instant of the last event of a run that is running, else None."""
    if clock.state != "running":
        return None
    return max(event.at for event in session.timing if event.run == clock.run)


def found_running(session: Session, now: dt.datetime, last_seen: dt.datetime | None) -> float | None:
    """Return how many seconds a run that is found running may have run unattended, or None.

    They count from the last event, or from `last_seen` (the driver's last sign of life) if that is later; one that
    lies in the future comes from another clock and is ignored. UNWATCHED seconds or less count as None.
    """
    clock = session_clock(session, now)
    since = running_since(clock, session) if clock else None
    if since is None:
        return None
    if last_seen is not None and (last_seen - now).total_seconds() <= UNWATCHED:
        since = max(since, last_seen)
    gap = (now - since).total_seconds()
    return round(gap, 3) if gap > UNWATCHED else None
