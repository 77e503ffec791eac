"""Prompts of steps: capturing and editing them, and their owner and date, together or alone."""

from msgspec.structs import replace

from flipchart.domain.commands.steps import AddStep, AnswerStep, AssignStep, ReviseStep
from flipchart.domain.errors import Rejected
from flipchart.domain.needs import asks_owner, sole_owner
from flipchart.domain.plan import Resource, Step
from flipchart.domain.quick import (
    Captured,
    People,
    WhoWhen,
    complete,
    due_day_words,
    echo,
    echo_who_when,
    needs_of,
    read_line,
    read_who_when,
    step_of,
    write_line,
)
from flipchart.domain.record import find
from flipchart.domain.said import said
from flipchart.domain.when import read_date
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, RestingPrompt, ahead
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.plan import next_open


def _read_promise(text: str, view: Frame) -> WhoWhen:
    return read_who_when(text, view.session.people, view.here, view.date_order, view.language, helped=True)


def _assign(view: Frame, id: str, read: WhoWhen, ids: Ids) -> AssignStep | ReviseStep:
    step = find(view.session.steps, id, "step")
    owner = None if read.clear_owner else read.owner or step.owner
    due = None if read.clear_due else ahead(read.due, view, step.due) or step.due
    hoped = read.hoped if read.due else step.hoped
    if not read.helpers:
        return AssignStep(id, owner, due, hoped, view.today, ids(), view.planning)
    helpers = tuple(name for name in dict.fromkeys((*step.helpers, *read.helpers)) if name != owner)
    changes = {"owner": owner, "due": due, "hoped": hoped, "helpers": helpers}
    return ReviseStep(id, changes, view.today, ids(), view.planning)


class WhoWhenPrompt(Prompt, frozen=True):
    """`ana fri`: owner and date of the step `item`; Enter goes on to the next open step."""

    name = "promise"

    def enters(self, view: Frame) -> str:
        """Whether it goes on to another."""
        return "next open step" if next_open(view, view.session, self.item) else "keep"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Who, when"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "ana fri"

    def echo(self, text: str, view: Frame) -> Echo:
        """The owner and the date as they were understood."""
        read = _read_promise(text, view)
        return Echo(echo_who_when(read, view.today, far=not view.narrow), read.hints[0] if read.hints else "")

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        whole = complete(text if text.startswith("@") else f"@{text}", view.session.people)
        return whole.removeprefix("@").replace('"', "") if whole else None

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep what was understood; stay while something was not."""
        read = _read_promise(text, view)
        if read.left or not (read.owner or read.due or read.clear_owner or read.clear_due or read.helpers):
            return Outcome(refused=read.hints[0] if read.hints else "Type a name, a day, or both: ana fri.")
        command = _assign(view, self.item, read, ids)
        follower = next_open(view, command.apply(view.session), self.item)
        then = WhoWhenPrompt(follower) if follower else AssignedPrompt(self.item)
        return Outcome((command,), then, follower or self.item)


class AssignedPrompt(RestingPrompt, frozen=True):
    """Stays open after the last step without an owner or a date, `item`, was given both."""

    name = "assigned"
    done = said("All assigned")
    done_sentence = said("Each step has an owner and a day. Esc, then enter on a step changes it.")

    def passed_over(self, view: Frame) -> Prompt | None:
        """The prompt for a step that lacks something again, after an undo."""
        open_again = next_open(view, view.session, "")
        return WhoWhenPrompt(open_again) if open_again else None


class OwnerPrompt(WhoWhenPrompt, frozen=True):
    """Who takes the step `item`; can be asked on every page."""

    name = "owner"

    def enters(self, view: Frame) -> str:
        """It does not go on."""
        return "keep"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Who"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Set it and close."""
        outcome = WhoWhenPrompt(self.item).enter(text, view, ids)
        return outcome if outcome.refused else Outcome(outcome.commands, None, self.item)


class InsteadPrompt(OwnerPrompt, frozen=True):
    """Who takes the step `item` in place of the person who said no; Enter goes on to the next promise."""

    name = "instead"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Who instead"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Give the step to that person, whose own answer is asked when the step is read back again."""
        outcome = OwnerPrompt.enter(self, text, view, ids)
        if outcome.refused:
            return outcome
        return Outcome((*outcome.commands, AnswerStep(self.item, None)), None, self.item)


def _person(text: str, view: Frame) -> tuple[str, str]:
    """Return the name of the person that is meant, else the text itself; and a question where it fits two people."""
    words = text.removeprefix("@").split()
    found = People(view.session.people).known(words, begun=True) if words else None
    if found is None or found.used < len(words):
        return text, ""
    return found.name or text, "" if found.name else t(found.hint)


