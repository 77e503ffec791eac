"""The session as the group sees it: fills and places the parts of the room's screen; all is computed elsewhere."""

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from flipchart.domain import clock_words
from flipchart.domain.said import said
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.words import found
from flipchart.tui.screens.capture_panel import answer_lines, help_lines, load_lines, naming, unsaved_lines
from flipchart.tui.screens.list_screen import set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.clock import Space, heading, prompt_lines
from flipchart.tui.text.clock_face import PLATES, State, face_lines, face_state
from flipchart.tui.text.keys import shown
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import LEAST, NORMAL, ROOMY, SHORT, SIDE, SIDE_EDGE, WIDE, Places, Wants, places
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.plan import parking_words
from flipchart.tui.text.rows import BLANK, Row
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.text.side import side_rows
from flipchart.tui.text.wall import BLANK_LINE, break_page, message_lines, paused_words, quiet_page
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words

UNDER = 3
"""Rows below the last item of a list, at least, before the line to type in."""


WITHIN = 4
"""Cells by which a sentence is moved in that belongs to the item above it."""


def aired(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with a blank one between items, and before a heading that says there is more."""
    parted: list[Row] = []
    for row in rows:
        if parted and parted[-1].id is not None and row is not BLANK and not _within(row):
            parted.append(BLANK)
        parted.append(row)
    return tuple(parted)


def _within(row: Row) -> bool:
    return isinstance(row, Sentence) and row.indent >= WITHIN


class RoomScreen(SessionScreen):
    """A session as the group sees it: nothing private, and nothing that cannot be read from the back row."""

    CSS_PATH = "room.tcss"

    _loose = False
    _most = 0
    """Whether the items of the list stand apart, and the rows that it may take on a wide wall; 0 on others."""

    def compose(self) -> ComposeResult:
        """The rows of the room from top to bottom; the digits and what stands at the side lie over them."""
        yield BigClock(id="digits")
        yield RowList(id="side")
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

    @property
    def inner_width(self) -> int:
        """The cells between the margins."""
        return self.app.size.width - 4

    def on_mount(self) -> None:
        """Make the side unfocusable, and begin what lies over the room below the line of a rehearsal."""
        self.set_class(self.host.context.rehearsal, "-rehearsal")
        for side in self.query("#side").results(RowList):
            side.can_focus = False

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys; what is the facilitator's alone only opens by its name."""
        if id == "challenges":
            self.host.notice = t("Signs and responses are on the desk; here ctrl+p opens them over the room.")
        else:
            super().action_act(id)

    def show(self, frame: SessionFrame) -> None:
        """Put everything in its place."""
        rows = self.query_one("#rows", RowList)
        self._loose = False
        rows.rows, rows.cursor, rows.ascii = found(frame), frame.cursor, self._ascii
        self.words("#question", *self._question(frame))
        self.words("#unsaved", *unsaved_lines(frame, self.status, self.inner_height))
        self.words("#parking", *self._parking(frame))
        self.show_time(frame)
        self._place(frame)
        self.show_line(frame)

    def show_time(self, frame: SessionFrame) -> bool:
        """Show the time; times on the page and beside it go on with the clock."""
        rows = self.query_one("#rows", RowList)
        if frame.page.timed:
            rows.rows = aired(found(frame)) if self._loose else found(frame)
            self.words("#foot", *(frame.page.foot(frame) if frame.stage is None and frame.prompt is None else ()))
        if self.has_class("-wide"):
            self.query_one("#side", RowList).rows = side_rows(frame, rows.rows)
        if self.has_class("-filled"):
            self.words("#wall", *self._filled(frame))
        return super().show_time(frame)

    @property
    def _ascii(self) -> bool:
        return self.host.context.config.ascii

    def _question(self, frame: SessionFrame) -> tuple[Line, ...]:
        return (*message_lines(frame, frame.message, ascii_only=self._ascii), *self.question_lines(frame))

    def _place(self, frame: SessionFrame) -> None:
        """Fill each part, and show those for which there is room."""
        wide = frame.columns >= WIDE and frame.stage is not None and not frame.big
        titles, prompt = self._titles(frame, wide), self._prompt(frame)
        for foot in (*self._feet(frame), ()):
            wants = self._wants(frame, len(titles), len(prompt), len(foot))
            place = places(frame.columns, self.inner_height, wants)
            if not foot or frame.stage is None or place.rows >= min(wants.lines, ROOMY if len(foot) > 1 else LEAST):
                break
        filled = self._filled(frame)
        typing = frame.typing and frame.prompt is not None
        for name, on in (("tiny", place.tiny), ("wide", wide), ("filled", bool(filled))):
            self.set_class(on, f"-{name}")
        for selector, lines in (("#wall", filled), ("#title", titles), ("#prompt", prompt), ("#foot", foot)):
            self.words(selector, *lines)
        self._place_clock(frame, barred=place.bar)
        framed = typing and (place.frame or place.edge)
        kept = ("#question", "#unsaved", *(("#clock", "#words") if place.tiny else ()))
        for selector, wanted in (
            ("#title", titles and not frame.big), ("#clock", wants.clocked), ("#bar", place.bar),
            ("#offer", place.offer), ("#question", wants.question), ("#unsaved", wants.unsaved),
            ("#above", place.above), ("#prompt", prompt), ("#below", place.below),
            ("#load", place.load or wants.answers), ("#parking", place.parking), ("#foot", foot),
            ("#words", place.box), ("#body", not frame.big), ("#top", place.frame or place.edge),
            ("#bottom", place.frame), ("#light", place.light),
        ):  # fmt: skip
            set_shown(self.query_one(selector), bool(wanted) and (not (filled or place.tiny) or selector in kept))
        if filled or place.tiny:
            set_shown(self.query_one("#digits"), False)
        self.helped = place.load
        self.words("#load", *load_lines(frame, self.helped, self.list_width(frame)))
        self._place_line(frame, wide, framed=framed)
        self._place_side(frame, place, wants, wide)
        self._place_rows(frame, place, wide)

    def _place_clock(self, frame: SessionFrame, *, barred: bool) -> None:
        """The digits over the corner, and the bar up to their plate; the same cells before and over time.

        Without the bar the clock's line is as short: the last row of the plate is beside it then.
        """
        digits, bar = self.query_one("#digits", BigClock), self.query_one("#bar", StageBar)
        digits.broad = self._broad
        plated = digits.state in PLATES
        set_shown(digits, frame.stage is not None and not frame.big)
        digits.set_class(plated, "-plate")
        reading = "+" + digits.reading.removeprefix("+")
        bar.reserved = self._digits_width(reading, "overtime") + 2 if plated else 0
        over = plated and not barred and digits.display
        self.reserved = bar.reserved - 1 if over else 0
        self.query_one("#clock", Ends).styles.padding = (0, self.reserved, 0, 0)
        self.show_clock(frame)

    def _place_line(self, frame: SessionFrame, wide: bool, *, framed: bool) -> None:
        """The line that is typed between its edges; closed, which key opens it."""
        width = frame.columns - (SIDE + SIDE_EDGE if wide else 0)
        for selector in ("#boxrow", "#echo"):  # a class of the screen's own would have all its parts styled anew
            self.query_one(selector).set_class(frame.typing and frame.prompt is not None, "-typing")
        edges = ("-", "-") if self.plain else ("▄", "▀")
        for selector, sign in zip(("#top", "#bottom"), edges, strict=True):
            self.words(selector, line((sign * width if framed else "", "typing")))
        key, adds = shown("capture.open", self.host.own_keys), frame.page.adds
        words = (
            [line((f" {key}", "key"), (f" {t('adds {what}', what=said(adds))}", "quiet"))]
            if adds and frame.writable
            else []
        )
        self.words("#hint", *words)
        for selector, on in (("#hint", frame.prompt is None), ("#label", frame.prompt), ("#box", frame.prompt)):
            set_shown(self.query_one(selector), bool(on))

    def _place_side(self, frame: SessionFrame, place: Places, wants: Wants, wide: bool) -> None:
        """On a wide wall put blank rows between items where they fit, and the rest of the plan beside them."""
        rows, side = self.query_one("#rows", RowList), self.query_one("#side", RowList)
        if not wide:
            return
        loose = aired(rows.rows)
        if rows.needed(self._list_width(frame)) + len(loose) - len(rows.rows) + UNDER <= place.rows:
            rows.rows, self._loose = loose, True
        side.rows = side_rows(frame, rows.rows)
        line = place.light + place.box * (2 + 2 * place.frame)
        below = line + wants.answers + place.load * wants.load + wants.foot + place.parking * wants.parking
        top = max(self.inner_height - place.rows - 1 - below, 0)
        side.styles.margin = (top + self.host.context.rehearsal, 2, 0, 0)
        set_size(side, "height", max(min(side.needed(SIDE), self.inner_height - top - 2), 0))

    def _place_rows(self, frame: SessionFrame, place: Places, wide: bool) -> None:
        """On a wide wall the line to type in stands below the list; elsewhere the list has all that is left."""
        self._most = place.rows if wide else 0
        if wide:
            self._fit(frame)
        else:
            set_shown(self.query_one("#air"), False)
            self.query_one("#body").styles.height = "1fr"

    def _fit(self, frame: SessionFrame) -> None:
        """Set the height of the list; words below the capture line that need more than one row take it from there."""
        rows, parts = self.query_one("#rows", RowList), [self.query_one(it, Ends) for it in ("#echo", "#light")]
        most = self._most - sum(len(part.above) for part in parts if part.display)
        # Asked for each letter: what is out of sight is not counted.
        used = min(rows.needed(self._list_width(frame), most) + UNDER, most)
        set_size(self.query_one("#body"), "height", used)
        set_shown(self.query_one("#air"), used < most and not self.has_class("-filled"))

    def _filled(self, frame: SessionFrame) -> tuple[Line, ...]:
        """Return what replaces the whole page: a break, or a quiet timer; nothing while a line is typed."""
        clock = frame.clock
        asked, unsaved = self._question(frame), unsaved_lines(frame, self.status, self.inner_height)
        height = self.inner_height - 1 - len(asked) - len(unsaved)
        if clock is None or frame.typing or frame.big:
            return ()
        if clock.back_at is not None:
            return break_page(frame, frame.columns, height, ascii_only=self._ascii)
        if clock.timer is not None and clock.state == "running":
            plain = self.plain
            return quiet_page(frame, clock.timer, height, ascii_only=self._ascii, plain=plain)
        return ()

    def show_line(self, frame: SessionFrame) -> None:
        """Show what stands around the line; the list gives way to it."""
        super().show_line(frame)
        if self._most:
            self._fit(frame)

    def list_width(self, frame: SessionFrame) -> int:
        """The cells of a line below the list: beside it stands a column on a wide wall."""
        return self._list_width(frame) - (frame.columns - frame.width)

    def _list_width(self, frame: SessionFrame) -> int:
        wide = frame.columns >= WIDE and frame.stage is not None
        return frame.columns - (SIDE + SIDE_EDGE if wide else 0)

    def _feet(self, frame: SessionFrame) -> tuple[tuple[Line, ...], ...]:
        """What may stand below the list, the largest first: PAUSED, or in place of the line the page's own."""
        if frame.stage is not None and frame.clock is not None and frame.clock.state == "paused":
            key = shown("clock.toggle", self.host.own_keys, boxed=frame.typing) if frame.writable else ""
            return paused_words(self.list_width(frame), key, ascii_only=self._ascii)
        return () if frame.prompt is not None else (frame.page.foot(frame),)

    def _parking(self, frame: SessionFrame) -> tuple[Line, ...]:
        """The parking lot on a line of its own, where neither the page nor what stands beside it has it."""
        elsewhere = frame.page.has_parking or frame.page.titled or (frame.columns >= WIDE and frame.stage is not None)
        words = () if elsewhere else parking_words(frame)
        return (words,) if words else ()

    def _prompt(self, frame: SessionFrame) -> tuple[Line, ...]:
        """The stage's question, whole, unless the page itself says what is asked."""
        asks = not frame.big and not frame.page.asks_itself
        return prompt_lines(frame, frame.width, 7, ascii_only=self._ascii) if asks else ()

    def _wants(self, frame: SessionFrame, header: int, prompt: int, foot: int) -> Wants:
        staged, width = frame.stage is not None, self.list_width(frame)
        return Wants(
            lines=0 if frame.big else self.query_one("#rows", RowList).needed(self._list_width(frame)),
            question=len(self._question(frame)),
            offer=bool(self.offer(frame)),
            unsaved=len(unsaved_lines(frame, self.status, self.inner_height)),
            load=max(len(help_lines(frame, width)), naming(frame)),
            answers=len(answer_lines(frame, width)),
            closed=len(answer_lines(replace(frame, typing=False) if frame.typing else frame, width)),
            parking=len(self._parking(frame)),
            bar=staged,
            header=0 if frame.big else header,
            prompt=prompt,
            foot=foot,
            clocked=staged or not frame.page.titled,
            typing=frame.prompt is not None,
            edged=frame.typing and frame.prompt is not None and self.colourless,
            adds=bool(frame.page.adds),
            notice=bool(self.notice)
            or (self.inner_height >= SHORT and ((staged and foot > 0) or not frame.page.adds)),
            rehearsed=self.host.context.rehearsal,
            whole=frame.page.one_by_one and frame.typing,
        )

    def _titles(self, frame: SessionFrame, wide: bool) -> tuple[Line, ...]:
        """The words beside the digits, as many rows as these have at least; on a wide wall a blank row follows."""
        clock = frame.clock
        if clock is None or clock.stage is None:
            words = heading(frame, frame.page.focus_words(frame, False), self._space(frame, 0))
            return () if frame.page.titled else words
        seconds = clock_words.seconds_shown(frame.seconds, clock.stage, clock.quiet)
        reading = clock_words.face(clock.stage.remaining, not seconds)
        taken = self._digits_width(reading, face_state(clock)) + 2
        words = heading(frame, frame.page.focus_words(frame, frame.narrow), self._space(frame, taken))
        rows = 5 if wide and self.inner_height >= 2 * SHORT else 3
        return (*words, *[BLANK_LINE] * (rows - len(words)))

    def _digits_width(self, reading: str, state: State) -> int:
        return max(map(width_of, face_lines(reading, state, self._ascii, broad=self._broad)))

    @property
    def _broad(self) -> bool:
        return self.app.size.width >= NORMAL

    def _space(self, frame: SessionFrame, taken: int) -> Space:
        return Space(
            frame.width - taken, frame.narrow, self._ascii, frame.columns >= WIDE and self.inner_height >= SHORT
        )
