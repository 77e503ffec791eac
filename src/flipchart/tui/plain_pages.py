"""What the pages over a session change, by ear: the agenda, the people, and what was changed on both sides."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from flipchart.domain.commands.agenda import AddStage, MoveStage, PlanEnd, PlanStage, PlanStart, RemoveStage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.people import (
    AddPerson,
    MarkPresent,
    MergePeople,
    RemovePerson,
    RenamePerson,
    everybody,
)  # fmt: skip
from flipchart.domain.commands.session import SettleConflict, named
from flipchart.domain.errors import Rejected
from flipchart.domain.quick.names import People
from flipchart.domain.quick.stage import read_minutes, read_stage
from flipchart.domain.said import said, say
from flipchart.domain.timing import RunClock, StageClock
from flipchart.patterns import pattern
from flipchart.service.new_session import choices
from flipchart.service.own_template import read_moment
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.plain_words import row_words
from flipchart.tui.prompts.prompt import Open, Outcome, Question
from flipchart.tui.text.agenda import agenda_list, made_stage, scripts_of, spoken_kinds
from flipchart.tui.text.conflicts import both, field_of
from flipchart.tui.text.language import t
from flipchart.tui.text.people import people_list, present_names
from flipchart.tui.text.rows import Pair

BRIEF = "brief"
"""The argument with which a page opens after a change: it does not say again what changes it."""

NUMBERED = pattern(r"(?P<number>[0-9]{1,3})\s+(?P<rest>.+)")

AGENDA = (
    said("/agenda 2 12, 12:30, +5 or -2 sets the minutes of stage 2, other words its title; 2 up, 2 down, 2 drop."),
    said("/agenda start 14:00, end 15:00 or - for none, fit, add risks 10; add risks 10 after 2."),
)
PEOPLE = (said("/people 2 Anna renames the second, 2 is Bea makes them one, 2 here, 2 drop; add Dora, Emil."),)
"""What can be said of the lists that were read."""


def agenda_lines(frame: SessionFrame, *, brief: bool = False) -> Iterator[str]:
    """Yield the stages with their numbers, the start and the end; if not `brief`, what changes them."""
    assert frame.clock is not None
    count = len(frame.clock.stages)
    rows = [row_words(row) for row in agenda_list(frame.clock, frame.now, frame.local)]
    for number, words in enumerate(rows, 2 + count - len(rows)):
        yield f"{number}. {words}" if 0 < number <= count else words
    yield from () if brief else map(t, AGENDA)


def people_lines(frame: SessionFrame, *, brief: bool = False) -> Iterator[str]:
    """Yield everybody with a number; if not `brief`, what changes them."""
    here = present_names(frame.session)
    for number, row in enumerate(people_list(frame.session), 1):
        words = row_words(replace(row, mark="") if isinstance(row, Pair) else row)
        marked = t("{name}, here", name=words) if row.id and row.id.casefold() in here else words
        yield f"{number}. {marked}" if row.id else marked
    yield from () if brief else map(t, PEOPLE)


def change_agenda(frame: SessionFrame, text: str) -> Outcome:
    """Change the agenda as a line says, or say why not."""
    clock = frame.clock
    if clock is None:
        return Outcome(refused="This session has no agenda.")
    try:
        return Outcome(_agenda_commands(frame, clock, text), effect=Open("agenda", BRIEF))
    except Rejected as why:
        return Outcome(refused=str(why))


def _agenda_commands(frame: SessionFrame, clock: RunClock, text: str) -> tuple[Command, ...]:
    word, _, rest = text.partition(" ")
    named_so: dict[str, Callable[[], Command]] = {
        "start": lambda: PlanStart(clock.run, None if rest == "-" else _moment(frame, rest)),
        "end": lambda: PlanEnd(clock.run, None if rest == "-" else _moment(frame, rest)),
        "add": lambda: _added(frame, clock, rest),
        "fit": lambda: Fit(clock.run, frame.now),
    }
    if word in named_so:
        return (named_so[word](),)
    found = NUMBERED.fullmatch(text)
    if found is None:
        raise Rejected("Which stage?", AGENDA[0])
    stage, words = _stage(clock, found["number"]), found["rest"]
    if words in ("up", "down"):
        return (MoveStage(clock.run, stage.id, -1 if words == "up" else 1, frame.now),)
    if words == "drop":
        return (RemoveStage(clock.run, stage.id, frame.now),)
    if re.match(r"[+-]?\d", words):
        return (PlanStage(clock.run, stage.id, frame.now, None, read_minutes(words, stage.budget)),)
    return (PlanStage(clock.run, stage.id, frame.now, words),)


def _stage(clock: RunClock, number: str) -> StageClock:
    if not 0 < int(number) <= len(clock.stages):
        raise Rejected(
            say("There is no stage {n}.", n=number), say("The agenda has {count}.", count=len(clock.stages))
        )
    return clock.stages[int(number) - 1]


def _moment(frame: SessionFrame, text: str) -> dt.datetime:
    after = frame.clock.planned_start if frame.clock else None
    return read_moment(text, frame.local(frame.now), frame.date_order, after and frame.local(after), frame.language)


def _added(frame: SessionFrame, clock: RunClock, text: str) -> Command:
    words, _, after = text.partition(" after ")
    read = read_stage(words, spoken_kinds())
    made = made_stage(read, scripts_of(choices(frame.language)), clock.run, frame.ids())
    return AddStage(clock.run, made, _stage(clock, after).id if after.isdecimal() else None)


def change_people(frame: SessionFrame, text: str) -> Outcome:
    """Change the people as a line says, or say why not."""
    try:
        return Outcome(tuple(_people_commands(frame, text)), effect=Open("people", BRIEF))
    except Rejected as why:
        return Outcome(refused=str(why))


def _people_commands(frame: SessionFrame, text: str) -> Iterator[Command]:
    known, found = everybody(frame.session), NUMBERED.fullmatch(text)
    if text.startswith("add "):
        yield from (AddPerson(name) for part in text[4:].split(",") if (name := part.strip()))
        return
    if found is None or not 0 < int(found["number"]) <= len(known):
        raise Rejected("Who?", PEOPLE[0])
    name, words = known[int(found["number"]) - 1], found["rest"]
    run = frame.session.last_run
    if words == "drop":
        yield RemovePerson(name)
    elif words == "here" and run is not None:
        yield MarkPresent(run.id, name, name.casefold() not in present_names(frame.session))
    elif words.startswith("is "):
        other = People([it for it in known if it != name]).known(words[3:].split(), begun=True)
        if other is None or other.name is None:
            raise Rejected(say("Nobody else here is called {name}.", name=words[3:]), "Type more of the name.")
        yield MergePeople(name, other.name)
    else:
        yield RenamePerson(name, words)


CHANGES: dict[str, Callable[[SessionFrame, str], Outcome]] = {"agenda": change_agenda, "people": change_people}
"""What a command with words changes."""


def settling(frame: SessionFrame) -> Outcome:
    """Ask which of two values is right, one conflict after the other."""
    if not frame.session.conflicts:
        return Outcome(notice="All is settled.")
    first = frame.session.conflicts[0]
    kept, other = both(first, frame.today)
    of, field = named(frame.session, first), field_of(first)
    sentence = say("{item}, {field}: changed on both sides.", item=of, field=field)
    yes, no = (
        (words, Outcome((SettleConflict(first, taken),), effect=Open("conflicts")))
        for words, taken in ((say("keep {value}", value=kept), False), (say("take {value}", value=other), True))
    )
    return Outcome(question=Question("conflict", sentence, yes, no))
