"""A new session: what it is about, who takes part, how long, and what the group brings along."""

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from flipchart.domain.learning import Suggestion
from flipchart.domain.text import clean_line
from flipchart.exchange.making import Times, read_times
from flipchart.exchange.templates.template_list import DEFAULT
from flipchart.tui.background import Done, aside
from flipchart.tui.screens.help import NewKeys
from flipchart.tui.screens.new_session_offers import Offers, carried, consider, look_for_offers, seconds_taken
from flipchart.tui.screens.new_session_view import (
    FIELDS,
    UNKNOWN,
    Choice,
    Outcome,
    Taken,
    holds,
    make_and_open,
    refused,
    show,
)
from flipchart.tui.screens.new_session_view import choices as read_choices
from flipchart.tui.text.questions import Question
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.chooser import Chooser
from flipchart.tui.widgets.inputs import CaptureBox, FieldBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.list_area import LIST_LIMIT, ListArea
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def press(page: "NewSessionScreen") -> None:
    """Enter: make it where the cursor is on that row, else go on."""
    if isinstance(page.focused, RowList):
        make(page)
    else:
        page.focus_next()


ASKED = ("leave", "when")
"""The questions that follow from a key of this page; what is offered besides gives way to them."""


def leave(page: "NewSessionScreen") -> None:
    """Back home; words that were typed are asked about first."""
    # A group that came from its page was not typed; a title that was looked for in vain was.
    given = ("group", page.first["group"])
    typed = any(words.strip() and (name, words) != given for name, words in page.typed().items())
    if page.question is not None and page.question.name in ASKED:
        page.question = None
    elif typed:
        text = "What is typed here is not a session yet."
        page.question = Question("leave", text, ("leave and drop it", page.drop), ("stay", lambda: None))
    else:
        page.drop()


def answer(page: "NewSessionScreen", yes: bool) -> None:
    """Answer the question on the page."""
    question, page.question = page.question, None
    choice = question and (question.yes if yes else question.no)
    if choice:
        choice[1]()


def third(page: "NewSessionScreen") -> None:
    """The third answer, where the question has one."""
    if page.question is not None and (choice := page.question.third):
        page.question = None
        choice[1]()


def make(page: "NewSessionScreen", without: frozenset[str] = frozenset()) -> None:
    """Make the session and open it; the words of the fields in `without` are left out."""
    times = page.times()
    wrong = next(((name, why) for name, why in refused(times).items() if name not in without), None)
    if not clean_line(page.typed()["title"]):
        page.said = "A session needs a title. Type what it is about."
        page.query_one("#title").focus()
    elif wrong is not None:
        name, why = wrong
        leave_out = ("make it without", partial(make, page, without | {name}))
        page.question = Question("when", why.reason, leave_out, ("change it", partial(go_to, page, name)))
    else:
        page.begin(times)


def go_to(page: "NewSessionScreen", name: str) -> None:
    """Into a field."""
    page.query_one(f"#{name}").focus()


def show_help(page: "NewSessionScreen") -> None:
    """All keys of this page."""
    page.app.push_screen(NewKeys())


ACTS: dict[str, Callable[["NewSessionScreen"], object]] = {
    "field.next": lambda page: page.focus_next(),
    "field.previous": lambda page: page.focus_previous(),
    "press": press,
    "make": make,
    "leave": leave,
    "help": show_help,
    "ask.yes": lambda page: answer(page, True),
    "ask.no": lambda page: answer(page, False),
    "ask.third": third,
}


DRAFT = "new-session"
"""The name under which half-typed words are kept, as other drafts are under their session's id."""

LINES = tuple(field.name for field in FIELDS if field.name not in ("template", "improvements"))


class ChoicesRead(Done[tuple[Choice, ...]]):
    """The agendas were read."""


class SessionMade(Done[Outcome]):
    """The session was made, or not."""


