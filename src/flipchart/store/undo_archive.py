"""The undo history, kept in the state folder from one sitting to the next; used only if it still fits the session."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from flipchart.domain.history import HEAD, REMEMBERED, Act, Moment, Past
from flipchart.domain.kinds import FORMAT
from flipchart.domain.session import CONTENT, Session
from flipchart.domain.text import clean_line
from flipchart.store import paths
from flipchart.store.backups import folder_name
from flipchart.store.codec import Encoder, decode, plain
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest_worker import Latest

LARGEST = 2_000_000
"""Bytes that the file may have; of a plan that is larger than fits 30 times, fewer acts are kept."""

PAUSE = 0.5
"""Seconds for which the undo history waits, so that the session itself is saved first."""

_LABEL = 80
_SOME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def past_file(session_id: str, state: Path | None = None) -> Path:
    """Return the file of a session's undo history."""
    return (state or paths.state_dir()) / "history" / f"{folder_name(session_id)}.json"


def read_past(session: Session, *, state: Path | None = None, disk: Disk = DISK) -> Past | None:
    """Return a session's undo history; None if there is none, or if it does not fit.

    It fits if the plan is the one that the last act left, whatever the clock did since. The earlier version of a plan
    is only read when the act is undone.
    """
    try:
        data = read_if_there(past_file(session.id, state), disk)
        if data is None or len(data) > LARGEST:
            return None
        return _past(json.loads(data), session)
    except (StoreError, OSError, ValueError, LookupError, RecursionError):
        return None


def keep_past(*, state: Path | None = None, disk: Disk = DISK) -> Latest[Past]:
    """Return a background writer of a session's undo history."""
    return Latest(Archive(state, disk).write, pause=PAUSE)


class Archive:
    """Writes the undo history of one session again and again; each version is encoded only once."""

    def __init__(self, state: Path | None = None, disk: Disk = DISK) -> None:
        self._state, self._disk = state, disk
        self._texts: dict[int, tuple[Moment, str]] = {}
        self._encoder = Encoder()

    def write(self, past: Past) -> bool:
        """Replace the saved history by `past`; tell whether that worked."""
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
        while sum(map(len, self._versions(undo, redo))) > LARGEST:
            undo, redo = undo[(len(undo) + 1) // 2 :], ()
        while len(data := self._put_together(undo, redo, past.left)) > LARGEST:
            undo, redo = undo[(len(undo) + 1) // 2 :], ()
        return data

    def _versions(self, undo: tuple[Act, ...], redo: tuple[Act, ...]) -> dict[str, int]:
        """Return the versions of these acts, each once and as JSON, with their numbers."""
        places: dict[str, int] = {}
        for moment in (each for act in (*undo, *redo) for each in _both(act)):
            places.setdefault(self._texts[id(moment)][1], len(places))
        return places

    def _put_together(self, undo: tuple[Act, ...], redo: tuple[Act, ...], left: Session) -> bytes:
        places = self._versions(undo, redo)

        def row(act: Act) -> list[object]:
            return [act.label, *(places[self._texts[id(moment)][1]] for moment in _both(act))]

        acts = {"undo": [row(act) for act in undo], "redo": [row(act) for act in redo]}
        content = _digest(self._encoder.encode(_plan_alone(left)))
        values = json.dumps({"session": left.id, "content": content, **acts}, ensure_ascii=False)
        return f'{values[:-1]}, "versions": [{", ".join(places)}]}}'.encode()

    def _text(self, moment: Moment) -> str:
        known = self._texts.get(id(moment))
        if known:
            return known[1]
        if isinstance(moment, Version):
            return json.dumps(moment.text, ensure_ascii=False)
        assert isinstance(moment, Session)
        return json.dumps(self._encoder.encode(_plan_alone(moment)).decode(), ensure_ascii=False)


class Version(Struct, frozen=True):
    """An earlier version of a plan, decoded when it is called; None if its text is not a plan."""

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
    """Return a hash that two sessions have in common only if their plans are equal. Raises StoreError."""
    return _digest(plain(_plan_alone(session)))


def _digest(plan: bytes) -> str:
    return hashlib.sha256(plan).hexdigest()


def _plan_alone(session: Session) -> Session:
    names = ("format", "id", "created", *HEAD, *CONTENT)
    return Session.of({name: getattr(session, name) for name in names})


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
