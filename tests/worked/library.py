"""A library's reading room, from the workshop in November 2025 over eight follow-ups in a year: the plan."""

import datetime as dt

from flipchart.domain.plan import Goal, Measurement, Milestone
from flipchart.domain.record import find
from worked.hand import Hand
from worked.library_later import followed_up

START = dt.datetime(2025, 11, 4, 9, 30, tzinfo=dt.UTC)


def library() -> Hand:
    """Tuesday 4 November 2025: an hour with goals, risks and read-back; then what became of it."""
    hand = Hand(
        "Reading room refurbishment",
        START - dt.timedelta(hours=16, minutes=48, seconds=14.87),
        "Lucía Serrano, Greta Sund, Idris Falk, Oskar Blom, Pat Nolan, Wen Li",
        group="Harbour Street Library",
        facilitator="Margit Oyelaran",
        purpose="The reading room is worn and crowded. The money is enough for a start, not for everything.",
        behaviour="Who comes in finds a seat, a quiet corner and a person to ask, without queueing.",
    )
    seats, noise = goals(hand)
    wishes = [
        hand.improvement("Too few seats by the windows", 11, goal=seats),
        hand.improvement("The printer corner is loud", 9, goal=noise),
        hand.improvement("Nobody finds the children's shelves from the door", 7),
        hand.improvement("The returns desk blocks the entrance", 5, goal=seats),
        hand.improvement("The lift is slow", 3, note="The council replaces it in 2028."),
        hand.improvement("Coffee would be welcome", 1),
    ]
    hand.open("action-planning-60", START)
    hand.at(START + dt.timedelta(minutes=3, seconds=5.2))
    hand.toggle()
    hand.next("2:51.0")
    hand.line_under(wishes[3])
    hand.next("6:12.4")
    hand.next("8:40.9")
    steps = define(hand, wishes)
    milestones(hand, wishes)
    assign(hand, steps)
    resources(hand, steps)
    risks(hand, steps)
    promises(hand, steps)
    followed_up(hand, steps, wishes, goals=(seats, noise))
    return hand


def goals(hand: Hand) -> tuple[str, str]:
    """Two numbers, as they stood before anything was done."""
    free = Goal(
        id=hand.ids(), text="Visitors find a free seat in the afternoon", why="People leave when they do not",
        measure="free seats at 16:00", unit="seats", baseline=6, target=20, by=dt.date(2026, 11, 30),
        who="Wen Li", every="first Tuesday of the month",
    )  # fmt: skip
    calm = Goal(
        id=hand.ids(), text="The room is quiet enough to read", measure="complaints about noise",
        unit="a month", baseline=23, target=8, by=dt.date(2026, 12, 15), who="Pat Nolan", every="at month's end",
    )  # fmt: skip
    hand.keep("goals", free)
    hand.keep("goals", calm)
    hand.keep("measurements", Measurement(goal=free.id, on=dt.date(2025, 11, 4), value=6))
    hand.keep("measurements", Measurement(goal=calm.id, on=dt.date(2025, 10, 31), value=23))
    return free.id, calm.id


def milestones(hand: Hand, wishes: list[str]) -> None:
    """One point on the way of each improvement that has several steps."""
    points = (
        ("The new seats are in", dt.date(2026, 1, 30)),
        ("Printers stand behind glass", dt.date(2026, 8, 28)),
        ("The signs are up", dt.date(2026, 1, 16)),
    )
    for wish, (text, due) in zip(wishes, points, strict=False):
        hand.keep("milestones", Milestone(id=hand.ids(), improvement=wish, text=text, due=due))


