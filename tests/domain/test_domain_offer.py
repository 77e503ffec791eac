"""The offer at zero as one line, in the room that there is."""

import datetime as dt

from clock_help import OVER, START, at, clock_after, event

from flipchart.domain.agenda import Timing
from flipchart.domain.pace import IN_A_PROMPT, OUTSIDE_PROMPTS, OfferKeys, cells, cut, offer_ways, prices


def local(instant: dt.datetime) -> dt.datetime:
    """Return the instant as it is: the room is in UTC."""
    return instant


def line(columns: int, keys: OfferKeys = OUTSIDE_PROMPTS, *more: Timing) -> str:
    """Return the ways out when the default agenda is 0:42 over in its first stage, with so much room."""
    offer = prices(clock_after([START, *more], OVER), at(OVER))
    assert offer is not None
    return " | ".join(offer_ways(offer, local, columns, keys))


def test_the_offer_in_the_widths_of_the_design() -> None:
    """80 columns have the minute too, 60 the end alone; in a box the function keys are named."""
    assert line(78) == "+ 1:00, ends 10:17 | B from Resources, ends 10:16 | n next"
    assert line(52) == "+ ends 10:17 | B from Resources, ends 10:16 | n next"
    assert line(46, IN_A_PROMPT) == "F6 + ends 10:17 | F7 from Resources, ends 10:16"
    assert line(78, IN_A_PROMPT) == "F6 + 1:00, ends 10:17 | F7 from Resources, ends 10:16 | pgdn next"
    assert line(40) == "+ ends 10:17 | B from Resour…, ends 10:16"
    assert line(5) == "+ ends 10:17 | B from R…, ends 10:16"


def test_without_a_lender_no_loan_is_offered() -> None:
    """Where no stage can spare a minute only the other ways out are named."""
    skipped = [event(0, "skip", it) for it in ("review", "define", "assign", "resources")]
    assert line(73, OUTSIDE_PROMPTS, *skipped) == "+ 1:00, ends 10:04 | n next"
    assert line(5, OUTSIDE_PROMPTS, *skipped) == "+ ends 10:04"


def test_titles_are_cut_by_the_cells_they_take() -> None:
    """Wide characters take two cells, combining ones none, and at least one character stays."""
    assert [cells("abc"), cells("資源"), cells("e\u0301")] == [3, 4, 1]
    assert [cut("資源計画", 5), cut("abc def", 5), cut("abc", 3), cut("資源", 0)] == [
        "資源…",
        "abc…",
        "abc",
        "資…",
    ]