class NewSessionScreen(Screen[Outcome]):
    """The page to fill in; it ends with what came of it, or with nothing when it was left."""

    CSS_PATH = "new_session.tcss"
    AUTO_FOCUS = "#title"
    BINDINGS: ClassVar = [
        Binding("tab,down", "act('field.next')", show=False),
        Binding("shift+tab,up", "act('field.previous')", show=False),
        Binding("enter,space", "act('press')", show=False),
        Binding("ctrl+s", "act('make')", show=False), Binding("escape", "act('leave')", show=False),
        Binding("f1,ctrl+g,question_mark,shift+question_mark", "act('help')", show=False),
        Binding("f8", "act('ask.yes')", show=False, id="ask.yes"),
        Binding("f9", "act('ask.no')", show=False, id="ask.no"), Binding("f3", "act('ask.third')", show=False),
    ]  # fmt: skip

    said: reactive[str] = reactive("", init=False)
    question: reactive[Question | None] = reactive(None, init=False)
    tally: reactive[str] = reactive("", init=False)
    template: reactive[str] = reactive(DEFAULT, init=False)
    choices: tuple[Choice, ...] = (UNKNOWN,)
    making = False
    offers: Offers = MappingProxyType({})
    carried: reactive[tuple[str, tuple[str, ...]]] = reactive(("", ()), init=False)
    times_taken: reactive[tuple[str, tuple[Suggestion, ...]]] = reactive(("", ()), init=False)

    def __init__(self, title: str = "", group: str = "") -> None:
        super().__init__()
        self.first = {"title": title, "group": group}
        self.asked: set[str] = set()

    @property
    def flipchart(self) -> "FlipchartApp":
        """The app, by its own type."""
        return cast("FlipchartApp", self.app)

    def compose(self) -> ComposeResult:
        """The fields from top to bottom."""
        yield Ends(id="head")
        for field in FIELDS[:-1]:
            with Horizontal(classes="field"):
                yield Words(id=f"{field.name}-label", classes="label")
                yield Chooser(id="template") if field.name == "template" else FieldBox(id=field.name)
                yield Words(id=f"{field.name}-echo", classes="echo")
        yield Ends(id="listhead")
        yield ListArea(id="improvements")
        yield RowList(id="make")
        yield Words(id="question")
        yield Words(id="hint")
        yield KeyLine(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Fill in what was begun before, and look for the agendas."""
        context, drafts = self.flipchart.context, self.flipchart.drafts
        drafts.take_up(DRAFT)
        begun = {field.name: drafts.get(field.name) for field in FIELDS}
        if any(begun.values()):
            self.said = "What was typed here before is still there."
        begun |= {name: words for name, words in self.first.items() if not begun[name]}
        for name in LINES:
            box = self.query_one(f"#{name}", FieldBox)
            with box.prevent(Input.Changed):
                box.value = begun[name]
            box.entered = lambda _text: self.action_act("field.next")
        area = self.query_one(ListArea)
        area.reader = partial(holds, context=context)
        with area.prevent(ListArea.Changed):
            area.text = begun["improvements"]
        area.read()
        self.template = begun["template"] or DEFAULT
        self.query_one(RowList).rows = (Sentence("make", "Make it and open", "bold", mark="+"),)
        aside(self, read_choices, ChoicesRead)
        look_for_offers(self)
        self.watch(self.app, "said", self._app_said, init=False)
        show(self)

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The words of every field by its name, the template apart."""
        words = {name: self.query_one(f"#{name}", FieldBox).value for name in LINES}
        return {**words, "improvements": self.query_one(ListArea).text}

    def times(self) -> Times:
        """How start and end read."""
        typed, context = self.typed(), self.flipchart.context
        here = context.clock.local(context.clock.now())
        return read_times(typed["starts"], typed["ends"], here, context.config.date_order)

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        self._keep(event.input.id or "", event.input.value)

    @on(ListArea.Changed)
    def _list_changed(self, event: ListArea.Changed) -> None:
        self._keep("improvements", event.text_area.text)

    @on(Chooser.Turned)
    def turned(self) -> None:
        """Another agenda was chosen."""
        self.template = self.choices[self.query_one(Chooser).index].name
        self._keep("template", self.template if self.template != DEFAULT else "")

    def _keep(self, name: str, words: str) -> None:
        self.flipchart.drafts.put(name, words)
        self.said = ""
        show(self)

    @on(ListArea.Understood)
    def _understood(self, event: ListArea.Understood) -> None:
        self.tally = event.words

    @on(ListArea.TooLong)
    def _too_long(self) -> None:
        self.said = f"Only the first {LIST_LIMIT:,} characters were kept; import the rest from a file."

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        if isinstance(self.focused, FieldBox):
            self.focused.insert_text_at_cursor((", " if self.focused.id == "people" else " ").join(event.lines))

    @on(ChoicesRead)
    def _choices_read(self, message: ChoicesRead) -> None:
        self.choices = message.value()
        names = [choice.name for choice in self.choices]
        chooser = self.query_one(Chooser)
        chooser.labels = tuple(choice.label for choice in self.choices)
        chooser.index = names.index(self.template) if self.template in names else 0
        self.template = names[chooser.index]
        show(self)
        consider(self)

    # What is shown.

    def watch_said(self) -> None:
        """Show it."""
        show(self)

    watch_tally = watch_template = watch_times_taken = watch_carried = watch_said

    def watch_question(self) -> None:
        """Show it; when it is answered, and what was answered is done, ask the next one."""
        show(self)
        self.call_later(consider, self)

    def on_descendant_focus(self) -> None:
        """Help with the field that the cursor is in; ask about the group when its name is there."""
        show(self)
        consider(self)

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(show, self)

    def _app_said(self, words: str) -> None:
        if self.is_current and words:
            self.said = words

    # What is done.

    def action_act(self, id: str) -> None:
        """Do one of the keys of this page; none while the session is being made."""
        if not self.making:
            ACTS[id](self)

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)

    @on(RowList.Picked)
    def _picked(self) -> None:
        self.action_act("make")

    @on(CaptureBox.Left)
    def _left(self) -> None:
        self.action_act("leave")

    def drop(self, outcome: Outcome | None = None) -> None:
        """Leave; the words have arrived, or are not wanted."""
        for field in FIELDS:
            self.flipchart.drafts.remove(field.name)
        self.dismiss(outcome)

    def begin(self, times: Times) -> None:
        """Have the session made and opened."""
        self.making, self.said = True, "Making it"
        taken = Taken(seconds_taken(self), carried(self))
        work = partial(make_and_open, self.typed(), self.template, times, self.flipchart.context, taken)
        aside(self, work, SessionMade)

    @on(SessionMade)
    def _made(self, message: SessionMade) -> None:
        self.making = False
        outcome = message.value()
        if outcome.made:
            self.drop(outcome)
        else:
            self.said = outcome.sentence
