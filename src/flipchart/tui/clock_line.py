"""The line under the bar, and the one that offers ways out at zero; pure."""

from collections.abc import Mapping

from flipchart.domain import clock_words, pace
from flipchart.domain.offer import OUTSIDE_BOXES, OfferKeys, offer_line
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import shown
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.plan import clock_words, fitting, out


def left_words(view: View, own: Mapping[str, str] | None = None) -> Line:
    """What the clock says in words; before the start, between stages and after the end what the state is.

    `own` are a person's own keys.
    """
    clock = view.clock
    if clock is None:
        return line(("no run yet", "quiet"))
    if clock.stage is not None:
        return clock_words(view)
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
    """What is still to do and when we are out, in the longest wording that fits into `room` cells, if one does.

    `always` tells that we are behind or ahead also where nobody else expects an end.
    """
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    outs = out(view, always=always)
    counts = pending if clock.stage else ("",)
    variants = {f"{count} · {at}" if count else at for count in counts for at in outs} | {outs[-1]}
    words = fitting(sorted(variants, key=width_of, reverse=True), room)
    return line(words) if width_of(words) <= room else ()


def offer_words(view: View, room: int, keys: OfferKeys = OUTSIDE_BOXES) -> Line:
    """The ways out with their prices, from zero on while the clock runs; else nothing."""
    clock = view.clock
    if clock is None or clock.stage is None or clock.stage.remaining > 0 or clock.state != "running":
        return ()
    offer = pace.prices(clock, view.now)
    if offer is None:
        return ()
    ways = offer_line(offer, view.local, room - 6, keys).split(" · ")
    told = (part for number, way in enumerate(ways) for part in ((" · " if number else ""), *_way(way, keys)))
    return line(("OVER", "late"), "  ", *told)


def _way(words: str, keys: OfferKeys) -> tuple[str | tuple[str, str], ...]:
    key, blank, rest = words.partition(" ")
    return ((key, "key"), f"{blank}{rest}") if key in keys else (words,)
