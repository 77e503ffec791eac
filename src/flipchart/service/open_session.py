"""A session that is open: its file, its runner and its saver, opened and closed together."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.clock import SystemClock
from flipchart.domain.agenda import Template
from flipchart.domain.commands.agenda import EndRun, OpenRun
from flipchart.domain.errors import ExchangeError, Rejected
from flipchart.domain.history import Past
from flipchart.domain.said import Said, renamed, say
from flipchart.domain.sittings import has_begun, has_ended
from flipchart.domain.timing import found_running
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.service.context import Context
from flipchart.service.rehearsal import Nowhere, rewound
from flipchart.service.runner import PastKeeper, SessionRunner
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.latest_worker import Latest
from flipchart.store.opening import Opened, open_session, place_for_copy
from flipchart.store.paths import config_dir, usual_sessions_dir
from flipchart.store.presence import Driver, Driving, driver_of, read_live, take_driver_lock
from flipchart.store.private import PrivateNotes, PrivateState
from flipchart.store.saver import Saver
from flipchart.store.saver_queue import SaveState
from flipchart.store.undo_archive import keep_past, read_past

if TYPE_CHECKING:
    from flipchart.service.publisher import Publisher


class OpenSession:
    """All that belongs to one open session; in a rehearsal none of it is on a disk.

    - `unwatched`: seconds that the run went on while nobody had it open, or None.
    - `other`: who already has it open to drive it.
    - `copy_to`: the folder for a copy of a session that can only be read where it is.
    """

    def __init__(self, path: Path, opened: Opened, context: Context, *, follow_up: bool = False) -> None:
        self.path = path
        self.notices: tuple[str, ...] = ()
        self.driving: Driving | None = None
        self.other: Driver | None = None
        self.past: Latest[Past] | None = None
        self.private: PrivateNotes | None = None
        self.unwatched: float | None = None
        self.copy_to: Path | None = None
        self.taken = False
        self.publisher: Publisher | None = None
        self.saver: Saver | Nowhere = Nowhere()
        if context.rehearsal:
            self.runner = SessionRunner(rewound(opened.session), self.saver, context.clock, context.ids)
        else:
            self._open(path, opened, context)
        if follow_up:
            open_follow_up(self.runner, context.follow_up, context.config.language)
        run = self.runner.session.last_run
        template = (
            _template(run.template, self.runner.session.language or context.config.language)
            if run and run.template
            else None
        )
        self.materials = template.materials if template else ()
        self.leave_with = template.leave_with if template else ()

    def _open(self, path: Path, opened: Opened, context: Context) -> None:
        self.notices = opened.notices
        alive = read_live(path)
        self.driving = take_driver_lock(path, who(opened), context.clock)
        self.other = driver_of(path, context.clock) if self.driving is None else None
        self.saver = Saver(path, opened.data, context.clock)
        self.runner = SessionRunner(opened.session, self.saver, context.clock, context.ids)
        self.copy_to = folder_for_copy(path, context) if opened.protected else None
        if opened.read_only:
            self.runner.refusal = Rejected(opened.notices[0])
        if context.publish is not None:
            from flipchart.service.publisher import Publisher  # noqa: PLC0415 - pages need their templates

            self.publisher = Publisher(context.publish, context.clock)
        self.past = keep_past()
        restore_past(self.runner, self.past)
        # The file's own time would not do: the room was watched after its last save, and a copied file is new.
        seen = alive.heartbeat if alive else None
        self.private = PrivateNotes(path, opened.session.id, context.clock)
        self.unwatched = found_running(opened.session, context.clock.now(), seen) if self.driving else None

    @property
    def state(self) -> SaveState:
        """What is known of the last save."""
        return self.saver.state

    @property
    def private_state(self) -> PrivateState:
        """The private notes, and whether they are saved."""
        return self.private.state if self.private is not None else PrivateState()

    def look(self) -> None:
        """Look for what others wrote, and try again to save what could not be saved."""
        self.saver.look()
        if self.private is not None:
            self.private.look()

    def follow(self, notify: Callable[[SaveState], object]) -> None:
        """Call `notify`, from the saver's thread, whenever the state of saving changes."""
        self.saver.subscribe(notify)

    def take_outside(self) -> bool:
        """Merge what others wrote into the file meanwhile; return whether there was anything.

        Both sides are kept; undo does not reach behind this. Raises StoreError when their file cannot be read.
        """
        if not self.saver.state.outside:
            return False
        before = self.runner.session
        taken = self.saver.take(before)
        return taken != before and self.runner.adopt(taken, instead_of=before)

    def outside_words(self) -> Said:
        """Return the message about what `take_outside` merged: changes by others, or a copy that was `taken` here."""
        taken, self.taken = self.taken, False
        return say("Taken in; both are kept.") if taken else say("Changed elsewhere too; both are kept.")

    def close(self, seconds: float) -> bool:
        """Save what is left, for at most `seconds`, and release the lock; return whether all is saved."""
        clock = SystemClock()
        end = clock.monotonic() + seconds
        saved = self.saver.close(seconds)
        if self.private is not None:
            saved = self.private.close(max(end - clock.monotonic(), 0.0)) and saved
        if self.past is not None:
            self.past.close(max(end - clock.monotonic(), 0.0))
        if self.driving is not None:
            state = self.runner.clock_state()
            self.driving.close(
                max(end - clock.monotonic(), 0.0), goes_on=state is not None and state.state == "running"
            )
        if self.publisher is not None:
            self.publisher.close(max(end - clock.monotonic(), 0.0))
        return saved


