"""Gives every part of the room its words and its place: what is computed elsewhere is only set here."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from flipchart.domain import clock_words, pace
from flipchart.tui.screens.capture_panel import answers_of, found, help_of, load_of, naming, show_box, unsaved
from flipchart.tui.screens.clock_panel import offer_of, show_time
from flipchart.tui.screens.list_screen import set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.clock import Space, heading, prompt_lines
from flipchart.tui.text.clock_face import PLATES, face_lines, face_state
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import shown
from flipchart.tui.text.layout import NORMAL, SHORT, SIDE, SIDE_EDGE, WIDE, Places, Wants, places
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.plan import parking_words
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row, StepRow
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.text.wall import BLANK_LINE, break_page, paused_words, quiet_page
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words


def side_rows(view: View) -> tuple[Row, ...]:
    """What else is planned today with its steps, what is parked, and what comes next with its times."""
    above, here = view.session.above_line(), view.improvement
    defining = view.stage is not None and view.stage.kind == "define"
    rows: list[Row] = []
    if above:
        rows.append(Heading(None, "Also today"))
        rows += [
            Pair(None, item.text, str(len(view.session.steps_of(item.id))),
                 "bold" if defining and here is not None and item.id == here.id else "", "quiet", 0)
            for item in above
        ]  # fmt: skip
    parked = [item for item in view.session.parked if item.live]
    if parked:
        rows += [BLANK, Heading(None, "Parked"), *(Sentence(None, item.text, indent=0) for item in reversed(parked))]
    return (*rows, *((BLANK,) if rows else ()), *_next_rows(view))


def _next_rows(view: View) -> tuple[Row, ...]:
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    coming = [(at, stage.title) for stage, at in pace.timetable(clock, view.now) if stage is not clock.stage]
    entries = [*coming, (clock.ends_at, "end")]
    times = ((clock_words.clock_time(view.local(at)), title) for at, title in entries)
    return (Heading(None, "Next"), *(Sentence(None, title, mark=at, indent=7) for at, title in times))


def aired(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with a blank one between steps."""
    parted: list[Row] = []
    for row in rows:
        if parted and isinstance(row, StepRow) and isinstance(parted[-1], StepRow):
            parted.append(BLANK)
        parted.append(row)
    return tuple(parted)


class RoomScreen(SessionScreen):
    """One session as the group sees it: nothing private, nothing that is not read from the back row."""

    CSS_PATH = "room.tcss"

    def compose(self) -> ComposeResult:
        """The rows of the room from top to bottom; the digits and what stands at the side lie over them."""
        yield Words(id="title")
        yield StageBar(id="bar")
        yield Ends(id="clock")
        yield Words(id="offer")
        yield Words(id="unsaved")
        yield Words(id="question")
        yield Static(id="above")
        yield Words(id="prompt")
        yield Static(id="below")
        yield BigClock(id="full", classes="-full")
        yield Words(id="wall")
        with Horizontal(id="body"):
            yield RowList(id="rows")
        yield Words(id="load")
        yield Words(id="parking")
        yield Words(id="foot")
        with Vertical(id="words"):
            yield Words(id="top")
            with Horizontal(id="boxrow"):
                yield Words(id="hint")
                yield Words(id="label")
                yield CaptureBox(id="box")
            yield Ends(id="echo")
            yield Words(id="bottom")
        yield Static(id="air")
        yield Ends(id="light")
        yield KeyLine(id="keys")
        yield TooSmall()
        yield BigClock(id="digits")
        yield RowList(id="side")

    @property
    def inner_width(self) -> int:
        """The cells between the margins."""
        return self.app.size.width - 4

    def on_mount(self) -> None:
        """The side is only looked at."""
        for side in self.query("#side").results(RowList):
            side.can_focus = False

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def show_time(self) -> bool:
        """Show the time; tell whether the words beside its digits have other room now.

        Times on the page and at its side go on with the clock.
        """
        if self.session is not None and self.is_mounted:
            _show_times(self, self.view())
        return show_time(self)

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys; what is the facilitator's alone only opens by its name."""
        if id == "challenges":
            self.flipchart.said = "Signs and responses are on the desk; here ctrl+p opens them over the room."
        else:
            super().action_act(id)


def _show_times(room: "RoomScreen", view: View) -> None:
    """What tells times of the day, or a time that is left, is told anew; what is the same is not painted."""
    rows = room.query_one("#rows", RowList)
    if room.page.timed:
        rows.rows = room.page.rows(view)
        room.words("#foot", *room.page.foot(view))
    if room.query_one("#side").display:
        room.query_one("#side", RowList).rows = side_rows(view)
    if room.has_class("-filled"):
        room.words("#wall", *_filled(room, view))


