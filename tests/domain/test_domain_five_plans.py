"""Six plans whose every figure was worked out by hand, as the comments beside them say."""

import datetime as dt
from typing import Any

import pytest
from plans import event, improvement, nov, plan, report, step

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.figures import counts
from flipchart.domain.follow_up import Evaluation
from flipchart.domain.group_record import past_promises
from flipchart.domain.plan import Goal, Measurement
from flipchart.domain.progress import (
    Levels,
    Series,
    by_improvement,
    by_owner,
    completion_by_check_in,
    completion_by_week,
    goal_lines,
    hands_lines,
    on_time_by_check_in,
    open_by_week,
    slips_by_check_in,
)
from flipchart.domain.session import Session
from flipchart.domain.timeline import timeline


def figures(session: Session, today: dt.date) -> dict[str, Any]:
    """Every figure of a plan in few letters: days as "18 11", fractions as "2 of 5"."""
    count, past, line = counts(session, today), past_promises([session], today), timeline(session, today)
    plain = ("steps", "done", "dropped", "live", "late", "without_owner", "without_date", "slips", "carried")
    return {
        "counts": " ".join(str(getattr(count, name)) for name in plain),
        "completion": count.completion.words,
        "on_time": count.on_time.words,
        "completion_by_check_in": points(completion_by_check_in(session, today)),
        "completion_by_week": points(completion_by_week(session, today)),
        "open_by_week": points(open_by_week(session, today)),
        "on_time_by_check_in": points(on_time_by_check_in(session, today)),
        "slips_by_check_in": levels(slips_by_check_in(session, today)),
        "improvements": {it.name: (it.done.words, it.live, it.late) for it in by_improvement(session, today)},
        "owners": {it.name: (it.done.words, it.live, it.late) for it in by_owner(session, today)},
        "past": (past.by_the_date.words, past.median_days_late),
        "timeline": (len(line.before), len(line.after), line.undated),
    }


def points(series: Series) -> str:
    """A series in one line."""
    return ", ".join(f"{it.on.day} {it.on.month}: {it.ratio.words}" for it in series.points)


def levels(series: Levels) -> str:
    """A count over time in one line."""
    return ", ".join(f"{it.on.day} {it.on.month}: {it.count}" for it in series.points)


def begun(on: dt.date, **values: Any) -> Session:
    """A plan whose workshop began on a day, at nine."""
    stage = Stage(id="stage", run="run", kind="define", title="Define", seconds=300)
    at = dt.datetime.combine(on, dt.time(9), dt.UTC)
    start = event("run", 0, "start").revise(at=at)
    runs = (Run(id="run", kind="workshop"), *values.pop("runs", ()))
    timing = (start, *values.pop("timing", ()))
    values = {"created": at - dt.timedelta(days=1), "stages": (stage,)} | values
    return plan(runs=runs, timing=timing, **values)


IMPROVEMENTS = (improvement("i", text="I"), improvement("j", text="J"))

FRESH = begun(
    nov(18),
    improvements=IMPROVEMENTS,
    steps=(
        step("a", improvement="i", owner="Ana", due=nov(20)),
        step("b", improvement="i", owner="Bo", due=nov(27)),
        step("c", improvement="j", owner="Ana"),
        step("d", due=nov(20)),
        step("e"),
    ),
)


