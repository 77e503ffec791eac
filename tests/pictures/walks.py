"""Where the pictures are taken: one place for the README, and a walk through a whole workshop."""

from collections.abc import Callable

from pictures.terminal import Terminal

Shot = Callable[[str], None]
"""Takes a picture under a name."""


def _leave(room: Terminal) -> None:
    """Out of the box, or of what lies over the room, and wait until the keys act on the plan again."""
    room.press("esc")
    room.wait("? keys")


def readme(room: Terminal, shot: Shot) -> None:
    """The retrospective in Define, going on after its pause, with a line half typed."""
    room.wait("PAUSED")
    room.press("f5", "tab")
    room.wait("Improvement 2 of 4")
    room.type("Pin what is open to the top of the page @Mei +Dario >fri")
    room.wait("with Dario Conti")
    shot("room")


def workshop(room: Terminal, shot: Shot) -> None:
    """Fifteen minutes from the page before the start to the closing page."""
    room.wait("Not started")
    shot("01-before-the-start")
    room.press("space")
    room.wait("1/5")
    shot("02-introduce")
    _review(room, shot)
    _define(room, shot)
    _assign(room, shot)
    _resources(room, shot)
    room.press("n")
    room.wait("Ended")
    shot("19-close")
    room.press("enter")
    room.type("ana 2 weeks")
    shot("20-next-check")
    room.press("enter")
    room.wait("Ana Lopes calls it")
    room.press(*["down"] * 12)
    shot("21-close-further-down")


def _review(room: Terminal, shot: Shot) -> None:
    room.press("n")
    room.wait("2/5")
    shot("03-review")
    room.press(*["j"] * 10, *["K"] * 6)
    shot("04-review-the-line")
    room.press("k", "v")
    room.wait("Votes")
    shot("05-review-votes")
    _leave(room)


def _define(room: Terminal, shot: Shot) -> None:
    room.press("n")
    room.wait("3/5")
    shot("06-define-empty")
    for line in (
        "Record a waiting message that says when we answer",
        "Staff the phone from 08:00 for a trial @Ana +Bea >2w",
        "Count the calls that ring out before 08:30 and hang the sheet beside the phone @Bea",
    ):
        room.type(line)
        room.press("enter")
        room.wait("a step:")
    room.type("Ask the telephone office for a second line @Chen >fri #budget !if no then ask in spring")
    shot("07-define-typing")
    room.press("enter")
    room.wait("a step:")
    room.press("tab")
    room.wait("2 of 4")
    room.type("Write to the 14 practices @An")
    shot("08-define-a-name-begun")
    _leave(room)
    room.press("f5")
    room.wait("PAUSED")
    shot("09-define-paused")
    room.press("f5", "g")
    room.wait("ask aloud")
    shot("10-gaps")
    _leave(room)
    room.press("?")
    room.wait("The clock")
    shot("11-keys")
    _leave(room)
    room.press(",")
    room.wait("go to")
    shot("12-more")
    room.press(",", "z")
    shot("13-big-clock")
    room.press("z")


def _assign(room: Terminal, shot: Shot) -> None:
    room.press("n")
    room.wait("4/5")
    shot("14-assign")
    room.press("t")
    room.type("0:01")
    room.press("enter")
    room.wait("OVER")
    shot("15-assign-over")
    room.press("enter")
    room.type("bea 2 dec")
    shot("16-assign-typing")
    room.press("enter")
    room.wait("Wed 2 Dec")
    _leave(room)
    room.press("B")
    room.wait("left · until")
    shot("17-assign-borrowed")


def _resources(room: Terminal, shot: Shot) -> None:
    room.press("n")
    room.wait("5/5")
    room.press("enter")
    room.wait("Needs")
    room.type('Copies =60 EUR @"Ward lead" >fri #money !print ten at a time')
    shot("18-resources")
    room.press("enter")
    room.wait("what =2")
    _leave(room)


def after(room: Terminal, shot: Shot) -> None:
    """A session as it is found when it is opened again."""
    room.wait("saved")
    shot("opened")


def palette(room: Terminal, shot: Shot) -> None:
    """The commands by their names, over a session that is opened again."""
    room.wait("saved")
    room.press("ctrl+p")
    shot("palette")
