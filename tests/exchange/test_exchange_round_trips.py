"""Every format that this program writes comes back as what it was, as far as the format has a place for it."""

import datetime as dt
from collections.abc import Callable

from exchange_help import plan
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from flipchart.domain.plan import Improvement, Resource, Step
from flipchart.domain.session import Session
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.view import View
from flipchart.exchange.writers import csv, html, ics, json, markdown, taskwarrior, todo_txt
from flipchart.ids import CountedIds
from flipchart.store.codec import encode

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
PEOPLE = ("Noor Haddad", "Piet Vos", "Bea", "María José García")
WORDS = (
    "Order", "two", "pads", "Zwei Blöcke", "– later", "Owner: none", "(urgent)", "Draft #2", "if late", "a, b; c",
    "it's", "50 %", "v1.2", "*bold*", "_under_", "[x]", "Note", "by Friday", "done", "@home", "x/y",
)  # fmt: skip
"""What people write, and what readers may take for marks, states, dates or owners."""

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(dt.date(2026, 1, 2), dt.date(2027, 12, 30))
DONE = st.dates(dt.date(2026, 11, 18), dt.date(2026, 11, 27))
NEEDS = ("two boxes", "a room", "the printer")


def maybe(values: SearchStrategy[str]) -> SearchStrategy[str | None]:
    """A value, or nothing."""
    return st.none() | values


@st.composite
def steps(draw: DrawFn, id: str, text: str, improvements: tuple[str, ...]) -> Step:
    """A step with anything that one can say."""
    state = draw(st.sampled_from(["open", "doing", "blocked", "done", "dropped"]))
    owner, due = draw(maybe(st.sampled_from(PEOPLE))), draw(st.none() | DAYS)
    helpers = draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))
    roadblock = draw(maybe(TEXTS))
    return Step.of({
        "id": id, "text": text, "state": state, "owner": owner, "due": due, "first_due": due,
        "helpers": [it for it in helpers if it != owner], "hoped": due is not None and draw(st.booleans()),
        "improvement": draw(st.none() | st.sampled_from(improvements)) if improvements else None,
        "finished": draw(st.none() | DONE) if state == "done" else None, "done_when": draw(maybe(TEXTS)),
        "first_step": draw(maybe(TEXTS)), "roadblock": roadblock, "note": draw(maybe(TEXTS)),
        "contingency": draw(maybe(TEXTS)) if roadblock else None,
        "reason": draw(maybe(TEXTS)) if state == "dropped" else None,
    })  # fmt: skip


@st.composite
def plans(draw: DrawFn) -> Session:
    """A plan of a few improvements and steps; no two steps have the same words."""
    texts = draw(st.lists(TEXTS, max_size=3, unique_by=str.casefold))
    improvements = tuple(
        Improvement(id=f"i{n}", text=text, votes=draw(st.none() | st.integers(0, 20)), note=draw(maybe(TEXTS)),
                    below_line=draw(st.booleans()))
        for n, text in enumerate(texts)
    )  # fmt: skip
    ids = tuple(it.id for it in improvements)
    fields_of = draw(st.lists(TEXTS, min_size=1, max_size=4, unique_by=str.casefold))
    made = tuple(draw(steps(f"s{n}", text, ids)) for n, text in enumerate(fields_of))
    needs = tuple(
        Resource(id=f"{step.id}{need}", text=need, status="need", steps=(step.id,))
        for step in made for need in draw(st.lists(st.sampled_from(NEEDS), max_size=2, unique=True))
    )  # fmt: skip
    return plan(people=PEOPLE, title="Ward round", improvements=improvements, steps=made, resources=needs)


Fields = dict[str, object]


def fields_of(session: Session, step: Step) -> Fields:
    """All that is said of a step."""
    improvements = {it.id: it.text for it in session.improvements}
    fields: Fields = {
        name: getattr(step, name)
        for name in (
            "owner", "helpers", "due", "hoped", "state", "finished", "done_when", "first_step", "roadblock",
            "contingency", "reason", "note",
        )
    }  # fmt: skip
    needs = sorted(it.text for it in session.resources if step.id in it.steps)
    return fields | {"needs": needs, "improvement": improvements.get(step.improvement or "")}


