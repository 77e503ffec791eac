"""A session that is open: its file, its runner and its saver, taken up and put down together."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.clock import SystemClock
from flipchart.domain.agenda import Template
from flipchart.domain.commands.agenda import EndRun, OpenRun
from flipchart.domain.errors import ExchangeError, Rejected
from flipchart.domain.history import Past
from flipchart.domain.sittings import has_begun, has_ended
from flipchart.domain.timing import found_running
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.service.context import Context
from flipchart.service.rehearsal import Nowhere, rewound
from flipchart.service.runner import PastKeeper, SessionRunner
from flipchart.store.latest_worker import Latest
from flipchart.store.opening import Opened, open_session
from flipchart.store.paths import config_dir
from flipchart.store.presence import Driver, Driving, driver_of, read_live, take_the_wheel
from flipchart.store.private import PrivateNotes, PrivateState
from flipchart.store.saver import Saver
from flipchart.store.saver_queue import SaveState
from flipchart.store.undo_archive import keep_past, read_past

if TYPE_CHECKING:
    from flipchart.service.publisher import Publisher


FOLLOW_UP = "follow-up"
"""The template of a follow-up."""


class Sitting:
    """What belongs to one open session; in a rehearsal nothing that is on a disk.

    `unwatched` is how many seconds the run went on while nobody had it open, or None; `other` is who has it open
    to drive it already.
    """

    def __init__(self, path: Path, opened: Opened, context: Context, *, follow_up: bool = False) -> None:
        self.path = path
        self.notices: tuple[str, ...] = ()
        self.driving: Driving | None = None
        self.other: Driver | None = None
        self.past: Latest[Past] | None = None
        self.private: PrivateNotes | None = None
        self.unwatched: float | None = None
        self.publisher: Publisher | None = None
        self.saver: Saver | Nowhere = Nowhere()
        if context.rehearsal:
            self.runner = SessionRunner(rewound(opened.session), self.saver, context.clock, context.ids)
        else:
            self._open(path, opened, context)
        if follow_up:
            open_follow_up(self.runner)
        run = self.runner.session.last_run
        template = _template(run.template) if run and run.template else None
        self.materials = template.materials if template else ()
        self.leave_with = template.leave_with if template else ()

    def _open(self, path: Path, opened: Opened, context: Context) -> None:
        self.notices = opened.notices
        alive = read_live(path)
        self.driving = take_the_wheel(path, who(opened), context.clock)
        self.other = driver_of(path, context.clock) if self.driving is None else None
        self.saver = Saver(path, opened.data, context.clock)
        self.runner = SessionRunner(opened.session, self.saver, context.clock, context.ids)
        if opened.read_only:
            self.runner.refusal = Rejected(opened.notices[0])
        if context.publish is not None:
            from flipchart.service.publisher import Publisher  # noqa: PLC0415 - pages need their templates

            self.publisher = Publisher(context.publish, context.clock)
        self.past = keep_past()
        take_up_past(self.runner, self.past)
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
        """Look for what others wrote, and try again what could not be saved."""
        self.saver.look()
        if self.private is not None:
            self.private.look()

    def follow(self, tell: Callable[[SaveState], object]) -> None:
        """Call `tell`, from the saver's thread, whenever the state of saving changes."""
        self.saver.subscribe(tell)

    def take_outside(self) -> bool:
        """Take in what others wrote into the file meanwhile; tell whether there was anything.

        Both sides are kept; undo does not reach behind this. Raises StoreError when theirs cannot be read.
        """
        if not self.saver.state.outside:
            return False
        before = self.runner.session
        taken = self.saver.take(before)
        return taken != before and self.runner.adopt(taken, instead_of=before)

    def close(self, seconds: float) -> bool:
        """Save what is left, at most `seconds` long, and let go of the wheel; tell whether all is saved."""
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


def open_sitting(path: Path, context: Context, *, follow_up: bool = False) -> Sitting:
    """Open a session file for driving; with `follow_up` in a sitting that looks again. Raises StoreError."""
    return Sitting(path, open_session(path, context.clock), context, follow_up=follow_up)


def take_up_past(runner: SessionRunner, keeper: PastKeeper) -> None:
    """Let the acts of the sitting before be taken back, where they fit, and keep those that come."""
    past = read_past(runner.session)
    if past is not None:
        runner.take_up(past)
    runner.keeper = keeper


def who(opened: Opened) -> str:
    """The name under which this driver is told to others: the facilitator's, else the login's."""
    try:
        return opened.session.facilitator or getpass.getuser()
    except (OSError, KeyError):
        return ""


def open_follow_up(runner: SessionRunner) -> None:
    """Give the session a follow-up run, or go on with the one that has not ended.

    A workshop that was left running ends here: it did not go on for weeks.
    """
    session, now = runner.session, runner.clock.now()
    run = session.last_run
    if run is not None and run.kind == "follow-up" and not has_ended(session, run, now):
        return
    if run is not None and has_begun(session, run, now) and not has_ended(session, run, now):
        runner.do(EndRun(run.id, now))
    template = load_template(FOLLOW_UP, config_dir() / "templates")
    new = run_of(template, FOLLOW_UP, runner.ids)
    runner.do(OpenRun(new, agenda_of(template, new, runner.ids)))


def _template(name: str) -> Template | None:
    # A template that was renamed or broken since is no reason to keep a workshop from starting.
    try:
        return load_template(name, config_dir() / "templates")
    except ExchangeError:
        return None