def test_a_fresh_plan() -> None:
    """On the day of the workshop, Wednesday 18 November: nothing is done, nothing is late."""
    assert figures(FRESH, nov(18)) == {
        # 5 steps, 0 done, 0 dropped, 5 live, 0 late; without owner: d e; without date: c e; 0 slips, 0 carried.
        "counts": "5 0 0 5 0 2 2 0 0",
        "completion": "0 of 5",
        "on_time": "no data",
        # The plan began today, and no Sunday lies behind it: today's point stands alone.
        "completion_by_check_in": "18 11: 0 of 5",
        "completion_by_week": "18 11: 0 of 5",
        "open_by_week": "18 11: 5 of 5",
        "on_time_by_check_in": "18 11: no data",
        "slips_by_check_in": "18 11: 0",
        # I: a b. J: c. Of none: d e.
        "improvements": {"I": ("0 of 2", 2, 0), "J": ("0 of 1", 1, 0), "Other steps": ("0 of 2", 2, 0)},
        # Ana: a c. Bo: b. Nobody: d e.
        "owners": {"Ana": ("0 of 2", 2, 0), "Bo": ("0 of 1", 1, 0), "nobody yet": ("0 of 2", 2, 0)},
        # No promised date is before today.
        "past": ("no data", None),
        # Nothing before; a b d after; c e have no date.
        "timeline": (0, 3, 2),
    }


HALF_WAY = begun(
    nov(4),
    improvements=IMPROVEMENTS,
    runs=(Run(id="two", kind="follow-up"),),
    timing=(event("two", 0, "start"),),  # NOW is the 18th
    steps=(
        step("a", improvement="i", owner="Ana", state="done", due=nov(10), finished=nov(9)),
        step("b", improvement="i", owner="Ana", state="done", due=nov(11), finished=nov(13)),
        step("c", improvement="j", owner="Bo", state="doing", due=nov(27), first_due=nov(13), moves=1),
        step("d", improvement="j", owner="bo", state="blocked", due=nov(20)),
        step("e", improvement="j", owner="Cy", state="dropped", due=nov(6)),
        step("f"),
    ),
    reports=(
        report("r1", "b", nov(18), state="done", run="two"),
        report("r2", "c", nov(18), state="doing", due=nov(27), run="two"),
        report("r3", "d", nov(18), state="blocked", run="two"),
        report("r4", "e", nov(18), state="dropped", run="two"),
    ),
)


def test_a_plan_half_way() -> None:
    """Wednesday 25 November, a week after the first check-in."""
    assert figures(HALF_WAY, nov(25)) == {
        # 6 steps; done: a b; dropped: e; live: c d f; late: d (20 < 25); without owner: f; without date: f;
        # slips: c, moved on the 18th from the 13th.
        "counts": "6 2 1 3 1 1 1 1 0",
        # a b of 6 - e.
        "completion": "2 of 5",
        # a on the 9th for the 10th; b on the 13th for the 11th.
        "on_time": "1 of 2",
        # 4 Nov: none of 6, as e is dropped on the 18th only. 18 Nov: a b of 5.
        "completion_by_check_in": "4 11: 0 of 6, 18 11: 2 of 5, 25 11: 2 of 5",
        # Sundays 8, 15, 22 Nov. By the 8th nothing, by the 15th a and b; e goes in the week of the 18th.
        "completion_by_week": "8 11: 0 of 6, 15 11: 2 of 6, 22 11: 2 of 5, 25 11: 2 of 5",
        "open_by_week": "8 11: 6 of 6, 15 11: 4 of 6, 22 11: 3 of 5, 25 11: 3 of 5",
        "on_time_by_check_in": "4 11: no data, 18 11: 1 of 2, 25 11: 1 of 2",
        "slips_by_check_in": "4 11: 0, 18 11: 1, 25 11: 1",
        # I: a b done. J: c d open, d late, e dropped. Of none: f.
        "improvements": {"I": ("2 of 2", 0, 0), "J": ("0 of 2", 2, 1), "Other steps": ("0 of 1", 1, 0)},
        # Cy has nothing but a dropped step. Bo and bo are one.
        "owners": {"Ana": ("2 of 2", 0, 0), "Bo": ("0 of 2", 2, 1), "nobody yet": ("0 of 1", 1, 0)},
        # First dates: a 10 (done 9), b 11 (done 13: 2), c 13 (open: 12), d 20 (open: 5); e is dropped.
        # 1 of 4; the middle of 2, 5, 12 is 5.
        "past": ("1 of 4", 5),
        # Before: a 9, b 13, d 20. After: c 27. Without: f. Dropped steps have no place.
        "timeline": (3, 1, 1),
    }


