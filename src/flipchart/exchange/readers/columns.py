"""What people write above the columns of a list, and which field of the plan they mean by it: English, as data."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
RULE = re.compile(r"\s*(?:([-*_=~])\s*)(?:\1\s*){2,}$")

_QUOTE = re.compile(r"^\s{0,3}(?:>\s)+")
_ITEM = re.compile(
    r"""(?P<indent>\s*)
    (?: (?P<tick>[☐☑☒✓✔✅]\ufe0f?) \s*
      | (?: [-*+•‣◦▪·–—] | \d{1,3}[.)] | [A-Za-z]\) ) \s+ (?: \[(?P<box>.)\] \s+ )?
      | \[(?P<bare>[ xX/-])\] \s+
    )
    (?P<text>\S.*)""",
    re.VERBOSE,
)


class Mark(NamedTuple):
    """Where an item begins, the character in its task box or None, and its text."""

    indent: int
    box: str | None
    text: str


def unquoted(line: str) -> str:
    """Return a line without the marks by which an answered e-mail quotes it."""
    return _QUOTE.sub("", line)


def item_mark(line: str) -> Mark | None:
    """Return what the list mark at the beginning of `line` says, or None where there is none."""
    wide = line.expandtabs(4)
    found = None if RULE.match(line) else _ITEM.match(wide)
    if found is None:
        return None
    box = found["box"] or found["bare"]
    if found["tick"]:
        box = " " if found["tick"][0] == "☐" else "x"
    return Mark(len(found["indent"]), box.lower() if box else None, found["text"].rstrip())


Field = Literal[
    "improvement", "step", "rank", "votes", "owner", "helpers", "due", "hoped", "first_due", "state", "finished",
    "resources", "money", "done_when", "first_step", "first_step_at", "roadblock", "contingency", "reason", "note",
    "below_line",
]  # fmt: skip
"""What a column holds; `money` are resources that cost some. Only session files tell of `below_line`."""

SEVERAL: frozenset[Field] = frozenset({"state", "resources", "money", "note"})
"""Fields that more than one column may tell of; of any other the first column counts."""


def _table(**names: str) -> dict[str, Field]:
    return {
        " ".join(name.split()): field  # type: ignore[misc]  # the keywords are the fields
        for field, listed in names.items()
        for name in listed.split(",")
    }


NAMES = _table(
    improvement="""improvement, idea, issue, problem, pain point, opportunity, finding, area for improvement,
        improvement area, improvement idea, improvement opportunity, suggestion, challenge, concern, theme,
        root cause, gap, need for improvement, what should improve, user story, story, feature, epic,
        recommendation""",
    step="""step, action, action step, action item, task, to do, todo, activity, next step, next action,
        what, deliverable, action required, action needed, action plan, planned action,
        what will be done, first task""",
    rank="rank, ranking, priority, order, #, no, nr, number, position, prio",
    votes="votes, vote, dots, dot votes, score, points, upvotes, likes, +1, number of votes, vote count",
    owner="""owner, responsible, responsibility, lead, assignee, who, assigned to, assigned, person responsible,
        responsible person, action owner, accountable, led by, by whom, named lead, lead person, who will do it,
        responsible lead, person, name of owner, driver, dri, owned by""",
    helpers="helpers, helper, collaborators, collaborator, supported by, support from, with, contributors, with whom",
    due="""due, due date, deadline, date, by when, when, by, target date, completion date, date for completion,
        end date, finish date, timescale, timeframe, time frame, timeline, complete by, to be completed by,
        expected completion, expected completion date, target completion date, due by, due on, date due, planned end,
        finish by, target""",
    hoped="hoped",
    first_due="first due",
    state="status, state, progress, rag, rag status, done, complete, completed, current status, percent complete",
    finished="finished, date completed, completed date, completed on, completed at, finished on, done on, actual end",
    resources="""resources, resource, resources needed, resources required, needs, required resources, means,
        support needed, resource implications""",
    money="""budget, cost, costs, budget implications, cost implications, funding, estimated cost,
        financial implications""",
    done_when="""done when, success measure, success criteria, measure of success, success criterion,
        acceptance criteria, definition of done, how will we know, success looks like""",
    first_step="first step, first move",
    first_step_at="first step at",
    roadblock="roadblock, roadblocks, barrier, barriers, obstacle, obstacles, risk, risks, blocker, blockers",
    contingency="contingency, contingency plan, mitigation, mitigations, plan b",
    reason="reason, reason dropped",
    note="""note, notes, comment, comments, remark, remarks, update, updates, progress notes, description, details,
        detail, notes and comments, further information""",
)
"""Names as they are compared (see `plain`)."""

WEAK = (
    "item",
    "title",
    "summary",
    "name",
    "subject",
    "content",
    "text",
    "topic",
    "headline",
    "description",
    "details",
)
"""Names of whatever the list is of: the item's words, where no column says so more clearly; the likeliest first."""

