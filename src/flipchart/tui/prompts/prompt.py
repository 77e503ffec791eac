"""What every prompt of the capture line is, and what prompts and actions answer with: an Outcome, which is data."""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.commands.command import Command
from flipchart.domain.group_context import GroupContext
from flipchart.domain.promises import to_come
from flipchart.ids import Ids
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.questions import AnyQuestion


class Echo(Struct, frozen=True):
    """What was understood of a line so far, and what the typist should know."""

    parts: tuple[str, ...] = ()
    hint: str = ""

    @property
    def words(self) -> str:
        """The parts as one line."""
        return " · ".join(self.parts)


def ahead(due: dt.date | None, view: Frame, before: dt.date | None = None) -> dt.date | None:
    """Return a day that was typed for something to come; raises Rejected where it is past: nearly always a slip.

    The day that stood there `before` may stay, and a list that was pasted may hold what was due long ago.
    """
    return due if view.pasted else to_come(due, view.today, before)


class Kept(NamedTuple):
    """Words for the private notes; `note` is the id of the one that has them now, "" for a new one."""

    words: str
    note: str = ""


# Effects: what goes beyond the session and what the screen shows of it.


class Do(Struct, frozen=True):
    """Carry out another action, by its id in the registry, on the frame of that moment."""

    action: str
    arguments: tuple[object, ...] = ()


class Open(Struct, frozen=True):
    """Show a screen over this one, by its name; `look` is the list that is looked at before it is taken in."""

    screen: Literal[
        "gaps", "pictures", "help", "room check", "step", "signs", "conflicts", "carry", "codes", "people", "agenda",
        "list",
    ]  # fmt: skip
    look: object = None


class Work(Struct, frozen=True):
    """Do something that may take its time on a thread of its own; what it returns is applied when it is done."""

    job: "Callable[[OpenSession, Context], Outcome]"


class Export(Struct, frozen=True):
    """Write the plan beside the session: as Markdown, to the clipboard too, or its dates as a calendar."""

    format: Literal["md", "copy", "ics"]


class Ask(Struct, frozen=True):
    """Ask the app for what only it can do; `look` looks at the file for what others wrote."""

    what: Literal[
        "leave", "quit", "undo", "redo", "save", "look", "theme", "palette", "watch", "drive", "follow", "copy"
    ]


class Turn(Struct, frozen=True):
    """Put another pane of the desk first: the next one (1), the one before (-1), or the signs, or these away (0)."""

    by: int


Effect = Do | Open | Work | Export | Ask | Turn


