"""The state of an import: the session so far, and what the list has brought."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

from msgspec import Struct

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import ReviseImprovement
from flipchart.domain.commands.people import with_people
from flipchart.domain.commands.step_parts import promising
from flipchart.domain.commands.steps import AddStep
from flipchart.domain.plan import Improvement, Resource, Step
from flipchart.domain.quick import People
from flipchart.domain.record import Item
from flipchart.domain.session import TABLES, Session
from flipchart.domain.when import DateOrder, Language
from flipchart.ids import Ids

_TYPED = str.maketrans("‘’‚´`“”„«»–—‑‒", "'" * 5 + '"' * 5 + "-" * 4)
"""Typographic quotes and dashes, with the ones that people type for them."""


@lru_cache(maxsize=256)
def key(text: str) -> str:
    """Return a text in the form in which rows are compared.

    Case, spaces, kinds of quotes and dashes, and the punctuation at the end do not matter.
    """
    bare = " ".join((text if text.isascii() else text.translate(_TYPED)).casefold().split())
    return bare.rstrip(" .,;:!…") or bare


class KnownItems:
    """Finds the item of the session that a row stands for.

    Parked items and notes are found by their text. So are improvements and steps; but two rows with the same text and
    different people, dates or places are two items, and each row finds one of its own.
    """

    def __init__(self, session: Session) -> None:
        self.improvements = {key(item.text): item.id for item in reversed(session.improvements)}
        self.parked = {key(item.text.split("\n")[0]) for item in session.parked}
        self.notes = {key(item.text) for item in session.notes}
        self._free: dict[Hashable, list[str]] = defaultdict(list)
        self._refs: dict[str, list[str]] = defaultdict(list)
        self._steps = {step.id: step for step in session.steps}
        self._rows: dict[Hashable, str] = {}
        self._taken: set[str] = set()
        self._named: set[str] = set()
        for item in session.improvements:
            self._free["improvement", key(item.text)].append(item.id)
        for step in session.steps:
            self._free[key(step.text), step.improvement].append(step.id)
            self._free[key(step.text)].append(step.id)
            for line in (step.note or "").split("\n"):
                self._refs[line].append(step.id)

    def step(
        self, text: str, improvement: str | None, row: Hashable, ref: str, who_when: tuple[object, object]
    ) -> str | None:
        """Return the id of the step that a row with the words `row` stands for, or None if it is new.

        Of several with the same text, the one with the same owner and date is chosen. A row without an improvement
        may stand for a step of any, since somebody may have moved it there since. A step that was reworded is found
        by the list's own reference to it.
        """
        again = self._rows.get((row, improvement))
        if again is not None:
            return again
        said, text = text, key(text)
        free = [it for it in self._free.get((text, improvement) if improvement else text, ()) if self._is_free(it)]
        if not free and ref:
            free = [it for it in self._refs.get(ref, ()) if self._is_free(it) and _alike(self._steps[it].text, said)]
        found = min(free, key=lambda it: self._unlike(it, who_when), default=None)
        if found is not None:
            self.remember_step(found, improvement, row)
        return found

    def is_taken(self, id: str) -> bool:
        """Whether a row of the list already stands for the item."""
        return id in self._taken

    def _is_free(self, id: str) -> bool:
        return id not in self._taken

    def _unlike(self, id: str, who_when: tuple[object, object]) -> int:
        """Return how many of owner and date differ."""
        there = self._steps[id]
        return (there.owner != who_when[0]) + (there.due != who_when[1])

    def remember_step(self, id: str, improvement: str | None, row: Hashable) -> None:
        """Note that a row stands for the step `id`."""
        self._rows[row, improvement] = id
        self._taken.add(id)

    def improvement(self, text: str, row: Hashable) -> str | None:
        """Return the id of the improvement that a row with the words `row` stands for, or None if it is new."""
        again = self._rows.get(("improvement", row))
        if again is None:
            free = [it for it in self._free.get(("improvement", key(text)), ()) if self._is_free(it)]
            again = min(free, key=self._named.__contains__, default=None)
            if again is not None:
                self.remember_improvement(again, text, row)
        return again

    def named_improvement(self, text: str) -> str | None:
        """Return the improvement that a step names by its text; of equal ones another row rather means another."""
        named = self.improvements.get(key(text))
        if named is not None:
            self._named.add(named)
        return named

    def remember_improvement(self, id: str, text: str, row: Hashable) -> None:
        """Note that a row stands for the improvement `id`."""
        self._rows["improvement", row] = id
        self._taken.add(id)
        self.improvements.setdefault(key(text), id)


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same sentence in other words, sharing most of them."""
    first, second = set(key(one).split()), set(key(other).split())
    return len(first & second) * 2 >= min(len(first), len(second)) > 0


_GROWING = ("improvements", "steps", "resources", "parked", "notes", "reports")