_INSIDE: Sequence[tuple[str, Field]] = (
    ("responsible", "owner"), ("owner", "owner"), ("assignee", "owner"), ("assigned", "owner"),
    ("deadline", "due"), ("due", "due"), ("votes", "votes"), ("status", "state"), ("rag", "state"),
    ("budget", "money"), ("cost", "money"), ("funding", "money"), ("resources", "resources"),
    ("improvement", "improvement"), ("issue", "improvement"), ("problem", "improvement"),
    ("action", "step"), ("task", "step"), ("step", "step"),
)  # fmt: skip
"""A word that tells the field of a longer name; the first that is in it."""

_OTHERWISE = frozenset({
    "raised", "created", "opened", "added", "start", "updated", "modified", "reported", "identified", "id", "ids",
    "key",
    "type", "email", "e", "mail", "url", "link", "parent", "project", "number", "ref", "reference", "category",
    "code",
    "count", "log", "history", "group", "team", "level",
})  # fmt: skip
"""Words that make a longer name one of something else: when an issue was raised, its key, the owner's e-mail."""

LONGEST_NAME = 60


def plain(name: str) -> str:
    """Return a column's name as it is compared: lower case, without marks, brackets and what is in them."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name.casefold())
    words = re.sub(r"[^\w#+]+", " ", bare.replace("_", " ")).split()
    if len(words) > 1 and words[0] in ("the", "our", "proposed", "agreed", "key"):
        words = words[1:]
    return " ".join(words)


def field_of(name: str) -> Field | None:
    """Return the field that a column's name means, None where it says none, or only "item" and the like."""
    if len(name) > LONGEST_NAME:
        return None
    bare = plain(name)
    if (field := _exactly(bare)) is not None:
        return field
    words = bare.split()
    if not 1 < len(words) <= 5 or _OTHERWISE.intersection(words) or set(",;|\t").intersection(name):
        return None
    return next((field for word, field in _INSIDE if word in words or f"{word}s" in words), None)


def _exactly(bare: str) -> Field | None:
    spellings = (bare, bare.removesuffix("s"), f"{bare}s")
    return next((NAMES[it] for it in spellings if it in NAMES and it not in WEAK), None)


def fields_of(names: Sequence[str]) -> tuple[Field | None, ...]:
    """Return what each column holds, by its name; None for one whose cells are only to be kept.

    Where no column names improvements, the likeliest of those with a weak name (Title, Summary, Item) does.
    """
    found: list[Field | None] = []
    for name in names:
        field = field_of(name)
        found.append(field if field in SEVERAL or field not in found else None)
    if "improvement" not in found:
        bare = [plain(name) for name in names]
        weak = next((bare.index(name) for name in WEAK if name in bare), None)
        if weak is not None:
            found[weak] = "improvement"
    for place, name in enumerate(names):
        if found[place] is None and NAMES.get(plain(name)) == "note":
            found[place] = "note"
    return tuple(found)


def is_header(names: Sequence[str], *, surely: bool = False) -> bool:
    """Whether a row names columns: one of items and one more at least, or of items alone where it is the only one.

    With `surely`, where it is known that there are columns, one of items is enough. An item may hold the word "task"
    or "issue" too, so the name has to be no more than that.
    """
    fields = fields_of([name.strip() for name in names])
    known = sum(field is not None for field in fields)
    bare = [plain(name) for name in names]
    items = any(_exactly(name) in ("improvement", "step") or name in WEAK for name in bare)
    items = items and not any(map(item_mark, names))
    return items and (surely or known > 1 or sum(bool(name.strip()) for name in names) == 1)


Kind = Literal["item", "parked", "words"]
Value = str | bool | int | dt.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says beside its text: the field it is meant for, None where nobody knows, the name that stands
    above it, and its words; `value` where the source itself says it as the plan does: a date, a state, names.
    """

    field: Field | None
    name: str
    text: str
    value: Value | None = None

    @property
    def words(self) -> str:
        """The cell word for word, with its name, for a note."""
        return f"{self.name}: {self.text}" if self.name else self.text


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says.

    `row` is its line in the source, from 1. `depth` counts how deep an item is nested. `box` is the
    character in its task box ("x", " ", "/"), None where there is no box. `struck` tells that `text` was
    struck out, with `aside` the words after it. `more` holds the lines below it that are not part of its
    text. An entry of the kind "words" is a heading or a paragraph: text that is no item of the list.

    Of a row of a table, `cells` are those beside its text. One with a column of its own for steps has an
    `under`: the improvement it belongs to, "" for none; all other entries have None there. `literal` tells that
    no marks are to be read in the text, since there are columns for what they say.
    """

    row: int
    text: str
    kind: Kind = "item"
    depth: int = 0
    box: str | None = None
    struck: bool = False
    aside: str = ""
    more: str = ""
    cells: tuple[Cell, ...] = ()
    under: str | None = None
    literal: bool = False