class Keep(Enum):
    """The only value says that something stays as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class Outcome(Struct, frozen=True):
    """What an action or a prompt wants; `SessionScreen.apply` carries it out, in this order.

    `answered` names a question that is taken away, `question` one that is asked, `group_context` is what was read of
    the group's other sessions. `commands` change the session, all or none; where one is rejected, nothing after it
    is done, and `line` (a prompt with its words) stays to be corrected. `refused` is a sentence for which the line
    stays from the beginning. `keeps` is a private note, `notice` the message afterwards. `then` is the prompt that is
    open afterwards (None: it closes), `typed` its text, or `inserted` what is added to it. `cursor`, `focus`,
    `mode`, `passed`, `big`, `curtain` and `message` are as in Frame; `typing` tells whether keys go to the capture
    line. `asks` is the id of a step of which it is asked what became of its if-then line; `onward` goes to the next
    item of a page that shows one at a time.
    """

    commands: tuple[Command, ...] = ()
    then: "Prompt | Keep | None" = KEEP
    cursor: str | Keep | None = KEEP
    refused: str = ""
    notice: str = ""
    asks: str = ""
    keeps: Kept | None = None
    answered: str = ""
    question: "Question | None" = None
    group_context: GroupContext | None = None
    line: "tuple[Prompt, str] | None" = None
    typed: str | None = None
    inserted: str = ""
    typing: bool | None = None
    focus: str | Keep | None = KEEP
    mode: str | Keep = KEEP
    passed: frozenset[str] | None = None
    big: bool | None = None
    curtain: bool | None = None
    message: str | None = None
    onward: bool = False
    effect: Effect | None = None


NOTHING: Final = Outcome()

Answer = tuple[str, Outcome]
"""The words of an answer, and what comes of it."""


class Question(AnyQuestion[Outcome], frozen=True):
    """A question over a session."""


def asked(questions: Iterable[Question], outcome: Outcome) -> tuple[Question, ...]:
    """Return the questions after an outcome: one of each name, the newest in front."""
    gone = {outcome.answered, outcome.question.name if outcome.question else ""}
    others = tuple(it for it in questions if it.name not in gone)
    return (outcome.question, *others) if outcome.question else others


def answered(question: Question, answer: Answer) -> Outcome:
    """Return what comes of an answer, with the question taken away."""
    return replace(answer[1], answered=question.name)


class Prompt(Struct, frozen=True):
    """A place for one line of words. `item` is what the words belong to; a draft is kept for each."""

    item: str = ""

    name = "box"
    """The kind of prompt, for the draft's key and the placeholder."""

    verb = "keep"
    """What the footer says of Enter."""

    passes = "pass over"
    """What the footer says of Tab where there is a prompt to go on to."""

    stays = False
    """Whether an empty Enter leaves it and a full one keeps it open for the next line."""

    shared = True
    """Whether those who watch see the line as it is typed, as the room does."""

    replaced = False
    """Whether the first key takes the place of what it opens with; words that are to be changed stay."""

    fleeting = False
    """Whether it also takes the place of what was begun in it before."""

    rests = False
    """Whether it only holds the box open under hands that go on typing, since all that was asked is answered."""

    masked = False
    """Whether the room sees how much is typed and not what: the desk always sees it."""

    @property
    def empties(self) -> bool:
        """Whether Enter on an emptied line means something; else it only leaves the prompt."""
        return False

    @property
    def key(self) -> str:
        """Under which a draft of this prompt is kept: it belongs to the item for which it was begun."""
        return f"{self.name}:{self.item}"

    def enters(self, view: Frame) -> str:
        """What the footer says of Enter here."""
        return self.verb

    def label(self, view: Frame) -> str:
        """The words before the line."""
        return "+"

    def invitation(self, view: Frame) -> str:
        """What is said while nothing is typed yet."""
        return ""

    def start(self, view: Frame) -> str:
        """The line with which the prompt opens."""
        return ""

    def echo(self, text: str, view: Frame) -> Echo:
        """What `text` is understood as."""
        return Echo()

    def complete(self, text: str, view: Frame) -> str | None:
        """The line with its last word completed, or None."""
        return None

    def seek(self, text: str) -> "Effect | None":
        """What completes the line beside the event loop, where that needs the disk."""
        return None

    def passed_over(self, view: Frame) -> "Prompt | None":
        """The prompt that Tab goes on to where there is nothing to complete, if there is one."""
        return None

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """What Enter does; `text` is clean and not empty. Raises Rejected."""
        raise NotImplementedError


class RestingPrompt(Prompt, frozen=True):
    """After the last answer of several: what is typed on is no command, and changes nothing of `item` either."""

    passes = "go there"
    rests = True
    fleeting = True

    done = ""
    """Its label: that all is answered."""

    done_sentence = ""
    """The same as a sentence, with the way to change an answer."""

    def label(self, view: Frame) -> str:
        """Nothing is asked any more."""
        return self.done

    def invitation(self, view: Frame) -> str:
        """How it is left; after an undo where the gap is."""
        return "tab goes to what is open" if self.passed_over(view) else "esc closes"

    def echo(self, text: str, view: Frame) -> Echo:
        """Where such words belong."""
        return Echo(hint=self.done_sentence)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the words in the box."""
        return Outcome(refused=self.done_sentence)
