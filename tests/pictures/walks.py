"""Where the README's pictures are taken, in the real program."""

from collections.abc import Callable

from pictures.terminal import Terminal

Shot = Callable[[str], None]
"""Takes a picture under a name."""


def readme(room: Terminal, shot: Shot) -> None:
    """The retrospective in Define, going on after its pause, with a line half typed."""
    room.wait("PAUSED")
    room.press("f5", "tab")
    room.wait("Improvement 2 of 4")
    room.type("Pin what is open to the top of the page @Mei +Dario >fri")
    room.wait("with Dario Conti")
    shot("room")


def moving(room: Terminal, shot: Shot) -> None:
    """The same workshop from its pause through one captured step, a shot of each moment that is worth seeing."""
    room.wait("PAUSED")
    shot("paused")
    room.press("space")
    shot("running")
    room.press("a")
    for words in ("Print the", " tally sheets", " @Mei", " >fri", " #paper"):
        room.type(words)
        shot("typing")
    room.press("enter")
    shot("captured")
    room.press("esc", "n")
    shot("owners")
