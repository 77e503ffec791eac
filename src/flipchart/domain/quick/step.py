"""One line is one step: its text, and behind marks its owner, date, needs and what else was said."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Resource, Step
from flipchart.domain.quick.names import Line, People, bare, begins_name, escaped, escaped_text, quote, trimmed
from flipchart.domain.quick.need import spelling
from flipchart.domain.quick.reader import Reader
from flipchart.domain.said import say
from flipchart.domain.when import DateOrder, Language, LeadMoment, lead_moment, read_date
from flipchart.domain.when.tables import MONTH_NAMES, SHORT
from flipchart.patterns import pattern

NO_HOUR = dt.time(9)
"""The hour of a first step for which only a day was typed."""

THEN = "then"
_THEN = pattern(rf"\\+{THEN}", re.IGNORECASE)


class Captured(NamedTuple):
    """What a line was read as. `hints` are sentences about what was not read, or needs a second look.

    `new` are the names among owner and helpers that nobody in the session has yet. `due` is a hoped
    date rather than a promise where `hoped` is set. An empty `text` is no step yet.
    """

    text: str
    owner: str | None = None
    helpers: tuple[str, ...] = ()
    due: dt.date | None = None
    hoped: bool = False
    needs: tuple[str, ...] = ()
    first_step: str | None = None
    first_step_at: dt.datetime | None = None
    done_when: str | None = None
    roadblock: str | None = None
    contingency: str | None = None
    hints: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def read_line(
    line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> Captured:
    """Read one typed line as one step, as `now_local` and the `people` of the session give it meaning.

    Never raises and never drops a word: what cannot be read stays in the text, and a hint says why.
    """
    return _StepReader(line, people, now_local, order).speaking(language).captured()


class _StepReader(Reader):
    """The marks of a step: owner, helpers, due, needs, roadblock, done when, first step."""

    def __init__(self, line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None) -> None:
        super().__init__(line, people, now_local, order)
        self.owner: str | None = None
        self.due: dt.date | None = None
        self.hoped = False
        self.first_at: dt.datetime | None = None
        self.helpers: list[str] = []
        self.first: list[str] = []
        self.risk: list[str] = []
        self.done: list[str] = []

    def captured(self) -> Captured:
        """Walk the line and return what it says."""
        self.walk({
            "@": self._owner, "+": self._helper, ">": self._due, "#": self.takes_tag,
            "!": self._if, "=": self._done_when, "^": self._first_step,
        })  # fmt: skip
        roadblock, contingency = self._if_then()
        text = self.wording("What is the step? Type it before the marks.")
        return Captured(
            text, self.owner, tuple(dict.fromkeys(self.helpers)), self.due, self.hoped,
            self.tags, self.joined(self.first) or None, self.first_at,
            self.joined(self.done) or None, roadblock, contingency, self.hints, tuple(self.new),
        )  # fmt: skip

    def _owner(self, place: int) -> int:
        named = self.name(place)
        if named is None or named.name is None:
            return 0
        if self.owner is not None:
            self.hint(
                say(
                    "A step has one owner, {owner}; +{people} helps.",
                    owner=self.owner,
                    people=self.people.typed(named.name),
                )
            )
            return 0
        self.owner = named.name
        return self.accept(named)

    def _helper(self, place: int) -> int:
        named = self.name(place)
        if named is None or named.name is None:
            return 0
        self.helpers.append(named.name)
        return self.accept(named)

    def _due(self, place: int) -> int:
        word = self.line.words[place]
        hoped = word.startswith(">~")
        found = self.date(place, skip=1 + hoped) if self.due is None else None
        if self.due is not None and word[1 + hoped :][:1].isalnum():
            self.hint(say("A step has one date; {word} stays in the text.", word=word))
        if found is None or found.date is None:
            return 0
        self.due, self.hoped = found.date, hoped
        return self.close(found.used)

    def _if(self, place: int) -> int:
        word = self.line.words[place]
        if word.casefold() != "!if" or self.risk:
            if word[1:2].isalpha():
                self.hint(say("{word} stays in the text: a roadblock is typed once, as !if … then …", word=word))
            return 0
        # The mark itself opens the list, so that it can go back into the text if nothing follows.
        self.risk.append(word)
        self.section = self.risk
        return 1

    def _if_then(self) -> tuple[str | None, str | None]:
        mark, words = self.risk[:1], self.risk[1:]
        place = next((i for i, word in enumerate(words) if word.casefold() == THEN), len(words))
        before = " ".join(unthen(word) for word in words[:place])
        # One comma before "then" belongs to the sentence, not to the roadblock.
        before = before.removesuffix(",") if place < len(words) else before
        roadblock, contingency = self.joined([before]) or None, self.joined(words[place + 1 :]) or None
        if mark and not (roadblock or contingency):
            self.text.extend(self.risk)
        if mark and contingency and not roadblock:
            self.hint("What could get in the way? Type it before then: !if … then …")
        if mark and not contingency:
            self.hint("And if that happens? Type it after then: !if … then …")
        return roadblock, contingency

    def _done_when(self, place: int) -> int:
        rest = self.line.words[place][1:]
        if rest[0] in "=>":
            return 0
        if self.done:
            self.hint(say("={rest} stays in the text: one = per step.", rest=rest))
            return 0
        self.done.append(bare(rest))
        self.section = self.done
        return 1

    def _first_step(self, place: int) -> int:
        """Read ^tue 9am call Noor; ^"call Noor" is a first step whose day is not known."""
        quoted, rest = self.line.quoted(place), self.line.after_mark(place)
        found = None if quoted else lead_moment(rest, self.now, self.order, self.language)
        if (quoted or found) and (self.first or self.first_at):
            self.hint(say("^{rest} stays in the text: one first step is enough.", rest=rest[0]))
            return 0
        if quoted:
            self.first.append(quoted[0])
            return self.close(quoted[1])
        if found is None or found.date is None:
            self._no_moment(rest[0], found)
            return 0
        self.first_at = found.at or dt.datetime.combine(found.date, NO_HOUR, self.now.tzinfo)
        if found.at is None:
            self.hint("At what time is the first step? Type it after the day; until then it is 9:00.")
        self.section = self.first
        return found.used

    def _no_moment(self, word: str, found: LeadMoment | None) -> None:
        if found and found.refused:
            self.refuse(found.refused)
        elif word[0].isalnum():
            self.hint("A first step begins with its day and hour, such as ^tue 9am call Noor.")


def unthen(word: str) -> str:
    """Return a word of a roadblock without the backslash that kept "then" from ending it."""
    return word[1:] if _THEN.fullmatch(word) else word


def guarded_then(word: str) -> str:
    """Return a word of a roadblock, escaped if it is "then", which would end it: the inverse of `unthen`."""
    return f"\\{word}" if _THEN.fullmatch(f"\\{word}") else word


def step_of(captured: Captured, id: str, improvement: str | None = None) -> Step:
    """Return the open step that a line says; its needs are resources of their own (see needs_of)."""
    return Step(
        id=id,
        text=captured.text,
        state="open",
        improvement=improvement,
        owner=captured.owner,
        helpers=captured.helpers,
        due=captured.due,
        hoped=captured.hoped,
        first_step=captured.first_step,
        first_step_at=captured.first_step_at,
        done_when=captured.done_when,
        roadblock=captured.roadblock,
        contingency=captured.contingency,
    )


def needs_of(captured: Captured, step: str, new_id: Callable[[], str]) -> tuple[Resource, ...]:
    """Return what a line says that the step with the id `step` needs, each still to be got."""
    return tuple(Resource(id=new_id(), text=need, status="need", steps=(step,)) for need in captured.needs)


def write_line(step: Step, needs: Sequence[str], people: Iterable[str], now_local: dt.datetime) -> str:
    """Return the line that `read_line` reads as this step with these needs, at the same time and place.

    Runs of spaces become one, and a name gets the spelling that the people have. A date outside the
    years that are read comes back as text; `hoped` is written only where there is a date.
    """
    known = People(people)
    parts = [escaped_text(step.text)]
    parts += [f"@{known.typed(step.owner)}"] if step.owner else []
    parts += [f"+{known.typed(helper)}" for helper in step.helpers]
    parts += [f">{'~' if step.hoped else ''}{date_phrase(step.due, now_local.date())}"] if step.due else []
    parts += [f"#{tag(need)}" for need in needs]
    parts += [_if_then(step)] if step.roadblock or step.contingency else []
    parts += [_first(step, now_local)] if step.first_step or step.first_step_at else []
    parts += [f"={escaped_text(step.done_when, first=True)}"] if step.done_when else []
    return " ".join(parts)


def write_need(resource: Resource, people: Iterable[str], now_local: dt.datetime, language: Language = None) -> str:
    """Return the line that `read_need` reads as this resource; a unit needs an amount to be written."""
    known, amount = People(people), resource.amount
    parts = [escaped_text(resource.text)]
    parts += [f"#{spelling(resource.kind, language)}"] if resource.kind else []
    parts += [f"@{known.typed(resource.ask)}"] if resource.ask else []
    parts += [f">{date_phrase(resource.by, now_local.date())}"] if resource.by else []
    parts += [f"={amount} {escaped_text(resource.unit or '')}".rstrip()] if amount is not None else []
    parts += [f"!{section(resource.alternative)}"] if resource.alternative else []
    return " ".join(parts)


def date_phrase(date: dt.date, today: dt.date) -> str:
    """Return a date as people type it, with its year where it would else be another one."""
    short = f"{date.day} {MONTH_NAMES[date.month - 1][:SHORT].lower()}"
    try:
        return short if read_date(short, today) == date else f"{short} {date.year:04}"
    except Rejected:
        return f"{short} {date.year:04}"


def tag(need: str) -> str:
    """Return a need as typed behind a #, so that it is read back: one word bare, several in quotes."""
    plain = begins_name(need) and trimmed(need) == need and Line(need).words == (need,)
    return need if plain and need[0].isalpha() else quote(need)


