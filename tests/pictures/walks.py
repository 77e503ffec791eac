"""Where the README's picture is taken, in the real program."""

from collections.abc import Callable

from pictures.terminal import Terminal

Shot = Callable[[str], None]
"""Takes a picture under a name."""

LINE = ("Print the", " tally sheets", " @Mei", " >fri", " #paper")
"""How a step is typed, a picture after each part."""


def moving(room: Terminal, shot: Shot) -> None:
    """The workshop from its pause through one captured step to an owner, each moment that is worth seeing."""
    room.wait("PAUSED")
    shot("paused")
    room.press("space")
    room.wait("space pause")
    shot("running")
    room.press("a")
    room.wait("enter close")
    shot("box")
    for words in LINE:
        room.type(words)
        shot("typing")
    room.wait("needs paper")
    shot("understood")
    room.press("enter")
    room.wait("4  Print the tally sheets")
    shot("captured")
    room.press("esc")
    room.wait("a adds a step")
    room.press("n")
    room.wait("3/4")
    shot("owners")
    room.press("enter")
    room.type("priya tue")
    shot("who and when")
    room.press("enter")
    room.wait("Tue")
    shot("given")
