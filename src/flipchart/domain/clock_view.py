"""The clock as scripts see it: the object `clock` of `flipchart show --json`."""

import datetime as dt
from collections.abc import Mapping

from flipchart.domain.timing import RunClock, StageClock

Json = str | int | float | None


def clock_json(clock: RunClock) -> dict[str, Json | list[dict[str, Json]]]:
    """Return the clock's object; instants as ISO in UTC with `Z`, whole seconds as integers."""
    return {
        "run": clock.run,
        "stage": clock.stage.id if clock.stage else None,
        "state": clock.state,
        "phase": clock.phase,
        "spent": number(clock.spent),
        "remaining": number(clock.remaining),
        "ends_at": instant(clock.ends_at),
        "planned_end": instant(clock.planned_end),
        "behind": number(clock.behind),
        "stages": [dict(_stage(stage)) for stage in clock.stages],
    }


def _stage(stage: StageClock) -> Mapping[str, Json]:
    return {
        "id": stage.id,
        "kind": stage.kind,
        "title": stage.title,
        "state": stage.state,
        "planned": number(stage.planned),
        "added": number(stage.added),
        "spent": number(stage.spent),
        "remaining": number(stage.remaining),
    }


def number(seconds: float) -> int | float:
    """Return whole seconds as an integer, others to the millisecond."""
    return int(seconds) if seconds == int(seconds) else round(seconds, 3)


def instant(at: dt.datetime) -> str:
    """Return an aware instant as ISO 8601 in UTC, with milliseconds only where there are some."""
    utc = at.astimezone(dt.UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond >= 1000 else "seconds") + "Z"
