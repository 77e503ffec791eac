"""Prompts of improvements: key areas and their shows of hands, the words of an improvement, and its votes."""

import math

from flipchart.domain.commands.improvements import AddImprovement, EditImprovement, ReviseImprovement, SetVotes
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Improvement
from flipchart.domain.progress.hands import Show, read_hands, show_of
from flipchart.domain.quick import echo_area, read_area, write_area
from flipchart.domain.quick.votes import votes_at_end
from flipchart.domain.record import find
from flipchart.domain.said import figure, said
from flipchart.domain.saying import counted
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, RestingPrompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t


class AreaPrompt(Prompt, frozen=True):
    """One line is one thing to rate, with its key area behind a mark."""

    name = "area"
    verb = "add"
    stays = True

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "a key area, or something in it: letters #Communication"

    def echo(self, text: str, view: Frame) -> Echo:
        """The area."""
        read = read_area(text, view.here)
        return Echo(echo_area(read), (*read.hints, "")[0])

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it and stay."""
        read = read_area(text, view.here)
        if not read.text:
            return Outcome(refused="What is it about? Its words are missing.")
        new = Improvement(id=ids(), text=read.text, area=read.area)
        return Outcome((AddImprovement(new),), self, new.id)


class EditAreaPrompt(AreaPrompt, frozen=True):
    """The line of a key area that is there already."""

    name = "editarea"
    verb = "keep"
    stays = False

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """As one would have typed it."""
        return write_area(find(view.session.improvements, self.item, "improvement"))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change it."""
        read = read_area(text, view.here)
        if not read.text:
            return Outcome(refused="What is it about? Its words are missing.")
        return Outcome((ReviseImprovement(self.item, {"text": read.text, "area": read.area}),), None, self.item)


class RatePrompt(Prompt, frozen=True):
    """The fingers shown for the key area `item`, a digit a hand; what they come to is said when all are typed."""

    name = "rate"

    def label(self, view: Frame) -> str:
        """What is typed."""
        return "Hands, 1 to 5"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "33445 · - takes a rating away"

    def passed_over(self, view: Frame) -> Prompt | None:
        """The next area without a rating."""
        follower = unrated(view, self.item)
        return RatePrompt(follower) if follower else None

    def echo(self, text: str, view: Frame) -> Echo:
        """How many hands of how many people, and not which, so that nobody follows anybody."""
        if text.strip() == "-":
            return Echo((t("no rating"),))
        try:
            hands = sum(read_hands(text))
        except Rejected as refused:
            return Echo(hint=str(refused))
        here = len(view.run.present) if view.run else 0
        return Echo(
            (
                t("{hands} of {count}", hands=counted(hands, "hand"), count=here)
                if here
                else t(counted(hands, "hand")),
            )
        )

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the mean as the rating, say what was shown, and go on to the next area without one."""
        if text.strip() == "-":
            return Outcome((ReviseImprovement(self.item, {"rating": None}),), None, self.item)
        try:
            show = show_of(view.today, read_hands(text))
        except Rejected as refused:
            return Outcome(refused=str(refused))
        assert show is not None
        follower = unrated(view, self.item)
        rated = ReviseImprovement(self.item, {"rating": math.floor(show.mean + 0.5)})
        item = find(view.session.improvements, self.item, "improvement")
        rests = RatedPrompt(self.item) if item.rating is None else None
        then = RatePrompt(follower) if follower else rests
        return Outcome((rated,), then, follower or self.item, notice=f"{show_words(show)} · {item.text}")


class RatedPrompt(RestingPrompt, frozen=True):
    """Stays open after the last unrated key area, `item`, was rated."""

    name = "rated"
    done = said("All rated")
    done_sentence = said("Each has its rating. Esc, then enter on one changes it.")

    def passed_over(self, view: Frame) -> Prompt | None:
        """The key area whose rating was taken back, if undo took one."""
        open_again = unrated(view, "")
        return RatePrompt(open_again) if open_again else None


def unrated(view: Frame, after: str) -> str | None:
    """The prompt for the next improvement without a rating, at the end from the top again; never for `after`."""
    live = [item for item in view.session.improvements if item.live]
    here = next((n for n, item in enumerate(live, 1) if item.id == after), 0)
    around = [*live[here:], *live[: max(here - 1, 0)]]
    return next((item.id for item in around if item.rating is None), None)


def show_words(show: Show) -> str:
    """Return what a show of hands comes to and, where hands are far apart, whom to ask for an example."""
    shown = " ".join(f"{count}×{fingers}" for fingers, count in enumerate(show.tally, 1) if count)
    words = t("{mean} ({shown})", mean=figure(f"{show.mean:.1f}"), shown=shown)
    return t("{hands}: an example each", hands=words) if show.high - show.low > 1 else words


class ImprovementPrompt(Prompt, frozen=True):
    """One line is one improvement, with the votes at its end if there are any: Faster triage (9)."""

    name = "improvement"
    verb = "add"
    stays = True

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "an improvement"

    def echo(self, text: str, view: Frame) -> Echo:
        """The votes that the line brings along."""
        words, votes = votes_at_end(text)
        return Echo() if votes is None else Echo((words, t(counted(votes, "vote"))))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it at the end and stay."""
        words, votes = votes_at_end(text)
        new = Improvement(id=ids(), text=words, votes=votes)
        return Outcome((AddImprovement(new),), self, new.id)


class EditImprovementPrompt(Prompt, frozen=True):
    """The words of an improvement."""

    name = "editimprovement"

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """Its words."""
        return find(view.session.improvements, self.item, "improvement").text

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change them."""
        return Outcome((EditImprovement(self.item, text),), None, self.item)


class VotesPrompt(Prompt, frozen=True):
    """How many votes an improvement has; Enter goes on to the next without any."""

    name = "votes"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Votes"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "a number; - for none"

    def echo(self, text: str, view: Frame) -> Echo:
        """The number, or what is wanted."""
        item = find(view.session.improvements, self.item, "improvement")
        if _votes(text) is None and text.strip() != "-":
            return Echo(hint="A whole number, such as 7.")
        return Echo((t("{votes} for {words}", votes=text.strip(), words=item.text),))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Set them."""
        votes = _votes(text)
        if votes is None and text.strip() != "-":
            return Outcome(refused="Votes are a whole number, such as 7; - takes them away.")
        live = [item.id for item in view.session.improvements if item.live]
        after = live[live.index(self.item) + 1 :] if self.item in live else []
        without = _without_votes(view)
        follower = next((id for id in after if id in without), None)
        rests = VotedPrompt(self.item) if self.item in without else None
        then = VotesPrompt(follower) if follower else rests
        return Outcome((SetVotes(self.item, votes),), then, follower or self.item)


class VotedPrompt(RestingPrompt, frozen=True):
    """Stays open after the last improvement without votes, `item`, was given some."""

    name = "voted"
    done = said("All counted")
    done_sentence = said("No votes are missing below this one; esc closes.")

    def passed_over(self, view: Frame) -> Prompt | None:
        """The first improvement that has no votes: after an undo, or above the one with which voting began."""
        return next((VotesPrompt(id) for id in _without_votes(view)), None)


def _without_votes(view: Frame) -> list[str]:
    return [item.id for item in view.session.improvements if item.live and item.votes is None]


def _votes(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None