def define(hand: Hand, wishes: list[str]) -> dict[str, str]:
    """Fifteen steps in thirteen minutes."""
    seats, printer, children, desk = wishes[:4]
    steps = {"measure": hand.step(seats, "Measure the window bays with the carpenter")}
    steps["order"] = hand.step(seats, "Order twelve window seats", steps["measure"])
    steps["east"] = hand.step(seats, "Fit the seats in the east bay", steps["order"])
    steps["west"] = hand.step(seats, "Fit the seats in the west bay", steps["east"])
    steps["trial"] = hand.step(printer, "Move the loud printer behind the stacks for a trial")
    steps["quotes"] = hand.step(printer, "Ask for three quotes for a glass wall")
    steps["choose"] = hand.step(printer, "Choose a quote with the council's buyer", steps["quotes"])
    steps["hours"] = hand.step(printer, "Hang the quiet-hours sign by the stairs")
    steps["path"] = hand.step(children, "Paint the path from the door to the shelves")
    steps["signs"] = hand.step(children, "Letter the shelf signs in large type")
    steps["ask"] = hand.step(children, "Ask ten children to find a book", steps["path"], steps["signs"])
    steps["cables"] = hand.step(desk, "Clear the old cables under the returns desk")
    steps["turn"] = hand.step(desk, "Turn the returns desk towards the wall", steps["cables"])
    steps["rota"] = hand.step(desk, "Write the desk's rota for the spring")
    steps["train"] = hand.step(desk, "Train the Saturday volunteers at the turned desk", steps["turn"])
    hand.park("Chess tables", "The club brings its own since October")
    hand.park("Plants that need no sun")
    hand.next("13:22.6")
    return steps


def assign(hand: Hand, steps: dict[str, str]) -> None:
    """Every step gets its one owner and its day."""
    promises = {
        "measure": "Idris 14 nov", "order": "Lucía 28 nov", "east": "Idris 16 jan", "west": "Idris 27 mar",
        "trial": "Pat 21 nov", "quotes": "Greta 5 dec", "choose": "Greta 19 dec", "hours": "Wen 14 nov",
        "path": "Oskar 12 dec", "signs": "Wen 16 jan", "ask": "Oskar 27 feb", "cables": "Pat 28 nov",
        "turn": "Pat 30 jan", "rota": "Lucía 20 feb", "train": "Greta 2 may",
    }  # fmt: skip
    for name, line in promises.items():
        hand.who_when(steps[name], line)
    hand.revise(steps["order"], helpers=("Idris Falk",))
    hand.revise(steps["signs"], helpers=("Oskar Blom",))
    hand.revise(steps["turn"], helpers=("Idris Falk",))
    first = dt.datetime(2025, 11, 6, 10, tzinfo=dt.UTC)
    hand.revise(steps["measure"], first_step="meet the carpenter at the door", first_step_at=first)
    hand.revise(steps["trial"], done_when="the printer has stood there for a week")
    hand.next("8:47.3")


def resources(hand: Hand, steps: dict[str, str]) -> None:
    """Money, hands and a carpenter."""
    money = 'Money for the seats @"Friends of the library" >21 nov #money =4800 GBP !six seats instead of twelve'
    carpenter = "Carpenter, two days a bay @Greta >14 nov #external !fit them ourselves with the school's tools"
    glass = 'Money for the glass wall @"Council buyer" >19 dec #money =6500 GBP !a curtain of felt'
    hand.got(hand.need((steps["order"],), money))
    hand.got(hand.need((steps["east"], steps["west"]), carpenter))
    hand.need((steps["choose"],), glass, "asked")
    hand.got(hand.need((steps["turn"],), "Four people for an hour #people =4 people"))
    hand.next("5:05.5")


def risks(hand: Hand, steps: dict[str, str]) -> None:
    """What is likely to come in the way, and the answer to it."""
    answers = {
        "order": ("the carpenter's drawing is late", "order six seats from the catalogue first"),
        "west": ("the wall needs a new socket", "fit the two seats without lamps and leave the others"),
        "choose": ("the buyer is on leave", "ask her deputy in the same week"),
        "train": ("fewer than four volunteers come", "repeat it on the Saturday after"),
    }
    for name, (roadblock, contingency) in answers.items():
        hand.revise(steps[name], roadblock=roadblock, contingency=contingency)
    hand.next("6:20.1")


def promises(hand: Hand, steps: dict[str, str]) -> None:
    """Read back, one tentative; then the next check."""
    owned = [id for id in steps.values() if find(hand.session.steps, id, "step").owner]
    hand.answer("accepted", *(id for id in owned if id != steps["choose"]))
    hand.answer("tentative", steps["choose"])
    hand.next("4:41.7")
    hand.next_check("2 dec", "Lucía Serrano")
    hand.note("decision", "The room stays open while we work; the bays close one after the other.")
    hand.next("1:33.0")
