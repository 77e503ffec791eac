"""The line under the bar, and the one that offers ways out at zero; pure."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from flipchart.domain import clock_words, pace
from flipchart.domain.pace import GAP, OUTSIDE_PROMPTS, OfferKeys, offer_ways
from flipchart.domain.timing import RunClock
from flipchart.tui.text.block_font import balanced, block_lines
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.keys import shown
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, block, line, width_of, wrap
from flipchart.tui.text.plan import fitting, out, time_left
from flipchart.tui.text.rows import READ


def left_words(view: Frame, own: Mapping[str, str] | None = None, *, plain: bool = False, room: int = 200) -> Line:
    """Return what the clock says in words; before the start, between stages and after the end the state of the run.

    `own` are a person's own keys; `plain` is without colour; `room` is the number of cells for a running clock.
    """
    clock = view.clock
    if clock is None:
        return line((t("no run yet"), "quiet"))
    if clock.stage is not None:
        return time_left(view, plain=plain, room=room)
    if clock.state == "planned":
        total = t(clock_words.shown(sum(stage.budget for stage in clock.stages)))
        starts = (" · ", (shown("clock.toggle", own or {}), "key"), f" {t('starts the clock')}")
        return line((f"{t('Not started')} · {total}", "bold"), *(starts if view.writable else ()))
    if clock.state == "ended":
        spent = t(clock_words.shown(sum(stage.spent for stage in clock.stages)))
        planned = t(clock_words.shown(sum(stage.planned for stage in clock.stages)))
        return line(
            (t("Ended {time}", time=clock_words.clock_time(view.local(clock.ends_at))), "bold"),
            f" · {t('{spent} of {planned}', spent=spent, planned=planned)}",
        )
    onward = ((f"  {shown('stage.next', own or {})}", "key"), f" {t('goes on')}")
    return line((t("Between stages"), "bold"), *(onward if view.writable else ()))


def right_words(view: Frame, pending: tuple[str, ...], room: int, *, always: bool = False) -> Line:
    """Return what is still to do and when the run ends, in the longest wording that fits into `room` cells, if any.

    Near the end of a stage and in a pause nothing is said beside the time left, over time only the end. With `always`
    it is said in every state, and that we are behind or ahead even where nobody expects an end.
    """
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    outs = out(view, always=always)
    state = "paused" if clock.state == "paused" else clock_words.shown_phase(clock)
    if state in ("warning", "danger", "paused") and not always:
        return ()
    counts = tuple(map(t, pending)) if clock.stage and state != "overtime" else ("",)
    variants = {f"{count} · {at}" if count else at for count in counts for at in outs} | {outs[-1]}
    words = fitting(sorted(variants, key=width_of, reverse=True), room)
    return line((words, "quiet")) if width_of(words) <= room else ()


def offer_words(view: Frame, room: int, keys: OfferKeys = OUTSIDE_PROMPTS) -> Line:
    """Return the ways out with their prices, from zero on while the clock runs; nothing where no key is free."""
    clock = view.clock
    if clock is None or clock.stage is None or clock.stage.remaining > 0 or clock.state != "running":
        return ()
    if not view.writable:
        return ()
    offer = pace.prices(clock, view.now)
    if offer is None:
        return ()
    ways = offer_ways(offer, view.local, room, keys, t)
    gap = " " * (GAP if width_of("".join(ways)) + GAP * (len(ways) - 1) <= room else GAP // 2)
    return line(*(part for n, way in enumerate(ways) for part in ((gap,) if n else ()) + _way(way, keys)))


def _way(words: str, keys: OfferKeys) -> tuple[str | tuple[str, str], ...]:
    key, blank, rest = words.partition(" ")
    return ((key, "key"), f"{blank}{rest}") if key in keys else (words,)


FOCUS_LINES = 2
"""How many lines what is worked on may take."""

HEAD_ROWS = 3
"""Rows beside the clock's digits."""


