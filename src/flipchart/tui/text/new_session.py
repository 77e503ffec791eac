"""The new-session page in words: what is understood of each field, and the questions that wait below them; pure.

What the group's earlier sessions offer is one question each. Open steps come along or stay; what the last session
leaves fills fields that are still empty, where it can be seen and changed; durations are those of the group's record.
"""

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from flipchart.domain.agenda import TemplateStage
from flipchart.domain.clock_words import shown
from flipchart.domain.errors import Rejected
from flipchart.domain.group_context import OpenElsewhere
from flipchart.domain.group_record import LastPlan
from flipchart.domain.learning import Suggestion, seconds_after, suggestion_words, suggestions
from flipchart.domain.said import said
from flipchart.domain.saying import KINDS, counted, name_key
from flipchart.domain.text import clean_line, cut_notice, was_cut
from flipchart.domain.when import day, distance, moment
from flipchart.service.new_session import UNKNOWN, Choice, GroupOffer, Times, names
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, block, cut, line, wrap
from flipchart.tui.text.questions import AnswerKeys, AnyQuestion

ROOMY = 100
"""Columns from which on the durations that were taken have room beside the agenda."""
ANSWERS = AnswerKeys("ctrl+y", "ctrl+n", "ctrl+o")
"""The keys of answers that every keyboard has, where letters are typed; F8, F9 and F3 answer too."""
SHORT = 17
"""Rows below which the helping words have one line."""


class Field(Struct, frozen=True):
    """A line to fill in: its name, what stands before it, and a sentence that helps."""

    name: str
    label: str
    hint: str


FIELDS = (
    Field("title", said("Title"), said("What is it about? The file is named after it.")),
    Field("group", said("Group"),
          said("Whose plan it is; sessions of one group are looked at together. May stay empty.")),
    Field("facilitator", said("Facilitator"), said("Who leads it. May stay empty.")),
    Field("people", said("People"),
          said("Names with commas between; others come in with the first step they take.")),
    Field("template", said("Template"), ""),
    Field("starts", said("Starts"), said("A day and a time, such as tue 9am. May stay empty.")),
    Field("ends", said("Ends by"), said("When people have to leave, such as 10:30. May stay empty.")),
    Field("improvements", said("Improvements"),
          said("Type or paste a list; an indented line is a step of the one above.")),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}


class NewFrame(Struct, frozen=True):
    """The page at one moment: what is typed in its fields, where the cursor is, and what was taken so far.

    `carried` and `times_taken` hold the group's name and the agenda that they were taken for. `here` is the time
    where the people are, `width` the columns of the window and `short` whether it has few rows.
    """

    typed: Mapping[str, str]
    times: Times
    here: dt.datetime
    folder: str
    width: int
    template: str
    choices: tuple[Choice, ...] = (UNKNOWN,)
    focused: str | None = None
    message: str = ""
    carried: tuple[str, tuple[str, ...]] = ("", ())
    times_taken: tuple[str, tuple[Suggestion, ...]] = ("", ())
    short: bool = False

    @property
    def agenda(self) -> tuple[TemplateStage, ...]:
        """The stages of the agenda that is chosen."""
        return next((choice.stages for choice in self.choices if choice.name == self.template), ())

    @property
    def places(self) -> tuple[str, ...] | None:
        """The places of the steps that come along, () where they were left, None where that was not answered."""
        key, places = self.carried
        return places if key and key == name_key(self.typed["group"]) else None

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The durations that were taken for the agenda that is chosen."""
        template, found = self.times_taken
        return found if template == self.template else ()

    @property
    def seconds(self) -> tuple[int, ...]:
        """The seconds of every stage, where durations were taken; else nothing, which leaves the template's."""
        return seconds_after(self.suggestions, self.agenda) if self.suggestions else ()

    @property
    def refused(self) -> dict[str, Rejected]:
        """Why the words of a field are no instant, by its name."""
        both = (("starts", self.times.start_why), ("ends", self.times.end_why))
        return {name: why for name, why in both if why is not None}


# What stands beside and below the fields.


def echo(name: str, frame: NewFrame) -> Line:
    """What was understood of a field, or taken of the group's past, to stand beside it."""
    text, times = frame.typed.get(name, ""), frame.times
    if name == "template":
        return line((_taken_words(frame), "ok"))
    if name == "group":
        return line(
            (tn("{n} step from before", "{n} steps from before", len(frame.places)) if frame.places else "", "ok")
        )
    if was_cut(text):
        return line((cut_notice(), "warn"))
    if name == "people":
        count = len(names(text))
        return line((t(counted(count, "person", "people")), "ok")) if count else ()
    if name == "starts":
        return _moment(times.start, times.start_why, frame.here)
    return _moment(times.end, times.end_why, frame.here) if name == "ends" else ()


def _taken_words(frame: NewFrame) -> str:
    """The durations that were taken, "Define 7:30", in few words where there is little room."""
    words = ", ".join(f"{t(KINDS[it.past.kind])} {t(shown(it.suggested))}" for it in frame.suggestions)
    return t("your times") if words and frame.width < ROOMY else words


def _moment(at: dt.datetime | None, why: Rejected | None, here: dt.datetime) -> Line:
    if why is not None:
        return line((t("? not used"), "warn"))
    if at is None:
        return ()
    words = f"{t(moment(at, here.date()))}, {t(distance(at.date(), here.date()))}"
    return line((words, "ok"), (f" · {t('past')}" if at < here else "", "warn"))


