"""What the app does with the session that is open: it is changed in one place, and handed down from there."""

import datetime as dt

from textual.reactive import reactive

from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import Sitting
from flipchart.service.runner import Accepted
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateState
from flipchart.store.save_state import SaveState
from flipchart.tui.base_app import BaseApp
from flipchart.tui.intents import Intent


class SessionApp(BaseApp):
    """An app with a session; `sitting` is the one that is open, if one is, and `now` the time that screens show."""

    session: reactive[Session | None] = reactive(None, init=False)
    clock: reactive[RunClock | None] = reactive(None, init=False)
    saved: reactive[SaveState | None] = reactive(None, init=False)
    said: reactive[str] = reactive("", init=False)
    driver: reactive[Driver | None] = reactive(None, init=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False)

    def __init__(self, context: Context, sitting: Sitting | None) -> None:
        super().__init__(context)
        self.sitting = sitting
        self.drafts = Drafts()
        self.now: dt.datetime = context.clock.now()

    def receive(self, intent: Intent) -> None:
        """The one place where a session is changed."""
        if self.sitting is None:
            return
        outcome = self.sitting.runner.do(*intent.commands)
        if isinstance(outcome, Rejected):
            self.said = str(outcome)
            if intent.box is not None:
                self.drafts.put(intent.box.key, intent.words)
        self.show_session()

    def undo(self) -> None:
        """Take the last change of the plan back; time is never undone."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.undo())

    def redo(self) -> None:
        """Do it again."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.redo())

    def _tell(self, outcome: Accepted | Rejected) -> None:
        self.said = str(outcome) if isinstance(outcome, Rejected) else outcome.label
        self.show_session()

    def show_session(self) -> None:
        """Hand down the save light, the plan, then its clock, which sorts a page by the plan; in one repaint."""
        if self.sitting is not None:
            self.now = self.context.clock.now()
            self.saved = self.sitting.state
            self.session = self.sitting.runner.session
            self.clock = self.sitting.runner.clock_state()
