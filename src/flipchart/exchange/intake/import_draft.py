"""What lies on the desk while a list is taken in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import ReviseImprovement
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.record import Item
from flipchart.domain.session import TABLES, Session
from flipchart.domain.when import DateOrder, Language
from flipchart.ids import Ids


def key(text: str) -> str:
    """Return what two texts have in common that differ in case and spaces only."""
    return " ".join(text.casefold().split())


class Memory:
    """Finds the item that a row stands for.

    Improvements, parked items and notes are known by their text. Steps are too, but two rows may say the
    same with different people or dates: those are two steps, and each row finds one of its own.
    """

    def __init__(self, session: Session) -> None:
        self.improvements = {key(item.text): item.id for item in reversed(session.improvements)}
        self.parked = {key(item.text) for item in session.parked}
        self.notes = {key(item.text) for item in session.notes}
        self._steps: dict[Hashable, list[str]] = defaultdict(list)
        self._rows: dict[Hashable, str] = {}
        self._taken: set[str] = set()
        for step in session.steps:
            self._steps[key(step.text), step.improvement].append(step.id)
            self._steps[key(step.text)].append(step.id)

    def step(self, text: str, improvement: str | None, row: str) -> str | None:
        """Return the step that a row with the words `row` stands for, or None where it is a new one.

        A row without an improvement may stand for a step of any: somebody may have sorted it in since.
        """
        again = self._rows.get((row, improvement))
        if again is not None:
            return again
        free = self._steps[(key(text), improvement) if improvement else key(text)]
        found = next((id for id in free if id not in self._taken), None)
        if found is not None:
            self.remember_step(found, improvement, row)
        return found

    def remember_step(self, id: str, improvement: str | None, row: str) -> None:
        """Keep that a row stands for the step `id`."""
        self._rows[row, improvement] = id
        self._taken.add(id)


_GROWING = ("improvements", "steps", "resources", "parked", "notes")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read: `as_steps` makes a step of every item, whatever its depth.

    `now` is an aware instant in the zone of the people: the time of the notes, and what "friday" counts from.
    `order` is how they write dates such as 3/4, `language` the one of their words for days.
    """

    now: dt.datetime
    ids: Ids
    as_steps: bool = False
    order: DateOrder = None
    language: Language = None


class Desk:
    """The session that a list is taken into, what it holds already, and what came in so far.

    `above` is the improvement that nested items belong to. Each command is carried out on an empty session
    of the same people and its items are put aside, so that a long list takes time in proportion to its
    length.
    """

    def __init__(self, session: Session, reading: Reading) -> None:
        self.reading = reading
        self.memory = Memory(session)
        self.above: str | None = None
        self._session = session
        self._empty = session.revise(**dict.fromkeys(TABLES, ()))
        self._improvements = {item.id: item for item in session.improvements}
        self._steps = {step.id: step for step in session.steps}
        self._added: dict[str, list[Item]] = {table: [] for table in _GROWING}

    @property
    def people(self) -> tuple[str, ...]:
        """The group, with those whom the list has named so far."""
        return self._empty.people

    def improvement(self, id: str) -> Improvement:
        """Return an improvement of the session or of the list."""
        return self._improvements[id]

    def step(self, id: str) -> Step:
        """Return a step that the session held before or that the list brought."""
        return self._steps[id]

    def do(self, command: Command) -> None:
        """Carry out a command that adds something."""
        result = command.apply(self._empty)
        for table in _GROWING:
            self._added[table].extend(getattr(result, table))
        self._improvements |= {item.id: item for item in result.improvements}
        self._steps |= {step.id: step for step in result.steps}
        if result.people != self._empty.people:
            self._empty = self._empty.revise(people=result.people)

    def remark(self, id: str, note: str | None) -> None:
        """Set the note of an improvement."""
        alone = self._empty.revise(improvements=(self._improvements[id],))
        self._improvements[id] = ReviseImprovement(id, {"note": note}).apply(alone).improvements[0]

    def remark_step(self, id: str, note: str | None) -> None:
        """Set the note of a step."""
        self._steps[id] = self._steps[id].revise(note=note)

    def cleared(self) -> Session:
        """Return the session with all that came in."""
        tables = {table: (*getattr(self._session, table), *items) for table, items in self._added.items()}
        tables |= {"improvements": tuple(self._improvements.values()), "steps": tuple(self._steps.values())}
        return self._session.revise(people=self.people, **tables)
