"""The library's follow-ups of September, October and November: the wall stands, evenings begin, one bay is dark."""

import datetime as dt

from worked.hand import Hand
from worked.library_hands import between, check_in, reached, said, show_of_hands


def history(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """From 1 September to 10 November."""
    september(hand, steps, wishes)
    between(hand, dt.date(2026, 10, 2), steps["wall"], "One hears the printer only when the door is open.")
    reached(hand, "Printers stand behind glass")
    october(hand, steps)
    november(hand, steps, wishes)


def september(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """1 September: the glass is late, a socket blocks the lamps, and two steps are new."""
    check_in(hand, dt.date(2026, 9, 1), "1:19.8")
    hand.new_date(
        steps["wall"], "2 oct", "The glass comes on 21 September.", obstacle_came=True, contingency_ran=True
    )
    hand.reported(steps["lamps"], "blocked", support="Greta asks the council's electrician by Friday")
    steps["evening"] = hand.step(wishes[3], "Keep the desk open until eight on Thursdays @Lucía >20 nov +Wen")
    steps["trolley"] = hand.step(wishes[3], "Buy a second trolley for the returns desk @Pat >30 oct")
    hand.next("5:54.4")
    show_of_hands(hand, (0, 1, 2, 3, 0), (0, 0, 3, 3, 0), (0, 0, 1, 4, 1), "High hand: a pupil showed me the shelf.")
    hand.next("1:51.2")
    hand.next_check("6 oct", "Lucía Serrano")
    hand.next("0:46.3")
    said(hand, "I came at seven, and there was somebody to ask.", "A nurse after her shift", "interview")


def october(hand: Hand, steps: dict[str, str]) -> None:
    """6 October: the lamps slip, the trolley is given up, and the evenings are tried."""
    check_in(hand, dt.date(2026, 10, 6), "0:53.6", away="Oskar Blom")
    hand.new_date(steps["lamps"], "27 nov", "The electrician comes on 5 November.")
    hand.reported(steps["trolley"], "dropped", "The children's room lends us theirs.")
    hand.more("4:31.0")
    hand.reported(steps["evening"], "doing", "On trial since 1 October, with nine visitors on average.")
    hand.next("1:44.7")
    show_of_hands(hand, (0, 0, 2, 3, 0), (0, 0, 2, 2, 1), (0, 0, 1, 3, 1), "Low hand: the west bay is dark at four.")
    hand.next("2:01.5")
    hand.next_check("10 nov", "Lucía Serrano")
    hand.next("0:55.0")
    said(hand, "29 of 50 say they found a seat at once.", None, "survey")


def november(hand: Hand, steps: dict[str, str], wishes: list[str]) -> None:
    """10 November: the socket is there, and two steps lead into the new year."""
    check_in(hand, dt.date(2026, 11, 10), "1:21.7")
    hand.reported(steps["lamps"], "doing", "Wired on the 5th; the lamps are ordered.")
    hand.reported(steps["evening"], "doing", "Fourteen visitors last Thursday.")
    hand.step(wishes[3], "Write the desk's rota for the new year @Lucía >18 dec")
    hand.step(wishes[0], "Ask fifty readers what is still missing @Wen >4 dec +Oskar")
    hand.next("6:38.0")
    show_of_hands(hand, (0, 0, 2, 3, 1), (0, 0, 1, 4, 1), (0, 0, 0, 4, 2), "High hand: a class read in the bay.")
    hand.next("1:40.6")
    hand.next_check("8 dec", "Lucía Serrano")
    hand.next("0:57.3")
    said(hand, "We meet in the window now. Please keep one lamp on.", "Tuesday reading group", "group")
