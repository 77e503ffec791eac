"""Gives every part of the desk its words and its place: what is computed elsewhere is only set here."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from flipchart.tui.actions.clock import ask_if_forgotten
from flipchart.tui.desk.check_in_table import standing_rows
from flipchart.tui.desk.columns import Column, parted, sized, stacked, within
from flipchart.tui.desk.mirror import mirror
from flipchart.tui.desk.panes import LABEL, SIGNS, first_of, from_pane, in_order, script_lines, tab_at, tabs, turned
from flipchart.tui.screens.capture_panel import answers_of, found, load_of, naming, show_box, unsaved
from flipchart.tui.screens.clock_panel import offer_of, show_time
from flipchart.tui.screens.list_screen import bottom, set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.stages.page import Hints
from flipchart.tui.text.frame import View
from flipchart.tui.text.layout import NORMAL, DeskWants, desk_places
from flipchart.tui.text.lines import Line, line, wrap
from flipchart.tui.text.rows import Row
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.row_list import EDGE, RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Clicked, Ends, Words

LISTED: tuple[str, ...] = ("checkin", "promises")
"""Kinds of stages of which the desk shows every step at once, with what the room is not told."""


class DeskScreen(SessionScreen):
    """One session as its facilitator sees it; every key of the room works here too.

    `pane` is the one that was chosen to stand first beside the plan, "" for what is wanted at the moment; `opened`
    whether it has all the room there is; `body` is how many rows the plan has with what stands beside
    and below it, `below` those of the one pane where there is no room beside.
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

    def list_rows(self) -> tuple[Row, ...]:
        """The plan as the room has it; at a follow-up every step, and how late it is."""
        view = self.view()
        return standing_rows(view) if view.stage is not None and view.stage.kind in LISTED else super().list_rows()

    def hints(self) -> Hints:
        """The page's keys, with that for signs and responses among the first."""
        hints = super().hints()
        return (*hints[:1], ("challenges", "signs"), *hints[1:])

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def show_time(self) -> bool:
        """Show the time; tell whether the words beside its digits have other room now."""
        resized = show_time(self)
        ask_if_forgotten(self)
        show_panes(self)
        return resized

    @on(Input.Changed, "#box")
    def _mirrored(self) -> None:
        show_panes(self)

    def turn(self, by: int) -> None:
        """Put the next pane first, or the one before."""
        self.opened = False
        view = self.view()
        self.pane = turned(view, first_of(view, self.pane), by)

    @on(Clicked)
    def _tab_clicked(self, event: Clicked) -> None:
        view = self.view()
        if event.where == "tabs" and (pane := tab_at(view, first_of(view, self.pane), event.x)):
            self.opened, self.pane = False, pane

    def open_signs(self) -> None:
        """Give signs and responses all the room there is, or put them away again."""
        self.opened = not (self.opened and self.pane == SIGNS)
        self.pane = SIGNS if self.opened else ""

    def close_overlay(self) -> bool:
        """Put signs and responses away, where they are open."""
        if not self.opened:
            return False
        self.open_signs()
        return True

    def watch_pane(self) -> None:
        """Show the pane."""
        self.show()

    watch_opened = watch_curtain = watch_pane


MOST = 8
"""Lines of the script at most."""

SPARE = 2
"""Rows that stay free between the plan and what stands below it: the next line of the plan has a place."""

BELOW = 90
"""Cells that what stands below the plan takes at most, as in the style sheet: a name stays near its number."""

DIGITS = 26
"""Cells that the clock's digits may take at the right."""


def show(desk: "DeskScreen") -> None:
    """Show everything: after a change of the plan, the stage, the cursor or the size."""
    if not desk.is_mounted or desk.session is None:
        return
    view, rows = desk.view(), desk.query_one("#rows", RowList)
    rows.rows, rows.cursor = found(desk, desk.list_rows()), desk.cursor
    rows.ascii = desk.flipchart.context.config.ascii
    desk.words("#question", *(desk.questions[0].lines(desk.inner_width) if desk.questions else ()))
    desk.words("#unsaved", *unsaved(desk))
    _place(desk, view)
    show_time(desk)
    show_panes(desk)
    show_box(desk)


def show_panes(desk: "DeskScreen") -> None:
    """Show what stands beside the plan, and what the room sees; some of it changes with the time."""
    if not desk.is_mounted or desk.session is None:
        return
    view = desk.view()
    (_show_two_columns if desk.has_class("-wide") else _show_one)(desk, view)
    typed = desk.query_one("#box", CaptureBox).value
    seen = mirror(view, desk.box, typed, big=desk.big, curtain=desk.curtain)
    desk.words("#mirror", line((f"{'Room':<{LABEL}}", "quiet"), *seen))


