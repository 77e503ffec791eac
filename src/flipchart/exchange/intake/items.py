"""Rows that are improvements and rows that are steps, read as a typed line or by their columns."""

import datetime as dt
import re
from collections.abc import Hashable, Iterator
from contextlib import suppress
from typing import NamedTuple

from msgspec import Struct

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import AddImprovement
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.steps import ReviseStep
from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.quick import Captured, People, read_line
from flipchart.domain.quick.need import KINDS
from flipchart.domain.quick.step import needs_of
from flipchart.domain.quick.votes import votes_at_end
from flipchart.domain.said import said, say
from flipchart.domain.saying import STATES
from flipchart.domain.text import FIELD_LIMIT, clean_line
from flipchart.exchange.intake.action_lines import ActionReader, today_reader
from flipchart.exchange.intake.cells import OF_IMPROVEMENT, CellReader, Said, said_of_step
from flipchart.exchange.intake.dates import day_of
from flipchart.exchange.intake.import_draft import ImportDraft, key
from flipchart.exchange.intake.owners import known_person
from flipchart.exchange.intake.rows import BOXES, Row, grown, joined, left_over
from flipchart.exchange.readers.columns import Cell, Entry, Value
from flipchart.exchange.readers.marks import spoken, without_tags


class _Wish(Struct, frozen=True):
    """An improvement as a row describes it; `note` is what was understood, `left` what was not."""

    text: str
    note: str | None
    left: str | None
    below: bool = False
    votes: int | None = None


_DASH = re.compile(r"(?<=\w)\s+[–—-]+$")
"""A dash left at the end of an improvement where its votes would stand."""


def take_improvement(draft: ImportDraft, entry: Entry) -> Row:
    """Add an improvement unless there is one with its text; what is nested below it will be its steps.

    An improvement has no state: a tick is told in its note. One that was struck out is kept below the line.
    """
    said = CellReader(draft.known, draft.reading).of_improvement(entry.cells)
    below = entry.box == "-" or (entry.struck and entry.box != "x") or said.values.get("below_line") is True
    votes = said.values.get("votes")
    text, tags = (entry.text, "") if entry.literal else without_tags(spoken(entry.text))
    text, note = _DASH.sub("", clean_line(text)), joined(_remark(entry), *said.notes, tags)
    if not entry.literal and not entry.cells:
        text, votes = votes_at_end(text)
    left = joined(left_over(entry), *said.left)
    read = _Wish(text, note, left, below, votes if isinstance(votes, int) else None)
    known, hints = _put(draft, read, _words(entry))
    took: dict[str, Value] = {"text": text}
    took |= {"votes": votes} if votes is not None else {}
    took |= rank(entry)
    took |= {"note": note} if note else {}
    took |= {"below_line": True} if below else {}
    return Row(entry.row, "improvement", took, left, known, (*entry.hints, *hints))


def take_under(draft: ImportDraft, entry: Entry) -> tuple[dict[str, Value], tuple[str, ...], str | None]:
    """Find or add the improvement that a row's step belongs to.

    Return what was read of it beside its text, hints, and what was left of it, for its note.
    """
    if not entry.under:
        draft.above = None
        return {}, (), None
    said = CellReader(draft.known, draft.reading).of_improvement(
        cell for cell in entry.cells if cell.field in OF_IMPROVEMENT
    )
    whole = entry.under if len(entry.under) > FIELD_LIMIT else None
    left = joined(whole, *said.left)
    votes = said.values.get("votes")
    below = said.values.get("below_line") is True
    read = _Wish(clean_line(entry.under), None, left, below, votes if isinstance(votes, int) else None)
    _, hints = _put(draft, read)
    return ({"votes": votes} if votes is not None else {}), hints, left


def rank(entry: Entry) -> dict[str, Value]:
    """Return the place that a row's rank column gave it."""
    place = next((cell.text for cell in entry.cells if cell.field == "rank"), None)
    return {"rank": place} if place else {}


def _put(draft: ImportDraft, read: _Wish, row: Hashable = None) -> tuple[bool, tuple[str, ...]]:
    """Make an improvement the one that later steps belong to; tell whether it was there, and how it differs.

    Rows of steps that only name it have no `row`: all of them mean the same improvement.
    """
    known_items = draft.known_items
    known = known_items.named_improvement(read.text) if row is None else known_items.improvement(read.text, row)
    if known is not None:
        draft.above = known
        return True, _compared(draft, known, read)
    draft.above = draft.reading.ids()
    item = Improvement(
        id=draft.above, text=read.text, votes=read.votes, below_line=read.below,
        note=grown(None, read.note, read.left),
    )  # fmt: skip
    draft.do(AddImprovement(item))
    known_items.remember_improvement(draft.above, read.text, row if row is not None else f"\n{key(read.text)}")
    return False, ()


