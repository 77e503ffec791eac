"""Prompts of a follow-up: help needed, new date, reason, comment; each adds a report of the step `item`."""

import datetime as dt
import re
from collections.abc import Iterable

from flipchart.domain.check_in import TWO_SLIPS, ask_smaller
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.resources import AddResource
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.commands.steps import ReviseStep, SplitStep
from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import StepState
from flipchart.domain.promises import to_come
from flipchart.domain.quick import Captured, WhoWhen, complete, echo, needs_of, read_line, read_who_when, step_of
from flipchart.domain.record import find
from flipchart.domain.said import said
from flipchart.domain.saying import counted
from flipchart.domain.session import Session
from flipchart.domain.sittings import not_before
from flipchart.domain.text import folded
from flipchart.domain.when import day_words
from flipchart.domain.when.past import leading_day
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import KEEP, Echo, Outcome, Prompt
from flipchart.tui.prompts.steps import DuePrompt, OwnerPrompt, check_days
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t


def report(view: Frame, id: str, ids: Ids, **said: object) -> RecordReport:
    """Return the command that adds a report of today; it belongs to the run that is under way, if there is one."""
    return RecordReport(id, view.today, ids(), run=view.run_under_way, **said)  # type: ignore[arg-type]


def asked_once(view: Frame, id: str) -> tuple[WaveGap, ...]:
    """Return what remembers that "smaller, another owner, or drop it?" was asked of a step that slipped twice.

    It comes before the commands of the answer, so that undo takes the answer back first. Empty for other steps.
    """
    step = find(view.session.steps, id, "step")
    return (WaveGap(TWO_SLIPS, id),) if ask_smaller(view.session, step) else ()


def answered(view: Frame, id: str, *commands: Command, then: Prompt | None = None, asks: str = "") -> Outcome:
    """Return the outcome of an answer about a step; on a page that shows one step at a time the next one follows."""
    alone = view.follower is not None
    return Outcome((*asked_once(view, id), *commands), then, KEEP if alone else id, asks=asks, onward=alone)


class ReportPrompt(Prompt, frozen=True):
    """A sentence about a step; `state` is the state that the report gives it, if any."""

    asked = "Comment"
    wanted = "one sentence"
    state: StepState | None = None
    field = "note"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return self.asked

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return self.wanted

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add the report and go on to the next step."""
        change = report(view, self.item, ids, state=self.state, **{self.field: text})
        if self.state is None:
            return Outcome((change,), None, view.cursor)
        return answered(view, self.item, change, asks=self.item)


class CommentPrompt(ReportPrompt, frozen=True):
    """A word about the step, whatever its state."""

    name = "comment"


class ChangedPrompt(ReportPrompt, frozen=True):
    """What a finished step has changed, in one sentence from its owner."""

    name = "changed"
    asked = "What did it change?"
    wanted = "one sentence; enter leaves it out"


class StuckPrompt(ReportPrompt, frozen=True):
    """What help a stuck step needs, and from whom."""

    name = "stuck"
    asked = "What help, from whom"
    wanted = "an electrician, Pat asks"
    state: StepState | None = "blocked"
    field = "support"


class DroppedPrompt(ReportPrompt, frozen=True):
    """Why a step is given up: a decision, not a failure."""

    name = "dropped"
    asked = "Dropped because"
    wanted = "a decision, not a failure: why?"
    state: StepState | None = "dropped"


class NewDatePrompt(DuePrompt, frozen=True):
    """Another day for a step; the first promise is kept."""

    name = "newdate"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "New date"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "fri · 2w · 15 dec · ~fri for a hope"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Report the new date and go on."""
        outcome = DuePrompt.enter(self, text, view, ids)
        if outcome.refused:
            return outcome
        read = self._read(text, view)
        if read.due is None:
            return Outcome(refused="Which day? Type fri, 2w or 15 dec.")
        change = report(view, self.item, ids, due=read.due, hoped=read.hoped)
        if not asked_once(view, self.item) and self._slipped_twice(change.apply(view.session)):
            # It is asked of it at once: the step keeps the screen.
            return Outcome((change,), None, self.item, asks=self.item)
        return answered(view, self.item, change, asks=self.item)

    @staticmethod
    def _read(text: str, view: Frame) -> WhoWhen:
        read = DuePrompt._read(text, view)
        to_come(read.due, view.today)
        return read

    def _slipped_twice(self, after: Session) -> bool:
        return ask_smaller(after, find(after.steps, self.item, "step")) is not None