def _show_one(desk: "DeskScreen", view: View) -> None:
    """Show one pane, with the names of the others above it."""
    side, first = desk.query_one("#side", RowList), first_of(view, desk.pane)
    pane = from_pane(view, first)[0]
    size = sized(pane, view, desk.inner_width - EDGE)
    # The line with the names stands where the pane's own name is counted.
    count = size.most(desk.below, len(size.sizes))
    side.rows = within(pane.rows(view), size, count) if count and not desk.opened else pane.rows(view)
    desk.words("#tabs", tabs(view, first, desk.inner_width))


def _show_two_columns(desk: "DeskScreen", view: View) -> None:
    """Show panes beside the plan, and below it where it is short."""
    rows, side, under = (desk.query_one(name, RowList) for name in ("#rows", "#side", "#under"))
    width = min(rows.content_size.width, BELOW)
    free = desk.body - rows.needed(rows.content_size.width) - SPARE if width else 0
    beside, below = Column(side.content_size.width - EDGE, desk.body), Column(width - EDGE, max(free, 0))
    right, left = parted(in_order(view, desk.pane), view, beside, below)
    side.rows, under.rows = stacked(right, view, beside), stacked(left, view, below)
    set_shown(under, bool(under.rows))
    set_size(under, "height", under.needed(width))


def _place(desk: "DeskScreen", view: View) -> None:
    size, load = desk.app.size, load_of(desk, view)
    wants = _wants(desk, view, bool(load))
    place = desk_places(size.width, desk.inner_height, wants)
    desk.body, desk.below = place.body, place.pane
    desk.set_class(place.tiny, "-tiny")
    if not place.wide:
        set_shown(desk.query_one("#under"), False)
    desk.set_class(place.wide, "-wide")
    set_size(desk.query_one("#header"), "height", place.header)
    for selector, wanted in (
        ("#digits", place.header > 2), ("#gap", place.gap), ("#bar", place.bar), ("#offer", place.offer),
        ("#load", place.load or wants.answers), ("#boxrow", wants.boxed), ("#question", wants.question),
        ("#unsaved", wants.unsaved), ("#aside", place.wide or desk.opened or place.pane), ("#tabs", not place.wide),
    ):  # fmt: skip
        set_shown(desk.query_one(selector), bool(wanted))
    if place.pane and not desk.opened:
        set_size(desk.query_one("#aside"), "height", place.pane)
    else:
        desk.query_one("#aside").styles.clear_rule("height")
    desk.words("#script", *script_lines(view, desk.inner_width, place.script))
    desk.words("#title", *_titles(desk, view, prompted=place.header > 2)[: place.header])
    desk.words("#load", *load)


def _wants(desk: "DeskScreen", view: View, load: bool) -> DeskWants:
    answers = len(answers_of(desk, view))
    pane = from_pane(view, first_of(view, desk.pane))[0]
    return DeskWants(
        lines=desk.query_one("#rows", RowList).needed(desk.inner_width),
        pane=1 + sum(sized(pane, view, desk.inner_width - EDGE).sizes),
        script=len(script_lines(view, desk.inner_width, MOST)),
        titles=len(_titles(desk, view, prompted=False)),
        question=len(desk.questions[0].lines(desk.inner_width)) if desk.questions else 0,
        offer=bool(offer_of(desk, view)),
        unsaved=len(unsaved(desk)),
        boxed=desk.box is not None,
        load=0 if answers else load or naming(desk),
        answers=answers,
        timed=view.stage is not None,
    )


def _titles(desk: "DeskScreen", view: View, *, prompted: bool) -> tuple[Line, ...]:
    """Where we are: stage and what is worked on; before and after a run whose session it is."""
    width = desk.inner_width - (DIGITS if prompted else 0)
    number, title = "", view.session.title
    if view.stage is not None:
        stages = view.clock.stages if view.clock else ()
        at = next((n for n, it in enumerate(stages, 1) if it.id == view.stage.id), 0)
        number, title = f"{at}/{len(stages)} ", view.stage.title.upper()
    focus = desk.page.focus_words(view, desk.app.size.width < NORMAL)
    first, *others = wrap(" · ".join(part for part in (number + title, focus) if part), width)
    head = line((number, "quiet"), (first[len(number) :][: len(title)], "bold"), first[len(number + title) :])
    prompt = wrap(view.stage.prompt or "", width) if view.stage and prompted else []
    return (head, *(line(text) for text in others), *(line((text, "quiet")) for text in prompt if text))
