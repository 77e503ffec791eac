"""Fills the parts of the room with words: what is computed elsewhere is put in its place here."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from flipchart.domain import pace
from flipchart.domain.offer import IN_A_BOX as OFFER_IN_A_BOX
from flipchart.domain.offer import offer_line
from flipchart.tui import footer
from flipchart.tui.boxes.base import Box
from flipchart.tui.layout import NORMAL, SPLIT, Wants, places
from flipchart.tui.lines import Line, Span, line, width_of, wrap
from flipchart.tui.present import clock_words, dots, fitting, out, parking_words, stage_title
from flipchart.tui.stages.side import side_rows
from flipchart.tui.view import View
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.capture import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends

if TYPE_CHECKING:
    from flipchart.tui.screens.room import RoomScreen

MARGIN = 2
"""Cells of margin at both sides together."""

NOT_SAVED = "NOT SAVED"


def show(room: "RoomScreen") -> None:
    """Show everything: after a change of the plan, the stage, the cursor or the size."""
    if not room.is_mounted or room.session is None:
        return
    view, page = room.view(), room.page
    rows = room.query_one("#rows", RowList)
    rows.rows, rows.cursor, rows.ascii = page.rows(view), room.cursor, room.flipchart.context.config.ascii
    _show_question(room)
    room.words("#parking", *([parking] if (parking := parking_words(view)) else []))
    _place(room, view)
    show_box(room)
    show_time(room)


def _place(room: "RoomScreen", view: View) -> None:
    size, rows = room.size, room.query_one("#rows", RowList)
    load = _load(room, view)
    split = size.width >= SPLIT
    inner = (size.width - MARGIN) * 2 // 3 if split else size.width - MARGIN
    wants = Wants(
        lines=0 if room.big else rows.needed(inner),
        question=len(room.query_one("#question").lines),  # type: ignore[attr-defined]
        offer=bool(_offer(room, view)), unsaved=_unsaved(room), boxed=room.box is not None,
        load=bool(load) or _naming(room), parking=bool(parking_words(view)), bar=view.stage is not None,
    )  # fmt: skip
    place = places(size.width, size.height, wants)
    titles = _title(room, view, place.header)
    header = place.header if view.stage is not None else len(titles)
    room.set_class(place.tiny, "-tiny")
    room.set_class(split, "-split")
    digits = room.query_one("#digits", BigClock)
    digits.set_class(place.tall_clock, "-tall")
    _size(room.query_one("#header"), "height", header)
    for selector, wanted in (
        ("#gap", place.gap), ("#load", place.load), ("#parking", place.parking), ("#bar", wants.bar),
        ("#boxrow", wants.boxed), ("#digits", view.stage is not None and not room.big),
        ("#question", wants.question), ("#offer", wants.offer), ("#unsaved", wants.unsaved),
    ):  # fmt: skip
        if (part := room.query_one(selector)).display != bool(wanted):
            part.display = bool(wanted)
    if split:
        room.query_one("#side", RowList).rows = side_rows(view)
    room.words("#load", *([load] if load else []))
    room.words("#title", *titles)


def _size(part: Widget, side: str, cells: int) -> None:
    # Even the same size, set again, would lay out the whole screen.
    told = getattr(part.styles, side)
    if told is None or told.value != cells:
        setattr(part.styles, side, cells)


def _title(room: "RoomScreen", view: View, height: int) -> list[Line]:
    page, config = room.page, room.flipchart.context.config
    digits = room.query_one("#digits", BigClock)
    taken = max((width_of(row) for row in digits.picture()), default=0) + 2 if digits.display else 0
    width = room.size.width - MARGIN - taken
    narrow = room.size.width < NORMAL
    focus = page.focus_words(view, narrow)
    lines = [stage_title(view, width, focus if narrow and view.stage else "")]
    if not narrow and view.stage:
        row = dots(view, config.ascii) + ("   " + focus if focus else "")
        lines.append(line((row, "quiet")))
    elif not view.stage and focus:
        lines.append(line((focus, "quiet")))
    prompt = view.stage.prompt if view.stage else ""
    told = wrap(prompt, width) if prompt else []
    room_left = height - len(lines)
    if len(told) > room_left:
        told = [*told[: room_left - 1], " ".join(told[room_left - 1 :])]
    return [*lines, *(line(text) for text in told)]


def show_time(room: "RoomScreen") -> None:
    """Show what the passing of time changes; called four times a second."""
    if room.session is None:
        return
    view = room.view()
    clock, stage = view.clock, view.clock.stage if view.clock else None
    if clock is not None and stage is not None:
        whole = not pace.seconds_shown(view.seconds, stage, clock.quiet)
        phase = pace.shown_phase(clock)
        for digits in room.query(BigClock):
            digits.ascii = room.flipchart.context.config.ascii
            digits.reading = pace.face(stage.remaining, whole)
            _phases(digits, phase)
        bar = room.query_one("#bar", StageBar)
        bar.ascii = room.flipchart.context.config.ascii
        bar.part = stage.spent / stage.budget if stage.budget else 1.0
        _phases(bar, phase)
    ends = room.query_one("#clock", Ends)
    ends.left = clock_words(view) if stage else _untimed(view)
    ends.right = _right(room, view, width_of(ends.left))
    offer = _offer(room, view)
    room.words("#offer", *([offer] if offer else []))


def _phases(widget: BigClock | StageBar, phase: str | None) -> None:
    for name in ("warning", "danger", "overtime"):
        widget.set_class(phase == name, f"-{name}")


def _untimed(view: View) -> Line:
    clock = view.clock
    if clock is None:
        return line(("no run yet", "quiet"))
    if clock.state == "planned":
        total = pace.shown(sum(stage.budget for stage in clock.stages))
        keys = line((" · ", ""), ("space", "key"), " starts the clock")
        return (*line((f"Not started · {total}", "bold")), *keys)
    if clock.state == "ended":
        spent = sum(stage.spent for stage in clock.stages)
        planned = sum(stage.planned for stage in clock.stages)
        return line((f"Ended {pace.clock_time(view.local(clock.ends_at))}", "bold"),
                    f" · {pace.shown(spent)} of {pace.shown(planned)}")  # fmt: skip
    return line(("Between stages", "bold"), ("  n", "key"), " goes on")


def _right(room: "RoomScreen", view: View, taken: int) -> Line:
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    width = room.size.width - MARGIN - taken - 2
    outs, counts = out(view), room.page.pending(view) if clock.stage else ("",)
    variants = [f"{count} · {at}" if count else at for count in counts for at in outs] + [outs[-1]]
    return line(fitting(sorted(dict.fromkeys(variants), key=width_of, reverse=True), width))


def _offer(room: "RoomScreen", view: View) -> Line:
    clock = view.clock
    if clock is None or clock.stage is None or clock.stage.remaining > 0 or clock.state == "paused":
        return ()
    offer = pace.prices(clock, view.now)
    if offer is None:
        return ()
    width = room.size.width - MARGIN - 6
    boxed = room.query_one("#box", CaptureBox).has_focus
    words = offer_line(offer, view.local, width, *((OFFER_IN_A_BOX,) if boxed else ()))
    return line(("OVER", "late"), "  ", words)


def _show_question(room: "RoomScreen") -> None:
    width = room.size.width - MARGIN
    room.words("#question", *(room.questions[0].lines(width) if room.questions else ()))


def _unsaved(room: "RoomScreen") -> int:
    return int(room.saved is not None and room.saved.kind == "failed")


def show_save(room: "RoomScreen") -> None:
    """Show the save light, and the line that stays while something is not saved."""
    state = room.saved
    if state is not None and state.kind == "failed":
        copy = f" · copy in {state.copy}" if state.copy else ""
        room.words("#unsaved", line((NOT_SAVED, "late"), " ", (f"{state.why}{copy}", "bold")))
    else:
        room.words("#unsaved")
    show(room)


def _light(room: "RoomScreen") -> Line:
    state = room.saved
    if state is None:
        return ()
    if state.kind == "failed":
        return line((NOT_SAVED, "late"))
    if state.kind == "saving" or state.at is None:
        return line(("saving", "quiet"))
    at = room.flipchart.context.clock.local(state.at)
    narrow = room.size.width < NORMAL
    return line((f"saved {at:%H:%M}" if narrow else f"saved {at:%H:%M:%S}", "quiet"))


def show_box(room: "RoomScreen") -> None:
    """Show what stands around the box: its name, what was understood, the save light, the keys."""
    if not room.is_mounted or room.session is None:
        return
    view, box, field = room.view(), room.box, room.query_one("#box", CaptureBox)
    boxed = box is not None and field.has_focus
    label = box.label(view) if box else ""
    echo = room.query_one("#echo", Ends)
    indent = " " * (width_of(label) + 1) if box else ""
    echo.left = (Span(indent), *_echo(room, view, box, field.value))
    echo.right = _light(room)
    room.words("#label", line((f"{label} ", "ok" if label == "+" else "quiet")))
    _size(room.query_one("#label"), "width", width_of(label) + 1)
    field.placeholder = box.invitation(view) if box else ""
    keys = room.query_one("#keys", KeyLine)
    keys.last = footer.HELP_IN_BOX if boxed else footer.HELP_OUTSIDE
    if boxed and box is not None:
        keys.pieces = tuple(_box_keys(room, view, box, field.value))
    else:
        keys.pieces = tuple(footer.outside(room.page.hints(view)))
    load = _load(room, view)
    if room.query_one("#load").display:
        room.words("#load", *([load] if load else []))


def _echo(room: "RoomScreen", view: View, box: Box | None, text: str) -> Line:
    if box is None or not text.strip():
        return line((room.said, "quiet")) if room.said else ()
    read = box.echo(text, view)
    parts: list[Span] = [Span(read.words, "ok")] if read.parts else []
    if room.said and not read.hint:
        return (*parts, Span("  " if parts else ""), Span(room.said, "warn"))
    return (*parts, Span("  " if parts and read.hint else ""), Span(read.hint, "warn" if read.hint else ""))


def _box_keys(room: "RoomScreen", view: View, box: Box, text: str) -> list[footer.Piece]:
    add, take, out_of, toggle, onward = footer.IN_A_BOX
    typed = bool(text.strip())
    running = view.clock is not None and view.clock.state == "running"
    pieces = [add._replace(word=("add" if box.stays else "keep") if typed else "leave box")]
    if box.complete(text, view):
        pieces.append(take)
    elif room.page.opens_box and room.page.next_gap(view, False):
        pieces.append(take._replace(word="next improvement", short="next"))
    if typed:
        pieces.append(out_of)
    if view.stage is not None:
        pieces += [toggle._replace(word="pause" if running else "resume"), onward]
    return pieces


def _naming(room: "RoomScreen") -> bool:
    # While an owner is being named the line for the load keeps its place, so that nothing moves under the words.
    return room.box is not None and room.box.name in ("promise", "owner")


def _load(room: "RoomScreen", view: View) -> Line:
    typed = room.query_one("#box", CaptureBox).value if _naming(room) else ""
    return room.page.load(view, typed)