class NewOwnerPrompt(OwnerPrompt, frozen=True):
    """Who takes the step over."""

    name = "newowner"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "New owner"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Report the new owner, and the new date when one is typed with it."""
        read = read_who_when(text, view.session.people, view.here, view.date_order, view.language)
        if read.left or not read.owner:
            return Outcome(refused=read.hints[0] if read.hints else "Whose name goes here?")
        changes = [report(view, self.item, ids, owner=read.owner)]
        if to_come(read.due, view.today):
            changes.append(report(view, self.item, ids, due=read.due, hoped=read.hoped))
        return Outcome((*asked_once(view, self.item), *changes), None, view.cursor)


BREAK = " / "
"""What parts two steps on one line; with blanks, as "and/or" is no break."""
ASKED = said("Shorten it; put what is left after a /.")


class SmallerPrompt(Prompt, frozen=True):
    """Makes the step `item` smaller: what stands before the first slash rewords it, each later part is a new step."""

    name = "smaller"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Smaller"

    def start(self, view: Frame) -> str:
        """The words that it has."""
        return find(view.session.steps, self.item, "step").text

    def echo(self, text: str, view: Frame) -> Echo:
        """What becomes of it."""
        first, *others = _parts(text, view)
        if not others:
            return Echo((first.text,) if first.text != self.start(view) else (), ASKED)
        return Echo(
            (t(counted(len(others) + 1, "step")), *(", ".join((it.text, *echo(it, view.today))) for it in others))
        )

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Reword the step, add the parts as steps, and report what it said before."""
        first, *others = _parts(text, view)
        before = self.start(view)
        if not first.text or (first.text == before and not others):
            return Outcome(refused=ASKED)
        commands = self._split(first, others, view, ids) if others else self._worded(first, before, view, ids)
        return answered(view, self.item, *commands)

    def _split(self, first: Captured, others: list[Captured], view: Frame, ids: Ids) -> tuple[Command, ...]:
        for part in others:
            check_days(part, view)
        parts = [step_of(it, ids()) for it in others]
        needs = [need for part, it in zip(parts, others, strict=True) for need in needs_of(it, part.id, ids)]
        split = SplitStep(self.item, first.text, tuple(parts), view.today, ids(), view.run_under_way)
        return (split, *map(AddResource, needs))

    def _worded(self, first: Captured, before: str, view: Frame, ids: Ids) -> tuple[Command, ...]:
        revise = ReviseStep(self.item, {"text": first.text}, view.today, ids(), view.planning)
        return (report(view, self.item, ids, note=t("Smaller. It was: {words}", words=before)), revise)


def _parts(text: str, view: Frame) -> list[Captured]:
    """Return the parts of the line, the reworded step first; further parts that are empty are left out."""
    first, *others = text.split(BREAK)
    people, order = view.session.people, view.date_order
    read = [read_line(it, people, view.here, order, view.language) for it in others if it.strip()]
    # What stays is only worded anew: its owner and its date have keys of their own.
    return [Captured(text=first.strip()), *(it for it in read if it.text)]


CHOICES = (
    (said("done"), "answer-ok"), (said("under way"), "answer"), (said("stuck"), "answer-warn"),
    (said("new date"), "answer"), (said("dropped"), "answer-late"), (said("smaller"), "answer"),
)  # fmt: skip
"""How a step can stand, by its digit, each with its colour."""

ASKING: dict[int, type[Prompt]] = {3: StuckPrompt, 4: NewDatePrompt, 5: DroppedPrompt, 6: SmallerPrompt}
"""The answers that need words."""

ALSO_SAID = {said("kept"): 1, "doing": 2, said("partly"): 2, "blocked": 3}
"""Other words for how a step can stand."""

_NOT = (said("not"), said("not yet"), said("not done"), said("not kept"))
_NOT_DONE = said("Not done: 2 is under way, 3 stuck, 4 a new date, 5 dropped.")


