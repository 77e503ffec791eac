"""The line under the bar, and the one that offers ways out at zero; pure."""

from collections.abc import Mapping
from typing import NamedTuple

from flipchart.domain import clock_words, pace
from flipchart.domain.pace import GAP, OUTSIDE_BOXES, OfferKeys, offer_ways
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import shown
from flipchart.tui.text.lines import Line, line, width_of, wrap
from flipchart.tui.text.plan import dots, fitting, out, time_left


def left_words(view: View, own: Mapping[str, str] | None = None, *, plain: bool = False) -> Line:
    """What the clock says in words; before the start, between stages and after the end what the state is.

    `own` are a person's own keys; `plain` is without colour.
    """
    clock = view.clock
    if clock is None:
        return line(("no run yet", "quiet"))
    if clock.stage is not None:
        return time_left(view, plain=plain)
    if clock.state == "planned":
        total = clock_words.shown(sum(stage.budget for stage in clock.stages))
        return line(
            (f"Not started · {total}", "bold"), " · ", (shown("clock.toggle", own or {}), "key"), " starts the clock"
        )
    if clock.state == "ended":
        spent = clock_words.shown(sum(stage.spent for stage in clock.stages))
        planned = clock_words.shown(sum(stage.planned for stage in clock.stages))
        return line(
            (f"Ended {clock_words.clock_time(view.local(clock.ends_at))}", "bold"), f" · {spent} of {planned}"
        )
    return line(("Between stages", "bold"), (f"  {shown('stage.next', own or {})}", "key"), " goes on")


def right_words(view: View, pending: tuple[str, ...], room: int, *, always: bool = False) -> Line:
    """What is still to do and when the run ends, in the longest wording that fits into `room` cells, if one does.

    Near the end of a stage and in a pause nothing competes with what is left; over time only the end is told.
    `always` tells it in every state, and that we are behind or ahead also where nobody else expects an end.
    """
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    outs = out(view, always=always)
    state = "paused" if clock.state == "paused" else clock_words.shown_phase(clock)
    if state in ("warning", "danger", "paused") and not always:
        return ()
    counts = pending if clock.stage and state != "overtime" else ("",)
    variants = {f"{count} · {at}" if count else at for count in counts for at in outs} | {outs[-1]}
    words = fitting(sorted(variants, key=width_of, reverse=True), room)
    return line((words, "quiet")) if width_of(words) <= room else ()


def offer_words(view: View, room: int, keys: OfferKeys = OUTSIDE_BOXES) -> Line:
    """The ways out with their prices, from zero on while the clock runs; else nothing."""
    clock = view.clock
    if clock is None or clock.stage is None or clock.stage.remaining > 0 or clock.state != "running":
        return ()
    offer = pace.prices(clock, view.now)
    if offer is None:
        return ()
    ways = offer_ways(offer, view.local, room, keys)
    gap = " " * (GAP if width_of("".join(ways)) + GAP * (len(ways) - 1) <= room else GAP // 2)
    return line(*(part for n, way in enumerate(ways) for part in ((gap,) if n else ()) + _way(way, keys)))


def _way(words: str, keys: OfferKeys) -> tuple[str | tuple[str, str], ...]:
    key, blank, rest = words.partition(" ")
    return ((key, "key"), f"{blank}{rest}") if key in keys else (words,)


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