def day(month: int, date: int) -> dt.date:
    """A day of the winter 2026/2027: months from October on are of 2026."""
    return dt.date(2026 if month > 9 else 2027, month, date)


OVER_NEW_YEAR = begun(
    day(12, 15),
    steps=(
        step("a", owner="Ana", state="done", due=day(12, 31), first_due=day(12, 31), finished=day(12, 31)),
        step("b", owner="Ana", state="done", due=day(12, 31), first_due=day(12, 31), finished=day(1, 1)),
        step("c", owner="Bo", due=day(2, 12), first_due=day(1, 8), moves=2),
        step("d", owner="Bo", due=day(2, 26), first_due=day(12, 18), moves=2),
    ),
    reports=(
        report("r1", "c", day(1, 5), due=day(1, 15)),
        report("r2", "c", day(2, 2), due=day(2, 12)),
        report("r3", "d", day(1, 5), due=day(1, 29)),
        report("r4", "d", day(2, 2), due=day(2, 26)),
    ),
    goals=(Goal(id="g", text="Quiet", unit="calls", baseline=23, target=8, by=day(2, 28)),),
    measurements=(
        Measurement(goal="g", on=day(1, 31), value=14),
        Measurement(goal="g", on=day(12, 31), value=20),
    ),
    evaluations=(
        Evaluation(id="e1", on=day(1, 5), behaviour=(1, 2, 2, 1, 0)),
        Evaluation(id="e2", on=day(2, 2), behaviour=(0, 0, 2, 3, 1), rating=(0, 0, 0, 0, 0)),
    ),
)


def test_a_plan_over_the_years_end() -> None:
    """Wednesday 3 February 2027, after check-ins on 5 January and 2 February."""
    assert figures(OVER_NEW_YEAR, day(2, 3)) == {
        # 4 steps; done: a b; live: c d, due 12 and 26 Feb, so not late. Slips: c on 2 Feb from 15 Jan (on 5 Jan
        # its date, the 8th, was still to come); d on 5 Jan from 18 Dec and on 2 Feb from 29 Jan: 1 + 2.
        "counts": "4 2 0 2 0 0 0 3 0",
        "completion": "2 of 4",
        # a on 31 Dec for 31 Dec; b on 1 Jan for 31 Dec.
        "on_time": "1 of 2",
        "completion_by_check_in": "15 12: 0 of 4, 5 1: 2 of 4, 2 2: 2 of 4, 3 2: 2 of 4",
        # Seven Sundays from 20 Dec to 31 Jan; a and b were done between 27 Dec and 3 Jan.
        "completion_by_week": "20 12: 0 of 4, 27 12: 0 of 4, 3 1: 2 of 4, 10 1: 2 of 4, 17 1: 2 of 4, "
        "24 1: 2 of 4, 31 1: 2 of 4, 3 2: 2 of 4",
        "open_by_week": "20 12: 4 of 4, 27 12: 4 of 4, 3 1: 2 of 4, 10 1: 2 of 4, 17 1: 2 of 4, "
        "24 1: 2 of 4, 31 1: 2 of 4, 3 2: 2 of 4",
        "on_time_by_check_in": "15 12: no data, 5 1: 1 of 2, 2 2: 1 of 2, 3 2: 1 of 2",
        "slips_by_check_in": "15 12: 0, 5 1: 1, 2 2: 3, 3 2: 3",
        "improvements": {"Other steps": ("2 of 4", 2, 0)},
        "owners": {"Ana": ("2 of 2", 0, 0), "Bo": ("0 of 2", 2, 0)},
        # a in time, b 1 day late; c open since 8 Jan: 23 + 3 = 26 days; d since 18 Dec: 13 + 31 + 3 = 47.
        "past": ("1 of 4", 26),
        # Before: a 31 Dec, b 1 Jan. After: c 12 Feb, d 26 Feb.
        "timeline": (2, 2, 0),
    }


