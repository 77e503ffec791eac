"""Work that may take long, on a thread beside the event loop; it never keeps the program from ending."""

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from textual.events import Callback
from textual.message import Message
from textual.message_pump import MessagePump

T = TypeVar("T")


class WorkDone(Message, Generic[T]):
    """The result of work on a thread; each kind of work has its own subclass."""

    bubble = False

    def __init__(self, result: T | None = None, error: Exception | None = None) -> None:
        self._result, self._error = result, error
        super().__init__()

    def value(self) -> T:
        """Return the result of the work, or raise the error that it raised."""
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]


def in_background(pump: MessagePump, work: Callable[[], T], message: type[WorkDone[T]]) -> None:
    """Do `work` on a daemon thread, and post its result to `pump` as a `message`."""
    _start(pump, work, message)


def background_then(pump: MessagePump, work: Callable[[], T], then: Callable[[T], object]) -> None:
    """Do `work` on a daemon thread, then `then` with its result in the loop of `pump`; errors are raised there."""

    def follow(result: T | None, error: Exception | None) -> None:
        if error is not None:
            raise error
        then(result)  # type: ignore[arg-type]

    _start(pump, work, lambda result, error: Callback(callback=partial(follow, result, error)))


def _start(pump: MessagePump, work: Callable[[], T], news: Callable[[T | None, Exception | None], Message]) -> None:
    """Start a daemon thread. Textual's own worker threads are waited for at the end, however slow the disk is."""

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001, RUF100 - it is raised again where it is looked at
            error = raised
        post_from_background(pump, news(result, error))

    threading.Thread(target=run, name="flipchart-aside", daemon=True).start()


def post_from_background(pump: MessagePump, message: Message) -> None:
    """Post a message from a thread beside the event loop; the program may have ended meanwhile."""
    with contextlib.suppress(RuntimeError):
        pump.post_message(message)
