"""The base class of every prompt, and Outcome: the value with which prompts and actions answer."""

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
    """Return the typed day `due`. Raises Rejected where it has passed, which is nearly always a slip.

    A past day is allowed where it stood there `before`, and in the lines of a pasted list.
    """
    return due if view.pasted else to_come(due, view.today, before)


class Kept(NamedTuple):
    """Words for a private note; `note` is the id of the note that they replace, "" for a new note."""

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
    """Turn the panes of the desk: 1 to the next one, -1 to the one before.

    0 shows signs and responses over the other panes, or puts them away again.
    """

    by: int


Effect = Do | Open | Work | Export | Ask | Turn


class Keep(Enum):
    """The type of KEEP, which leaves a field of the screen as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class Outcome(Struct, frozen=True):
    """What an action or a prompt wants; `SessionScreen.apply` carries it out, in this order.

    - `group_context`: what was read of the group's other sessions.
    - `answered`, `question`: the name of a question to take away, and a question to ask.
    - `refused`: why the line is not taken; it stays, and nothing below is done.
    - `commands`: changes of the session, all or none. Where one is rejected, nothing below is done, and `line` (a
      prompt and its words) is put back to be corrected.
    - `keeps`: a private note. `notice`: the message afterwards.
    - `cursor`, `focus`, `mode`, `passed`, `big`, `curtain`, `message`: new values of the fields of SessionFrame.
    - `then`: the prompt that opens (None closes the one that is open). `typed` replaces its text, `inserted` adds to
      it.
    - `typing`: whether keys go to the capture line.
    - `onward`: go to the next item of a page that shows one at a time.
    - `asks`: the id of a step; asks what became of its if-then line.
    - `effect`: what goes beyond the session and this screen.
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
"""The words of an answer, and the Outcome that it has."""


class Question(AnyQuestion[Outcome], frozen=True):
    """A question over a session; each answer is an Outcome."""


def asked(questions: Iterable[Question], outcome: Outcome) -> tuple[Question, ...]:
    """Return the questions after an outcome: one of each name, the newest in front."""
    gone = {outcome.answered, outcome.question.name if outcome.question else ""}
    others = tuple(it for it in questions if it.name not in gone)
    return (outcome.question, *others) if outcome.question else others


def answered(question: Question, answer: Answer) -> Outcome:
    """Return what comes of an answer, with the question taken away."""
    return replace(answer[1], answered=question.name)


class Prompt(Struct, frozen=True):
    """One line of words to type, with what it means. `item` is the id of what the words belong to."""

    item: str = ""

    name = "box"
    """The kind of prompt, for the draft's key and the placeholder."""

    verb = "keep"
    """What the footer says of Enter."""

    passes = "pass over"
    """What the footer says of Tab where there is a prompt to go on to."""

    stays = False
    """Whether it stays open for the next line after Enter; Enter on an empty line closes it."""

    shared = True
    """Whether those who watch see the line as it is typed, as the room does."""

    replaced = False
    """Whether the first key replaces the words with which it opens; else they are there to be changed."""

    fleeting = False
    """Whether the first key also replaces a draft that was begun before."""

    rests = False
    """Whether all is answered, and it only stays open for keys that are still being typed."""

    masked = False
    """Whether the room sees how much is typed and not what: the desk always sees it."""

    @property
    def empties(self) -> bool:
        """Whether Enter on an emptied line is an answer; else it only closes the prompt."""
        return False

    @property
    def key(self) -> str:
        """The key of its draft, "name:item": a draft belongs to the item for which it was begun."""
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
        """Return how `text` is understood."""
        return Echo()

    def complete(self, text: str, view: Frame) -> str | None:
        """Return the line with its last word completed, or None."""
        return None

    def seek(self, text: str) -> "Effect | None":
        """Return the effect that completes the line on a thread, where that needs the disk."""
        return None

    def passed_over(self, view: Frame) -> "Prompt | None":
        """Return the prompt to which Tab goes on where there is nothing to complete, or None."""
        return None

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Return what Enter does; `text` is clean and not empty. Raises Rejected."""
        raise NotImplementedError


class RestingPrompt(Prompt, frozen=True):
    """Asks nothing: it stays open after the last of several answers, so that what is still typed does no harm.

    What is typed is neither taken as commands nor changes `item`.
    """

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
        """Refuse the words, which stay in the line."""
        return Outcome(refused=self.done_sentence)
