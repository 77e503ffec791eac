"""Shows of hands over the check-ins: how many fingers on average, and how far they lie apart."""

import datetime as dt
import math

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.said import joined, say
from flipchart.domain.saying import TALLIES, Indicator, counted, listed
from flipchart.domain.session import Session
from flipchart.domain.when import day

Fingers = tuple[int, int, int, int, int]
"""How many showed one, two, three, four and five fingers."""


class Show(Struct, frozen=True):
    """One show of hands: the tally, how many hands, their mean, the lowest, the highest and the spread.

    `spread` is the standard deviation of these hands (they are all there are, so of the population).
    """

    on: dt.date
    tally: tuple[int, ...]
    hands: int
    mean: float
    low: int
    high: int
    spread: float


class HandsLine(Struct, frozen=True):
    """One of the three questions over time, oldest first, with its sentence."""

    asked: Indicator
    question: str
    shows: tuple[Show, ...]
    words: str


def hands_lines(session: Session, today: dt.date) -> tuple[HandsLine, ...]:
    """Return the three questions with their shows of hands up to `today`; one without hands is no data."""
    return tuple(_line(session, asked, today) for asked in TALLIES)


def read_hands(text: str) -> Fingers:
    """Return the tally of digits as they are typed, one for each hand in any order: "33445", "3 3 4".

    Raises Rejected where a character is no digit from 1 to 5, or none is there.
    """
    digits = [it for it in text if not it.isspace() and it != ","]
    if not digits:
        raise Rejected("No hands have been counted yet.", "Type one digit from 1 to 5 for each person.")
    for digit in digits:
        if digit not in ("1", "2", "3", "4", "5"):
            raise Rejected(
                say("“{digit}” is not a number of fingers.", digit=digit), "Type digits from 1 to 5, such as 33445."
            )
    one, two, three, four, five = (digits.count(str(fingers)) for fingers in range(1, 6))
    return one, two, three, four, five


def show_of(on: dt.date, tally: tuple[int, ...]) -> Show | None:
    """Return what a tally comes to, or None where nobody showed a hand."""
    hands = sum(tally)
    if not hands:
        return None
    shown = [(fingers, count) for fingers, count in enumerate(tally, start=1) if count]
    mean = sum(fingers * count for fingers, count in shown) / hands
    spread = math.sqrt(sum(count * (fingers - mean) ** 2 for fingers, count in shown) / hands)
    return Show(on, tally, hands, round(mean, 3), shown[0][0], shown[-1][0], round(spread, 3))


def _line(session: Session, asked: Indicator, today: dt.date) -> HandsLine:
    rows = sorted((it for it in session.evaluations if it.live and it.on <= today), key=lambda it: it.on)
    tallies = [(it.on, getattr(it, asked)) for it in rows]
    shows = [show_of(on, tally) for on, tally in tallies if tally is not None]
    known = tuple(show for show in shows if show is not None)
    return HandsLine(asked, say("{question}?", question=TALLIES[asked]), known, _words(TALLIES[asked], known, today))


def _words(question: str, shows: tuple[Show, ...], today: dt.date) -> str:
    if not shows:
        return say("{question}? Nobody was asked yet.", question=question)
    last = shows[-1]
    apart = (say("all {n}", n=last.low) if last.low == last.high
             else say("from {low} to {high}", low=last.low, high=last.high))  # fmt: skip
    now = say(
        "{question}? {mean} of 5 on {day} ({hands}, {apart})",
        question=question, mean=f"{last.mean:.1f}", day=day(last.on, today), hands=counted(last.hands, "hand"),
        apart=apart,
    )  # fmt: skip
    before: list[str] = [say("{value} on {day}", value=f"{it.mean:.1f}", day=day(it.on, today))
                         for it in dict.fromkeys([*shows[-2:-1], *shows[:-1][:1]])]  # fmt: skip
    return say("{now}; it was {before}.", now=now, before=listed(before)) if before else joined("", (now, "."))