def test_a_goal_and_hands_over_the_years_end() -> None:
    """Numbers come in the order of their days; hands that nobody showed are no data."""
    (goal,) = goal_lines(OVER_NEW_YEAR, day(2, 3))
    assert [(it.on, it.value) for it in goal.readings] == [(day(12, 31), 20), (day(1, 31), 14)]
    # From 23 down to 8 is a way of 15; from 23 down to 14 is 9 of it.
    assert goal.way == 9 / 15
    assert goal.words == (
        "Quiet: 14 calls on Sun 31 Jan; 23 at first; the target is 8 by Sun 28 Feb; 9 of 15 of the way (60 %)."
    )
    behaviour, better, rating = hands_lines(OVER_NEW_YEAR, day(2, 3))
    # 5 Jan: 1 + 2·2 + 2·3 + 4 = 15 fingers of 6 hands. 2 Feb: 2·3 + 3·4 + 5 = 23 of 6; squares off the mean of
    # 23/6: 2·(5/6)² + 3·(1/6)² + (7/6)² = 102/36, of 6 hands 17/36, whose root is 0.687.
    assert [(it.hands, it.mean, it.low, it.high) for it in behaviour.shows] == [(6, 2.5, 1, 4), (6, 3.833, 3, 5)]
    assert behaviour.shows[1].spread == 0.687
    assert (better.shows, rating.shows) == ((), ())
    assert behaviour.words == (
        "Are we doing it? 3.8 of 5 on Tue 2 Feb (6 hands, from 3 to 5); it was 2.5 on Tue 5 Jan."
    )


def feb(date: int) -> dt.date:
    """A day of February 2028, which has 29; the 30th is 1 March, and so on."""
    return dt.date(2028, 2, 1) + dt.timedelta(days=date - 1)


LEAP_DAY = begun(
    feb(14),
    steps=(
        step("a", state="done", due=feb(29), finished=feb(29)),
        step("b", state="done", due=feb(28), finished=feb(29)),
        step("c", due=feb(29)),
        step("d", due=feb(30)),
        step("e", due=dt.date(2028, 3, 14), first_due=feb(29), moves=1),
        step("f", due=feb(30), first_due=feb(28), moves=1),
    ),
    reports=(
        report("r1", "e", feb(29), due=dt.date(2028, 3, 14)),
        report("r2", "f", feb(29), due=feb(30)),
    ),
)


def test_a_plan_around_29_february() -> None:
    """Wednesday 1 March 2028; the reports of the 29th are all that is known of a check-in."""
    assert figures(LEAP_DAY, dt.date(2028, 3, 1)) == {
        # 6 steps; done: a b; live: c d e f; late: c (29 Feb); d and f are due today. Nobody owns any of the 4.
        # Slips: f, moved on the 29th from the 28th; e was moved on its own day.
        "counts": "6 2 0 4 1 4 0 1 0",
        "completion": "2 of 6",
        "on_time": "1 of 2",
        "completion_by_check_in": "14 2: 0 of 6, 29 2: 2 of 6, 1 3: 2 of 6",
        # Sundays 20 and 27 Feb.
        "completion_by_week": "20 2: 0 of 6, 27 2: 0 of 6, 1 3: 2 of 6",
        "open_by_week": "20 2: 6 of 6, 27 2: 6 of 6, 1 3: 4 of 6",
        "on_time_by_check_in": "14 2: no data, 29 2: 1 of 2, 1 3: 1 of 2",
        "slips_by_check_in": "14 2: 0, 29 2: 1, 1 3: 1",
        "improvements": {"Other steps": ("2 of 6", 4, 1)},
        "owners": {"nobody yet": ("2 of 6", 4, 1)},
        # a in time; b 1 day, c 1, e 1, f 2 (28 Feb to 1 Mar); d is promised for today: not past. 1, 1, 1, 2.
        "past": ("1 of 5", 1),
        # Before: a b c. After: d f today, e.
        "timeline": (3, 3, 0),
    }


