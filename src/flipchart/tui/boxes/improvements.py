"""Boxes for improvements: add, edit, votes."""

from dataclasses import dataclass

from flipchart.domain.commands.improvements import AddImprovement, EditImprovement, SetVotes
from flipchart.domain.plan import Improvement
from flipchart.domain.record import find
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class ImprovementBox(Box):
    """One line is one improvement."""

    name = "improvement"
    verb = "add"
    stays = True

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "an improvement"

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Add it at the end and stay."""
        new = Improvement(id=ids(), text=text)
        return Outcome((AddImprovement(new),), self, new.id)


@dataclass(frozen=True, slots=True)
class EditImprovementBox(Box):
    """The words of an improvement."""

    name = "editimprovement"

    def label(self, view: View) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: View) -> str:
        """Its words."""
        return find(view.session.improvements, self.item, "improvement").text

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Change them."""
        return Outcome((EditImprovement(self.item, text),), None, self.item)


@dataclass(frozen=True, slots=True)
class VotesBox(Box):
    """How many votes an improvement has; Enter goes on to the next without any."""

    name = "votes"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Votes"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "a number; - for none"

    def echo(self, text: str, view: View) -> Echo:
        """The number, or what is wanted."""
        item = find(view.session.improvements, self.item, "improvement")
        if _votes(text) is None and text.strip() != "-":
            return Echo(hint="A whole number, such as 7.")
        return Echo((f"{text.strip()} for {item.text}",))

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Set them."""
        votes = _votes(text)
        if votes is None and text.strip() != "-":
            return Outcome(refused="Votes are a whole number, such as 7; - takes them away.")
        rest = [item.id for item in view.session.improvements if item.live]
        after = rest[rest.index(self.item) + 1 :] if self.item in rest else []
        without = {item.id for item in view.session.improvements if item.votes is None}
        follower = next((id for id in after if id in without), None)
        then = VotesBox(follower) if follower else None
        return Outcome((SetVotes(self.item, votes),), then, follower or self.item)


def _votes(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None