def choice_of(text: str) -> tuple[int, str] | None:
    """Return the digit of a choice, typed as digit or word, and the text after it; None where no choice is made."""
    choices = (*((words, digit) for digit, (words, _) in enumerate(CHOICES, 1)), *ALSO_SAID.items())
    named = {name: digit for words, digit in choices for name in _heard(words)}
    words = _either(named)
    found = re.fullmatch(rf"([1-6]|{words})[,:;.]?(?:\s+(.*))?", text.strip(), re.I)
    if found is None:
        return None
    chosen, rest = found[1].casefold(), (found[2] or "").strip()
    digit = named.get(chosen) or int(chosen)
    again = None if rest[:1].isdigit() else choice_of(rest)
    if again and again[0] == digit:
        return again  # "1 done" says it twice
    # "1 stuck", "3 done, tested" and "1 not" contradict themselves.
    contradicts = re.match(rf"(?:{words}|{_nots()})(?:[,:;.]|$)", rest, re.I)
    return None if contradicts else (digit, rest)


def _heard(words: str) -> tuple[str, ...]:
    """Return a phrase in lower case: in English, in the session's language, and there without accents."""
    return words.casefold(), t(words).casefold(), folded(t(words))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _nots() -> str:
    return _either({name for words in _NOT for name in _heard(words)})


def stands(text: str) -> bool:
    """Whether a line says how a step stands, and is no comment on it; "not done" does, though it is no choice yet."""
    return (
        choice_of(text) is not None
        or re.match(r"[1-6]\s+\S", text) is not None
        or re.fullmatch(_nots(), text, re.I) is not None
    )


class StandsPrompt(Prompt, frozen=True):
    """How a step stands, by a digit and what goes with it: "1 tue" is done on Tuesday, "3 Pat asks" is stuck."""

    name = "stands"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "How it stands"

    def invitation(self, view: Frame) -> str:
        """What can be typed: the digits, or where there is no room for them some lines."""
        return (
            "1 tue · 2 · 3 Pat asks · 4 fri"
            if view.narrow
            else " ".join(f"{digit} {t(words)}" for digit, (words, _) in enumerate(CHOICES, 1))
        )

    def echo(self, text: str, view: Frame) -> Echo:
        """The choice that was made, with what goes with it."""
        found = choice_of(text)
        if found is None:
            return Echo(hint=_how(text))
        digit, rest = found
        word = t(CHOICES[digit - 1][0])
        if digit in ASKING:
            behind = ASKING[digit](self.item).echo(rest, view) if rest else Echo()
            return Echo((word, *(behind.parts if digit in (4, 6) else (rest,) if rest else ())), behind.hint)
        if digit != 1:
            return Echo((word, rest) if rest else (word,))
        try:
            day, note = _done_on(rest, view)
        except Rejected as why:
            return Echo((word,), str(why))
        return Echo((f"{word} {t(day_words(day, view.today))}" if day else word, *([note] if note else [])))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Report it and go on, or ask for the words that are missing."""
        found = choice_of(text)
        if found is None:
            return Outcome(refused=_how(text))
        digit, rest = found
        if digit in ASKING:
            prompt = ASKING[digit](self.item)
            return prompt.enter(rest, view, ids) if rest else Outcome(then=prompt)
        if digit != 1:
            change = report(view, self.item, ids, state="doing", note=rest or None)
            return answered(view, self.item, change)
        day, note = _done_on(rest, view)
        change = report(view, self.item, ids, state="done", finished=day, note=note or None)
        then = None if note or view.follower else ChangedPrompt(self.item)
        return answered(view, self.item, change, then=then, asks=self.item)


_HOW = said("Begin with a digit from 1 to 6: 1 tue means done on Tuesday.")


def _how(text: str) -> str:
    return _NOT_DONE if re.fullmatch(_nots(), text.lstrip("123456 "), re.I) else _HOW


def _done_on(rest: str, view: Frame) -> tuple[dt.date | None, str]:
    """The day on which a step was done, None for today, and a sentence about it."""
    words = rest.split()
    day, used = leading_day(words, view.today, view.date_order, view.language)
    return not_before(day, view.session, view.today, view.local), " ".join(words[used:])


def is_past_day(text: str, view: Frame) -> bool:
    """Whether a line is a day on which a step may have been done, and nothing else."""
    try:
        day, rest = _done_on(text, view)
    except Rejected:
        return True  # a day that is still to come, which is refused as such
    return day is not None and not rest