def show(room: "RoomScreen") -> None:
    """Show everything: after a change of the plan, the stage, the cursor or the size."""
    if not room.is_mounted or room.session is None:
        return
    view, page = room.view(), room.page
    rows = room.query_one("#rows", RowList)
    rows.rows, rows.cursor, rows.ascii = found(room, page.rows(view)), room.cursor, _ascii(room)
    room.words("#question", *(room.questions[0].lines(room.inner_width) if room.questions else ()))
    room.words("#unsaved", *unsaved(room))
    room.words("#parking", *_parking(room, view))
    show_time(room)
    _place(room, view)
    show_box(room)


def _ascii(room: "RoomScreen") -> bool:
    return room.flipchart.context.config.ascii


def _typing(room: "RoomScreen") -> bool:
    return room.box is not None and isinstance(room.focused, CaptureBox)


def _place(room: "RoomScreen", view: View) -> None:
    size = room.app.size
    wide = size.width >= WIDE and view.stage is not None and not room.big
    titles, prompt = _titles(room, view, wide), _prompt(room, view)
    foot = _foot(room, view)
    wants = _wants(room, view, titles, prompt, foot)
    place = places(size.width, room.inner_height, wants)
    if foot and view.stage is not None and place.rows < wants.lines:
        foot = ()
        wants = _wants(room, view, titles, prompt, foot)
        place = places(size.width, room.inner_height, wants)
    filled = _filled(room, view)
    for name, on in (("tiny", place.tiny), ("wide", wide), ("filled", bool(filled)), ("typing", _typing(room))):
        room.set_class(on, f"-{name}")
    room.words("#wall", *filled)
    room.words("#title", *titles)
    room.words("#prompt", *prompt)
    room.words("#foot", *foot)
    _place_clock(room, view)
    for selector, wanted in (
        ("#title", titles and not room.big), ("#clock", wants.clocked), ("#bar", place.bar), ("#offer", place.offer),
        ("#question", wants.question), ("#unsaved", wants.unsaved), ("#above", place.above), ("#prompt", prompt),
        ("#below", place.below), ("#load", place.load or wants.answers), ("#parking", place.parking), ("#foot", foot),
        ("#words", place.box), ("#top", place.frame and _typing(room)), ("#bottom", place.frame and _typing(room)),
        ("#light", place.light),
    ):  # fmt: skip
        set_shown(room.query_one(selector), bool(wanted))
    room.helped = place.load
    room.words("#load", *load_of(room, view))
    _place_line(room, view, place, wide)


def _place_clock(room: "RoomScreen", view: View) -> None:
    """The digits over the corner, and the bar up to their plate; the same cells before and over time."""
    digits, bar = room.query_one("#digits", BigClock), room.query_one("#bar", StageBar)
    plated = digits.state in PLATES
    set_shown(digits, view.stage is not None and not room.big)
    digits.set_class(plated, "-plate")
    reading = "+" + digits.reading.removeprefix("+")
    bar.reserved = width_of(face_lines(reading, "overtime", _ascii(room))[0]) + 2 if plated else 0


def _place_line(room: "RoomScreen", view: View, place: Places, wide: bool) -> None:
    """The line that is typed: at the bottom, or below the list on a wide wall; closed, which key opens it."""
    width = room.app.size.width - (SIDE + SIDE_EDGE if wide else 0)
    sign = "-" if _ascii(room) or room.flipchart.colourless else "▄"
    room.words("#top", line((sign * width, "typing")))
    room.words("#bottom", line((sign.replace("▄", "▀") * width, "typing")))
    for selector, on in (("#hint", room.box is None), ("#label", room.box), ("#box", room.box)):
        set_shown(room.query_one(selector), bool(on))
    adds = room.page.adds
    key = shown("capture.open", room.flipchart.own_keys)
    room.words(
        "#hint", *([line((" " + key, "key"), (f" adds {adds}", "quiet"))] if adds and not room.watching else [])
    )
    body = room.query_one("#body")
    if wide:
        rows = room.query_one("#rows", RowList)
        if place.rows > rows.needed(width) + 3:
            loose = aired(rows.rows)
            rows.rows = loose if place.rows > _needed(rows, loose, width) + 3 else rows.rows
        set_size(body, "height", min(rows.needed(width) + 3, place.rows))
        side = room.query_one("#side", RowList)
        side.rows = side_rows(view)
        top = room.inner_height - place.rows - _below(place)
        side.styles.margin = (max(top, 0), 2, 0, 0)
        set_size(side, "height", max(min(side.needed(SIDE), room.inner_height - top - 2), 0))
    else:
        body.styles.height = "1fr"


