"""Where the README's picture is taken, in the real program."""

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
