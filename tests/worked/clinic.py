"""A clinic's service blueprint, fresh from its workshop: owners, dates and means, and everything still to do."""

import datetime as dt

from worked.hand import Hand

PAIN_POINTS = (
    ("Phone line rings out before 08:30", 9),
    ("Referral letters arrive by post and by e-mail, none wins", 8),
    ("Two forms ask for the same address", 7),
    ("Booking system shows slots that are not staffed", 6),
    ("No reminder for follow-up visits", 5),
    ("Signs in the car park point to the old entrance", 4),
    ("Front desk cannot see transport bookings", 3),
    ("Results are read out twice", 2),
    ("Interpreter asked for on the day", 2),
    ("Consent form only on paper", 2),
)
"""What the blueprint of the week before showed, with the dots that six people gave, eight each."""


def invited(at: dt.datetime) -> tuple[Hand, list[str]]:
    """The session as it is made the day before: the people and what is to be improved; no sitting yet."""
    hand = Hand(
        "Service blueprint, outpatient clinic",
        at,
        "Ana Lopes, Bea Moreau, Chen Wei, Noor Haddad, Tomás Brandt, Imke Visser",
        group="Outpatient clinic",
        facilitator="Ruth Sandell",
        purpose="The blueprint shows where patients wait for us. Its first pain points get steps, names and dates.",
        behaviour="Every call is answered by the fourth ring, and nobody writes the same address twice.",
    )
    return hand, [hand.improvement(text, votes) for text, votes in PAIN_POINTS]


def clinic() -> Hand:
    """Wednesday 18 November 2026, ten o'clock: fifteen minutes that took seventeen."""
    start = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
    hand, pains = invited(start - dt.timedelta(hours=18, minutes=21, seconds=7.114))
    hand.open("action-planning", start)

    hand.at(start + dt.timedelta(seconds=72.381))
    hand.toggle()
    hand.next("1:48.2")
    review(hand, pains)
    steps = define(hand, pains)
    assign(hand, steps)
    resources(hand, steps)
    close(hand, steps)
    return hand


def review(hand: Hand, pains: list[str]) -> None:
    """The list is read once; the porter knocks; the line is drawn under the fourth."""
    hand.after("1:05.9")
    hand.toggle()
    hand.after("0:47.3")
    hand.toggle()
    hand.line_under(pains[3])
    hand.note("decision", "What is below the line waits until the check in January.")
    hand.next("1:58.6")


def define(hand: Hand, pains: list[str]) -> dict[str, str]:
    """Steps for the four above the line, some with a name and a day at once; a minute is added near the end."""
    phone, letters, forms, slots = pains[:4]
    steps = {
        "message": hand.step(phone, "Record a waiting message that says when we answer"),
        "early": hand.step(phone, "Staff the phone from 08:00 for a trial @Ana +Bea =two weeks without a lost call"),
        "count": hand.step(phone, "Count the calls that ring out before 08:30 @Bea"),
        "second": hand.step(phone, "Buy a second telephone line"),
    }
    hand.drop(steps["second"], "The trial first: it may show that one line is enough.")
    hand.after("1:31.4")
    steps["write"] = hand.step(
        letters, "Write to the 14 practices which inbox counts @Noor =all 14 have the note"
        " !if a practice has no e-mail then post it with a stamped reply card",
    )  # fmt: skip
    steps["scan"] = hand.step(letters, "Scan the day's post into the inbox every morning")
    steps["double"] = hand.step(letters, "Tick double letters off a shared list for a week", steps["scan"])
    hand.note("decision", "The e-mail inbox counts. Whatever comes by post is scanned into it.")
    hand.after("1:22.8")
    steps["strike"] = hand.step(forms, "Strike the address from the yellow form @Bea >27 nov")
    steps["test"] = hand.step(forms, "Test the shorter form with five patients @Imke", steps["strike"])
    steps["print"] = hand.step(forms, "Print 200 copies of the new form", steps["test"])
    hand.park("The hospital's logo on the form is the old one", "Bea asks when the yellow form goes back to print")
    hand.more("1:49.5")
    steps["list"] = hand.step(slots, "List the December slots that have no staff @Chen")
    steps["rule"] = hand.step(slots, "Agree a rule for closing such slots with the ward lead", steps["list"])
    steps["close"] = hand.step(slots, "Close slots without staff every Thursday at noon", steps["rule"])
    steps["teach"] = hand.step(slots, "Show the booking office how a slot is closed", steps["rule"])
    hand.park("Volunteers pay for the car park")
    hand.next("1:07.2")
    return steps


def assign(hand: Hand, steps: dict[str, str]) -> None:
    """Who and when; the last two cost a minute, which Resources lends."""
    promises = {
        "message": "Chen fri 20 nov", "early": "4 dec", "count": "fri 27 nov", "write": "wed 25 nov",
        "scan": "Tomás 30 nov", "double": "Tomás 8 dec", "test": "4 dec", "print": "Tomás 9 dec",
        "list": "tue 24 nov", "rule": "Noor 2 dec",
    }  # fmt: skip
    for name, line in promises.items():
        hand.who_when(steps[name], line)
    hand.borrow("2:52.3")
    hand.who_when(steps["close"], "Ana")
    hand.who_when(steps["teach"], "Chen ~11 dec")
    moments = {
        "count": ("put the tally sheet beside the phone", 19, 8),
        "early": ("sit the first early shift with Bea", 23, 8),
        "write": ("draft the note with the practice list open", 19, 14),
        "list": ("export December from the booking system", 20, 9),
        "strike": ("ask the forms office for the file", 19, 11),
    }
    for name, (text, day, hour) in moments.items():
        moment = dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)
        hand.revise(steps[name], first_step=text, first_step_at=moment)
    hand.next("0:51.6")


def resources(hand: Hand, steps: dict[str, str]) -> None:
    """What would stop a step from starting, who is asked, and what if they say no."""
    scanner = 'Scanner at the post table @"Facilities desk" >fri #tool !carry the post to radiology\'s scanner'
    copies = 'Copies on yellow paper @"Ward lead" >2 dec #money =60 EUR !print ten at a time on the ward'
    voice = 'Somebody to speak the message @"Communications" >thu #external !Ana records it on her phone'
    hand.need((steps["scan"], steps["double"]), scanner)
    hand.need((steps["print"],), copies)
    hand.need((steps["message"],), voice, "asked")
    hand.need((steps["early"],), "An early start for two weeks #people =5 hours a week", "have")
    hand.need((steps["list"], steps["close"]), 'Leave to see rosters @"Personnel office" >mon #external', "asked")
    hand.need((steps["write"],), "List of the 14 practices with addresses #tool", "have")
    roadblock, contingency = "somebody is ill", "the ward clerk takes the phone until 08:30"
    hand.revise(steps["early"], roadblock=roadblock, contingency=contingency)
    hand.revise(steps["rule"], roadblock="the ward lead is away", contingency="her deputy decides for December")
    hand.next("1:04.8")


def close(hand: Hand, steps: dict[str, str]) -> None:
    """The next check, and the promises aloud as far as there is time."""
    hand.after("0:20.0")
    hand.next_check("2 dec", "Ana Lopes")
    hand.answer("accepted", steps["message"], steps["early"], steps["count"], steps["write"], steps["scan"])
    hand.answer("tentative", steps["double"])
    hand.note("note", "Imke: the bus comes at 08:20, so people call from the stop before they set out.")