class TellsPrompt(Prompt, frozen=True):
    """Who tells an absent owner of the step `item`, kept in the step's note; Enter goes on to the next promise."""

    name = "tells"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Who tells them"

    def echo(self, text: str, view: Frame) -> Echo:
        """The person, or which of several is meant."""
        name, hint = _person(text, view)
        return Echo((name,) if not hint else (), hint)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it with the step, and go on."""
        step = find(view.session.steps, self.item, "step")
        name, hint = _person(text, view)
        if hint:
            return Outcome(refused=hint)
        sentence = t("{name} tells {owner}.", name=name, owner=step.owner)
        note = f"{step.note} {sentence}" if step.note else sentence
        change = ReviseStep(step.id, {"note": note}, view.today, ids(), view.planning)
        return Outcome((change,), None, step.id, notice=sentence, onward=True)


class DuePrompt(Prompt, frozen=True):
    """By when the step `item` is promised."""

    name = "due"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "By when"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "fri · 2w · 15 dec · ~fri for a hope · - for none"

    def echo(self, text: str, view: Frame) -> Echo:
        """The day with its distance, or why it is none."""
        try:
            read = self._read(text, view)
        except Rejected as refused:
            return Echo(hint=refused.sentence)
        if read.due is None:
            return Echo((t("no date"),))
        return Echo((t(due_day_words(read.due, view.today, hoped=read.hoped, far=not view.narrow)),))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Set it and close."""
        try:
            read = self._read(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((_assign(view, self.item, read, ids),), None, self.item)

    @staticmethod
    def _read(text: str, view: Frame) -> WhoWhen:
        phrase = text.strip().removeprefix(">")
        if phrase == "-":
            return WhoWhen(clear_due=True)
        hoped = phrase.startswith("~")
        due = read_date(phrase.removeprefix("~"), view.today, view.date_order, view.language)
        return WhoWhen(due=due, hoped=hoped)


class TakePrompt(DuePrompt, frozen=True):
    """By when `who` takes the step `item`."""

    who: str = ""
    name = "take"

    def label(self, view: Frame) -> str:
        """Who is asked, and what."""
        return t("{name}, by when", name=self.who)

    def invitation(self, view: Frame) -> str:
        """What can be typed; a long name leaves little room."""
        return "fri · 2w · 15 dec"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Set both and close."""
        try:
            read = self._read(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((_assign(view, self.item, replace(read, owner=self.who), ids),), None, self.item)


FIELDS = ("text", "owner", "helpers", "due", "hoped", "first_step", "first_step_at",
          "done_when", "roadblock", "contingency")  # fmt: skip


def _read(text: str, view: Frame) -> Captured:
    return read_line(text, view.session.people, view.here, view.date_order, view.language)


def check_days(captured: Captured, view: Frame, before: Step | None = None) -> None:
    """Refuse days that have passed, unless the step `before` had them already. Raises Rejected."""
    ahead(captured.due, view, before.due if before else None)
    was = before.first_step_at if before else None
    if captured.first_step_at and captured.first_step_at != was:
        ahead(captured.first_step_at.date(), view)


def known_needs(view: Frame, step: str) -> tuple[Resource, ...]:
    """The live resources that a step names."""
    return tuple(item for item in view.session.resources if item.live and step in item.steps)


class LinePrompt(Prompt, frozen=True):
    """A prompt whose line is read as a step."""

    def echo(self, text: str, view: Frame) -> Echo:
        """Owner, date and the rest as they were understood."""
        captured = _read(text, view)
        hint = captured.hints[0] if captured.hints else ""
        return Echo(echo(captured, view.today, far=not view.narrow), hint)

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)


class StepPrompt(LinePrompt, frozen=True):
    """The prompt for capturing: one line is one step of the improvement `item`."""

    name = "step"
    verb = "add"
    stays = True

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "a step: what @who >when #needs" if asks_owner(view.session) else "a step: what >when #needs"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add the step and stay."""
        captured = _read(text, view)
        if not captured.text:
            return Outcome(refused=captured.hints[0] if captured.hints else "What is the step?")
        check_days(captured, view)
        step = step_of(captured, ids(), self.item or None)
        step = step.revise(owner=step.owner or sole_owner(view.session))
        # What comes into a plan that stands counts from today on, so that yesterday's bar stays as it was.
        since = None if view.planning else view.today
        add = AddStep(step, needs_of(captured, step.id, ids), since)
        if view.follower is not None:
            # Where one item at a time has the screen, that stays, and what was added is said.
            return Outcome((add,), self, notice=t("Added: {text}", text=step.text))
        return Outcome((add,), self, step.id)


class EditStepPrompt(LinePrompt, frozen=True):
    """The line of a step that is there already, in the same grammar."""

    name = "editstep"

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """The step as one would have typed it."""
        step = find(view.session.steps, self.item, "step")
        needs = [item.text for item in known_needs(view, self.item)]
        return write_line(step, needs, view.session.people, view.here)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change the step."""
        captured = _read(text, view)
        if not captured.text:
            return Outcome(refused="What is the step? Its words are missing.")
        check_days(captured, view, find(view.session.steps, self.item, "step"))
        known = {item.text.casefold() for item in known_needs(view, self.item)}
        wanted = captured._replace(needs=tuple(it for it in captured.needs if it.casefold() not in known))
        changes = {name: getattr(captured, name) or None for name in FIELDS}
        changes |= {"helpers": captured.helpers, "hoped": captured.hoped}
        revise = ReviseStep(
            self.item, changes, view.today, ids(), view.planning,
            needs=needs_of(wanted, self.item, ids),
        )  # fmt: skip
        return Outcome((revise,), None, self.item)