def _words(entry: Entry) -> Hashable:
    """Return a row's words and the heading above it; two rows with the same are one item."""
    return entry.place, entry.box, key(entry.text), tuple([(cell.name, cell.text) for cell in entry.cells])


def _compared(draft: ImportDraft, id: str, read: _Wish) -> tuple[str, ...]:
    item = draft.improvement(id)
    other = read.votes is not None and read.votes != item.votes
    more = f"Votes in the list: {read.votes}" if other else None
    note = grown(item.note, read.note, read.left, more)
    if item.live and note != item.note:
        draft.remark(id, note)
    return (_other_votes(item.votes, read.votes),) if other else ()


def _other_votes(here: int | None, there: int | None) -> str:
    if not here:
        return say("In the plan it has no votes, in the list {other}.", other=there)
    return say("In the plan it has {one} votes, in the list {other}.", one=here, other=there)


def _remark(entry: Entry) -> str | None:
    words = [f"Marked [{entry.box}] in the list: {BOXES[entry.box]}."] if entry.box in ("x", "/", "-") else []
    words += ["Struck out in the list."] if entry.struck else []
    words += [clean_line(entry.aside)] if entry.aside else []
    return " ".join(words) or None


_STATES: dict[str, StepState] = {"x": "done", "/": "doing", "-": "dropped"}
_FIELDS = (
    "owner", "helpers", "due", "hoped", "first_due", "finished", "done_when", "roadblock", "contingency",
    "first_step", "first_step_at", "reason",
)  # fmt: skip


class _Read(NamedTuple):
    """A step as a row describes it: by its line, by its cells, and what of both was left."""

    captured: Captured
    said: Said
    left: str | None


_SUMMARY = re.compile(
    r"summary|overview|recap|all actions|list of actions|action (?:list|log|plan)|zusammenfass|übersicht|liste"
    r"|plan d.action|récapitul|synthèse|resumen|resumo|lista|overzicht|lijst|samenvatting",
    re.IGNORECASE,
)
"""Names of sections that repeat the actions of all others."""


def take_step(draft: ImportDraft, entry: Entry) -> Row:
    """Add a step under its improvement, unless the row was imported before; then only its note may grow.

    If the list is to update the plan, whatever it says differently of an existing step is reported of that.
    """
    took, hints, of_improvement = take_under(draft, entry) if entry.under is not None else ({}, (), None)
    loose = entry.under is None and (draft.reading.as_steps or entry.kind == "step")
    above = None if loose and not entry.depth else draft.above
    above = None if draft.reading.as_steps and entry.under is None else above
    read = _read(draft, entry)
    words, said = _words(entry), read.said.values
    who_when = (said.get("owner", read.captured.owner), said.get("due", read.captured.due))
    known = draft.known_items.step(read.captured.text, above, words, entry.ref, who_when)
    if (
        known is None
        and _SUMMARY.search(entry.place)
        and (again := draft.earlier_step(read.captured.text, who_when[0]))
    ):
        # Minutes may repeat all actions at their end.
        draft.complete(_step(entry, read, again, above))
        draft.known_items.remember_step(again, above, words)
        known = again
    step = _step(entry, read, known or draft.reading.ids(), above or (draft.reading.home if known is None else None))
    changes, differs = _met_again(draft, step, entry, read) if known is not None else ((), False)
    hints += changes
    if known is None:
        hints += _add(draft, step, read)
        draft.known_items.remember_step(step.id, above, words)
    took = _took(draft, step, read) | took | rank(entry)
    noted = joined(clean_line(entry.aside) if entry.aside and step.state != "dropped" else None, *read.said.notes)
    took |= {"note": noted} if noted else {}
    left = joined(read.left, of_improvement)
    return Row(entry.row, "step", took, left, known is not None, (*entry.hints, *hints), changes, differs)


def _read(draft: ImportDraft, entry: Entry) -> _Read:
    # What says something of the improvement was read with it; without one the step's note keeps it.
    cells = [cell for cell in entry.cells if not (entry.under and cell.field in OF_IMPROVEMENT)]
    if entry.literal or entry.kind not in ("step", "item"):
        said = said_of_step(draft.known, draft.reading, cells)
        return _Read(_captured(draft, entry.text, entry.literal), said, joined(left_over(entry), *said.left))
    marked = _OWN_MARK.search(entry.text) is not None
    bare, tags = (entry.text, "") if marked else without_tags(entry.text, KINDS)
    text, said_of = _acted(draft, entry._replace(text=bare))
    text, more = (text, "") if marked else without_tags(spoken(text), KINDS)
    said = said_of_step(draft.known, draft.reading, (*said_of, *cells))
    said.notes += [tag for tag in (more, tags) if tag]
    return _Read(_captured(draft, text, literal=False), said, joined(left_over(entry), *said.left))