def test_a_plan_around_29_february_as_of_the_day_itself() -> None:
    """Dates are compared with the 29th; the plan is not rewound."""
    assert figures(LEAP_DAY, feb(29)) == {
        "counts": "6 2 0 4 0 4 0 1 0",  # c is due today
        "completion": "2 of 6",
        "on_time": "1 of 2",
        "completion_by_check_in": "14 2: 0 of 6, 29 2: 2 of 6",
        "completion_by_week": "20 2: 0 of 6, 27 2: 0 of 6, 29 2: 2 of 6",
        "open_by_week": "20 2: 6 of 6, 27 2: 6 of 6, 29 2: 4 of 6",
        "on_time_by_check_in": "14 2: no data, 29 2: 1 of 2",
        "slips_by_check_in": "14 2: 0, 29 2: 1",
        "improvements": {"Other steps": ("2 of 6", 4, 0)},
        "owners": {"nobody yet": ("2 of 6", 4, 0)},
        "past": ("0 of 2", 1),  # b, a day late, and f, open for a day
        "timeline": (0, 6, 0),  # a and b were done today
    }


OVER = begun(
    nov(2),
    steps=(
        step("a", owner="Ana", state="done", due=nov(6), finished=nov(6)),
        step("b", owner="Bo", due=nov(16), first_due=nov(4), moves=1, carried_to="next/x"),
        step("c", owner="Bo", state="dropped", due=nov(6)),
        step("d", owner="Bo", state="done", due=nov(6)),
        step("e", owner="Ana", state="dropped", due=nov(6)),
    ),
    reports=(
        report("r1", "b", nov(9), due=nov(16)),
        report("r2", "e", nov(9), state="dropped"),
        report("r3", "e", nov(16), state="dropped", note="no regrets"),
    ),
)


def test_a_plan_that_is_over_with_a_step_carried_on() -> None:
    """Wednesday 18 November: b is counted elsewhere, d was done nobody knows when."""
    assert figures(OVER, nov(18)) == {
        # 4 steps without b; done: a d; dropped: c e; nothing live; the slip of b went with it; 1 carried.
        "counts": "4 2 2 0 0 0 0 0 1",
        "completion": "2 of 2",
        "on_time": "1 of 1",  # a; of d no day is known
        # c was dropped nobody knows when and never counts; e went on the 9th. 2 Nov: none of a d e. 9 Nov: a of
        # a d. d is known to be done only today.
        "completion_by_check_in": "2 11: 0 of 3, 9 11: 1 of 2, 16 11: 1 of 2, 18 11: 2 of 2",
        "completion_by_week": "8 11: 1 of 3, 15 11: 1 of 2, 18 11: 2 of 2",
        "open_by_week": "8 11: 2 of 3, 15 11: 1 of 2, 18 11: 0 of 2",
        "on_time_by_check_in": "2 11: no data, 9 11: 1 of 1, 16 11: 1 of 1, 18 11: 1 of 1",
        "slips_by_check_in": "2 11: 0, 9 11: 0, 16 11: 0, 18 11: 0",
        "improvements": {"Other steps": ("2 of 2", 0, 0)},
        "owners": {"Ana": ("1 of 1", 0, 0), "Bo": ("1 of 1", 0, 0)},
        "past": ("1 of 1", None),  # a; c and e are dropped, b is elsewhere, d unknown
        "timeline": (2, 0, 0),  # a on the 6th, and d on its date
    }


