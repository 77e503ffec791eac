"""What every box is."""

from dataclasses import dataclass
from typing import NamedTuple

from flipchart.domain.commands.command import Command
from flipchart.ids import Ids
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class Echo:
    """What was understood of a line so far, and what the typist should know."""

    parts: tuple[str, ...] = ()
    hint: str = ""

    @property
    def words(self) -> str:
        """The parts as one line."""
        return " · ".join(self.parts)


class Kept(NamedTuple):
    """Words for the private notes; `note` is the id of the one that has them now, "" for a new one."""

    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Enter does with a line.

    `commands` change the session; `then` is the box that is open afterwards (None: the box closes); `cursor` is the
    row to stand on; `refused` is a sentence for which the line stays as it is, `said` one that is told afterwards.
    `asks` is the id of a step of which it is asked what became of its if-then line, `keeps` a private note.
    """

    commands: tuple[Command, ...] = ()
    then: "Box | None" = None
    cursor: str | None = None
    refused: str = ""
    said: str = ""
    asks: str = ""
    keeps: Kept | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A place for one line of words. `item` is what the words belong to; a draft is kept for each."""

    item: str = ""

    name = "box"
    """The kind of box, for the draft's key and the placeholder."""

    verb = "keep"
    """What the footer says of Enter."""

    passes = "pass over"
    """What the footer says of Tab where there is a box to go on to."""

    stays = False
    """Whether an empty Enter leaves it and a full one keeps it open for the next line."""

    told = True
    """Whether those who watch see the line as it is typed, as the room does."""

    masked = False
    """Whether the room sees how much is typed and not what: the desk always sees it."""

    @property
    def empties(self) -> bool:
        """Whether Enter on an emptied line means something; else it only leaves the box."""
        return False

    @property
    def key(self) -> str:
        """Under which a draft of this box is kept: it belongs to the item for which it was begun."""
        return f"{self.name}:{self.item}"

    def enters(self, view: View) -> str:
        """What the footer says of Enter here."""
        return self.verb

    def label(self, view: View) -> str:
        """The words before the box."""
        return "+"

    def invitation(self, view: View) -> str:
        """What is said while nothing is typed yet."""
        return ""

    def start(self, view: View) -> str:
        """The line with which the box opens."""
        return ""

    def echo(self, text: str, view: View) -> Echo:
        """What `text` is understood as."""
        return Echo()

    def complete(self, text: str, view: View) -> str | None:
        """The line with its last word completed, or None."""
        return None

    def passed_over(self, view: View) -> "Box | None":
        """The box that Tab goes on to where there is nothing to complete, if there is one."""
        return None

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """What Enter does; `text` is clean and not empty."""
        raise NotImplementedError


def box_of_key(key: str) -> Box | None:
    """Return the box that has a key, of all the kinds that are in use, or None."""
    name, _, item = key.partition(":")
    kinds = [Box]
    for kind in kinds:
        kinds += kind.__subclasses__()
    # The last of a name: a dataclass with slots is made anew, and the first one stays known for a while.
    known = {kind.name: kind for kind in kinds}.get(name)
    return known(item) if known and name != Box.name else None
