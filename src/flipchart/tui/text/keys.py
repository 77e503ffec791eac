"""The one table of keys: footer, help, palette and bindings are made from it.

Letters act outside text boxes; function, page and ctrl keys act in every focus. Several keys for one thing, since
terminals keep some for themselves. The ids are those of `[keys]` in the config file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flipchart.domain.said import say

if TYPE_CHECKING:
    from textual.binding import Binding


class Key(NamedTuple):
    """One action: its id, its keys (Textual's names, comma separated), a word for the footer, a line for help."""

    id: str
    keys: str
    word: str
    help: str
    group: str
    shown: str
    boxed: str = ""

    @property
    def action(self) -> str:
        """The name under which the screen knows the action."""
        return f"act('{self.id}')"


CLOCK, PLAN, WORDS, VIEW, ASK = "The clock", "The plan", "Words", "What is shown", "Answers"

KEYS = (
    Key("clock.toggle", "space,f5", "start/pause", "start, pause or resume the clock", CLOCK, "space", "F5"),
    Key("stage.next", "n,pagedown,ctrl+l", "next stage", "next stage", CLOCK, "n", "pgdn"),
    Key("stage.previous", "p,pageup", "back", "the stage before", CLOCK, "p", "pgup"),
    Key("clock.more", "plus,shift+plus,equals_sign,f6", "+1 min", "one minute more", CLOCK, "+", "F6"),
    Key("clock.less", "minus", "-1 min", "take back the last minute, else one less", CLOCK, "-"),
    Key("clock.borrow", "B,f7,ctrl+r", "borrow", "a minute lent by a later stage: the end stays", CLOCK, "B", "F7"),
    Key("timer.quick", "Q", "quiet timer", "minutes for a silent task: 3 on your own", CLOCK, "Q"),
    Key("clock.break", "P", "break", "a break: its minutes, or until 10:40", CLOCK, "P"),
    Key("clock.set", "t", "set time", "type a time: 2:30, +5, until 10:20, started 1:30 ago", CLOCK, "t"),
    Key("agenda", "A", "agenda", "the agenda: minutes, order, stages, start and end", CLOCK, "A"),
    Key("capture.open", "a", "add", "write down a step or an improvement", WORDS, "a"),
    Key("capture.add", "enter", "add", "in the box: add and stay; in an empty one leave it", WORDS, "enter", "enter"),
    Key("park", "l,f2", "park", "to the parking lot", WORDS, "l", "F2"),
    Key("note", "m,f4", "note", "a note, or a decision (begin with !)", WORDS, "m", "F4"),
    Key("decision", "D,ctrl+d", "decision", "what was decided", WORDS, "D", "^D"),
    Key("list.in", "L", "list", "a list from a file: its name, or drag the file here", WORDS, "L"),
    Key("note.private", "M,f12", "private note", "a note for the desk only", WORDS, "M", "F12"),
    Key("wall.message", "W", "message", "a line to the wall, until esc takes it away (desk)", WORDS, "W"),
    Key("leave", "escape", "close", "out of the box, its words stay; close", WORDS, "esc", "esc"),
    Key("gap.next", "tab", "next gap", "in a box: take the suggestion; else next open field or improvement", WORDS,
        "tab", "tab"),
    Key("gap.previous", "shift+tab", "", "the one before", WORDS, "shift+tab", "shift+tab"),
    Key("move.up", "up,k", "", "up", PLAN, "up k"),
    Key("move.down", "down,j", "", "down", PLAN, "down j"),
    Key("item.edit", "enter,e", "edit", "enter: what the stage asks of this line; e: its words", PLAN, "enter"),
    Key("step.owner", "o", "owner", "who takes it", PLAN, "o"),
    Key("step.due", "d", "date", "by when", PLAN, "d"),
    Key("step.resource", "r", "resource", "what it needs", PLAN, "r"),
    Key("step.risk", "f", "if-then", "what could get in the way, and what then", PLAN, "f"),
    Key("item.votes", "v", "votes", "votes of an improvement", PLAN, "v"),
    Key("review.sort", "S", "sort by votes", "the most votes first", PLAN, "S"),
    Key("report.state", "s", "status", "how the step stands: 1 tue is done on Tuesday", PLAN, "s"),
    Key("report.note", "c", "comment", "a word about the step (follow-up, or any time)", PLAN, "c"),
    Key("item.drop", "x,delete", "drop", "drop it (kept in the file, u brings it back)", PLAN, "x"),
    Key("item.up", "shift+up,K", "move up", "move it up", PLAN, "shift+up"),
    Key("item.down", "shift+down,J", "move down", "move it down", PLAN, "shift+down"),
    Key("undo", "u,ctrl+z", "undo", "undo: the plan and the agenda, never time", PLAN, "u"),
    Key("redo", "U,ctrl+y", "redo", "redo", PLAN, "U"),
    Key("gaps", "g", "gaps", "what to ask aloud", VIEW, "g"),
    Key("people", "G", "people", "the people: respell a name, merge two who are the same", VIEW, "G"),
    Key("pictures", "i", "pictures", "the plan in pictures", VIEW, "i"),
    Key("challenges", "h", "when it gets hard", "signs and responses for this stage (desk)", VIEW, "h"),
    Key("desk.next", "right", "next pane", "the next pane of the desk", VIEW, "right"),
    Key("desk.previous", "left", "", "the pane before", VIEW, "left"),
    Key("clock.big", "z", "big clock", "the clock over the whole screen", VIEW, "z"),
    Key("curtain", "b,full_stop,f10", "curtain", "blank the room; the clock goes on", VIEW, "b", "F10"),
    Key("room.check", "R", "room check", "a card for the back row, and from how far this size can be read",
        VIEW, "R"),
    Key("theme", "T", "light/dark", "the other theme", VIEW, "T"),
    Key("more", "comma,ctrl+o", "more", "rarer: go to a stage, who first, milestone, pre-mortem", VIEW, ",", "^O"),
    Key("filter", "slash", "find", "find in the list", VIEW, "/"),
    Key("share.codes", "O", "codes", "promises to take home as QR codes (closing page, read-back)", VIEW, "O"),
    Key("export", "w", "write out", "write the plan as a Markdown file", VIEW, "w"),
    Key("copy", "y", "copy", "copy the plan as Markdown", VIEW, "y"),
    Key("help", "question_mark,shift+question_mark,f1,ctrl+g", "keys", "all keys", VIEW, "?", "F1"),
    Key("palette", "ctrl+p", "commands", "every action by its name", VIEW, "ctrl+p"),
    Key("save", "ctrl+s", "save", "save now (it always is)", VIEW, "ctrl+s"),
    Key("close", "q", "leave", "leave; asks only while the clock runs", VIEW, "q"),
    Key("quit", "ctrl+q", "quit", "quit, always saved", VIEW, "ctrl+q"),
    Key("ask.yes", "f8,Y", "yes", "yes to the question; in a box esc and then Y, or F8", ASK, "Y", "esc Y"),
    Key("ask.no", "f9,N", "no", "no to it; in a box esc and then N, or F9", ASK, "N", "esc N"),
    *(Key(f"answer.{digit}", digit, "", "the answer with this number", ASK, digit) for digit in "123456789"),
)  # fmt: skip

BY_ID = {key.id: key for key in KEYS}

NAMES = {
    "pagedown": "pgdn", "pageup": "pgup", "plus": "+", "equals_sign": "=", "minus": "-", "comma": ",",
    "full_stop": ".", "question_mark": "?", "escape": "esc", "delete": "del", "slash": "/",
}  # fmt: skip


def spelled(keys: str) -> tuple[str, ...]:
    """The keys of a binding as people call them, each once."""
    names = [NAMES.get(name, name) for name in keys.split(",") if name not in ("shift+plus", "shift+question_mark")]
    return tuple(dict.fromkeys(name.upper() if name[0] == "f" and name[1:].isdigit() else name for name in names))


def shown(id: str, own: Mapping[str, str], *, boxed: bool = False) -> str:
    """Return the footer's name for an action's key: the first of a person's own, else that of the table.

    In a box only keys that type nothing count; nothing where there is none.
    """
    if id not in own:
        return BY_ID[id].boxed if boxed else BY_ID[id].shown
    return next((name for name in spelled(own[id]) if not boxed or len(name) > 1), "")


def named(name: str, own: Mapping[str, str]) -> str | None:
    """The action of a key as the screen names it, one's own keys first; None for no key."""
    theirs = [id for id, keys in own.items() if name in spelled(keys)]
    ours = [key.id for key in KEYS if key.id not in own and name in spelled(key.keys)]
    return next(iter((*theirs, *ours)), None)


def pressed(name: str) -> str:
    """Textual's name of a key as the screen names it: `pagedown` for "pgdn"."""
    return next((known for known, said in NAMES.items() if said == name), name.lower() if len(name) > 1 else name)


def bindings(keys: tuple[Key, ...] = KEYS) -> Iterator["Binding"]:
    """Yield Textual's bindings of the table; none is shown by Textual itself. Enter in the box is the box's own."""
    from textual.binding import Binding  # noqa: PLC0415 - the table is also read where there is no screen

    for key in keys:
        if key.id == "capture.add":
            continue
        priority = key.id in ("gap.next", "gap.previous", "decision")
        yield Binding(key.keys, key.action, key.help, show=False, id=key.id, priority=priority)


def spared(environ: Mapping[str, str]) -> dict[str, str]:
    """The keys of actions whose usual key in a box this terminal keeps for itself, the one that works first.

    GNOME's and Xfce's terminals (VTE) and VS Code open their own help or commands with F1.
    """
    keeps = environ.get("VTE_VERSION") or environ.get("TERM_PROGRAM") == "vscode"
    return {"help": "question_mark,shift+question_mark,ctrl+g,f1"} if keeps else {}


MODIFIERS = ("ctrl", "shift", "alt", "meta", "super", "hyper")


@cache
def named_keys() -> frozenset[str]:
    """The names that Textual gives to keys."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys  # noqa: PLC0415 - as above

    return frozenset({key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values()))


IN_THE_BOX = ("enter", "capture.add")
"""Enter is one thing in the box and another outside."""


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name: one sign, or a name such as `f5` or `ctrl+r`."""
    *modifiers, last = name.split("+") if name not in ("+", "") else [name]
    if any(modifier not in MODIFIERS for modifier in modifiers):
        return False
    known = not {last, name}.isdisjoint(named_keys())
    return (len(last) == 1 and last.isprintable()) or known or _punctuation(last)


def _punctuation(name: str) -> bool:
    return any(name in key.keys.split(",") for key in KEYS)


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that can be put on, and a sentence for each that cannot; its default stays."""
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, typed in wanted.items():
        names = [name.strip() for name in typed.split(",") if name.strip()]
        wrong = [name for name in names if not is_key(name)]
        if id not in BY_ID:
            near = get_close_matches(id, BY_ID, n=1)
            problems.append(
                say("[keys] {id}: no such action; did you mean {other}?", id=id, other=near[0])
                if near
                else say("[keys] {id}: no such action; ctrl+p at the desk shows the names.", id=id)
            )
        elif wrong or not names:
            key = repr(wrong[0] if wrong else typed)
            problems.append(say("[keys] {id}: {key} is not a key; the default stays.", id=id, key=key))
        else:
            good[id] = ",".join(names)
    return _unclashed(good, problems)


def _unclashed(good: dict[str, str], problems: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Take away what would give one key two meanings."""
    while True:
        taken = [(name, key.id) for key in KEYS for name in good.get(key.id, key.keys).split(",")
                 if (name, key.id) != IN_THE_BOX]  # fmt: skip
        count = Counter(name for name, _ in taken)
        clash = next(((name, id) for name, id in taken if count[name] > 1 and id in good), None)
        if clash is None:
            return good, tuple(problems)
        name, id = clash
        other = next(other for key, other in taken if key == name and other != id)
        problems.append(
            say("[keys] {id}: {key} is already {other}; the default stays.", id=id, key=name, other=other)
        )
        del good[id]
