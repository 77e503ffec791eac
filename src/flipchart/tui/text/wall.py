"""What fills the wall when no list is worked on: the arrival, a break, a quiet timer, and PAUSED; pure.

Every picture is a tuple of lines of at most `width` cells, made for `height` rows; what does not fit gives way in
size first: huge to double, block letters to bold.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flipchart.domain import clock_words, pace
from flipchart.domain.timing import QuietTimer
from flipchart.tui.text.block_font import BLOCK, DOUBLE, HUGE, Scale, block_lines, centred, dots, hash_lines, scaled
from flipchart.tui.text.clock_face import bar_line
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span, block, cut, line, pad, spread, width_of, wrap

BLANK_LINE: Line = ()

NEAR = dt.timedelta(hours=1)
"""Before the start, from when on it is counted down to."""


CURSOR = 2
"""The last cells of a row, which a list keeps for its cursor."""


def middle(text: str, style: str, width: int) -> tuple[Line, ...]:
    """Return words in the middle of `width` cells, wrapped before the last of them."""
    parts = wrap(text, max(width - CURSOR, 1))
    return tuple(line(" " * max((width - width_of(part)) // 2, 0), (part, style)) for part in parts)


def large(text: str, style: str, width: int, scale: Scale = BLOCK, *, titled: bool = True) -> tuple[Line, ...] | None:
    """Return a text in block letters, each of at most two lines in the middle of `width`; None where it does not fit.

    A title (`titled`) fills three quarters of the width at most, where it can, so that it stands as one picture."""
    for room in (width * 3 // 4, width) if titled else (width,):
        rows = hash_lines(text, room, (scale,), 2) if scale.signs else block_lines(text, room, scale)
        if rows is not None:
            parts = _parted(rows)
            return tuple(line((row, style)) for n, part in enumerate(parts)
                         for row in (*([""] if n else []), *centred(part, width)))  # fmt: skip
    return None


def _parted(rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of each line of block letters, which a blank row parts from the next."""
    tall = (len(rows) - 1) // 2 if len(rows) in (7, 11, 13) else len(rows)
    return [rows[:tall], rows[tall + 1 :]] if tall < len(rows) else [rows]


