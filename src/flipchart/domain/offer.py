"""The ways out when a stage's time is over, each with its price, as one line."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from flipchart.domain.clock_words import clock_time, shown
from flipchart.domain.pace import Offer

Local = Callable[[dt.datetime], dt.datetime]


class OfferKeys(NamedTuple):
    """The keys that work where the cursor is now, as the offer names them."""

    more: str = "+"
    borrow: str = "B"
    next: str = "n"


OUTSIDE_BOXES = OfferKeys()
IN_A_BOX = OfferKeys("F6", "F7", "pgdn")


def offer_line(offer: Offer, local: Local, columns: int, keys: OfferKeys = OUTSIDE_BOXES) -> str:
    """Return the offer as one line of at most `columns` cells, the longest wording that fits.

    What stands before it ("OVER") is the caller's, and its cells are not among `columns`. Where there is
    too little room even for the shortest, the lender's title is cut, never a time.
    """
    go_on = f"{keys.next} next"
    long, short = _parts(offer, local, keys, True), _parts(offer, local, keys, False)
    for parts in ((*long, go_on), long, (*short, go_on)):
        if cells(" · ".join(parts)) <= columns:
            return " · ".join(parts)
    if offer.loan is None:
        return " · ".join(short)
    spare = columns - cells(" · ".join(short)) + cells(offer.loan.lender.title)
    return " · ".join(_parts(offer, local, keys, False, cut(offer.loan.lender.title, spare)))


def _parts(offer: Offer, local: Local, keys: OfferKeys, long: bool, title: str = "") -> tuple[str, ...]:
    plus = keys.more if keys.more == "+" else f"{keys.more} +"
    more = f"{plus} {'1:00, ' if long else ''}out {clock_time(local(offer.more_out))}"
    if offer.loan is None:
        return (more,)
    loan = offer.loan
    budgets = f" ({shown(loan.before)}→{shown(loan.after)})" if long else ""
    borrow = f"{keys.borrow} from {title or loan.lender.title}{budgets}, out {clock_time(local(loan.out))}"
    return (more, borrow)


def cells(text: str) -> int:
    """Return how many terminal cells a text takes, by its characters' East Asian width (UAX #11)."""
    return sum(_width(char) for char in text)


def cut(text: str, columns: int) -> str:
    """Return a text in at most `columns` cells (never less than two), with "…" where it was cut."""
    if cells(text) <= columns:
        return text
    kept = text[:-1]
    while len(kept) > 1 and cells(kept) > columns - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