def open_to_drive(path: Path, context: Context, *, follow_up: bool = False) -> OpenSession:
    """Open a session file for driving; with `follow_up` in a follow-up run. Raises StoreError."""
    return OpenSession(path, open_session(path, context.clock), context, follow_up=follow_up)


def folder_for_copy(path: Path, context: Context) -> Path | None:
    """Return the folder for a copy of a protected session: the folder of the sessions, else the default one."""
    return place_for_copy(path, (context.sessions_dir, context.config.sessions_dir, usual_sessions_dir()))


def open_copy(path: Path, context: Context) -> OpenSession:
    """Open a copy of a protected session in this computer's own folder, to drive it; a copy from before goes on.

    Where none can be made, the session itself is opened again, and its notice says why. Raises StoreError.
    """
    from flipchart.store.catalogue import copy_in  # noqa: PLC0415 - for protected sessions alone

    opened = open_session(path, context.clock)
    folder = folder_for_copy(path, context) or context.sessions_dir
    try:
        target = copy_in(path, opened.data, opened.session.id, folder, context.clock)
    except StoreError as error:
        again = open_to_drive(path, context)
        again.copy_to = None
        again.notices = (
            say("No copy was made. {why}", why=renamed(error.sentence, place(folder), say("The folder"))),
        )
        return again
    copy = open_to_drive(target, context)
    name = shown(folder.name, 40)
    notice = say("This is a copy, in the folder {folder}; the other one stays as it is.", folder=name)
    copy.notices = (notice, *copy.notices)
    return copy


def restore_past(runner: SessionRunner, keeper: PastKeeper) -> None:
    """Let undo reach into the sitting before, where that fits the session, and keep what undo needs for the next."""
    past = read_past(runner.session)
    if past is not None:
        runner.restore(past)
    runner.keeper = keeper


def who(opened: Opened) -> str:
    """The name under which this driver is shown to others: the facilitator's, else the login's."""
    try:
        return opened.session.facilitator or getpass.getuser()
    except (OSError, KeyError):
        return ""


def open_follow_up(runner: SessionRunner, agenda: str, language: str | None = None) -> None:
    """Give the session a follow-up run with this agenda, or go on with the one that has not ended.

    A workshop that was left running ends here: it did not go on for weeks. `language` is that of the settings; the
    session's own goes before it.
    """
    session, now = runner.session, runner.clock.now()
    run = session.last_run
    if run is not None and run.kind == "follow-up" and not has_ended(session, run, now):
        return
    if run is not None and has_begun(session, run, now) and not has_ended(session, run, now):
        runner.do(EndRun(run.id, now))
    template = load_template(agenda, config_dir() / "templates", session.language or language)
    new = run_of(template, agenda, runner.ids)
    runner.do(OpenRun(new, agenda_of(template, new, runner.ids)))


def _template(name: str, language: str | None) -> Template | None:
    # A template that was renamed or broken since is no reason to keep a workshop from starting.
    try:
        return load_template(name, config_dir() / "templates", language)
    except ExchangeError:
        return None
