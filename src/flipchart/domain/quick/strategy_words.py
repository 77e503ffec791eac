"""A strategy, a key area and a milestone as the lines that read as them, and as the room says them."""

import datetime as dt
from collections.abc import Iterator

from flipchart.domain.plan import Improvement, Milestone
from flipchart.domain.quick.strategy import TypedArea, TypedMilestone, TypedStrategy
from flipchart.domain.quick.words import escaped_text
from flipchart.domain.quick.write import date_phrase, section, tag
from flipchart.domain.when import day, distance

HORIZON_WORDS = {"short": "short term", "long": "long term"}


def write_strategy(item: Improvement) -> str:
    """Return the line that `read_strategy` reads as this improvement's strategy."""
    parts = [escaped_text(item.text)]
    parts += [f"#{item.horizon}"] if item.horizon else []
    parts += [f"+{section(item.strengths, letter=True)}"] if item.strengths else []
    parts += [f"!{section(item.barriers)}"] if item.barriers else []
    parts += [f"={section(item.reward)}"] if item.reward else []
    return " ".join(parts)


def write_area(item: Improvement) -> str:
    """Return the line that `read_area` reads as this improvement's key area."""
    return " ".join([escaped_text(item.text), *([f"#{tag(item.area)}"] if item.area else [])])


def write_milestone(item: Milestone, now_local: dt.datetime) -> str:
    """Return the line that `read_milestone` reads as this milestone."""
    due = [f">{date_phrase(item.due, now_local.date())}"] if item.due else []
    return " ".join([escaped_text(item.text), *due])


def echo_strategy(read: TypedStrategy) -> tuple[str, ...]:
    """Return the short parts to show under a strategy's line."""
    return tuple(_parts(read))


def _parts(read: TypedStrategy) -> Iterator[str]:
    if read.horizon:
        yield HORIZON_WORDS[read.horizon]
    if read.strengths:
        yield f"builds on {read.strengths}"
    if read.barriers:
        yield f"barrier {read.barriers}"
    if read.reward:
        yield f"reward {read.reward}"


def echo_area(read: TypedArea) -> tuple[str, ...]:
    """Return the area of a line, if it names one."""
    return (f"key area {read.area}",) if read.area else ()


def echo_milestone(read: TypedMilestone, today: dt.date) -> tuple[str, ...]:
    """Return the day of a milestone's line, if it names one."""
    return (f"{day(read.due, today)}, {distance(read.due, today)}",) if read.due else ()
