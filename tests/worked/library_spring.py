"""The library's follow-ups of April and June: the glass wall is ordered, and the west bay is split in two."""

import datetime as dt

from flipchart.domain.check_in import TWO_SLIPS
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.plan import Milestone
from worked.hand import Hand
from worked.library_hands import between, check_in, said, show_of_hands, smaller


def history(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """From 18 March to 26 June."""
    between(hand, dt.date(2026, 3, 18), steps["choose"], "Half the wall for 3,900 pounds.")
    between(hand, dt.date(2026, 3, 19), steps["turn"], "The entrance is free, and so is Pat's back.")
    april(hand, steps, wishes)
    between(hand, dt.date(2026, 5, 2), steps["train"], "Five of seven volunteers came.")
    june(hand, steps, wishes)
    between(hand, dt.date(2026, 6, 26), steps["west"], "By day nobody misses the lamps.")


def april(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """14 April: the west bay still waits for its socket, and the wall becomes a step."""
    check_in(hand, dt.date(2026, 4, 14), "1:14.0")
    hand.new_date(steps["west"], "29 may", "The works office has a new electrician from May.")
    hand.reported(steps["train"], "open", "A Saturday is what volunteers can do.")
    hand.do(WaveGap("weekend", steps["train"]))
    wall = "Build the half wall of glass @Lucía >28 aug !if the glass is late then hang the felt curtain"
    steps["wall"] = hand.step(wishes[1], wall, steps["choose"])
    hand.next("5:07.9")
    show_of_hands(hand, (0, 1, 3, 2, 0), (0, 1, 3, 2, 0), (0, 0, 1, 4, 1), "High hand: the desk sees the door now.")
    hand.next("1:39.4")
    hand.next_check("9 jun", "Lucía Serrano")
    hand.next("0:48.8")
    said(hand, "Is there a lamp for the window seats? I bring my own.", "A student", "other")


def june(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """9 June: the west bay slips for the second time and is made smaller; the lamps become a step of their own."""
    check_in(hand, dt.date(2026, 6, 9), "0:57.5", away="Greta Sund")
    hand.new_date(steps["west"], "26 jun", "Without lamps it needs nobody else.", contingency_ran=True)
    hand.do(WaveGap(TWO_SLIPS, steps["west"]))
    seats = "Fit two seats without lamps in the west bay"
    steps["lamps"] = smaller(hand, steps["west"], seats, "Fit four seats with lamps in the west bay >18 sep")
    hand.reported(steps["west"], "doing")
    light = Milestone(id=hand.ids(), improvement=wishes[0], text="Every bay has light", due=dt.date(2026, 11, 27))
    hand.keep("milestones", light)
    hand.next("5:48.2")
    show_of_hands(hand, (0, 2, 2, 1, 0), (0, 1, 2, 2, 0), (0, 1, 1, 3, 0), "Low hand: nobody counts the chairs now.")
    hand.next("2:04.1")
    hand.note("decision", "The bays are for reading on all days but Tuesday, when the chess club has one.")
    hand.next_check("1 sep", "Lucía Serrano")
    hand.next("0:59.9")
    said(hand, "21 of 52 say they found a seat at once.", None, "survey")