_OWN_MARK = re.compile(r"(?<!\S)[>!=^](?=[^\W_])")
"""A mark that only lines of our own have: there a "#" says what a step needs, and is no tag."""


def _acted(draft: ImportDraft, entry: Entry) -> tuple[str, tuple[Cell, ...]]:
    """Read who and when out of a line of minutes."""
    reading, written = draft.reading, next((it for it in entry.cells if it.field == "created"), None)
    order = reading.order or (written.order if written else None)
    day = day_of(written.text, reading.today, order) if written and written.text else None
    base = day if isinstance(day, dt.date) else None
    is_date = today_reader(lambda words: day_of(words, reading.today, order, base, reading.now.tzinfo))
    reader = ActionReader(draft.known, is_date, group_known=draft.group_known)
    action = reader.read(clean_line(entry.text), action=entry.kind == "step")
    fields = {cell.field for cell in entry.cells}
    if not any(cell.field == "owner" for cell in (*action.cells, *entry.cells)) and _is_person(draft, entry.place):
        action = action._replace(cells=(*action.cells, Cell("owner", "Owner", entry.place)))
    return action.text, tuple(cell._replace(order=order) for cell in action.cells if cell.field not in fields)


def names_owner(draft: ImportDraft, entry: Entry) -> bool:
    """Whether a line names who does it, as minutes do: "Noor: order pads", "Noor orders pads".

    A line with our own marks counts as a step too: "Order pads >fri".
    """
    return _is_captured(draft, entry.text) or any(cell.field == "owner" for cell in _acted(draft, entry)[1])


def _is_captured(draft: ImportDraft, text: str) -> bool:
    if _OWN_MARK.search(text) is None:
        return False
    read = _captured(draft, text, literal=False)
    return bool(read.due or read.first_step or read.done_when or read.roadblock)


def _is_person(draft: ImportDraft, place: str) -> bool:
    """Whether the heading above a line is somebody of the group, and nothing else."""
    return bool(place) and bool(known_person(place.strip(" :*_@"), draft.known))


def _add(draft: ImportDraft, step: Step, read: _Read) -> tuple[str, ...]:
    ids = draft.reading.ids
    draft.add_step(step, (*needs_of(read.captured, step.id, ids), *read.said.resources(step.id, ids)))
    return (*read.captured.hints, *read.said.hints)


def _met_again(draft: ImportDraft, step: Step, entry: Entry, read: _Read) -> tuple[tuple[str, ...], bool]:
    """Add to the note of an existing step whatever that does not hold yet.

    Returns what else the list says, and whether any of that was left out of the plan.
    """
    there = draft.step(step.id)
    note = grown(there.note, *(step.note or "").split("\n"))
    if there.live and note != there.note:
        draft.remark_step(step.id, note)
    has_state = entry.box is not None or entry.struck or "state" in read.said.values
    here = step if has_state else step.revise(state=there.state, finished=there.finished)
    changes = tuple(_differs(there, here))
    if not draft.reading.update:
        return tuple(say("{change}; the plan was left as it is.", change=it) for it in changes), bool(changes)
    _report(draft, there, here)
    left = set(_differs(draft.step(step.id), here))
    if left.issuperset(changes):
        return (), False
    sentences = tuple(
        say("{change}; the plan was left as it is.", change=it)
        if it in left
        else say("{change}; taken over.", change=it)
        for it in changes
    )
    return sentences, not left.isdisjoint(changes)


def _report(draft: ImportDraft, there: Step, here: Step) -> None:
    """Report what the list says of a step: its state, owner and date; then its words."""
    ids, today = draft.reading.ids, draft.reading.today
    owner = here.owner if here.owner and here.owner != there.owner else None
    state = here.state if here.state != there.state else None
    finished = here.finished if here.state == "done" and here.finished and here.finished <= today else None
    moved = here.due is not None and here.due != there.due and here.state not in ("done", "dropped")
    commands: list[Command] = []
    if state or owner:
        note = here.reason if state == "dropped" else None
        commands.append(RecordReport(there.id, today, ids(), state, owner=owner, finished=finished, note=note))
    if moved:
        commands.append(RecordReport(there.id, today, ids(), due=here.due, hoped=here.hoped))
    if key(here.text) != key(there.text):
        commands.append(ReviseStep(there.id, {"text": here.text}, today, ids(), False))
    with suppress(Rejected):
        for command in commands:
            draft.report(there.id, command)