def section(text: str, letter: bool = False) -> str:
    """Return a text as it is typed behind a mark, in quotes if it begins with a sign that the mark does not take.

    The mark takes a letter or a number; with `letter`, only a letter.
    """
    plain = text[0].isalpha() if letter else text[0].isalnum()
    return escaped_text(text) if plain else quote(" ".join(text.split()))


def _if_then(step: Step) -> str:
    """Return the roadblock and contingency, with "then" inside the roadblock kept from ending it."""
    before = " ".join(guarded_then(escaped(word)) for word in (step.roadblock or "").split())
    if not step.contingency:
        return f"!if {before}"
    comma = "," if before.endswith(",") else ""
    return " ".join(part for part in ("!if", before + comma, THEN, escaped_text(step.contingency)) if part)


def _first(step: Step, now_local: dt.datetime) -> str:
    if step.first_step_at is None:
        return f"^{quote(' '.join((step.first_step or '').split()))}"
    local, text = step.first_step_at.astimezone(now_local.tzinfo), escaped_text(step.first_step or "")
    typed = f"{date_phrase(local.date(), now_local.date())} {local:%H:%M}"
    # A colon keeps a text that begins like a date ("2 calls") from being taken for more of it.
    for at in (typed, f"{typed}:", local.isoformat(), f"{local.isoformat()}:", local.isoformat()):
        line = f"^{at} {text}".rstrip()
        found = lead_moment(line[1:].split(), now_local)
        if found and found.at and found.at.astimezone(dt.UTC) == step.first_step_at and found.used == len(at.split()):
            return line
    return line