def _needed(rows: RowList, loose: tuple[Row, ...], width: int) -> int:
    return rows.needed(width) + len(loose) - len(rows.rows)


def _below(place: Places) -> int:
    """How many rows stand below the list."""
    return 1 + place.light + place.box * (2 + 2 * place.frame)


def _filled(room: "RoomScreen", view: View) -> tuple[Line, ...]:
    """What takes the place of the whole page: a break, or a quiet timer; nothing while a line is typed."""
    clock, width = view.clock, room.app.size.width
    if clock is None or room.box is not None or room.big:
        return ()
    height = room.inner_height - 1
    if clock.back_at is not None:
        return break_page(view, width, height, ascii_only=_ascii(room))
    if clock.timer is not None and clock.state == "running":
        return quiet_page(view, clock.timer, width, height, ascii_only=_ascii(room))
    return ()


def _foot(room: "RoomScreen", view: View) -> tuple[Line, ...]:
    """What stands below the list in place of the line to type in: the page's own, or PAUSED."""
    if view.stage is None or view.clock is None or view.clock.state != "paused" or room.box is not None:
        return room.page.foot(view)
    key = shown("clock.toggle", room.flipchart.own_keys)
    return (*paused_words(room.inner_width, 5, key, ascii_only=_ascii(room)), BLANK_LINE)


def _parking(room: "RoomScreen", view: View) -> tuple[Line, ...]:
    """The parking lot on a line of its own, where neither the page nor what stands beside it has it."""
    beside = room.app.size.width >= WIDE and view.stage is not None
    words = () if room.page.has_parking or beside or view.clock is None or view.clock.state == "planned" else (
        parking_words(view))  # fmt: skip
    return (words,) if words else ()


def _prompt(room: "RoomScreen", view: View) -> tuple[Line, ...]:
    """The stage's question, whole; where one step or promise has the screen, the page says what is asked."""
    if room.big or room.page.asks_itself:
        return ()
    return prompt_lines(view, room.inner_width, 7, ascii_only=_ascii(room))


def _wants(
    room: "RoomScreen", view: View, titles: tuple[Line, ...], prompt: tuple[Line, ...], foot: tuple[Line, ...]
) -> Wants:
    wide = room.app.size.width >= WIDE and view.stage is not None
    width = room.app.size.width - (SIDE + SIDE_EDGE if wide else 0)
    arrives = view.stage is None and bool(foot)
    return Wants(
        lines=0 if room.big else room.query_one("#rows", RowList).needed(width),
        question=len(room.questions[0].lines(room.inner_width)) if room.questions else 0,
        offer=bool(offer_of(room, view)),
        unsaved=len(unsaved(room)),
        load=bool(help_of(room, view)) or naming(room),
        answers=len(answers_of(room, view)),
        parking=len(_parking(room, view)),
        bar=view.stage is not None,
        header=0 if room.big else len(titles),
        prompt=len(prompt),
        foot=len(foot),
        clocked=not arrives,
        typing=room.box is not None,
        said=bool(room.said) or (view.stage is not None and bool(foot)),
    )


def _titles(room: "RoomScreen", view: View, wide: bool) -> tuple[Line, ...]:
    """The words beside the digits, as many rows as these have at least; on a wide wall a blank row follows."""
    if view.stage is None:
        return () if room.page.titled else heading(view, room.page.focus_words(view, False), _space(room, 0))
    clock = view.clock
    assert clock is not None and clock.stage is not None
    seconds = clock_words.seconds_shown(view.seconds, clock.stage, clock.quiet)
    reading = clock_words.face(clock.stage.remaining, not seconds)
    taken = max(map(width_of, face_lines(reading, face_state(clock), _ascii(room)))) + 2
    words = heading(view, room.page.focus_words(view, room.app.size.width < NORMAL), _space(room, taken))
    rows = 5 if wide and room.inner_height >= 2 * SHORT else 3
    return (*words, *[BLANK_LINE] * (rows - len(words)))


def _space(room: "RoomScreen", taken: int) -> Space:
    width = room.app.size.width
    return Space(room.inner_width - taken, width < NORMAL, _ascii(room), width >= WIDE)
