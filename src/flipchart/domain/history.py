"""Undo and redo of the plan and of the agenda: time that has passed is never rewound, and nothing saved vanishes.

Every act keeps the session before and after it; they share all that they have in common. Taking an act back
puts the content of the one before in place and leaves the sittings, their clocks and what a merge could not
decide as they are now. Per table, what was added since then

- stays as a tombstone where it has an identity (`dropped = true`, a step `state = "dropped"` with the reason
  "undone"), so that a merge with another copy of the file cannot take it for new;
- goes where it is a row without one (measurements, waved) or a name in `people`: the file knows such a row
  by its whole content, and a row that is absent here was taken away here.

An act on the agenda is taken back by itself: its stages, their order and their planned times, the planned start and
end, and the events that it wrote. One that the run has gone beyond since is passed over.

Undo is right or refused: where the content is not the one that the last act left (another writer's words
came in), the past is forgotten instead of guessed.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.identity import tombstone
from flipchart.domain.plan import Step
from flipchart.domain.record import Droppable, Item, Record
from flipchart.domain.session import CONTENT, Session

DEPTH = 500
"""How many acts can be taken back."""

REMEMBERED = 30
"""How many acts are kept for the next start of the program."""

HEAD = (
    "title", "group", "facilitator", "purpose", "behaviour", "people", "next_check", "next_caller",
    "language", "private",
)  # fmt: skip
"""The fields of the session itself that undo may rewind."""

CONTACTS = "contacts"
"""The table of addresses, which follows renamed people and is otherwise left alone."""

Content = tuple[object, ...]

Moment = Session | Callable[[], Session | None]
"""A session at some time: itself, or a function that reads it when needed and returns None if it cannot."""


class Act(Struct, frozen=True):
    """One undoable act, with the session before and after it; `agenda` tells that it changed the agenda."""

    label: str
    before: Moment
    after: Moment
    agenda: bool = False


class Past(Struct, frozen=True):
    """The acts kept from one sitting to the next, newest last; they only fit a session with the content of `left`."""

    undo: tuple[Act, ...]
    redo: tuple[Act, ...]
    left: Session


def content(session: Session) -> Content:
    """Everything that undo may rewind."""
    return tuple(getattr(session, name) for name in HEAD + CONTENT)


def rewound(now: Session, then: Session) -> Session:
    """Return `now` with the content of `then`; items added since stay as tombstones."""
    values: dict[str, object] = {name: getattr(then, name) for name in HEAD}
    # A calendar must take the restored date for a newer one.
    values["moves"] = now.moves + (now.next_check != then.next_check)
    for table in CONTENT:
        rows = getattr(then, table)
        kept = {row.id for row in rows if isinstance(row, Item)}
        added = (row for row in getattr(now, table) if isinstance(row, Item) and row.id not in kept)
        values[table] = (*rows, *(mark for mark in map(tombstone, added) if mark is not None))
    return now.revise(**values)


def touched(before: Session, after: Session) -> str | None:
    """Return the id of the item that an undo or redo affected, for placing the cursor.

    That is an item that came back; else one that changed or moved; else the neighbour of one that went. None if the
    act did not touch any item that the screens show.
    """
    tables = [(getattr(before, table), getattr(after, table)) for table in CONTENT]
    pairs = [(_shown(was), _shown(now)) for was, now in tables if was != now]
    back = (id for was, now in pairs for id in now if id not in was)
    changed = (id for was, now in pairs for id, item in now.items() if id in was and item != was[id])
    neighbours = (_neighbour(was, now) for was, now in pairs if set(was) - set(now))
    moved = (_moved(list(was), list(now)) for was, now in pairs)
    return next((id for found in (back, changed, neighbours, moved) for id in found if id), None)


NAMING = ("steps", "improvements", "goals", "milestones", "resources", "parked", "notes", "feedback")
"""The tables whose rows have a text of their own; rows of others are called by the item they are about."""


def subject(label: str, before: Session, after: Session) -> str:
    """Return the words of the one item that the act `label` changed between two sessions, or "".

    Only items of the kind that the label names are looked at ("drop improvement" changes steps, too), or of every
    kind if it names none. The words are those of the first kind of which exactly one item changed.
    """
    words = {row.id: row.text for side in (before, after) for table in NAMING for row in getattr(side, table)}
    found: dict[str, set[str]] = {table: _words_of(table, before, after, words) for table in (*NAMING, "reports")}
    found["goals"] |= _words_of("measurements", before, after, words)
    found["people"] = set(before.people) ^ set(after.people)
    if len(found["people"]) == 2 and len(before.people) == len(after.people):
        found["people"] -= set(before.people)
    found["stages"] = _stage_titles(before, after)
    words_for = {table: (table.removesuffix("s"),) for table in found} | {"people": ("person", "people")}
    named = [table for table in found if any(word in label for word in words_for[table])]
    return next((next(iter(found[table])) for table in named or found if len(found[table]) == 1), "")


def _words_of(table: str, before: Session, after: Session, words: Mapping[str, str]) -> set[str]:
    if getattr(before, table) == getattr(after, table):
        return set()
    was, now = ({getattr(row, "id", repr(row)): row for row in getattr(side, table)} for side in (before, after))
    rows = (row for key, row in (was | now).items() if was.get(key) != now.get(key))
    about = (str(next(filter(None, (getattr(row, name, "") for name in ("step", "goal", "id"))), "")) for row in rows)
    return {words[id] for id in about if id in words}


def _stage_titles(before: Session, after: Session) -> set[str]:
    titles = {stage.id: stage.title for side in (before, after) for stage in side.stages}
    changed = {stage.id for stage in (*before.stages, *after.stages)
               if (stage in before.stages) != (stage in after.stages)}  # fmt: skip
    if before.timing == after.timing:
        return {titles[id] for id in changed}
    moved = [
        event for event in (*before.timing, *after.timing) if (event in before.timing) != (event in after.timing)
    ]
    goes = [event.stage for event in moved if event.event in ("start", "skip") and event.stage]
    return {titles[id] for id in changed or set(goes[-1:]) if id in titles}


def _shown(rows: tuple[Record, ...]) -> dict[str, Item]:
    """The items of a table that people see, by their ids in order."""
    return {row.id: row for row in rows if isinstance(row, Item) and _is_shown(row)}


def _is_shown(row: Item) -> bool:
    return row.state != "dropped" if isinstance(row, Step) else not isinstance(row, Droppable) or row.live


def _neighbour(was: Mapping[str, Item], now: Mapping[str, Item]) -> str | None:
    """Return the item that now stands where the first removed one was: the next one left, else the one before.

    Those of the same improvement come first, since they stand on the same page.
    """
    ids = list(was)
    gone = next(id for id in ids if id not in now)
    place = ids.index(gone)
    left = [id for id in (*ids[place + 1 :], *reversed(ids[:place])) if id in now]
    home = getattr(was[gone], "improvement", None)
    return next((id for id in left if getattr(now[id], "improvement", None) == home), next(iter(left), None))


def _moved(was: list[str], now: list[str]) -> str | None:
    """Return the item that changed its place: without it, both orders are the same."""
    differ = [id for id, other in zip(now, was, strict=False) if id != other]
    ends = (differ[0], differ[-1]) if differ else ()
    return next((id for id in ends if _without(was, id) == _without(now, id)), None)


def _without(ids: list[str], id: str) -> list[str]:
    return [it for it in ids if it != id]


def presence(now: Session, then: Session, other: Session) -> Session:
    """Return `now` with the list of people present adjusted to an undone (or redone) change of the people.

    The act is the one between `other` and `then`. Somebody who was renamed or merged is present under the name that
    the plan now uses; everybody who arrived or left since stays so.
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


