"""The library's three follow-ups, in September, October and November: what became of each promise."""

import datetime as dt

from flipchart.domain.commands.session import WaveGap
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Measurement
from flipchart.domain.record import replaced
from worked.hand import Hand

SUMMER = dt.timezone(dt.timedelta(hours=1))
WINTER = dt.UTC
"""The library's clock before and after 25 October."""

Hands = tuple[int, int, int, int, int]


def followed_up(hand: Hand, steps: dict[str, str], goals: tuple[str, str]) -> None:
    """From the first report in August to the check of 10 November."""
    between(hand, 12, 8, steps["measure"], "The west bay is 4 cm narrower than the drawing.")
    between(hand, 18, 8, steps["hours"])
    between(hand, 20, 8, steps["trial"], "It can stay: nobody walks further than before.")
    between(hand, 27, 8, steps["cables"], "Two bags of cables, and a clock from 1987.")
    september(hand, steps)
    between(hand, 4, 9, steps["quotes"])
    between(hand, 10, 9, steps["order"], "Six from the catalogue, six from the carpenter.")
    between(hand, 11, 9, steps["path"])
    between(hand, 17, 9, steps["signs"], "The letters are 12 cm high and read from the door.")
    reached(hand, "The signs are up", dt.date(2026, 9, 17))
    october(hand, steps)
    between(hand, 9, 10, steps["east"], "All six were taken on the first afternoon.")
    reached(hand, "The new seats are in", dt.date(2026, 10, 9))
    november(hand, steps)
    measured(hand, *goals)


def between(hand: Hand, day: int, month: int, step: str, note: str | None = None) -> None:
    """A step that is reported done on the day itself, between two check-ins."""
    hand.at(dt.datetime(2026, month, day, 17, 10, tzinfo=SUMMER))
    hand.told(step, "done", note)


def check_in(hand: Hand, at: dt.datetime, promises: str, present: str = "") -> None:
    """Open a follow-up and go through the promises of the last time, which takes so many minutes."""
    hand.open("follow-up", at, present)
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


def september(hand: Hand, steps: dict[str, str]) -> None:
    """1 September: four done, the order is late and moved for the first time, the fitting moves with it."""
    check_in(hand, dt.datetime(2026, 9, 1, 9, 0, tzinfo=SUMMER), "1:08.3")
    hand.new_date(steps["order"], "11 sep", "The drawing came on Monday.", obstacle_came=True, contingency_ran=True)
    hand.new_date(steps["east"], "9 oct", "A week behind the order.")
    hand.told(steps["quotes"], "doing", "Two of three are in.")
    hand.told(steps["path"], "doing")
    hand.next("4:52.4")
    show_of_hands(hand, (0, 2, 3, 1, 0), (1, 2, 2, 1, 0), (0, 0, 2, 3, 1), "The printer's move is felt already.")
    hand.next("1:55.2")
    hand.next_check("6 oct", "Lucía Serrano")
    hand.next("0:44.9")
    said(hand, "It is quieter by the stairs. I still stood with my bag on Thursday.", "A reader, 71", "interview")


def october(hand: Hand, steps: dict[str, str]) -> None:
    """6 October: one step is dropped, one slips, and Oskar is away."""
    present = "Lucía Serrano, Greta Sund, Idris Falk, Pat Nolan, Wen Li"
    check_in(hand, dt.datetime(2026, 10, 6, 9, 0, tzinfo=SUMMER), "0:49.1", present)
    hand.told(steps["ask"], "dropped", "The school cannot come; the autumn survey asks the same.")
    hand.new_date(steps["choose"], "16 oct", "The buyer is on leave until the 12th.", obstacle_came=True)
    hand.told(steps["east"], "doing", "The frames stand.")
    hand.more("4:20.0")
    hand.told(steps["turn"], "open", "Waits for the electrician's visit on the 20th.")
    hand.next("2:09.5")
    show_of_hands(hand, (0, 1, 2, 2, 0), (0, 1, 2, 2, 0), (0, 0, 1, 3, 1), "Low hand: nobody to ask after six.")
    hand.next("2:08.8")
    hand.next_check("10 nov", "Lucía Serrano")
    hand.next("0:51.7")
    said(hand, "Eleven of 48 say they found a seat at once; in June it was four.", None, "survey")


def november(hand: Hand, steps: dict[str, str]) -> None:
    """10 November: the glass wall slips again and changes hands, a socket blocks the west bay."""
    check_in(hand, dt.datetime(2026, 11, 10, 9, 0, tzinfo=WINTER), "1:21.7")
    hand.new_date(
        steps["choose"], "20 nov", "Smaller: one quote for half the wall.", owner="Lucía Serrano",
        obstacle_came=True, contingency_ran=False,
    )  # fmt: skip
    hand.told(steps["choose"], "doing")
    hand.told(
        steps["west"], "blocked", "No socket, no lamps.", obstacle_came=True, contingency_ran=True,
        support="Greta asks the council's electrician",
    )  # fmt: skip
    hand.new_date(steps["west"], "27 nov")
    socket = 'Electrician for one socket @"Council works office" >fri #external =2 hours !leave out the lamps'
    hand.need((steps["west"],), socket, "asked")
    hand.new_date(steps["turn"], "24 nov", "Wired on the 20th; four people are free on the 24th.")
    hand.told(steps["turn"], "doing")
    hand.told(steps["rota"], "open", "Draft by Friday.")
    hand.told(steps["train"], "open")
    hand.do(WaveGap("weekend", steps["train"]))
    hand.next("6:38.0")
    show_of_hands(hand, (0, 0, 2, 3, 1), (0, 0, 1, 4, 1), (0, 0, 0, 4, 2), "High hand: a class read in the bay.")
    hand.next("1:40.6")
    hand.note("decision", "The chess club keeps Tuesdays; the bays are for reading on all other days.")
    hand.next_check("8 dec", "Lucía Serrano")
    hand.next("0:57.3")
    said(hand, "We meet in the window now. Please keep one lamp on.", "Tuesday reading group", "group")


def said(hand: Hand, text: str, who: str | None, source: str) -> None:
    """Somebody from outside the room, on the day after the check-in."""
    on = hand.today + dt.timedelta(days=1)
    values = {"id": hand.ids(), "on": on, "text": text, "who": who, "source": source}
    hand.keep("feedback", Feedback.model_validate(values))


def reached(hand: Hand, text: str, on: dt.date) -> None:
    """A milestone is reached."""
    points = hand.session.milestones
    point = next(it for it in points if it.text == text)
    hand.session = hand.session.revise(milestones=replaced(points, point.revise(reached=on)))


def measured(hand: Hand, seats: str, noise: str) -> None:
    """The numbers as they were read over the months."""
    for month, day, value in ((9, 1, 9), (10, 6, 14), (11, 10, 17)):
        hand.keep("measurements", Measurement(goal=seats, on=dt.date(2026, month, day), value=value))
    for month, day, value in ((8, 31, 21), (9, 30, 15), (10, 31, 11)):
        hand.keep("measurements", Measurement(goal=noise, on=dt.date(2026, month, day), value=value))
