"""Undo and redo of the plan: content only, timing is never rewound, and nothing saved vanishes.

Every act keeps the session before and after it; they share all that they have in common. Taking an act back
puts the content of the one before in place and leaves the sittings, their clocks and what a merge could not
decide as they are now. Per table, what was added since then

- stays as a tombstone where it has an identity (`dropped = true`, a step `state = "dropped"` with the reason
  "undone"), so that a merge with another copy of the file cannot take it for new;
- goes where it is a row without one (measurements, waved) or a name in `people`: the file knows such a row
  by its whole content, and a row that is absent here was taken away here.

Undo is right or refused: where the content is not the one that the last act left (another writer's words
came in), the past is forgotten instead of guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flipchart.domain.identity import tombstone
from flipchart.domain.plan import Step
from flipchart.domain.record import Droppable, Item, Record
from flipchart.domain.session import CONTENT, Session

DEPTH = 500
"""How many acts can be taken back."""

REMEMBERED = 30
"""How many acts outlive the program."""

HEAD = (
    "title", "group", "facilitator", "purpose", "behaviour", "people", "next_check", "next_caller",
    "language", "private",
)  # fmt: skip
"""The fields of the session itself that undo may rewind."""

CONTACTS = "contacts"
"""The table of addresses, which follows the names of people and nothing else."""

Content = tuple[object, ...]

Moment = Session | Callable[[], Session | None]
"""A session as it was: at hand, or to be read when it is needed, which gives None where it cannot be."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done at once, with the session before and after it."""

    label: str
    before: Moment
    after: Moment


@dataclass(frozen=True, slots=True)
class Past:
    """Acts for another time, the newest last; they fit a session with the content of `left` and no other."""

    undo: tuple[Act, ...]
    redo: tuple[Act, ...]
    left: Session


def content(session: Session) -> Content:
    """Everything that undo may rewind."""
    return tuple(getattr(session, name) for name in HEAD + CONTENT)


def rewound(now: Session, then: Session) -> Session:
    """Return `now` with the content of `then`, what was added since being kept as tombstones."""
    values: dict[str, object] = {name: getattr(then, name) for name in HEAD}
    # A calendar must take the date that is back for a newer one.
    values["moves"] = now.moves + (now.next_check != then.next_check)
    for table in CONTENT:
        rows = getattr(then, table)
        kept = {row.id for row in rows if isinstance(row, Item)}
        added = (row for row in getattr(now, table) if isinstance(row, Item) and row.id not in kept)
        values[table] = (*rows, *(mark for mark in map(tombstone, added) if mark is not None))
    return now.revise(**values)


def touched(before: Session, after: Session) -> str | None:
    """Return the id of the item that an undo or redo is about, so that the cursor can go there.

    It is what came back, else what was changed or moved, else the neighbour of what went; None where no item of the
    plan that is shown has to do with it.
    """
    tables = [(getattr(before, table), getattr(after, table)) for table in CONTENT]
    pairs = [(_shown(was), _shown(now)) for was, now in tables if was != now]
    back = (id for was, now in pairs for id in now if id not in was)
    changed = (id for was, now in pairs for id, item in now.items() if id in was and item != was[id])
    beside = (_neighbour(list(was), now) for was, now in pairs if set(was) - set(now))
    moved = (_moved(list(was), list(now)) for was, now in pairs)
    return next((id for found in (back, changed, beside, moved) for id in found if id), None)


def _shown(rows: tuple[Record, ...]) -> dict[str, Item]:
    """The items of a table that people see, by their ids in order."""
    return {row.id: row for row in rows if isinstance(row, Item) and _is_shown(row)}


def _is_shown(row: Item) -> bool:
    return row.state != "dropped" if isinstance(row, Step) else not isinstance(row, Droppable) or row.live


def _neighbour(was: list[str], now: Mapping[str, Item]) -> str | None:
    """What stands now where the first that went had been: the next one that is left, else the one before."""
    place = next(place for place, id in enumerate(was) if id not in now)
    return next((id for id in (*was[place + 1 :], *reversed(was[:place])) if id in now), None)


