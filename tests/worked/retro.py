"""A support team's retrospective under way: paused in Define, some steps still without a name or a day."""

import datetime as dt

from worked.hand import Hand

LEARNED = (
    ("Customers hear of fixes before us", 6),
    ("The night's hand-over gets lost", 5),
    ("The login test fails every third time, and we run it again", 4),
    ("Three people answer the same ticket", 4),
    ("Nobody knows who may grant a refund", 3),
    ("Saved answers still name the old product", 2),
)
"""What hurt in the autumn release, with six people's votes, four each."""


THURSDAY = dt.datetime(2026, 11, 19, 14, tzinfo=dt.UTC)


def retro(start: dt.datetime = THURSDAY) -> Hand:
    """Two o'clock, a Thursday in November: review done, define begun, and then the alarm."""
    hand = Hand(
        "Retrospective 14, after the autumn release",
        start - dt.timedelta(minutes=31, seconds=50.402),
        "Hanna Lind, Dario Conti, Jonas Weber, Mei Tan, Priya Nair, Samir Aziz",
        group="Support team",
        facilitator="Hanna Lind",
        behaviour="One ticket, one name; and whoever has the night knows what the day left open.",
    )
    learned = [hand.improvement(text, votes) for text, votes in LEARNED]
    # Called together as soon as all were there: a planned start would be days ago when this is gone on with.
    hand.open("action-planning-25", None, "Hanna Lind, Dario Conti, Mei Tan, Priya Nair, Samir Aziz")

    hand.at(start + dt.timedelta(seconds=48.93))
    hand.toggle()
    hand.line_under(learned[3])
    hand.next("4:26.1")
    define(hand, learned)
    return hand


def define(hand: Hand, learned: list[str]) -> None:
    """Two improvements have steps, the third one has its first, and the fourth has to wait for the stairs."""
    fix, night, login, _tickets = learned[:4]
    hand.step(fix, "Add support to the release channel's reviewers @Mei >mon =support sees a fix a day before")
    hand.step(fix, "Quote the customer in every release note +Priya")
    hand.step(fix, "Announce fixes to the waiting tickets on release day @Samir >1w")
    hand.after("2:12.7")
    hand.step(
        night, "Keep one page with three headings @Dario >fri #\"wiki page\""
        " ^tomorrow 9am copy last night's message into it !if the wiki is down then pin it in the chat",
    )  # fmt: skip
    hand.step(night, "Show both shifts where the page is @Priya >mon")
    hand.step(night, "Read the page aloud when the shift changes")
    hand.park("Office plants")
    hand.park("Badge printer jams on Mondays")
    hand.after("1:48.3")
    hand.step(login, "Bisect the login test over the last 40 builds @Jonas")
    hand.note("option", "Or we switch the test off until it is mended, which hides the fault.")
    hand.note("note", "Jonas is off sick; Priya asks him whether he takes the bisecting.")
    hand.after("0:31.9")
    hand.toggle()
    hand.note("note", "Fire drill. The clock stands; we go on where we were.")
