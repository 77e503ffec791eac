"""The clock in words, as every screen says them."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Literal

from flipchart.domain.said import Said, joined, said, say, say_count
from flipchart.domain.timing import Phase, RunClock, StageClock

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
        **_break_and_timer(clock),
    }


def _break_and_timer(clock: RunClock) -> dict[str, Json]:
    """What a break or a quiet timer adds: nothing outside of them."""
    fields: dict[str, Json] = {"back_at": instant(clock.back_at)} if clock.back_at else {}
    if clock.timer is not None:
        fields |= {"timer": number(clock.timer.left), "timer_why": clock.timer.why or None}
    return fields


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


SecondsMode = Literal["auto", "always", "last"]

TEN_MINUTES = 600.0
ON_TIME = 30.0
"""Seconds ahead or behind that still count as on time."""

TWO_HOURS, HALF_A_DAY = 7_200, 43_200
"""Seconds from which being behind or ahead is said in hours, and from which nothing is said."""

_UNTIMED = {"planned": said("not started"), "between": said("between stages"), "ended": said("ended")}


def shown(seconds: float, whole_minutes: bool = False) -> Said:
    """Return a duration as "3:42", or "4 min" in whole minutes.

    What remains is rounded up, so that 0:01 stays until the last second is gone; overtime (below 0) is
    rounded down, and shown without a sign.
    """
    exact = round(seconds, 3)
    if whole_minutes:
        return say("{minutes} min", minutes=math.ceil(exact / 60) if exact >= 0 else math.floor(-exact / 60))
    whole = math.ceil(exact) if exact >= 0 else math.floor(-exact)
    return joined(":", (str(whole // 60), f"{whole % 60:02}"))


def face(seconds: float, whole_minutes: bool = False) -> str:
    """Return what the big digits show: "3:42", in overtime "+0:42", in whole minutes "12"."""
    return ("+" if seconds < 0 else "") + shown(seconds, whole_minutes).removesuffix(" min")


def seconds_shown(mode: SecondsMode, stage: StageClock, quiet: bool = False) -> bool:
    """Whether the stage's clock shows seconds, in the mode of the config's `seconds`.

    "auto": in stages planned for up to ten minutes, in the last minute and over time; "last": only in the
    latter two. A quiet clock has whole minutes until time is over, whatever the mode.
    """
    if quiet:
        return stage.remaining < 0
    if mode == "always" or stage.remaining <= 60:
        return True
    return mode == "auto" and stage.planned <= TEN_MINUTES


def passed(seconds: float) -> Said:
    """Return elapsed time in its largest units: "3:12", "2 h 05", "3 days"."""
    minutes, hours = int(seconds) // 60, int(seconds) // 3600
    if hours >= 48:
        return say_count("{n} day", "{n} days", hours // 24)
    if hours:
        return say("{hours} h {minutes}", hours=hours, minutes=f"{minutes % 60:02}")
    return joined(":", (str(minutes), f"{int(seconds) % 60:02}"))


def shown_phase(clock: RunClock) -> Phase | None:
    """Return the phase that sets the clock's colour; None for a quiet one before its time is up."""
    if clock.quiet and clock.phase in ("warning", "danger"):
        return "normal"
    return clock.phase


def words(clock: RunClock, mode: SecondsMode = "auto") -> Said:
    """Return the beginning of the clock line: "3:42 left", "PAUSED 3:42 left", "0:42 OVER", "29 days OVER"."""
    stage = clock.stage
    if stage is None:
        return _UNTIMED[clock.state]
    time = shown(stage.remaining, not seconds_shown(mode, stage, clock.quiet))
    time = passed(-stage.remaining) if stage.remaining <= -TWO_HOURS else time
    if stage.state == "paused":
        return say("PAUSED {time} OVER", time=time) if stage.remaining < 0 else say("PAUSED {time} left", time=time)
    return say("{time} OVER", time=time) if stage.remaining < 0 else say("{time} left", time=time)


def behind_words(seconds: float) -> Said:
    """Return "2 min behind", "1 min ahead", or "on time" within half a minute; from two hours on in hours.

    From half a day on nothing is said: nobody is days behind in a workshop, the plan was opened again later.
    """
    if abs(seconds) <= ON_TIME:
        return said("on time")
    if abs(seconds) >= HALF_A_DAY:
        return said("")
    hours, minutes = (math.floor(abs(seconds) / length + 0.5) for length in (3_600, 60))
    long = abs(seconds) >= TWO_HOURS
    if seconds > 0:
        return say("{hours} h behind", hours=hours) if long else say("{minutes} min behind", minutes=minutes)
    return say("{hours} h ahead", hours=hours) if long else say("{minutes} min ahead", minutes=minutes)


def clock_time(local: dt.datetime) -> str:
    """Return a local, aware instant as "10:18", rounded to the nearest minute (half a minute goes up)."""
    return rounded(local).strftime("%H:%M")


def rounded(at: dt.datetime) -> dt.datetime:
    """Return an aware instant rounded to the minute, in its own zone; every screen and export rounds with this."""
    # By way of UTC, so that the half minute before the clocks change lands on an hour that exists.
    near = at.astimezone(dt.UTC) + dt.timedelta(seconds=30)
    return near.replace(second=0, microsecond=0).astimezone(at.tzinfo)


def each_words(seconds: float) -> Said:
    """Return the time for each item as "40 s" or "1:51", rounded down so that it never adds up to too much."""
    whole = math.floor(seconds)
    return say("{seconds} s", seconds=whole) if whole < 60 else shown(whole)
