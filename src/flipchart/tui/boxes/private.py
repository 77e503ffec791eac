"""The box of the facilitator's private notes."""

from dataclasses import dataclass

from flipchart.ids import Ids
from flipchart.tui.boxes.base import Box, Echo, Outcome
from flipchart.tui.view import View


@dataclass(frozen=True, slots=True)
class PrivateNoteBox(Box):
    """A note for the desk alone; in the room its letters are not shown."""

    name = "private"
    told = False
    masked = True

    def label(self, view: View) -> str:
        """What it is."""
        return "Private"

    def invitation(self, view: View) -> str:
        """Where it goes."""
        return "for the desk alone; never in the room, never written out"

    def echo(self, text: str, view: View) -> Echo:
        """That nobody else reads it."""
        return Echo(("kept for the desk alone",))

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Keep it beside the session."""
        return Outcome(cursor=view.cursor, keeps=text)
