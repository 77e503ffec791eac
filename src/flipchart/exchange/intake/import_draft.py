"""What lies on the desk while a list is taken in."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import ReviseImprovement
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.record import Item
from flipchart.domain.session import TABLES, Session
from flipchart.domain.when import DateOrder
from flipchart.exchange.intake.memory import Memory
from flipchart.ids import Ids

_GROWING = ("improvements", "steps", "resources", "parked", "notes")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read: `as_steps` makes a step of every item, whatever its depth.

    `now` is an aware instant in the zone of the people: the time of the notes, and what "friday" counts from.
    `order` is how they write dates such as 3/4.
    """

    now: dt.datetime
    ids: Ids
    as_steps: bool = False
    order: DateOrder = None


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
