"""A new session: what it is about, who takes part, how long, and what the group brings along."""

from functools import partial
from types import MappingProxyType

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Input

from flipchart.domain.learning import Suggestion
from flipchart.domain.saying import name_key
from flipchart.domain.when import long_day
from flipchart.service import new_session as service
from flipchart.service.list_in import Look, look_before
from flipchart.service.new_session import DEFAULT, UNKNOWN, Choice, Made, Offers, Taken, read_times
from flipchart.tui.background import WorkDone, background_then, in_background
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.screens.key_screen import KeyScreen
from flipchart.tui.screens.list_in import look_first
from flipchart.tui.screens.list_screen import MARGIN, set_shown, set_size, set_tiny
from flipchart.tui.text import new_session as page
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import line, width_of
from flipchart.tui.text.list_keys import HELP, ListKey
from flipchart.tui.text.new_session import FIELDS, SHORT, Answer, NewFrame
from flipchart.tui.text.questions import AnyQuestion
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.chooser import Chooser
from flipchart.tui.widgets.inputs import CaptureBox, FieldBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.list_area import LIST_LIMIT, ListArea
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

DRAFT = "new-session"
"""The name under which half-typed words are kept, as other drafts are under their session's id."""

LINES = tuple(field.name for field in FIELDS if field.name not in ("template", "improvements"))


class SessionMade(WorkDone[Made]):
    """The session was made, or not."""


