"""What recurs in the library's follow-ups: a check-in, shows of hands, words from outside, numbers."""

import datetime as dt

from flipchart.domain.commands.steps import SplitStep
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Measurement
from flipchart.domain.quick import read_line
from flipchart.domain.quick.step import step_of
from flipchart.domain.record import replaced
from worked.hand import Hand

SUMMER = dt.timezone(dt.timedelta(hours=1))
WINTER = dt.UTC
"""The library's clock from 29 March to 25 October 2026, and in the other months."""

EVERYBODY = "Lucía Serrano, Greta Sund, Idris Falk, Oskar Blom, Pat Nolan, Wen Li"

Hands = tuple[int, int, int, int, int]


def zone(on: dt.date) -> dt.timezone:
    """The library's clock on a day of the story."""
    return SUMMER if dt.date(2026, 3, 29) <= on < dt.date(2026, 10, 25) else WINTER


def between(hand: Hand, on: dt.date, step: str, note: str | None = None, at: dt.time = dt.time(17, 10)) -> None:
    """A step that is reported done on the day itself, between two check-ins."""
    hand.at(dt.datetime.combine(on, at, zone(on)))
    hand.reported(step, "done", note)


def check_in(hand: Hand, on: dt.date, promises: str, away: str = "") -> None:
    """Open a follow-up at nine and go through the promises of the last time, which takes so many minutes."""
    at = dt.datetime.combine(on, dt.time(9), zone(on))
    hand.open("follow-up", at, ", ".join(name for name in EVERYBODY.split(", ") if name != away))
    hand.at(at + dt.timedelta(seconds=41.6))
    hand.toggle()
    hand.next(promises)


def show_of_hands(hand: Hand, behaviour: Hands, improvement: Hands, rating: Hands, note: str) -> None:
    """Are we doing it, is it better, was this worth the time: five tallies each."""
    shown = Evaluation(
        id=hand.ids(), on=hand.today, run=hand.run.id, behaviour=behaviour, improvement=improvement,
        rating=rating, note=note,
    )  # fmt: skip
    hand.keep("evaluations", shown)


def smaller(hand: Hand, step: str, words: str, rest: str) -> str:
    """Split a step: it is worded anew, and the rest is typed as a line; return the id of that."""
    part = step_of(read_line(rest, hand.session.people, hand.now), hand.ids(), None)
    hand.do(SplitStep(step, words, (part,), hand.today, hand.ids(), hand.run.id))
    return part.id


def said(hand: Hand, text: str, who: str | None, source: str) -> None:
    """Somebody from outside the room, on the day after the check-in."""
    on = hand.today + dt.timedelta(days=1)
    values = {"id": hand.ids(), "on": on, "text": text, "who": who, "source": source}
    hand.keep("feedback", Feedback.of(values))


def reached(hand: Hand, text: str) -> None:
    """A milestone is reached on the day."""
    points = hand.session.milestones
    point = next(it for it in points if it.text == text)
    hand.session = hand.session.revise(milestones=replaced(points, point.revise(reached=hand.today)))


def measured(hand: Hand, seats: str, noise: str) -> None:
    """The numbers as they were read over the year: at the check-ins, and at the end of a month."""
    free = (
        (2025, 12, 2, 6), (2026, 1, 13, 7), (2026, 2, 24, 12), (2026, 4, 14, 11), (2026, 6, 9, 12),
        (2026, 9, 1, 15), (2026, 10, 6, 16), (2026, 11, 10, 17),
    )  # fmt: skip
    calm = (
        (2025, 11, 30, 21), (2025, 12, 31, 15), (2026, 1, 31, 17), (2026, 3, 31, 14), (2026, 5, 31, 13),
        (2026, 8, 31, 14), (2026, 10, 31, 9),
    )  # fmt: skip
    for goal, readings in ((seats, free), (noise, calm)):
        for year, month, day, value in readings:
            hand.keep("measurements", Measurement(goal=goal, on=dt.date(year, month, day), value=value))
