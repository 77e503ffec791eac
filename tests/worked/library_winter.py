"""The library's follow-ups of December, January and February: the easy half is done, three dates slip."""

import datetime as dt

from flipchart.domain.check_in import TWO_SLIPS
from flipchart.domain.commands.session import WaveGap
from worked.hand import Hand
from worked.library_hands import between, check_in, reached, said, show_of_hands


def history(hand: Hand, steps: dict[str, str]) -> None:
    """From 12 November to 24 February."""
    between(hand, dt.date(2025, 11, 12), steps["measure"], "The west bay is 4 cm narrower than the drawing.")
    between(hand, dt.date(2025, 11, 13), steps["hours"])
    between(hand, dt.date(2025, 11, 20), steps["trial"], "It can stay: nobody walks further than before.")
    between(hand, dt.date(2025, 11, 27), steps["cables"], "Two bags of cables, and a clock from 1987.")
    december(hand, steps)
    between(hand, dt.date(2025, 12, 4), steps["quotes"])
    between(hand, dt.date(2025, 12, 11), steps["order"], "Six from the catalogue, six from the carpenter.")
    between(hand, dt.date(2025, 12, 11), steps["path"], at=dt.time(18, 40))
    january(hand, steps)
    between(hand, dt.date(2026, 1, 15), steps["signs"], "The letters are 12 cm high and read from the door.")
    reached(hand, "The signs are up")
    between(hand, dt.date(2026, 1, 29), steps["east"], "All six were taken on the first afternoon.")
    reached(hand, "The new seats are in")
    between(hand, dt.date(2026, 2, 19), steps["rota"])
    february(hand, steps)


def december(hand: Hand, steps: dict[str, str]) -> None:
    """2 December: four done, the order is late and moved for the first time, the fitting moves with it."""
    check_in(hand, dt.date(2025, 12, 2), "1:08.3")
    hand.new_date(steps["order"], "12 dec", "The drawing came on Monday.", obstacle_came=True, contingency_ran=True)
    hand.new_date(steps["east"], "30 jan", "Two weeks behind the order.")
    hand.reported(steps["quotes"], "doing", "Two of three are in.")
    hand.reported(steps["path"], "doing")
    hand.next("4:52.4")
    show_of_hands(hand, (0, 3, 2, 1, 0), (1, 3, 2, 0, 0), (0, 0, 2, 3, 1), "The printer's move is felt already.")
    hand.next("1:55.2")
    hand.next_check("13 jan", "Lucía Serrano")
    hand.next("0:44.9")
    said(hand, "It is quieter by the stairs. I still stood with my bag on Thursday.", "A reader, 71", "interview")


def january(hand: Hand, steps: dict[str, str]) -> None:
    """13 January: the glass wall's choice slips, as its buyer is on leave; the frames of the east bay stand."""
    check_in(hand, dt.date(2026, 1, 13), "1:02.7")
    hand.new_date(steps["choose"], "30 jan", "The buyer is on leave until the 26th.", obstacle_came=True)
    hand.reported(steps["signs"], "doing")
    hand.reported(steps["east"], "doing", "The frames stand.")
    hand.reported(steps["turn"], "open", "Waits for the electrician's visit on the 20th.")
    hand.next("5:31.0")
    show_of_hands(hand, (0, 2, 3, 1, 0), (0, 3, 2, 1, 0), (0, 0, 2, 3, 1), "Low hand: the path ends at a pillar.")
    hand.next("1:47.6")
    hand.next_check("24 feb", "Lucía Serrano")
    hand.next("0:52.3")
    said(hand, "Eleven of 48 say they found a seat at once; in October it was four.", None, "survey")


def february(hand: Hand, steps: dict[str, str]) -> None:
    """24 February: one step is dropped, one slips again and changes hands, a socket blocks the west bay."""
    check_in(hand, dt.date(2026, 2, 24), "0:49.1", away="Oskar Blom")
    hand.reported(steps["ask"], "dropped", "The school cannot come; the spring survey asks the same.")
    hand.new_date(
        steps["choose"], "20 mar", "Smaller: one quote for half the wall.", owner="Lucía Serrano",
        obstacle_came=True, contingency_ran=False,
    )  # fmt: skip
    hand.do(WaveGap(TWO_SLIPS, steps["choose"]))
    hand.more("4:20.0")
    hand.new_date(steps["turn"], "20 mar", "Four people are free on the 19th.")
    hand.reported(
        steps["west"], "blocked", "No socket, no lamps.", obstacle_came=True, contingency_ran=False,
        support="Greta asks the council's electrician",
    )  # fmt: skip
    socket = 'Electrician for one socket @"Council works office" >27 feb #external =2 hours !leave out the lamps'
    hand.need((steps["west"],), socket, "asked")
    hand.next("2:09.5")
    show_of_hands(hand, (0, 1, 3, 1, 0), (0, 2, 2, 1, 0), (0, 1, 2, 2, 0), "Low hand: nobody to ask after six.")
    hand.next("2:08.8")
    hand.next_check("14 apr", "Lucía Serrano")
    hand.next("0:51.7")
    said(hand, "The children read in the window now. Grown-ups wait for a chair.", "Class 4b", "group")
