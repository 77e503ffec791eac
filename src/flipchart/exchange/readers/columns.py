"""What people write above the columns of a list, and which field of the plan they mean by it: English, as data."""

import re
from collections.abc import Sequence
from typing import Literal

from flipchart.exchange.readers.marks import item_mark

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
