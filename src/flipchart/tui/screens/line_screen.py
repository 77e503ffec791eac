"""A list over a session with one line below it for words, which opens by a key that says so."""

from collections.abc import Callable
from typing import ClassVar, Final, Literal, TypeVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input

from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.tui.screens.list_screen import MARGIN, ListScreen, set_shown, set_size
from flipchart.tui.text.language import voiced
from flipchart.tui.text.lines import Line, block, cut, line, width_of, wrap
from flipchart.tui.text.list_keys import THEME, ListKey
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

T = TypeVar("T")

LINE_KEYS = (
    ListKey("capture.add", "enter", "", "keep what was typed", "keep", boxed="enter"),
    ListKey("gap.next", "tab", "complete", "in the line: take the suggestion", "take", boxed="tab", rank=1),
    ListKey("undo", "u,ctrl+z", "undo", "take the last change back", "undo", "u", rank=3),
    ListKey("redo", "U,ctrl+y", "redo", "do it again"),
    THEME,
)
"""The keys of every such screen; enter outside of the line is the screen's own."""


def back(own: str) -> ListKey:
    """Return the key that leaves the line or, without one, the screen; the screen's key `own` closes it, too."""
    return ListKey("back", f"escape,q,{own}", "leave", "out of the line, else back", "close", "esc", "esc")


WAITING: Final = "waiting"
"""What `LineRequest.does` returns while it is not known yet whether the line is refused: the line stays open."""


class LineRequest(Struct, frozen=True):
    """What the open line is for: its label, its placeholder, and what Enter does.

    - `does`: takes the line. It may raise Rejected, and the words stay; where it takes a while it returns WAITING,
      and ends by `put_away` or `refuse`.
    - `understood`: returns the echo of the line. `completed`: returns the line with its end completed, or None.
    - `empties`: whether Enter on an empty line is an answer.
    """

    label: str
    invites: str
    does: Callable[[str], Literal["waiting"] | None]
    understood: Callable[[str], str] = lambda _text: ""
    completed: Callable[[str], str | None] = lambda _text: None
    empties: bool = False