GOES_ON = ("start", "done", "skip", "end")
"""The events with which a run goes from one stage to another."""


def replanned(now: Session, then: Session, other: Session) -> Session | None:
    """Return `now` with the agenda of `then`, undoing (or redoing) the act between `then` and `other`.

    None if the run has moved on since: to a stage that the act added, or beyond the stage that the act went to.
    """
    gone = [event for event in other.timing if event not in then.timing]
    kept = [event for event in now.timing if event not in gone]
    removed = {stage.id for stage in other.stages} - {stage.id for stage in then.stages}
    moves = [event for event in now.timing if event.event in GOES_ON]
    first = next((event for event in moves if event in gone), None)
    later = moves[moves.index(first) + 1 :] if first else []
    if any(event not in gone and (event in later or event.stage in removed) for event in moves):
        return None
    # A loan to a removed stage is two events of one instant; both are removed with it.
    lent = {event.at for event in kept if event.stage in removed}
    kept = [it for it in kept if it.stage not in removed and not (it.event == "add" and it.at in lent)]
    back = [event for event in then.timing if event not in other.timing]
    return now.revise(
        timing=(*kept, *back), stages=_stages_as(now, then, other, removed), runs=_runs_as(now, then, other)
    )


def _stages_as(now: Session, then: Session, other: Session, removed: set[str]) -> tuple[Stage, ...]:
    """Return the stages of `then` in its order; those that the act did not touch stay as now, later ones in place."""
    here, before = ({stage.id: stage for stage in side.stages} for side in (now, other))
    kept = [here.get(it.id, it) if it == before.get(it.id) else it for it in then.stages
            if it.id in here or it.id not in before]  # fmt: skip
    known = {stage.id for stage in kept}
    previous = ""
    for stage in now.stages:
        if stage.id not in known and stage.id not in removed:
            place = next((n for n, it in enumerate(kept, 1) if it.id == previous), 0)
            kept.insert(place, stage)
        previous = stage.id if stage.id not in removed else previous
    return tuple(kept)


