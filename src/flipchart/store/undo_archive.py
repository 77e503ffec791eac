"""What can be taken back, kept in the state folder from one sitting to the next; right or not used at all."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flipchart.domain.history import HEAD, REMEMBERED, Act, Moment, Past
from flipchart.domain.session import CONTENT, FORMAT, Session
from flipchart.domain.text import clean_line
from flipchart.store import paths
from flipchart.store.backups import folder_name
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest_worker import Latest

LARGEST = 2_000_000
"""Bytes that the file may have; of a plan that is larger than fits 30 times, fewer acts are kept."""

_LABEL = 80
_SOME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def past_file(session_id: str, state: Path | None = None) -> Path:
    """Return where the past of a session is."""
    return (state or paths.state_dir()) / "history" / f"{folder_name(session_id)}.json"


def read_past(session: Session, *, state: Path | None = None, disk: Disk = DISK) -> Past | None:
    """Return what can be taken back in a session; None where nothing is kept, or where it does not fit.

    It fits while the plan is the one that the last act left, whatever the clock did since. What an act was made
    on is only read when it is taken back.
    """
    try:
        data = read_if_there(past_file(session.id, state), disk)
        if data is None or len(data) > LARGEST:
            return None
        return _past(json.loads(data), session)
    except (StoreError, OSError, ValueError, LookupError, RecursionError):
        return None


def write_past(past: Past, *, state: Path | None = None, disk: Disk = DISK) -> bool:
    """Keep this past of a session and no other, for this user alone; tell whether that worked."""
    return Archive(state, disk).write(past)


def keep_past(*, state: Path | None = None, disk: Disk = DISK) -> Latest[Past]:
    """Return what writes the past of a session, the latest always, while nobody waits for it."""
    return Latest(Archive(state, disk).write)


class Archive:
    """Writes the past of one session again and again; what was put into words once is not again."""

    def __init__(self, state: Path | None = None, disk: Disk = DISK) -> None:
        self._state, self._disk = state, disk
        self._texts: dict[int, tuple[Moment, str]] = {}

    def write(self, past: Past) -> bool:
        """Put the past in the place of the one before; tell whether that worked."""
        path = past_file(past.left.id, self._state)
        try:
            if not past.undo and not past.redo:
                self._disk.remove(path)
                return True
            data = self._data(past)
            paths.private_folder(path.parent)
            replace_durably(path, data, disk=self._disk)
        except (StoreError, OSError, ValueError):
            return False
        return True

    def _data(self, past: Past) -> bytes:
        self._texts = {id(each): (each, self._text(each)) for act in (*past.undo, *past.redo) for each in _both(act)}
        undo, redo = past.undo, past.redo
        while len(data := self._put_together(undo, redo, past.left)) > LARGEST:
            undo, redo = undo[(len(undo) + 1) // 2 :], ()
        return data

    def _put_together(self, undo: tuple[Act, ...], redo: tuple[Act, ...], left: Session) -> bytes:
        places: dict[str, int] = {}

        def row(act: Act) -> list[object]:
            texts = (self._texts[id(moment)][1] for moment in _both(act))
            return [act.label, *(places.setdefault(text, len(places)) for text in texts)]

        acts = {"undo": [row(act) for act in undo], "redo": [row(act) for act in redo]}
        values = {"session": left.id, "content": fingerprint(left), **acts, "versions": list(places)}
        return json.dumps(values, ensure_ascii=False).encode()

    def _text(self, moment: Moment) -> str:
        if isinstance(moment, Version):
            return moment.text
        assert isinstance(moment, Session)
        known = self._texts.get(id(moment))
        return known[1] if known else encode(_plan_alone(moment)).decode()


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was, read from its text when it is called; None where the text holds no such plan."""

    text: str
    session: str

    def __call__(self) -> Session | None:
        """Return the plan."""
        try:
            plan = decode(self.text.encode(), name="", made=_SOME_DAY)
        except (StoreError, UnicodeEncodeError):
            return None
        return plan if plan.id == self.session and plan.format == FORMAT else None


def fingerprint(session: Session) -> str:
    """Return what two sessions have in common only if their plans are the same."""
    plan = session.model_dump(mode="json", include={"id", *HEAD, *CONTENT})
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


def _plan_alone(session: Session) -> Session:
    names = ("format", "id", "created", *HEAD, *CONTENT)
    return Session.model_validate({name: getattr(session, name) for name in names})


def _both(act: Act) -> tuple[Moment, Moment]:
    return act.before, act.after


def _past(values: Any, session: Session) -> Past | None:
    if not isinstance(values, dict) or values.get("session") != session.id:
        return None
    if values.get("content") != fingerprint(session):
        return None
    versions = tuple(Version(_text(text), session.id) for text in _list(values["versions"]))
    undo, redo = (tuple(_act(row, versions) for row in _list(values[name])) for name in ("undo", "redo"))
    return Past(undo[-REMEMBERED:], redo[-REMEMBERED:], session)


def _act(row: object, versions: tuple[Version, ...]) -> Act:
    label, *places = _list(row)
    if len(places) != 2 or not all(type(place) is int and place >= 0 for place in places):
        raise ValueError
    return Act(clean_line(_text(label), limit=_LABEL), versions[places[0]], versions[places[1]])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError
    return value