class LineScreen(ListScreen[T], ModalScreen[T]):
    """A list that is changed here; `asked` is what the open line is for, `answer` the result of the last key."""

    FOLLOWS: ClassVar[tuple[str, ...]] = ("session",)
    """What of the app is watched: the plan, which others may change, and where times are shown the clock."""

    asked: LineRequest | None = None
    answer = ""
    _known = ""

    def compose(self) -> ComposeResult:
        """Its head, the rows, what is said, the line, what was understood of it, the keys."""
        yield from self.above()
        yield RowList(id="rows")
        yield Words(id="message")
        with Horizontal(id="boxrow"):
            yield Words(id="label")
            yield CaptureBox(id="box")
        yield Words(id="echo")
        yield KeyLine(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Take the words of the line, and show what others change meanwhile."""
        self.field.entered = self._enter
        for name in self.FOLLOWS:
            self.watch(self.app, name, self.show, init=False)

    @property
    def field(self) -> CaptureBox:
        """The line."""
        return self.query_one("#box", CaptureBox)

    def show(self) -> None:
        """Put everything in its place."""
        if not self.children:
            return
        super().show()
        width = self.app.size.width - MARGIN
        app = self.app
        self.set_class(app.current_theme.ansi or app.no_color, "-colourless")
        set_shown(self.query_one("#boxrow"), self.asked is not None)
        lines: tuple[str, ...] = ()
        if self.asked is not None:
            label = self.query_one("#label", Words)
            label.lines = (line((f"{self.asked.label} ", "quiet")),)
            set_size(label, "width", width_of(self.asked.label) + 1)
            self.field.placeholder = self.asked.invites
            lines = tuple(wrap(self._understood(), width))
        self.query_one("#echo", Words).lines = block(lines, "quiet")
        set_shown(self.query_one("#echo"), self.asked is not None)
        self.show_keys(boxed=self.asked is not None)

    def heading(self) -> tuple[Line, Line]:
        """The title; at the right the result of the last key, for which all but the title gives way."""
        left, words = self.headed(), voiced(self.answer)
        width = self.app.size.width - MARGIN - 2
        left = left if width_of(left) + width_of(words) <= width else left[:1]
        room = width - width_of(left)
        return left, line((words if width_of(words) <= room else cut(words.partition(" (")[0], room), "quiet"))

    def headed(self) -> Line:
        """The title and a remark about all the rows."""
        raise NotImplementedError

    def _understood(self) -> str:
        text = clean_line(self.field.value)
        if self.asked is None or not text or self.message:
            return ""
        try:
            return self.asked.understood(text)
        except Rejected as why:
            return str(why)

    def applies(self, key: ListKey) -> bool:
        """Whether there is a suggestion to take."""
        if key.id != "gap.next":
            return True
        return self.asked is not None and self.asked.completed(self.field.value) is not None

    # What is typed.

    def ask(self, asked: LineRequest, start: str = "") -> None:
        """Open the line."""
        self.asked, self.answer = asked, ""
        self.set_reactive(ListScreen.message, "")
        self._fill(start)
        self.show()
        self.set_focus(self.field)

    def put_away(self) -> None:
        """Close the line."""
        self.asked = None
        self._fill("")
        self.set_focus(self.rows)
        self.show()

    def _fill(self, text: str) -> None:
        self._known = self.field.value = text
        self.field.cursor_position = len(text)

    def _enter(self, typed: str) -> None:
        """Do what the line is for; what is refused stays in it, with the reason above."""
        asked, text = self.asked, clean_line(typed)
        if asked is None:
            return
        if text or asked.empties:
            try:
                waiting = asked.does(text) == WAITING
            except Rejected as why:
                self._fill(typed)
                self.message = str(why)
                return
            if waiting:
                self._fill(typed)
                return
        self.set_reactive(ListScreen.message, "")
        if self.asked is asked:
            self.put_away()

    def refuse(self, sentence: str) -> None:
        """Say why what was typed was refused; the words stay in the line, or come back into it."""
        self.message = sentence

    @on(Input.Changed, "#box")
    def _typed(self) -> None:
        # The value of now: the line may have been entered, and refused, since.
        if self.asked is not None and self.field.value != self._known:
            self._known = self.field.value
            self.set_reactive(ListScreen.message, "")
            self.show()

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        self.field.insert_text_at_cursor(" ".join(event.lines))

    @on(CaptureBox.Left)
    def _left(self, event: CaptureBox.Left) -> None:
        self.put_away()
        self.app.simulate_key(event.key)

    @on(CaptureBox.Cut)
    def _cut(self, event: CaptureBox.Cut) -> None:
        self.message = event.sentence

    def complete(self) -> None:
        """Take the suggestion."""
        if self.asked is not None and (whole := self.asked.completed(self.field.value)):
            self.field.value = whole
            self.field.cursor_position = len(whole)

    def leave(self) -> None:
        """Out of the line, else out of the screen."""
        if self.asked is not None:
            self.put_away()
        else:
            self.close()

    # What is done.

    def carry_out(self, *commands: Command, cursor: str | None = None, said: str = "") -> None:
        """Change the session, and move the cursor to a row. Raises Rejected."""
        refused = self.host.carry_out(commands)
        if refused is not None:
            raise refused
        self.set_reactive(ListScreen.cursor, cursor or self.cursor)
        self._say(said)

    def attempt(self, *commands: Command, cursor: str | None = None, said: str = "") -> None:
        """Change the session likewise, but show the sentence of a refusal."""
        try:
            self.carry_out(*commands, cursor=cursor, said=said)
        except Rejected as why:
            self.message = str(why)

    def undo(self) -> None:
        """Take the last change back; the cursor goes to what came back."""
        self._take(self.host.undo)

    def redo(self) -> None:
        """Do it again, likewise."""
        self._take(self.host.redo)

    def _take(self, act: Callable[[], None]) -> None:
        before = self.marks()
        act()
        after = self.marks()
        came = [id for id in after if id not in before] or [id for id in after if before[id] != after[id]]
        self.set_reactive(ListScreen.cursor, came[0] if came else self.cursor)
        self._say(self.host.notice)
        self.host.notice = ""

    def _say(self, words: str) -> None:
        self.answer = words
        self.set_reactive(ListScreen.message, "")
        self.show()

    def marks(self) -> dict[str, object]:
        """Return a value for each row by its id; a row whose value changes was changed."""
        raise NotImplementedError