class NewSessionScreen(KeyScreen[Made | None]):
    """The form for a new session; it ends with what came of making it, or with nothing when it was left.

    - `first`: what it was opened with, such as the path of a list. `carried`, `times_taken`: what was taken.
    - `offers`: what the groups of the folder have for it. `asked`: names of the questions asked about them.
    """

    CSS_PATH = "new_session.tcss"
    AUTO_FOCUS = "#title"
    KEYS = (
        ListKey("make", "ctrl+s", "make", "make the session and open it; so does Enter on the last line",
                "make it and open", boxed="ctrl+s", short="make it"),
        ListKey("press", "enter,space", "press", "next field, or make it; in the list Enter is a new line"),
        ListKey("field.next", "tab,down", "focus_next", "next field", "next field", boxed="tab", short="next"),
        ListKey("field.previous", "shift+tab,up", "focus_previous", "the field before"),
        ListKey("leave", "escape", "leave", "back; asks first where something was typed", "back", boxed="esc",
                rank=2),
        ListKey("choose", "left,right", "", "choose a template", "choose", boxed="left right", rank=3),
        ListKey("ask.yes", "f8,ctrl+y", "answer_yes", "yes and no to a question", priority=True),
        ListKey("ask.no", "f9,ctrl+n", "answer_no", "yes and no to a question", priority=True),
        ListKey("ask.third", "f3,ctrl+o", "answer_third", "its third answer, where it has one", priority=True),
        ListKey("quit", "ctrl+q", "", "quit; what was typed is still here next time"),
        HELP,
    )  # fmt: skip

    message: reactive[str] = reactive("", init=False)
    question: reactive[AnyQuestion[Answer] | None] = reactive(None, init=False)
    tally: reactive[str] = reactive("", init=False)
    template: reactive[str] = reactive(DEFAULT, init=False)
    carried: reactive[tuple[str, tuple[str, ...]]] = reactive(("", ()), init=False)
    times_taken: reactive[tuple[str, tuple[Suggestion, ...]]] = reactive(("", ()), init=False)
    choices: tuple[Choice, ...] = (UNKNOWN,)
    offers: Offers = MappingProxyType({})
    making = False

    def __init__(self, title: str = "", group: str = "", file: str = "") -> None:
        super().__init__()
        self.first = {"title": title, "group": group, "file": file}
        self.asked: set[str] = set()

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
        yield from (Words(id="question"), Words(id="hint"))
        yield from (KeyLine(id="keys"), TooSmall())

    def on_mount(self) -> None:
        """Fill in what was begun before, and look for the agendas and for what the group offers."""
        context = self.host.context
        self._fill_in()
        self.query_one("#make", RowList).rows = (Sentence("make", t("Make it and open"), "bold", mark="+"),)
        background_then(self, partial(service.choices, context.config.language), self._choices_read)
        offers = partial(service.read_offers, context.sessions_dir, context.clock)
        background_then(self, offers, self._offers_read)
        self.watch(self.app, "notice", self._app_notice, init=False)
        self.show()

    def _fill_in(self) -> None:
        drafts = self.host.drafts
        drafts.switch_to(DRAFT)
        begun = {field.name: drafts.get(field.name) for field in FIELDS}
        if any(begun.values()):
            self.message = t("What was typed here before is still there.")
        begun |= {name: words for name, words in self.first.items() if not begun.get(name)}
        for name in LINES:
            box = self.query_one(f"#{name}", FieldBox)
            with box.prevent(Input.Changed):
                box.value = begun[name]
            box.entered = lambda _text: self.action_act("field.next")
        area = self.query_one(ListArea)
        area.reader = partial(service.holds, context=self.host.context)
        with area.prevent(ListArea.Changed):
            area.text = begun["improvements"]
            area.drop(self.first["file"])
        area.read()
        self.template = begun["template"] or DEFAULT

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The words of every field by its name, the template apart, and the path of a list that was dragged here."""
        lines = {name: self.query_one(f"#{name}", FieldBox).value for name in LINES}
        return lines | {"improvements": self.query_one(ListArea).text, "file": self.query_one(ListArea).file}

    def frame(self) -> NewFrame:
        """Return all that is shown, and asked about, as one value."""
        clock, config, size, typed = self.host.context.clock, self.host.context.config, self.app.size, self.typed()
        here = clock.local(clock.now())
        times = read_times(typed["starts"], typed["ends"], here, config.date_order, config.language)
        return NewFrame(
            typed=typed, times=times, here=here, folder=self.folder, width=size.width, template=self.template,
            choices=self.choices, focused=self.focused.id if self.focused is not None else None,
            message=self.message, carried=self.carried, times_taken=self.times_taken, short=size.height < SHORT,
        )  # fmt: skip

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
        self.host.drafts.put(name, words)
        self.message = ""
        self.show()

    @on(ListArea.Understood)
    def _understood(self, event: ListArea.Understood) -> None:
        self.tally = event.words

    @on(ListArea.TooLong)
    def _too_long(self) -> None:
        self.message = page.too_long(LIST_LIMIT)

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        if isinstance(self.focused, FieldBox):
            self.focused.insert_text_at_cursor((", " if self.focused.id == "people" else " ").join(event.lines))

    def _choices_read(self, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        names = [choice.name for choice in self.choices]
        chooser = self.query_one(Chooser)
        chooser.labels = tuple(choice.label for choice in self.choices)
        chooser.index = names.index(self.template) if self.template in names else 0
        self.template = names[chooser.index]
        self.show()
        self.consider()

    def _offers_read(self, offers: Offers) -> None:
        self.offers = offers
        self.consider()

    def consider(self) -> None:
        """Ask about the group that was named, each question once, and not while the name is being typed."""
        frame = self.frame()
        offer = self.offers.get(name_key(frame.typed["group"]))
        if self.question is None and not self.making and (found := page.offered(frame, offer, self.asked)):
            name, self.question = found
            self.asked.add(name)

    # What is shown.

    def show(self) -> None:
        """Put everything in its place."""
        if not self.children:
            return
        frame = self.frame()
        set_tiny(self)
        self.set_class(frame.short, "-short")
        head, today = self.query_one("#head", Ends), long_day(frame.here.date(), frame.here.date())
        head.left, head.right = line((t("New session"), "bold")), line((t(today), "quiet"))
        self._show_fields(frame)
        self.show_keys(boxed=True)
        width = frame.width - MARGIN
        question, below = self.query_one("#question", Words), self.query_one("#hint", Words)
        question.lines = self.question.lines(width, page.ANSWERS) if self.question else ()
        below.lines = page.hint(frame, width)
        set_shown(question, bool(question.lines))
        set_shown(below, not question.lines)

    def _show_fields(self, frame: NewFrame) -> None:
        ascii_only = self.host.context.config.ascii
        bar = ">" if ascii_only else "▌"
        for field in FIELDS:
            focused = frame.focused == field.name
            label = line((f"{bar if focused else ' '} {t(field.label)}", "key" if focused else "quiet"))
            if field.name == "improvements":
                ends = self.query_one("#listhead", Ends)
                ends.left, ends.right = (*label, *line((f", {t('one per line')}", "quiet"))), line((self.tally, "ok"))
            else:
                self.query_one(f"#{field.name}-label", Words).lines = (label,)
                echo, words = self.query_one(f"#{field.name}-echo", Words), page.echo(field.name, frame)
                echo.lines = (words,)
                set_size(echo, "width", width_of(words))
        self.query_one(Chooser).ascii = ascii_only
        row = self.query_one("#make", RowList)
        row.ascii, row.cursor = ascii_only, "make" if frame.focused == "make" else None

    def applies(self, key: ListKey) -> bool:
        """Only the template is chosen with left and right."""
        return key.id != "choose" or isinstance(self.focused, Chooser)

    def watch_message(self) -> None:
        """Show it."""
        self.show()

    watch_tally = watch_template = watch_times_taken = watch_carried = watch_message

    def watch_question(self) -> None:
        """Show it; once it is answered and the answer carried out, ask the next one."""
        self.show()
        self.call_later(self.consider)

    def on_descendant_focus(self) -> None:
        """Help with the field that the cursor is in; ask about the group when its name is there."""
        self.show()
        self.consider()

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    def _app_notice(self, words: str) -> None:
        if self.is_current and words:
            self.message = words

    # What is done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a question on the page, the keys of answers belong to the list field."""
        return self.question is not None if str(parameters[:1]).startswith("('ask.") else True

    def action_act(self, id: str) -> None:
        """Do one of the keys of this page; none while the session is being made."""
        if not self.making:
            super().action_act(id)

    @on(RowList.Picked)
    def _picked(self) -> None:
        self.action_act("make")

    @on(CaptureBox.Left)
    def _left(self) -> None:
        self.action_act("leave")

    def press(self) -> None:
        """Enter: make it where the cursor is on that row, else go on."""
        if isinstance(self.focused, RowList):
            self.make()
        else:
            self.focus_next()

    def leave(self) -> None:
        """Back home; words that were typed are asked about first."""
        if self.question is not None and self.question.name in page.ASKED:
            self.question = None
        elif question := page.leave_question(self.frame(), self.first["group"]):
            self.question = question
        else:
            self.drop()

    def answer_yes(self) -> None:
        """Yes to the question on the page."""
        self._answer(self.question.yes if self.question else None)

    def answer_no(self) -> None:
        """No to it."""
        self._answer(self.question.no if self.question else None)

    def answer_third(self) -> None:
        """The third answer, where the question has one."""
        if self.question is not None and self.question.third:
            self._answer(self.question.third)

    def _answer(self, chosen: tuple[str, Answer] | None) -> None:
        self.question = None
        if chosen:
            self.apply(chosen[1])

    def apply(self, answer: Answer) -> None:
        """Carry out an answer."""
        match answer:
            case page.Drop():
                self.drop()
            case page.MakeWithout(fields):
                self.make(fields)
            case page.GoTo(field):
                self.query_one(f"#{field}").focus()
            case page.CarryOver(group, places):
                self.carried = (group, places)
            case page.ChooseSteps(group, steps):
                self.app.push_screen(CarryScreen(steps, self.frame().here.date()), partial(self._chosen, group))
            case page.BeginWith(last):
                self._fill("people", ", ".join(last.people))
                self._fill("facilitator", last.facilitator or "")
                self._fill("improvements", "\n".join(" ".join(text.split()) for text in last.improvements))
                self._choose(last.template)
            case page.PlanTimes(template, found):
                self.times_taken = (template, found)

    def _chosen(self, group: str, places: tuple[str, ...] | None) -> None:
        if places is not None:
            self.carried = (group, places)
        else:
            self.asked.discard(f"carry:{group}")
            self.consider()

    def _fill(self, name: str, words: str) -> None:
        box = self.query_one(f"#{name}")
        if isinstance(box, ListArea) and not box.text.strip():
            box.text = words
        elif isinstance(box, FieldBox) and not box.value.strip():
            box.value = words

    def _choose(self, template: str | None) -> None:
        names = [choice.name for choice in self.choices]
        if template in names and self.template == DEFAULT:
            self.query_one(Chooser).index = names.index(template)
            self.turned()

    def drop(self, made: Made | None = None) -> None:
        """Leave; the words have been used, or are not wanted."""
        for field in FIELDS:
            self.host.drafts.remove(field.name)
        self.dismiss(made)

    def make(self, without: frozenset[str] = frozenset()) -> None:
        """Make the session and open it; the words of the fields in `without` are left out."""
        frame = self.frame()
        wrong = page.obstacle(frame, without)
        if isinstance(wrong, str):
            self.message = wrong
            self.query_one("#title").focus()
        elif wrong is not None:
            self.question = wrong
        else:
            self.making, self.message = True, t("Making it")
            look_first(self, partial(look_before, frame.typed, self.host.context), partial(self._make, frame))

    def _make(self, frame: NewFrame, look: Look | str | None) -> None:
        if isinstance(look, str):
            self.making, self.message = False, t("Nothing was made: the list is still here.")
            return
        taken, context = Taken(frame.seconds, frame.places, look), self.host.context
        work = partial(service.make_and_open, frame.typed, frame.template, frame.times, context, taken)
        in_background(self, work, SessionMade)

    @on(SessionMade)
    def _made(self, message: SessionMade) -> None:
        self.making = False
        made = message.value()
        if made.made:
            self.drop(made)
        else:
            self.message = made.sentence