def page(before: Fields) -> set[str]:
    """What pages do not tell: by when that was due which is over, and that a date which has passed was a hope."""
    over, due = before["state"] in ("done", "dropped"), before["due"]
    late = isinstance(due, dt.date) and due < NOW.date()
    return {"due", "hoped"} if over else {"hoped"} if late else set()


def web(before: Fields) -> set[str]:
    """Of what was dropped and was nobody's it is not told who would have helped."""
    alone = before["state"] == "dropped" and before["owner"] is None
    return page(before) | ({"helpers"} if alone else set())


def nothing(_before: Fields) -> set[str]:
    """All is told."""
    return set()


SIMPLE = {"helpers", "hoped", "done_when", "first_step", "roadblock", "contingency", "reason", "note", "needs",
          "improvement"}  # fmt: skip


def calendar(before: Fields) -> set[str]:
    """A calendar knows no improvements, and nothing of hopes once it is over; notes stand among other words."""
    over = {"hoped"} if before["state"] in ("done", "dropped") else set()
    return {"improvement", "note", "reason", *over}


def tasks(_before: Fields) -> set[str]:
    """Notes and reasons stand among the annotations."""
    return {"note", "reason"}


VIEW = View(NOW, lambda it: it.astimezone(dt.UTC))
Untold = Callable[[Fields], set[str]]

CASES: tuple[tuple[str, Callable[[Session, View], str | bytes], str, Untold], ...] = (
    ("toml", lambda it, _view: encode(it), ".toml", nothing), ("json", json.write, ".json", nothing),
    ("csv", csv.write, ".csv", nothing), ("md", markdown.write, ".md", page), ("html", html.write, ".html", web),
    ("todo.txt", todo_txt.write, ".txt", lambda _before: SIMPLE), ("ics", ics.write, ".ics", calendar),
    ("taskwarrior", taskwarrior.write, ".json", tasks),
)  # fmt: skip


def given_out(session: Session, name: str) -> list[Step]:
    """The steps that a format has a place for."""
    if name == "todo.txt":
        return [it for it in session.steps if it.state != "dropped"]
    return [it for it in session.steps if it.due is not None or name != "ics"]


@settings(max_examples=60)
@given(session=plans())
def test_a_plan_comes_back_as_what_it_was(session: Session) -> None:
    """The same steps, each once, with who, when, how it stands and all else; the same improvements with votes."""
    for name, write, suffix, untold in CASES:
        steps = given_out(session, name)
        # In todo.txt a word with such a sign is a context, whatever a plan means by it.
        if steps and not (name == "todo.txt" and any("@" in it.text for it in steps)):
            comes_back(session, steps, name, write(session, VIEW), suffix, untold)


def comes_back(
    session: Session, steps: list[Step], name: str, written: str | bytes, suffix: str, untold: Untold
) -> None:
    """Read what was written in one format, and hold it to the plan."""
    entries = read_items(written, suffix)
    after = take_in(plan(people=PEOPLE), entries, Reading(NOW, CountedIds())).session
    there = {it.text: it for it in after.steps}
    assert sorted(there) == sorted(it.text for it in steps), name
    assert len(after.steps) == len(steps), name
    for step in steps:
        before, now = fields_of(session, step), fields_of(after, there[step.text])
        if name == "todo.txt":
            before["state"] = "done" if before["state"] == "done" else "open"
        if before["finished"] is None:
            now.pop("finished")
        kept = {key: value for key, value in before.items() if key in now and key not in {*untold(before), "note"}}
        assert {key: now[key] for key in kept} == kept, name
        assert "note" in untold(before) or str(before["note"] or "") in str(now["note"] or ""), name
    if name in ("toml", "json", "csv", "md", "html"):
        assert {(it.text, it.votes, it.below_line) for it in after.improvements} == {
            (it.text, it.votes, it.below_line) for it in session.improvements
        }, name