def digits(reading: str, style: str, width: int, scale: Scale, *, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return digits in the middle of `width`: in half blocks, or in whole cells of `#`."""
    rows = dots(reading) or ("",)
    if ascii_only and scale == BLOCK:
        return middle(reading, style, width)
    kept = rows if scale == BLOCK else rows[1:]
    return tuple(line((row, style)) for row in centred(scaled(kept, scale, whole=ascii_only), width))


def fitting_scale(reading: str, width: int, height: int) -> Scale:
    """Return the largest size in which digits fit."""
    for scale, rows in ((HUGE, 10), (DOUBLE, 5)):
        if len((dots(reading) or ("",))[0]) * scale.columns <= width and rows <= height:
            return scale
    return BLOCK


# Arrival.


def starting(view: Frame) -> tuple[str, str]:
    """Return the words for when it starts, and the digits of the countdown: "we start in" and "4:12"."""
    at = view.clock.planned_start if view.clock else None
    if at is None or view.now - at > pace.LONG_PAST:
        return t("ready when you are"), ""
    left = at - view.now
    if left <= dt.timedelta(0):
        return t("we start now"), ""
    if left > NEAR:
        return t("we start at"), clock_words.clock_time(view.local(at))
    return t("we start in"), t(clock_words.shown(left.total_seconds()))


def arrival(view: Frame, width: int, height: int, *, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return the title, whose workshop it is and when it starts, in the largest sizes for which there is room.

    All is in the middle of `width`, of which a list keeps the last cells for its cursor.
    """
    sizes = (DOUBLE, BLOCK, None) if view.high else (BLOCK, None)
    louds = (True, False) if view.high and not ascii_only else (False,)
    looks = (_Look(size, air, loud) for air in (True, False) for size in sizes for loud in louds)
    pictures = (_arrival(view, width, look, ascii_only) for look in looks)
    fit = (it for it in pictures if it and len(it) <= height and max(map(width_of, it)) <= width - CURSOR)
    return next(fit, _plain_arrival(view, width))


class _Look(NamedTuple):
    """The size of the title, None for ordinary letters; blank rows around it; and "we start now" in block letters."""

    size: Scale | None
    air: bool
    loud: bool


def _arrival(view: Frame, width: int, look: _Look, ascii_only: bool) -> tuple[Line, ...] | None:
    session, (words, reading), (size, air, loud) = view.session, starting(view), look
    blocks = None if size is None else large(session.title, "bold", width, size._replace(signs=ascii_only))
    if size is not None and blocks is None:
        return None
    title = blocks or middle(session.title, "bold", width)[:2]
    group = (*([BLANK_LINE] if air else []), *middle(session.group, "quiet", width)[:1]) if session.group else ()
    scale = size if size is not None and not ascii_only else BLOCK
    counted = digits(reading, "fill", width, scale, ascii_only=ascii_only) if reading else ()
    if scale == DOUBLE and counted:
        counted = (BLANK_LINE, *counted)
    top = (BLANK_LINE, BLANK_LINE) if air else ()
    gap = (BLANK_LINE,) if air or not group else ()
    big_words = large(words, "fill", width) if loud and blocks and not reading else None
    return (*top, *title, *group, *gap, *(big_words or middle(words, "quiet" if reading else "ok", width)), *counted)


def _plain_arrival(view: Frame, width: int) -> tuple[Line, ...]:
    words, reading = starting(view)
    return (*middle(view.session.title, "bold", width)[:1], *middle(f"{words} {reading}".strip(), "ok", width))


LEAST_COLUMN = 11
"""Cells below which the agenda's strip takes two lines."""

APART = 3
"""Blanks between two names that part them; where there is no room for so many, an upright line does."""


def agenda_strip(view: Frame, width: int) -> tuple[Line, ...]:
    """Return the agenda as times with the stages' short names below, and the end; twice that where it is long."""
    if view.clock is None:
        return ()
    begins = [(at, stage.title, "") for stage, at in pace.timetable(view.clock, view.now)]
    entries = [*begins, (view.clock.ends_at, t("end"), "bold")]
    rows = next(rows for rows in range(1, len(entries) + 1) if rows * width >= len(entries) * LEAST_COLUMN)
    per_row = -(-len(entries) // rows)
    column = width // per_row
    names = [[_short(name, column - gap) for _, name, _ in entries] for gap in (1, APART)]
    close = any(name.endswith("…") for name in names[1])
    between = ("|" if view.ascii_only else "│") if close else " "
    lines: list[Line] = []
    for start in range(0, len(entries), per_row):
        part = entries[start : start + per_row]
        times = [clock_words.clock_time(view.local(at)) for at, _, _ in part]
        lines.append(_columns([(time, "quiet") for time in times], column, between))
        shown = zip(names[not close][start:], part, strict=False)
        lines.append(_columns([(name, style) for name, (_, _, style) in shown], column, between))
    return tuple(lines)


def _columns(words: Sequence[tuple[str, str]], column: int, between: str) -> Line:
    """Words in columns, with a sign in the last cell of each but the last."""
    *cells, (last, style) = words
    parts = ((Span(pad(text, column - 1), look), Span(between, "quiet")) for text, look in cells)
    return (*(span for part in parts for span in part), Span(last, style))


TELLING = 5
"""Letters from which on a word of a title tells alone which stage it is: not "Key", "Last" or "Next"."""


def _short(title: str, width: int) -> str:
    """The title where it fits, else the first of its words that tells something and fits, else as much as fits."""
    words = [word for word in title.split() if len(word) >= TELLING and width_of(word) <= width]
    if width_of(title) <= width or not words:
        return cut(title, width)
    return words[0][:1].upper() + words[0][1:]


# A message, a break, a quiet timer, a pause.


def message_lines(view: Frame, message: str, *, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return the desk's message to the wall on a plate; in block letters on a large wall, where they fit."""
    if not message:
        return ()
    room = view.columns - 2 * MARGIN - 2
    blocks = block_lines(message, room) if view.high and not ascii_only else None
    return (BLANK_LINE, *_plate((*blocks, ""))) if blocks else _plate(wrap(message, room))


def _plate(texts: Sequence[str]) -> tuple[Line, ...]:
    """Lines on one ground, with a blank at both ends: without colour, too, its shape tells it from the plan."""
    width = max(map(width_of, texts))
    return block((f" {pad(text, width)} " for text in texts), "paused")


def break_page(view: Frame, width: int, height: int, *, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return when we go on, huge, what is left until then, and what comes then; empty outside of a break."""
    clock = view.clock
    if clock is None or clock.back_at is None or clock.stage is None:
        return ()
    reading = clock_words.clock_time(view.local(clock.back_at))
    left = (clock.back_at - view.now).total_seconds()
    lasts = t(clock_words.passed(left)) if left >= 3600 else t(clock_words.shown(left))
    time = t("{time} left", time=lasts) if left >= 0 else t("{time} over", time=lasts)
    scale = fitting_scale(reading, width, height - 7)
    return _page(
        height,
        middle(t("Break · back at"), "bold", width),
        digits(reading, "fill" if left >= 0 else "fill-danger", width, scale, ascii_only=ascii_only),
        middle(time, "bold", width),
        middle(t("then: {stage}", stage=clock.stage.title), "quiet", width),
        gaps=(2, 2, 1),
    )


def quiet_page(
    view: Frame, timer: QuietTimer, height: int, *, ascii_only: bool = False, plain: bool = False
) -> tuple[Line, ...]:
    """Return the question, what is done on one's own, and the time for it, huge, with its bar; the stage's on top.

    `plain` is without colour.
    """
    width, reading = view.columns, t(clock_words.shown(timer.left))
    question = (view.stage.prompt if view.stage else "") or ""
    inner = width - 2 * MARGIN
    plain_asked = _inset(middle(question, "bold", inner))
    asked = (None if ascii_only else _asked(question, width)) or plain_asked
    if len(asked) > height - 9:
        asked = plain_asked
    why = middle(timer.why or t("on your own"), "bold", width)
    scale = fitting_scale(reading, width, height - len(asked) - len(why) - 4)
    filled = round((1 - timer.left / timer.total) * (width - 2))
    bar = (line(" ", *bar_line(filled, width - 2, "normal", ascii_only=ascii_only, plain=plain)),)
    counted = digits(reading, "fill", width, scale, ascii_only=ascii_only)
    spare = height - 2 - len(asked) - len(why) - len(counted)
    gaps = (max(1, (spare - 4) // 2), 1, 2, 1) if spare >= 5 else tuple(int(spare > n) for n in range(4))
    return _stacked((_stage_line(view, width),), asked, why, counted, bar, gaps=gaps)


MARGIN = 2
"""Cells at both edges of the wall that words leave free."""


def _asked(question: str, width: int) -> tuple[Line, ...] | None:
    """A question in block letters, where they leave it its margin."""
    within = large(question, "bold", width - 2 * MARGIN, titled=False)
    return _inset(within) if within else None


def _inset(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line(" " * MARGIN, *words) if words else words for words in lines)


def _stage_line(view: Frame, width: int) -> Line:
    """The stage and its own time, muted."""
    clock = view.clock
    if clock is None or clock.stage is None:
        return BLANK_LINE
    number = next(n for n, it in enumerate(clock.stages, 1) if it.id == clock.stage.id)
    place, title = f"  {number}/{len(clock.stages)} ", clock.stage.title.upper()
    right = f"{t('{words} of {time}', words=clock_words.words(clock), time=clock_words.shown(clock.stage.budget))}  "
    room = width - width_of(place) - width_of(right) - 1
    first = title.split()[0] if title.split() else title
    name = title if width_of(title) <= room else first
    return spread(line((f"{place}{name}", "quiet")), line((right, "quiet")), width)


def _stacked(*parts: Sequence[Line], gaps: Sequence[int]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for part, gap in zip(parts, (*gaps, 0), strict=True):
        lines += [*part, *[BLANK_LINE] * gap]
    return tuple(lines)


def _page(height: int, *parts: Sequence[Line], gaps: Sequence[int]) -> tuple[Line, ...]:
    """Return the parts one below the other in the middle of the height, with as many blank rows between as fit."""
    spare = height - sum(map(len, parts))
    between = [gap if spare >= sum(gaps) else int(spare >= n + 1) for n, gap in enumerate(gaps)]
    top = max((spare - sum(between) + 1) // 2, 0)
    return (*(BLANK_LINE,) * top, *_stacked(*parts, gaps=between))


def paused_words(width: int, key: str, *, ascii_only: bool = False) -> tuple[tuple[Line, ...], ...]:
    """Return PAUSED for the lower rows of the list, the largest first: in block letters with the key that goes on
    below, in block letters, and on one line.

    Without a `key`, where somebody else drives, there is only the word.
    """
    onward = t("{key} goes on", key=key) if key else ""
    sizes = tuple(it._replace(signs=True) for it in (DOUBLE, BLOCK)) if ascii_only else (BLOCK,)
    words = (large(t("PAUSED"), "warn-block", width, size, titled=False) for size in sizes)
    blocks = next(filter(None, words), None) or middle(t("PAUSED"), "paused", width)
    below = (BLANK_LINE, *middle(onward, "", width)) if key else ()
    word = " · ".join(part for part in (t("PAUSED"), onward) if part)
    return (
        *(((*blocks, *below, BLANK_LINE),) if key else ()),
        (*blocks, BLANK_LINE),
        middle(word, "paused", width)[:1],
    )
