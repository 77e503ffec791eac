"""One driven session: commands go in, the session changes, and is handed on to be saved."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.commands.agenda import REPLANS
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.history import History, Past, subject
from flipchart.domain.said import said, say
from flipchart.domain.saying import listed
from flipchart.domain.session import Session
from flipchart.domain.text import brief
from flipchart.domain.timing import RunClock, session_clock, steady
from flipchart.ids import Ids

NAME = 40
"""The most characters of an item's name in an act's label."""


class SaverLike(Protocol):
    """Saves sessions to the disk without ever making the caller wait."""

    @property
    def state(self) -> object:
        """What is known of the last save."""

    def submit(self, session: Session) -> None:
        """Save this session; an older one that was not saved yet is dropped."""

    def flush(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds until everything is saved; return whether it is."""

    def close(self, timeout: float) -> bool:
        """Save what is left, for at most `timeout` seconds, and stop; return whether all is saved."""


class PastKeeper(Protocol):
    """Keeps what undo needs for the next sitting, without ever making the caller wait."""

    def put(self, past: Past) -> object:
        """Keep this past; it replaces the one before."""


class Accepted(Struct, frozen=True):
    """Commands that were carried out: the session after them, and their label ("add step")."""

    session: Session
    label: str


class SessionRunner:
    """Owns the driven session, with its history, its saver, the clock and the source of ids.

    `session` is the plan as it is shown; each accepted act replaces it, and it is never changed in place. A `keeper`
    keeps for another time what undo needs. With a `refusal` the session can only be looked at, and every act is
    answered by it.
    """

    def __init__(self, session: Session, saver: SaverLike, clock: Clock, ids: Ids) -> None:
        self.session = session
        self.saver = saver
        self.clock = clock
        self.ids = ids
        self.keeper: PastKeeper | None = None
        self.refusal: Rejected | None = None
        self.history = History()

    def restore(self, past: Past) -> bool:
        """Let undo reach the acts of an earlier sitting; return whether they fit the session."""
        return self.refusal is None and self.history.restore(past, self.session)

    def do(self, *commands: Command) -> Accepted | Rejected:
        """Carry out commands in this order as one act, and hand the session on to be saved.

        If one of them is rejected none is carried out, and why is returned.
        """
        if self.refusal is not None:
            return self.refusal
        after = self.session
        try:
            for command in commands:
                after = command.apply(after)
        except Rejected as why:
            return why
        content = any(command.content for command in commands)
        label = _label(commands)
        agenda = not content and any(isinstance(command, REPLANS) for command in commands)
        if content or agenda:
            self.history.record(label, self.session, after, agenda=agenda)
        return self._accept(after, label, content=content)

    def undo(self) -> Accepted | Rejected:
        """Take the last act on the plan or the agenda back; the clock is not touched."""
        if self.refusal is not None:
            return self.refusal
        before = self.history.undo(self.session)
        if before is None:
            return Rejected(
                "There is nothing to undo.", "Only changes to the plan and agenda made here can be undone."
            )
        return self._accept(before, say("undid: {what}", what=_named(self.history.label, self.session, before)))

    def redo(self) -> Accepted | Rejected:
        """Do the act again that was taken back last."""
        if self.refusal is not None:
            return self.refusal
        after = self.history.redo(self.session)
        if after is None:
            return Rejected("There is nothing to redo.", "Only what was undone just before can be redone.")
        return self._accept(after, say("redid: {what}", what=_named(self.history.label, self.session, after)))

    def adopt(self, session: Session, instead_of: Session | None = None) -> bool:
        """Go on with a session that was changed outside, as by a merge; undo does not reach behind this.

        It comes from the saver, and is not handed to it again. `instead_of` is the session that the change was made
        on: where that has changed here meanwhile, nothing is adopted and False is returned, so that no words are
        lost; they are merged with the next save.
        """
        if instead_of is not None and instead_of is not self.session:
            return False
        self.session = session
        self.history.boundary()
        self._remember()
        return True

    def clock_state(self) -> RunClock | None:
        """Where the last run stands now, or None in a session without one."""
        run = self.session.last_run
        return session_clock(self.session, steady(self.session, run, self.clock.now())) if run else None

    def _accept(self, session: Session, label: str, *, content: bool = True) -> Accepted:
        # An act that changed nothing is no reason to make the save light blink.
        if session != self.session:
            self.session = session
            self.saver.submit(session)
            if content:
                self._remember()
        return Accepted(session, label)

    def _remember(self) -> None:
        if self.keeper is not None:
            self.keeper.put(self.history.past(self.session))


def _named(label: str, before: Session, after: Session) -> str:
    """Return an act's label with the item that it changed, where that is one: "report (Draft the form)"."""
    about = subject(label, before, after)
    return say("{what} ({about})", what=said(label), about=brief(about, NAME)) if about else said(label)


def _label(commands: Sequence[Command]) -> str:
    """Return the label of an act: what its commands do to the plan, each once."""
    labels = [command.label for command in commands if command.content] or [command.label for command in commands]
    unique = list(dict.fromkeys(labels))
    many = say("{what}, {count} times", what=said(unique[0]), count=len(labels))
    return many if len(unique) == 1 < len(labels) else listed([said(it) for it in unique])