def _captured(draft: ImportDraft, text: str, literal: bool) -> Captured:
    line = clean_line(text)
    if literal:
        return Captured(line)
    captured = read_line(
        _in_prose(line, draft.known), draft.people, draft.reading.now, draft.reading.order, draft.reading.language
    )
    # A line of marks alone ("@ana >fri") says no step; kept as it stands, nothing of it is lost.
    return captured if captured.text.strip() else captured._replace(text=line)


_MARKED = re.compile(r"(?<!\S)[@+](?=[^\W\d_])\S+")
_TAGGED = re.compile(r"(?<!\S)#(?=[^\W\d_])(?P<tag>[\w/-]+)")


def _in_prose(line: str, people: People) -> str:
    """Keep names that are marked inside a sentence as text: "Talk to the shop about @noor's order".

    A mark counts where the line begins with it, or where only marks follow.
    """

    def kept(mark: re.Match[str]) -> str:
        words = [mark[0][1:], *line[mark.end() :].split()]
        named = people.known(words)
        rest = words[max(1, named.used if named else 1) :]
        prose = mark.start() > 0 and rest and rest[0][0] not in "@+>#!=^"
        prose = prose or mark[0] in ("@channel", "@here")  # all who read a chat
        return f"\\{mark[0]}" if prose or re.search(r"['’]s?\b", mark[0]) else mark[0]

    if "#" in line and not _OWN_MARK.search(line):
        line = _TAGGED.sub(lambda it: it[0] if it["tag"].casefold() in KINDS else f"\\{it[0]}", line)
    return _MARKED.sub(kept, line) if "@" in line or "+" in line else line


def _step(entry: Entry, read: _Read, id: str, above: str | None) -> Step:
    values: dict[str, Value | None] = {"state": _state(entry), **read.said.values}
    aside, notes = (clean_line(entry.aside) or None) if entry.aside else None, read.said.notes
    if values["state"] == "dropped":
        values |= {"reason": values.get("reason") or aside}
        aside = None
    values["note"] = grown(None, aside, *notes, read.left)
    captured = read.captured
    # Made in one go, with its first promise, since a list may have many thousand rows.
    fields = () if entry.literal else _CAPTURED
    said = {name: value for name in fields if (value := getattr(captured, name))} | values
    if "first_due" not in said and said.get("due") and not said.get("hoped"):
        said["first_due"] = said["due"]
    return Step.of({"id": id, "text": captured.text, "improvement": above, **said})


_CAPTURED = (
    "owner", "helpers", "due", "hoped", "first_step", "first_step_at", "done_when", "roadblock", "contingency",
)  # fmt: skip
"""What a line says of a step beside its words and its needs; see quick.step.step_of."""


def _state(entry: Entry) -> StepState:
    return "dropped" if entry.struck and entry.box != "x" else _STATES.get(entry.box or " ", "open")


def _took(draft: ImportDraft, step: Step, read: _Read) -> dict[str, Value]:
    took: dict[str, Value] = {"text": step.text, "state": step.state}
    if step.improvement:
        took["improvement"] = draft.improvement(step.improvement).text
    took |= {name: value for name in _FIELDS if (value := getattr(step, name))}
    if "first_due" not in read.said.values:
        took.pop("first_due", None)
    needs = (*read.captured.needs, *[text for text, _ in read.said.needs])
    return took | ({"needs": needs} if needs or read.said.needs_nothing else {})


def _differs(there: Step, here: Step) -> Iterator[str]:
    """Yield the beginning of a sentence for what the list says otherwise than the plan."""
    for name, before, after in (
        (said("In the plan it is {one}, in the list {other}"), STATES[there.state], STATES[here.state]),
        (said("In the plan its owner is {one}, in the list {other}"), there.owner, here.owner),
        (said("In the plan its date is {one}, in the list {other}"), there.due, here.due),
    ):
        if after is not None and (before or None) != after:
            yield say(name, one=_said(before), other=_said(after))
    if key(there.text) != key(here.text):
        yield say("In the plan it reads “{one}”, in the list “{other}”", one=there.text, other=here.text)


def _said(value: str | dt.date | None) -> str:
    return say("not known") if value is None else value if isinstance(value, str) else str(value)