class Reading(Struct, frozen=True):
    """How to read a list.

    `as_steps` makes every item a step, whatever its depth; None leaves it to the list. `now` is an aware instant in
    the zone of the people: the time of the notes, and what "friday" counts from. `order` is how they write dates such
    as 3/4, `language` that of their words for days. `home` is the improvement of new steps for which the list names
    none.
    """

    now: dt.datetime
    ids: Ids
    as_steps: bool | None = None
    order: DateOrder = None
    update: bool = False
    language: Language = None
    home: str | None = None

    @property
    def today(self) -> dt.date:
        """The day of the people."""
        return self.now.date()


class ImportDraft:
    """The session that a list is taken into, what it holds already, and what came in so far.

    `above` is the improvement that nested items belong to; `group_known` tells whether the session or the list says
    who belongs to the group, beside those who do something. Each command is carried out on an empty session
    of the same people and its items are put aside, so that a long list takes time in proportion to its
    length.
    """

    def __init__(self, session: Session, reading: Reading) -> None:
        self.reading = reading
        self.known_items = KnownItems(session)
        self.above: str | None = None
        self.group_known = bool(session.people)
        self._session = session
        self._empty = session.revise(**dict.fromkeys(TABLES, ()))
        self._known = People(session.people)
        self._named: tuple[str, ...] = ()
        self._seen: tuple[str, ...] | None = None
        self._improvements = {item.id: item for item in session.improvements}
        self._steps = {step.id: step for step in session.steps}
        self._added: dict[str, list[Item]] = {table: [] for table in _GROWING}

    @property
    def people(self) -> tuple[str, ...]:
        """The group, including people whom the list has named so far."""
        return self._empty.people

    @property
    def known(self) -> People:
        """The group, and the owners that the list names, for looking names up."""
        if self._seen is not self.people:
            self._seen = self.people
            here = set(self.people)
            self._known = People((*self.people, *(name for name in self._named if name not in here)))
        return self._known

    def expect(self, names: Iterable[str]) -> None:
        """Make known the people whom the list names further down; they join the group where they are first named."""
        self._named, self._seen = tuple(dict.fromkeys(names)), None

    def improvement(self, id: str) -> Improvement:
        """Return an improvement of the session or of the list."""
        return self._improvements[id]

    def step(self, id: str) -> Step:
        """Return a step that the session held before or that the list brought."""
        return self._steps[id]

    def do(self, command: Command) -> None:
        """Apply a command that adds something."""
        result = command.apply(self._empty)
        for table in _GROWING:
            self._added[table].extend(getattr(result, table))
        self._improvements |= {item.id: item for item in result.improvements}
        self._steps |= {step.id: step for step in result.steps}
        if result.people != self._empty.people:
            self._empty = self._empty.revise(people=result.people)

    def add_step(self, step: Step, needs: tuple[Resource, ...]) -> None:
        """Add a step with what it needs, as AddStep does.

        A step that needs nothing, and whose people are known, is added without a session around it, which is faster.
        """
        if needs or not {step.owner, *step.helpers} <= {None, *self.people}:
            self.do(AddStep(step, needs))
            return
        self._steps[step.id] = promising(step)
        self._added["steps"].append(step)

    def join(self, name: str) -> None:
        """Add somebody to the group."""
        self.group_known = True
        self._empty = with_people(self._empty, [name])

    def report(self, id: str, command: Command) -> None:
        """Apply a command that reports on the step `id`."""
        result = command.apply(self._empty.revise(steps=(self._steps[id],)))
        self._steps[id] = result.steps[0]
        self._added["reports"].extend(result.reports)
        if result.people != self._empty.people:
            self._empty = self._empty.revise(people=result.people)

    def earlier_step(self, text: str, owner: object) -> str | None:
        """Return the step that another row of this list brought, with the same words and the same owner or none."""
        same = (it for it in self._steps.values() if self.known_items.is_taken(it.id) and key(it.text) == key(text))
        return next((it.id for it in same if owner in (None, it.owner) or not it.owner), None)

    def complete(self, step: Step) -> None:
        """Fill empty fields of a step that this list brought with those of another row about it."""
        there = self._steps[step.id]
        if step.id not in (it.id for it in self._added["steps"]):
            return
        more = {name: getattr(step, name) for name in ("owner", "due", "finished") if not getattr(there, name)}
        stands = {"state": step.state} if there.state == "open" else {}
        self._steps[step.id] = promising(there.revise(**more, **stands))

    def remark(self, id: str, note: str | None) -> None:
        """Set the note of an improvement."""
        alone = self._empty.revise(improvements=(self._improvements[id],))
        self._improvements[id] = ReviseImprovement(id, {"note": note}).apply(alone).improvements[0]

    def remark_step(self, id: str, note: str | None) -> None:
        """Set the note of a step."""
        self._steps[id] = self._steps[id].revise(note=note)

    def cleared(self) -> Session:
        """Return the session with everything that the list brought."""
        tables = {table: (*getattr(self._session, table), *items) for table, items in self._added.items()}
        tables |= {"improvements": tuple(self._improvements.values()), "steps": tuple(self._steps.values())}
        return self._session.revise(people=self.people, **tables)
