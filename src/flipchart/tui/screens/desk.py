"""The session as its facilitator sees it: fills and places the parts of the desk; all is computed elsewhere."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from flipchart.tui.actions.clock import LATE_START, late_start_question
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.words import found
from flipchart.tui.desk.columns import Column, filled, parted, stacked, within
from flipchart.tui.desk.mirror import mirror
from flipchart.tui.desk.panes import SIGNS, first_of, from_pane, in_order, label, script_lines, tab_at, tabs, turned
from flipchart.tui.prompts.prompt import Effect, Outcome, Turn, asked
from flipchart.tui.screens.capture_panel import answer_lines, load_lines, naming, unsaved_lines
from flipchart.tui.screens.list_screen import bottom, set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.stages.page import Hints
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import DeskWants, desk_places
from flipchart.tui.text.lines import Line, line, wrap
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import EDGE, RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Clicked, Ends, Words

MOST = 8
"""Lines of the script at most."""

SPARE = 2
"""Rows that stay free between the plan and what stands below it: the next line of the plan has a place."""

BELOW = 90
"""Cells that what stands below the plan takes at most, as in the style sheet: a name stays near its number."""

DIGITS = 26
"""Cells that the clock's digits may take at the right."""


class DeskScreen(SessionScreen):
    """One session as its facilitator sees it; every key of the room works here, too.

    - `pane`: the id of the pane that was chosen to stand first, "" for what the moment asks for. `opened`: whether it
      has all the room there is.
    - `body`: rows for the plan with what stands beside and below it. `below`: those of the one pane, where there is
      no room beside.
    """

    CSS_PATH = "desk.tcss"

    pane: reactive[str] = reactive("", init=False, repaint=False)
    opened: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-open")

    at_desk = True
    asked_start = False
    body = below = 0

    def compose(self) -> ComposeResult:
        """The rows of the desk from top to bottom."""
        with Horizontal(id="header"):
            yield Words(id="title")
            yield BigClock(id="digits")
        yield Ends(id="clock")
        yield StageBar(id="bar")
        yield Words(id="unsaved")
        yield Words(id="question")
        yield Words(id="offer")
        yield Words(id="script")
        yield Words(id="mirror")
        yield Static(id="gap")
        with Vertical(id="body"):
            with Vertical(id="plan"):
                yield RowList(id="rows")
                yield RowList(id="under")
            with Vertical(id="aside"):
                yield Words(id="tabs")
                yield RowList(id="side")
        yield Words(id="load")
        yield from bottom()

    def on_mount(self) -> None:
        """What stands beside and below the plan is only looked at."""
        for side in self.query("#side, #under").results(RowList):
            side.can_focus = False

    @property
    def overlaid(self) -> bool:
        """Whether signs and responses have all the room there is."""
        return self.opened

    def hints(self, frame: SessionFrame) -> Hints:
        """The page's keys, with that for signs and responses among the first."""
        hints = super().hints(frame)
        return (*hints[:1], ("challenges", "signs"), *hints[1:])

    def show_time(self, frame: SessionFrame) -> bool:
        """Show the time; return whether the room for the words beside the digits has changed."""
        resized = super().show_time(frame)
        self._ask_about_late_start(frame)
        self._show_panes(frame)
        return resized

    def _ask_about_late_start(self, frame: SessionFrame) -> None:
        """Ask once when a planned start has passed and nothing runs; the question goes with the start."""
        begun = frame.clock is None or frame.clock.state != "planned"
        if begun and any(it.name == LATE_START for it in frame.questions):
            self.questions = asked(self.questions, Outcome(answered=LATE_START))
        if not self.asked_start and (question := late_start_question(frame)):
            self.asked_start = True
            self.questions = asked(self.questions, Outcome(question=question))

    def show_line(self, frame: SessionFrame) -> None:
        """Show the capture line, and what the room sees of it."""
        super().show_line(frame)
        self._show_panes(frame)

    def _have(self, effect: Effect) -> None:
        if isinstance(effect, Turn):
            self._turn(effect.by)
        else:
            super()._have(effect)

    def _turn(self, by: int) -> None:
        """Put the next pane first, or the one before; 0 gives signs and responses all the room, or ends that."""
        frame = self.frame()
        signs = not by and not (self.opened and self.pane == SIGNS)
        self.opened = signs
        self.pane = turned(frame, first_of(frame, self.pane), by) if by else SIGNS if signs else ""

    @on(Clicked)
    def _tab_clicked(self, event: Clicked) -> None:
        frame = self.frame()
        if event.where == "tabs" and (pane := tab_at(frame, first_of(frame, self.pane), event.x)):
            with self.together():
                self.opened, self.pane = False, pane

    def watch_pane(self) -> None:
        """Show the pane."""
        self.update()

    watch_opened = watch_pane

    def show(self, frame: SessionFrame) -> None:
        """Put everything in its place."""
        rows = self.query_one("#rows", RowList)
        rows.rows, rows.cursor = found(frame), frame.cursor
        rows.ascii = self.host.context.config.ascii
        self.words("#question", *self.question_lines(frame))
        self.words("#unsaved", *unsaved_lines(frame, self.status, self.inner_height))
        self._place(frame)
        self.show_time(frame)
        super().show_line(frame)

    def _show_panes(self, frame: SessionFrame) -> None:
        """Show what stands beside the plan, and what the room sees; some of it changes with the time."""
        (self._show_two_columns if self.has_class("-wide") else self._show_one)(frame)
        seen = mirror(frame, frame.prompt, frame.typed, big=frame.big, curtain=frame.curtain)
        # A message stays on the wall until it is taken away: who sent it sees that it is still there.
        message = line((frame.message, "warn"), " · ") if frame.message else ()
        self.words("#mirror", (*line((label(t("Room")), "quiet")), *message, *seen))

    def _show_one(self, frame: SessionFrame) -> None:
        """Show one pane, with the names of the others above it."""
        side, first = self.query_one("#side", RowList), first_of(frame, self.pane)
        pane = filled(from_pane(frame, first)[0], frame, frame.width - EDGE)
        size = pane.size
        # The line with the names stands where the pane's own name is counted.
        count = size.most(self.below, len(size.sizes))
        side.rows = within(pane.rows, size, count) if count and not self.opened else pane.rows
        self.words("#tabs", tabs(frame, first, frame.width))

    def _show_two_columns(self, frame: SessionFrame) -> None:
        """Show panes beside the plan, and below it where it is short."""
        rows, side, under = (self.query_one(name, RowList) for name in ("#rows", "#side", "#under"))
        width = min(rows.content_size.width, BELOW)
        free = self.body - rows.needed(rows.content_size.width) - SPARE if width else 0
        beside, below = Column(side.content_size.width - EDGE, self.body), Column(width - EDGE, max(free, 0))
        right, left = parted(in_order(frame, self.pane), frame, beside, below)
        side.rows, under.rows = stacked(right, frame, beside.height), stacked(left, frame, below.height)
        set_shown(under, bool(under.rows))
        set_size(under, "height", under.needed(width))

    def _place(self, frame: SessionFrame) -> None:
        size, load = self.app.size, load_lines(frame, self.helped, frame.width)
        wants = self._wants(frame, bool(load))
        place = desk_places(size.width, self.inner_height, wants)
        self.body, self.below = place.body, place.pane
        self.set_class(place.tiny, "-tiny")
        if not place.wide:
            set_shown(self.query_one("#under"), False)
        self.set_class(place.wide, "-wide")
        set_size(self.query_one("#header"), "height", place.header)
        for selector, wanted in (
            ("#digits", place.header > 2), ("#gap", place.gap), ("#bar", place.bar), ("#offer", place.offer),
            ("#load", place.load or wants.answers), ("#boxrow", wants.boxed), ("#question", wants.question),
            ("#unsaved", wants.unsaved), ("#aside", place.wide or self.opened or place.pane),
            ("#tabs", not place.wide),
        ):  # fmt: skip
            set_shown(self.query_one(selector), bool(wanted))
        if place.pane and not self.opened:
            set_size(self.query_one("#aside"), "height", place.pane)
        else:
            self.query_one("#aside").styles.clear_rule("height")
        self.words("#script", *script_lines(frame, frame.width, place.script))
        self.words("#title", *self._titles(frame, prompted=place.header > 2)[: place.header])
        self.words("#load", *load)

    def _wants(self, frame: SessionFrame, load: bool) -> DeskWants:
        answers = len(answer_lines(frame, frame.width))
        pane = from_pane(frame, first_of(frame, self.pane))[0]
        return DeskWants(
            lines=self.query_one("#rows", RowList).needed(frame.width),
            pane=1 + sum(filled(pane, frame, frame.width - EDGE).size.sizes),
            script=len(script_lines(frame, frame.width, MOST)),
            titles=len(self._titles(frame, prompted=False)),
            question=len(self.question_lines(frame)),
            offer=bool(self.offer(frame)),
            unsaved=len(unsaved_lines(frame, self.status, self.inner_height)),
            boxed=frame.prompt is not None,
            load=0 if answers else load or naming(frame),
            answers=answers,
            timed=frame.stage is not None,
            rehearsed=self.host.context.rehearsal,
        )

    def _titles(self, frame: SessionFrame, *, prompted: bool) -> tuple[Line, ...]:
        """Where we are: stage and what is worked on; before and after a run whose session it is."""
        width = frame.width - (DIGITS if prompted else 0)
        number, title = "", frame.session.title
        if frame.stage is not None:
            stages = frame.clock.stages if frame.clock else ()
            at = next((n for n, it in enumerate(stages, 1) if it.id == frame.stage.id), 0)
            number, title = f"{at}/{len(stages)} ", frame.stage.title.upper()
        focus = frame.page.focus_words(frame, frame.narrow)
        first, *others = wrap(" · ".join(part for part in (number + title, focus) if part), width)
        head = line((number, "quiet"), (first[len(number) :][: len(title)], "bold"), first[len(number + title) :])
        prompt = wrap(frame.stage.prompt or "", width) if frame.stage and prompted else []
        return (head, *(line(text) for text in others), *(line((text, "quiet")) for text in prompt if text))