def test_a_plan_without_dates() -> None:
    """Nothing is late, nothing in time, nothing past; completion is known all the same."""
    session = begun(nov(4), steps=(step("a", state="done", finished=nov(9)), step("b"), step("c", state="doing")))
    message = figures(session, nov(18))
    # 3 steps, 1 done, 2 live without owner and without date.
    assert message["counts"] == "3 1 0 2 0 2 2 0 0"
    assert (message["completion"], message["on_time"], message["past"]) == ("1 of 3", "no data", ("no data", None))
    assert message["completion_by_week"] == "8 11: 0 of 3, 15 11: 1 of 3, 18 11: 1 of 3"
    assert message["on_time_by_check_in"] == "4 11: no data, 18 11: no data"
    assert message["timeline"] == (1, 0, 2)  # a on the day it was done
    assert on_time_by_check_in(session, nov(18)).words == "No step with a promised date is known to be done yet."


@pytest.mark.parametrize("message", [True, False])
def test_a_plan_with_everything_dropped(message: bool) -> None:
    """Nothing is left to divide: no data, and never 0 %."""
    steps = tuple(step(id, state="dropped", due=nov(6), improvement="i", owner="Ana") for id in "abc")
    reports = tuple(report(f"r{it.id}", it.id, nov(9), state="dropped") for it in steps) if message else ()
    session = begun(nov(4), steps=steps, reports=reports, improvements=IMPROVEMENTS[:1])
    figured = figures(session, nov(18))
    assert figured["counts"] == "3 0 3 0 0 0 0 0 0"
    assert (figured["completion"], figured["on_time"], figured["past"]) == ("no data", "no data", ("no data", None))
    # Where it was told on the 9th, there were three open steps until then.
    first = "0 of 3" if message else "no data"
    assert figured["completion_by_week"] == f"8 11: {first}, 15 11: no data, 18 11: no data"
    assert figured["improvements"] == {"I": ("no data", 0, 0)}
    assert (figured["owners"], figured["timeline"]) == ({}, (0, 0, 0))
    assert completion_by_week(session, nov(18)).words == "There is no step to count yet."


def test_a_plan_of_300_steps() -> None:
    """A hundred done in time, a hundred a day late, a hundred open and due today."""
    early = [step(f"a{n}", state="done", due=nov(10), finished=nov(10), owner="Ana") for n in range(100)]
    late = [step(f"b{n}", state="done", due=nov(10), finished=nov(11), owner="Bo") for n in range(100)]
    live = [step(f"c{n}", due=nov(18), owner="Cy") for n in range(100)]
    message = figures(begun(nov(4), steps=(*early, *late, *live)), nov(18))
    assert message["counts"] == "300 200 0 100 0 0 0 0 0"
    assert (message["completion"], message["on_time"], message["past"]) == (
        "200 of 300",
        "100 of 200",
        ("100 of 200", 1),
    )
    assert message["completion_by_week"] == "8 11: 0 of 300, 15 11: 200 of 300, 18 11: 200 of 300"
    assert message["owners"] == {"Ana": ("100 of 100", 0, 0), "Bo": ("100 of 100", 0, 0), "Cy": ("0 of 100", 100, 0)}
    assert message["timeline"] == (200, 100, 0)


def follow_up(id: str, on: dt.date) -> dict[str, Any]:
    """A sitting that began on a day, as values of a plan."""
    at = dt.datetime.combine(on, dt.time(9), dt.UTC)
    return {"runs": (Run(id=id, kind="follow-up"),), "timing": (event(id, 0, "start").revise(at=at),)}


