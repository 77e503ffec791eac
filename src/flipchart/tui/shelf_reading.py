"""The sessions folder as the home screen sees it, read where waiting for the disk holds nobody up."""

from collections.abc import Callable
from pathlib import Path

from flipchart.clock import Clock
from flipchart.context import Context
from flipchart.store.errors import StoreError
from flipchart.store.folder import summaries
from flipchart.tui.shelf import Listed, Shelf, Spoiled
from flipchart.tui.sitting import Sitting, open_sitting


def read_shelf(folder: Path, clock: Clock, tell: Callable[[Shelf], object] | None = None) -> Shelf:
    """Return what is in the folder; a folder that cannot be read is told in its `trouble`.

    `tell` is called on the way with what is known so far, each time that it is twice as much.
    """
    shelf = Shelf()
    try:
        for number, listed in enumerate(summaries(folder, clock, private=True), start=1):
            if listed.summary is None:
                shelf = Shelf(shelf.sessions, (*shelf.spoiled, Spoiled(listed.path, listed.problem)))
            else:
                shelf = Shelf((*shelf.sessions, Listed(listed.path, listed.summary)), shelf.spoiled)
            if tell is not None and number & (number - 1) == 0:
                tell(shelf)
    except StoreError as error:
        return Shelf(shelf.sessions, shelf.spoiled, read=True, trouble=error.sentence)
    return Shelf(shelf.sessions, shelf.spoiled, read=True)


def opened(path: Path, context: Context) -> Sitting | str:
    """Open a session file for driving, or return the sentence that says why it cannot be."""
    try:
        return open_sitting(path, context)
    except StoreError as error:
        return error.sentence
