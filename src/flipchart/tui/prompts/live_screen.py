"""What the live file tells watchers of the driver's screen, written by the driver and read by them; pure."""

from collections.abc import Mapping

from msgspec import Struct

from flipchart.domain.text import clean_line
from flipchart.domain.timing import RunClock
from flipchart.tui.prompts.prompt import Echo, Prompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, voiced

ScreenValues = Mapping[str, object]
"""The `screen` of the live file: values that JSON can hold."""

MOST = 2_000
"""The most items of a list, and letters of a text, that are accepted from a live file."""


class SeenPrompt(Prompt, frozen=True):
    """The driver's capture line as watchers see it; its echo comes from the driver and is not worked out again."""

    name = "seen"
    says: str = "+"
    invites: str = ""
    text: str = ""
    understood: str = ""
    hint: str = ""

    def label(self, view: Frame) -> str:
        """The words before the line."""
        return self.says

    def invitation(self, view: Frame) -> str:
        """What stands there while nothing is typed."""
        return self.invites

    def echo(self, text: str, view: Frame) -> Echo:
        """The echo that the driver's prompt gave."""
        return Echo((self.understood,) if self.understood else (), self.hint)


class Seen(Struct, frozen=True):
    """What the driver's screen shows, valid only for its `stage` (the clock's state where no stage is current)."""

    stage: str = ""
    cursor: str | None = None
    focus: str | None = None
    order: tuple[str, ...] = ()
    passed: frozenset[str] = frozenset()
    mode: str = ""
    big: bool = False
    curtain: bool = False
    box: SeenPrompt | None = None
    message: str = ""


def stage_of(clock: RunClock | None) -> str:
    """Return what tells the places of a workshop apart: the stage, else the state of the clock."""
    if clock is None:
        return ""
    return clock.stage.id if clock.stage else clock.state


def shown_to_watchers(view: Frame, prompt: Prompt | None, text: str, **shown: object) -> ScreenValues:
    """Return the values of the live file; a prompt that is not for watchers is left out.

    `shown` holds big, curtain and message, as in SessionFrame.
    """
    return {
        "stage": stage_of(view.clock),
        "cursor": view.cursor,
        "focus": view.focus,
        "order": list(view.order),
        "passed": sorted(view.passed),
        "mode": view.mode,
        **shown,
        "box": None if prompt is None or not prompt.shared else _line(prompt, text, view),
    }


def _line(prompt: Prompt, text: str, view: Frame) -> ScreenValues:
    echo = prompt.echo(text, view) if text.strip() else Echo()
    shown = "•" * len(text) if prompt.masked else text
    words = {"label": t(prompt.label(view)), "invites": t(prompt.invitation(view)), "text": shown}
    return words | {"echo": " · ".join(map(voiced, echo.parts)), "hint": t(echo.hint)}


def seen(values: ScreenValues) -> Seen:
    """Return what a live file says; what is missing or malformed in it counts as not said."""
    return Seen(
        _text(values.get("stage")), _text(values.get("cursor")) or None, _text(values.get("focus")) or None,
        _texts(values.get("order")), frozenset(_texts(values.get("passed"))), _text(values.get("mode")),
        values.get("big") is True, values.get("curtain") is True, _seen_box(values.get("box")),
        _text(values.get("message")),
    )  # fmt: skip


def _seen_box(value: object) -> SeenPrompt | None:
    if not isinstance(value, dict):
        return None
    words = (_text(value.get(key)) for key in ("label", "invites", "text", "echo", "hint"))
    return SeenPrompt("", *words)


def _text(value: object) -> str:
    return clean_line(value, limit=MOST) if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(it) for it in value[:MOST]) if isinstance(value, list) else ()
