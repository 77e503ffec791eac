"""A session that is open: its file, its runner and its saver, taken up and put down together."""

from collections.abc import Callable
from pathlib import Path

from flipchart.context import Context
from flipchart.domain.timing import found_running
from flipchart.exchange.errors import ExchangeError
from flipchart.exchange.templates import load_template
from flipchart.runner import SessionRunner
from flipchart.store.opening import Opened, open_session
from flipchart.store.paths import config_dir
from flipchart.store.save_state import SaveState
from flipchart.store.saver import Saver


class Sitting:
    """What belongs to one open session.

    `unwatched` is how many seconds the run went on while nobody had it open, or None.
    """

    def __init__(self, path: Path, opened: Opened, context: Context) -> None:
        self.path = path
        self.notices = opened.notices
        self.saver = Saver(path, opened.data, context.clock)
        self.runner = SessionRunner(opened.session, self.saver, context.clock, context.ids)
        self.unwatched = found_running(opened.session, context.clock.now(), opened.written)
        run = opened.session.last_run
        self.materials = _materials(run.template) if run and run.template else ()

    @property
    def state(self) -> SaveState:
        """What is known of the last save."""
        return self.saver.state

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
        """Save what is left, at most `seconds` long; tell whether all is saved."""
        return self.saver.close(seconds)


def open_sitting(path: Path, context: Context) -> Sitting:
    """Open a session file for driving. Raises StoreError."""
    return Sitting(path, open_session(path, context.clock), context)


def _materials(template: str) -> tuple[str, ...]:
    # A template that was renamed or broken since is no reason to keep a workshop from starting.
    try:
        return load_template(template, config_dir() / "templates").materials
    except ExchangeError:
        return ()