def hint(frame: NewFrame, width: int) -> tuple[Line, ...]:
    """The message, else why the words under the cursor are no instant, else what belongs there."""
    wrong = frame.refused.get(frame.focused or "")
    words = frame.message or (t(str(wrong)) if wrong is not None else "")
    rows, texts = 1 if frame.short else 2, wrap(words or _help(frame), width)
    return block([*texts[: rows - 1], cut(" ".join(texts[rows - 1 :]), width)], "warn" if words else "quiet")


def _help(frame: NewFrame) -> str:
    if frame.focused == "template":
        return next((choice.meant_for for choice in frame.choices if choice.name == frame.template), "")
    if frame.focused == "make":
        return t("The file goes into {folder}", folder=frame.folder)
    return t(BY_NAME[frame.focused].hint) if frame.focused in BY_NAME else ""


# The questions and their answers.


class Stay(Struct, frozen=True):
    """Leave everything as it is."""


class Drop(Struct, frozen=True):
    """Leave the page, and forget what was typed."""


class MakeWithout(Struct, frozen=True):
    """Make the session without the words of some fields."""

    fields: frozenset[str]


class GoTo(Struct, frozen=True):
    """Put the cursor into a field."""

    field: str


class CarryOver(Struct, frozen=True):
    """The steps at these places come along into a session of this group (see name_key); () leaves them there."""

    group: str
    places: tuple[str, ...]


class ChooseSteps(Struct, frozen=True):
    """Show the open steps of a group to choose from."""

    group: str
    steps: tuple[OpenElsewhere, ...]


class BeginWith(Struct, frozen=True):
    """Fill the empty fields with what the last session left."""

    last: LastPlan


class PlanTimes(Struct, frozen=True):
    """Plan an agenda's stages as long as they took so far."""

    template: str
    suggestions: tuple[Suggestion, ...]


Answer = Stay | Drop | MakeWithout | GoTo | CarryOver | ChooseSteps | BeginWith | PlanTimes

ASKED = ("leave", "when")
"""The questions that follow from a key of this page; what is offered besides gives way to them."""


def too_long(limit: int) -> str:
    """Tell that a list was cut behind so many characters."""
    return t("Only the first {count} characters were kept; import the rest from a file.", count=f"{limit:,}")


def leave_question(frame: NewFrame, group: str) -> AnyQuestion[Answer] | None:
    """Ask before words are dropped that were typed; a `group` that the page was opened with was not."""
    typed = any(words.strip() and (name, words) != ("group", group) for name, words in frame.typed.items())
    text = t("What is typed here is not a session yet.")
    return AnyQuestion("leave", text, (t("leave and discard it"), Drop()), (t("stay"), Stay())) if typed else None


def obstacle(frame: NewFrame, without: frozenset[str]) -> AnyQuestion[Answer] | str | None:
    """Why no session can be made yet: a sentence, or a question about words that are no instant."""
    if not clean_line(frame.typed["title"]):
        return t("A session needs a title. Type what it is about.")
    wrong = next(((name, why) for name, why in frame.refused.items() if name not in without), None)
    if wrong is None:
        return None
    name, why = wrong
    leave_out = (t("make it without"), MakeWithout(without | {name}))
    return AnyQuestion("when", why.sentence, leave_out, (t("change it"), GoTo(name)))


def offered(frame: NewFrame, offer: GroupOffer | None, asked: set[str]) -> tuple[str, AnyQuestion[Answer]] | None:
    """The next question about the group that was named, with the name under which it counts as `asked`."""
    key = name_key(frame.typed["group"])
    if offer is None or frame.focused == "group":
        return None
    if offer.open and f"carry:{key}" not in asked:
        return f"carry:{key}", _carry_question(key, offer.open)
    if offer.last is not None and f"last:{key}" not in asked:
        return f"last:{key}", _last_question(frame, offer.last)
    found, times = suggestions(offer.durations, frame.agenda), f"times:{key}:{frame.template}"
    if not found or times in asked:
        return None
    plan = (t("plan it"), PlanTimes(frame.template, found))
    return times, AnyQuestion("times", suggestion_words(found, frame.agenda), plan, (t("leave it"), Stay()))


def _carry_question(key: str, steps: tuple[OpenElsewhere, ...]) -> AnyQuestion[Answer]:
    one = len(steps) == 1
    return AnyQuestion(
        "carry", tn("{n} step is open from before.", "{n} steps are open from before.", len(steps)),
        (tn("carry it over", "carry them over", len(steps)), CarryOver(key, tuple(it.place for it in steps))),
        (tn("leave it there", "leave them there", len(steps)), CarryOver(key, ())),
        third=None if one else (t("choose"), ChooseSteps(key, steps)),
    )  # fmt: skip


def _last_question(frame: NewFrame, last: LastPlan) -> AnyQuestion[Answer]:
    on = t(day(last.on.astimezone(frame.here.tzinfo).date(), frame.here.date()))
    text = t("Last time, {day}: {words}.", day=on, words=last.words)
    return AnyQuestion("last", text, (t("begin with them"), BeginWith(last)), (t("start over"), Stay()))
