"""What is known of the last save, and telling it to whoever listens."""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class SaveState:
    """The save light.

    `at` is when the last save was done (None before the first), `why` one sentence while it fails, `copy` where
    the unsaved session is kept meanwhile. `outside` tells that others changed the file and that their changes
    wait to be taken.
    """

    kind: Literal["saved", "saving", "failed"] = "saved"
    at: dt.datetime | None = None
    why: str = ""
    copy: Path | None = None
    outside: bool = False

    @property
    def sentence(self) -> str:
        """What is said of a save that failed, on the way out."""
        return f"NOT SAVED: {self.why}.{f' A copy is in {self.copy}.' if self.copy else ''}"


class Bulletin:
    """Tells listeners of new states, one state after the other."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[SaveState], object]] = []
        self._turn = threading.Lock()

    def subscribe(self, listener: Callable[[SaveState], object]) -> Callable[[], None]:
        """Call `listener` with every state from now on, from another thread; it must return at once.

        Returns what ends that.
        """
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [each for each in self._listeners if each is not listener]

        return unsubscribe

    def tell(self, state: Callable[[], SaveState]) -> None:
        """Tell the state as it is when it is its turn; a listener that fails stops nothing."""
        with self._turn:
            now = state()
            for listener in self._listeners:
                try:
                    listener(now)
                except Exception:
                    continue
