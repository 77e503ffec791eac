"""The words beside the clock: where we are, what is worked on, what is asked; pure."""

from typing import NamedTuple

from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import Line, line, width_of, wrap
from flipchart.tui.text.plan import dots, fitting

FOCUS_LINES = 2
"""How many lines what is worked on may take."""


class Space(NamedTuple):
    """What there is beside the clock, in cells, and how it may be used."""

    width: int
    rows: int
    narrow: bool
    ascii_only: bool


def heading(view: View, focus: str, space: Space) -> tuple[Line, ...]:
    """Return the lines beside the clock.

    They should be no more than the rows there are: the prompt's further lines give way, never its first nor what is
    worked on.
    """
    width = space.width
    if view.stage is None:
        below = (line((part, "quiet")) for part in wrap(focus, width)) if focus else ()
        return (*(line((part, "bold")) for part in wrap(view.session.title, width)[:FOCUS_LINES]), *below)
    head = _narrow(view, focus, width) if space.narrow else _normal(view, focus, width, space.ascii_only)
    prompt = wrap(view.stage.prompt, width) if view.stage.prompt else []
    left = max(space.rows - len(head), 1)
    if len(prompt) > left:
        prompt = [*prompt[: left - 1], " ".join(prompt[left - 1 :])]
    return (*head, *(line(part) for part in prompt))


def _place(view: View) -> tuple[str, str]:
    """Which stage of how many, and its title."""
    stages = view.clock.stages if view.clock else ()
    number = next((n for n, it in enumerate(stages, 1) if view.stage and it.id == view.stage.id), 0)
    return f"{number}/{len(stages)} ", view.stage.title.upper() if view.stage else ""


def _narrow(view: View, focus: str, width: int) -> tuple[Line, ...]:
    number, title = _place(view)
    names = (title, title.split()[0] if title.split() else title)
    for name in names if focus else ():
        if width_of(f"{number}{name} · {focus}") <= width:
            return (line((number, "quiet"), (name, "bold"), f" · {focus}"),)
    name = fitting(names, width - width_of(number))
    parts = _focus(focus, width) if focus else []
    return (line((number, "quiet"), (name, "bold")), *(line(part) for part in parts))


def _normal(view: View, focus: str, width: int, ascii_only: bool) -> tuple[Line, ...]:
    number, title = _place(view)
    signs = f"{dots(view, ascii_only)}   "
    parts = _focus(focus, width - width_of(signs)) if focus else [""]
    rows = ((signs if not n else " " * width_of(signs), part) for n, part in enumerate(parts))
    return (line((number, "quiet"), (title, "bold")), *(line((sign, "quiet"), part) for sign, part in rows))


def _focus(focus: str, width: int) -> list[str]:
    parts = wrap(focus, width)
    return [*parts[: FOCUS_LINES - 1], " ".join(parts[FOCUS_LINES - 1 :])] if len(parts) > FOCUS_LINES else parts