def _counted(focus: str) -> tuple[str, str, str]:
    """Return "Improvement 2 of 3" as it begins what is worked on, the same within a line, and the rest."""
    of = t("{n} of {count}", n=r"\d+", count=r"\d+")
    found = re.fullmatch(
        rf"(?P<count>{t('Improvement {of}', of=f'(?P<of>{of})')}|{of})(?:: (?P<text>.*))?", focus, re.DOTALL
    )
    if found is None:
        return "", "", focus
    within = t("improvement {of}", of=found["of"]) if found["of"] else found["count"]
    return found["count"], within, found["text"] or ""


class Space(NamedTuple):
    """The room beside the clock in cells and how it is drawn; `wide` is a wall of at least 120 columns."""

    width: int
    narrow: bool
    ascii_only: bool
    wide: bool = False


def heading(view: Frame, focus: str, space: Space) -> tuple[Line, ...]:
    """Return three lines beside the clock: which stage it is, and what is worked on.

    From 120 columns on there are four, with what is worked on in block letters where these fit.
    """
    width = space.width
    if view.stage is None:
        below = (line((part, "quiet")) for part in wrap(focus, width)) if focus else ()
        return (*(line((part, "bold")) for part in wrap(view.session.title, width)[:FOCUS_LINES]), *below)
    count, within, text = _counted(focus)
    blocks = block_lines(text, width, lines=1) if space.wide and not space.ascii_only and text else None
    if blocks:
        return (_place(view, within, width), *block(blocks, "bold"))
    parts = _focus(text, width) if text else []
    own_line = bool(count) and len(parts) < FOCUS_LINES and not space.wide
    counted = (line((count, "quiet")),) if own_line else ()
    air = (BLANK_LINE,) * (HEAD_ROWS - 1 - len(parts)) if space.wide and parts else ()
    return (_place(view, "" if own_line else within, width), *counted, *air, *block(parts, "bold"))


BLANK_LINE: Line = ()


def _place(view: Frame, count: str, width: int) -> Line:
    """Return which stage of how many it is, its title, and which item of how many.

    Where there is little room only the first word of the title stays; the item gives way last.
    """
    stages = view.clock.stages if view.clock else ()
    number = next((n for n, it in enumerate(stages, 1) if view.stage and it.id == view.stage.id), 0)
    place, title = f"{number}/{len(stages)} ", view.stage.title.upper() if view.stage else ""
    words = f" · {count}" if count else ""
    names = (title, title.split()[0] if title.split() else title)
    words = words if width_of(f"{place}{names[1]}{words}") <= width else ""
    name = fitting(names, width - width_of(place) - width_of(words))
    return line((place, "quiet"), (name, "bold"), (words, "quiet"))


def _focus(focus: str, width: int) -> list[str]:
    parts = wrap(focus, width)
    return [*parts[: FOCUS_LINES - 1], " ".join(parts[FOCUS_LINES - 1 :])] if len(parts) > FOCUS_LINES else parts


def prompt_lines(view: Frame, width: int, rows: int, *, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return the question of the stage in at most `rows` lines: in block letters from 180 columns, else bold.

    Its words never give way; where there are too few rows the last one has all that is left.
    """
    if view.stage is None or not view.stage.prompt:
        return ()
    if view.vast and not ascii_only:
        blocks = balanced(view.stage.prompt, min(width, READ))
        if blocks is not None and len(blocks) <= rows:
            return block(blocks, "info")
    parts = wrap(view.stage.prompt, width)
    if len(parts) > max(rows, 1):
        parts = [*parts[: rows - 1], " ".join(parts[max(rows - 1, 0) :])]
    return block(parts, "bold")


LATE = 5.0
"""Seconds over time after which the bell is left out: it would only startle."""


class Bells:
    """Tells when to ring: once at zero, and once more when a stage was given more time and that has passed."""

    def __init__(self) -> None:
        self._rung: set[tuple[str, float]] = set()

    def due(self, clock: RunClock | None) -> bool:
        """Whether to ring now; True only once for the same zero."""
        stage = clock.stage if clock else None
        if stage is None or stage.remaining > 0 or stage.state != "running":
            return False
        budget = (stage.id, stage.budget)
        fresh = budget not in self._rung and stage.remaining > -LATE
        self._rung.add(budget)
        return fresh