BETWEEN = begun(
    nov(2),
    **follow_up("two", nov(9)),
    steps=(
        step("a", owner="Ana", state="done", due=nov(13), finished=nov(13)),
        step("b", owner="Bo", state="done", due=nov(12), finished=nov(5)),
        step("b2", owner="Bo", due=nov(12), added=nov(9)),
        step("b3", owner="Bo", state="done", due=nov(12), finished=nov(17), added=nov(9)),
        step("c", owner="Cy", due=nov(20), carried_to="next/x"),
        step("d", owner="Cy", state="done", due=nov(20), finished=nov(4), carried_to="next/y"),
        step("e", state="dropped"),
    ),
    reports=(
        report("r1", "a", nov(5), state="done"),
        report("r2", "b", nov(5), state="done"),
        report("r3", "e", nov(6), state="dropped"),
        report("r4", "a", nov(9), state="open", run="two"),
        report("r5", "b", nov(9), state="done", run="two", note="Split into 3. It was: all of it"),
        report("r6", "a", nov(16), state="done"),
        report("r7", "b3", nov(17), state="done"),
    ),
)


def test_a_plan_that_is_told_of_between_its_sittings() -> None:
    """Wednesday 18 November: workshop on the 2nd, follow-up on the 9th, words on the 5th, 6th, 16th and 17th."""
    assert figures(BETWEEN, nov(18)) == {
        # 5 steps here (c and d are counted in the next session); done: a b b3; dropped: e; live: b2, late since the
        # 12th; everybody is named and dated; no slip; c and d carried.
        "counts": "5 3 1 1 1 0 0 0 2",
        # a b b3 of 5 - e.
        "completion": "3 of 4",
        # a on the 13th for the 13th, though it was told on the 16th; b in time; b3 on the 17th for the 12th.
        "on_time": "2 of 3",
        # 2: of a b e nothing. 5: a b of 3. 6: a b of a b, as e is dropped. 9: a is taken up again, the parts come
        # in: b of a b b2 b3. 16: b, and a since the 13th. 17: b3 as well.
        "completion_by_check_in": "2 11: 0 of 3, 5 11: 2 of 3, 6 11: 2 of 2, 9 11: 1 of 4, 16 11: 2 of 4, "
        "17 11: 3 of 4, 18 11: 3 of 4",
        # Sunday the 8th: yesterday's bar, which the split of the 9th does not change. The 15th: a (13th) and b.
        "completion_by_week": "8 11: 2 of 2, 15 11: 2 of 4, 18 11: 3 of 4",
        "open_by_week": "8 11: 0 of 2, 15 11: 2 of 4, 18 11: 1 of 4",
        # On the 5th a was done for the 13th; on the 9th only b; on the 16th a again; on the 17th b3, late.
        "on_time_by_check_in": "2 11: no data, 5 11: 2 of 2, 6 11: 2 of 2, 9 11: 1 of 1, 16 11: 2 of 2, "
        "17 11: 2 of 3, 18 11: 2 of 3",
        "slips_by_check_in": "2 11: 0, 5 11: 0, 6 11: 0, 9 11: 0, 16 11: 0, 17 11: 0, 18 11: 0",
        "improvements": {"Other steps": ("3 of 4", 1, 1)},
        # Cy has nothing here; the dropped one was nobody's.
        "owners": {"Ana": ("1 of 1", 0, 0), "Bo": ("2 of 3", 1, 1)},
        # First dates before the 18th: a 13 (13), b 12 (5), b2 12 (open: 6), b3 12 (17: 5). Of 6 and 5, 5.5.
        "past": ("2 of 4", 5.5),
        # Before: a 13, b 5, b2 12, b3 17.
        "timeline": (4, 0, 0),
    }
    assert counts(BETWEEN, nov(18)).done_words == "3 of 4 done, 2 carried on"


def test_four_of_four_with_three_carried_on() -> None:
    """What was carried over is counted where it went; nothing at all is said to be no steps."""
    kept = tuple(step(id, state="done") for id in "abcd")
    gone = tuple(step(id, carried_to=f"next/{id}") for id in "xyz")
    assert counts(plan(steps=kept + gone), nov(18)).done_words == "4 of 4 done, 3 carried on"
    assert counts(plan(steps=gone), nov(18)).done_words == "3 carried on"
    assert counts(plan(), nov(18)).done_words == "no steps"