def _moved(was: list[str], now: list[str]) -> str | None:
    """The item that changed its place: the one without which both orders are the same."""
    differ = [id for id, other in zip(now, was, strict=False) if id != other]
    ends = (differ[0], differ[-1]) if differ else ()
    return next((id for id in ends if _without(was, id) == _without(now, id)), None)


def _without(ids: list[str], id: str) -> list[str]:
    return [it for it in ids if it != id]


def presence(now: Session, then: Session, other: Session) -> Session:
    """Return `now` with who is here as the act between `other` and `then` has it, which changed the people.

    A person who was renamed or merged is here under the name of the plan; who came or went since stays so.
    """
    before, after = ({run.id: run.present for run in side.runs} for side in (other, then))
    runs = []
    for run in now.runs:
        old, new = before.get(run.id, ()), after.get(run.id, ())
        kept = [name for name in run.present if name not in old or name in new]
        present = tuple(dict.fromkeys((*(name for name in new if name in kept or name not in old), *kept)))
        runs.append(run if old == new else run.revise(present=present))
    back = then if getattr(now, CONTACTS, None) == getattr(other, CONTACTS, None) else now
    contacts = {CONTACTS: getattr(back, CONTACTS)} if hasattr(back, CONTACTS) else {}
    return now.revise(runs=tuple(runs), **contacts)


class History:
    """The acts that can be taken back and those that can be done again; at most `depth` of them."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._depth = depth
        self._undo: list[Act] = []
        self._redo: list[Act] = []
        self._left: Content | None = None

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back ("add step"), or None where there is nothing."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, or None where there is nothing."""
        return self._redo[-1].label if self._redo else None

    def record(self, label: str, before: Session, after: Session) -> None:
        """Keep an act; one that changed no content is not kept. What was undone cannot be done again."""
        if content(before) == content(after):
            return
        if self._left != content(before):
            self.boundary()
        self._undo = [*self._undo, Act(label, before, after)][-self._depth :]
        self._redo.clear()
        self._left = content(after)

    def undo(self, session: Session) -> Session | None:
        """Return the session with the last act taken back, or None where there is nothing to take back."""
        if not self._is_current(session) or not self._undo:
            return None
        act = self._undo.pop()
        self._redo.append(act)
        return self._go_to(act.before, act.after, session)

    def redo(self, session: Session) -> Session | None:
        """Return the session with the last act done again, or None where there is nothing to do again."""
        if not self._is_current(session) or not self._redo:
            return None
        act = self._redo.pop()
        self._undo.append(act)
        return self._go_to(act.after, act.before, session)

    def boundary(self) -> None:
        """Forget all acts: the session was changed from outside."""
        self._undo.clear()
        self._redo.clear()
        self._left = None

    def past(self, session: Session) -> Past:
        """Return the last acts for another time, those that can be taken back before those to be done again."""
        if self._left != content(session):
            return Past((), (), session)
        undo = tuple(self._undo[-REMEMBERED:])
        redo = tuple(self._redo[-(REMEMBERED - len(undo)) :]) if len(undo) < REMEMBERED else ()
        return Past(undo, redo, session)

    def take_up(self, past: Past, session: Session) -> bool:
        """Go on from the acts of another time; where they do not fit the session, or it is too late, they are not
        taken and False is returned."""
        if self._left is not None or content(past.left) != content(session):
            return False
        self._undo, self._redo = list(past.undo), list(past.redo)
        self._left = content(session)
        return True

    def _is_current(self, session: Session) -> bool:
        if self._left != content(session):
            self.boundary()
        return self._left is not None

    def _go_to(self, moment: Moment, other: Moment, session: Session) -> Session | None:
        then = moment if isinstance(moment, Session) else moment()
        if then is None:
            self.boundary()
            return None
        there = rewound(session, then)
        if set(then.people) != set(session.people):
            left = other if isinstance(other, Session) else other()
            there = presence(there, then, left) if left is not None else there
        self._left = content(there)
        return there