def _runs_as(now: Session, then: Session, other: Session) -> tuple[Run, ...]:
    """Return the runs, with the planned start and end of `then` where the act changed them."""
    pairs = {run.id: (run, was) for run in then.runs for was in other.runs if run.id == was.id}
    names = ("planned_start", "ends_by")
    runs = []
    for run in now.runs:
        new, old = pairs.get(run.id, (run, run))
        changes = {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}
        runs.append(run.revise(**changes) if changes else run)
    return tuple(runs)


class History:
    """The acts that can be undone and redone, at most `depth` of them; `label` names the latest of either."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._depth = depth
        self._undo: list[Act] = []
        self._redo: list[Act] = []
        self._left: Content | None = None
        self.label = ""

    def record(self, label: str, before: Session, after: Session, *, agenda: bool = False) -> None:
        """Keep an act on the plan or the `agenda`, unless it changed nothing there.

        What was undone before it can then no longer be redone.
        """
        if content(before) == content(after) and not (agenda and before != after):
            return
        if self._left != content(before):
            self.boundary()
        self._undo = [*self._undo, Act(label, before, after, agenda)][-self._depth :]
        self._redo.clear()
        self._left = content(after)

    def undo(self, session: Session) -> Session | None:
        """Return the session with the last act undone, or None if there is nothing to undo."""
        while self._is_current(session) and self._undo:
            act = self._undo.pop()
            there = self._go_to(act, act.before, act.after, session)
            if there is not None:
                self._redo += [act] if not _goes_on(act) else []
                self.label = act.label
            if there is not None or not act.agenda:
                return there
        return None

    def redo(self, session: Session) -> Session | None:
        """Return the session with the last undone act done again, or None if there is nothing to redo."""
        while self._is_current(session) and self._redo:
            act = self._redo.pop()
            there = self._go_to(act, act.after, act.before, session)
            if there is not None:
                self._undo.append(act)
                self.label = act.label
            if there is not None or not act.agenda:
                return there
        return None

    def boundary(self) -> None:
        """Forget all acts: the session was changed from outside."""
        self._undo.clear()
        self._redo.clear()
        self._left = None

    def past(self, session: Session) -> Past:
        """Return the last acts on the plan for the next sitting: those to undo, then those to redo."""
        if self._left != content(session):
            return Past((), (), session)
        undo, redo = ([act for act in acts if not act.agenda] for acts in (self._undo, self._redo))
        undo = undo[-REMEMBERED:]
        redo = redo[-(REMEMBERED - len(undo)) :] if len(undo) < REMEMBERED else []
        return Past(tuple(undo), tuple(redo), session)

    def restore(self, past: Past, session: Session) -> bool:
        """Take over the acts of an earlier sitting, unless they do not fit the session or this one has acts already.

        Returns whether they were taken over.
        """
        if self._left is not None or content(past.left) != content(session):
            return False
        self._undo, self._redo = list(past.undo), list(past.redo)
        self._left = content(session)
        return True

    def _is_current(self, session: Session) -> bool:
        if self._left != content(session):
            self.boundary()
        return self._left is not None

    def _go_to(self, act: Act, moment: Moment, other: Moment, session: Session) -> Session | None:
        if act.agenda and isinstance(moment, Session) and isinstance(other, Session):
            return replanned(session, moment, other)
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


def _goes_on(act: Act) -> bool:
    """Whether the act started a stage: that cannot be redone, since its time has passed."""
    before, after = act.before, act.after
    if not (act.agenda and isinstance(before, Session) and isinstance(after, Session)):
        return False
    return any(event.event in GOES_ON for event in after.timing if event not in before.timing)
