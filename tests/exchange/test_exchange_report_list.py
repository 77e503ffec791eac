"""What lists say became of the steps: written by this program, marked as done elsewhere, and read back."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from exchange_help import NOW, VIEW, on, plan
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.errors import ExchangeError
from flipchart.domain.session import Session
from flipchart.exchange.report_list import Taken, folded, heads, read_report_rows, take_report_rows
from flipchart.exchange.writers import csv, ics, markdown, taskwarrior, todo_txt
from flipchart.exchange.writers import json as json_writer
from flipchart.exchange.writers.selection import ALL
from strategies import sessions

BEFORE = plan(
    title="Ward 5",
    created=NOW.replace(day=2),
    improvements=[{"id": "i", "text": "Shorten *onboarding*"}],
    steps=[
        {"id": "1", "text": "Draft the form", "state": "open", "improvement": "i", "owner": "Ana", "due": on(20)},
        {"id": "2", "text": "Paint – twice", "state": "open", "due": on(27)},
        {"id": "3", "text": "Call 3 wards @home", "state": "open", "due": on(27)},
        {"id": "4", "text": "Buy a *board*", "state": "open", "due": on(27)},
        {"id": "5", "text": "Ask", "state": "open"},
    ],
)
ENDS: dict[str, dict[str, Any]] = {
    "1": {"state": "done", "finished": on(13)}, "2": {"state": "dropped", "reason": "dear"},
    "3": {"state": "done", "finished": on(17)}, "4": {"state": "doing"},
}  # fmt: skip
AFTER = BEFORE.revise(steps=tuple(it.revise(**ENDS.get(it.id, {})) for it in BEFORE.steps))

WRITERS: dict[str, tuple[Callable[..., str], str]] = {
    "md": (markdown.write, "1: done 13, 2: dropped, 3: done 17, 4: doing"),
    "todo.txt": (todo_txt.write, "1: done 13, 3: done 17"),
    "taskwarrior": (taskwarrior.write, "1: done 13, 2: dropped, 3: done 17, 4: doing"),
    "csv": (csv.write, "1: done 13, 2: dropped, 3: done 17, 4: doing"),
    "ics": (ics.write, "1: done 13, 2: dropped, 3: done 17"),
    "json": (json_writer.write, "1: done 13, 2: dropped, 3: done 17, 4: doing"),
}


def take(text: str | bytes, session: Session = BEFORE, suffix: str = "") -> Taken:
    """A session with what a list says."""
    data = text.encode() if isinstance(text, str) else text
    return take_report_rows(session, read_report_rows(data, suffix, session, VIEW), VIEW)


def stands(session: Session) -> str:
    """Which steps are no longer open, since when."""
    answer = [it for it in session.steps if it.state != "open"]
    return ", ".join(f"{it.id}: {it.state}{f' {it.finished.day}' if it.finished else ''}" for it in answer)


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_comes_back_once(name: str) -> None:
    """What became of the steps, with its day, as reports; read again nothing is added, and nothing is said twice."""
    write, expected = WRITERS[name]
    text = write(AFTER, VIEW)
    taken = take(text)
    assert stands(taken.session) == expected
    assert [it.step for it in taken.session.reports] == [
        it.step.id for it in taken.rows if it.kind == "taken" and it.step
    ]
    assert taken.count("left") == 0
    again = take(text, taken.session)
    assert again.session == taken.session
    assert (again.count("taken"), again.count("left")) == (0, 0)
    assert take(write(BEFORE, VIEW)).session == BEFORE


def test_the_same_words_in_two_copies_are_one_report() -> None:
    """Their ids come from what is said."""
    text = markdown.write(AFTER, VIEW)
    assert take(text).session.reports == take(text).session.reports


def tasks_of(session: Session) -> list[dict[str, Any]]:
    """The tasks that are written of a session, without the seals before them."""
    tasks = map(json.loads, taskwarrior.write(session, VIEW).splitlines())
    return [task for task in tasks if task["project"] != taskwarrior.SEAL]


def test_a_reason_comes_along() -> None:
    """Of what was dropped; a word that was added in Taskwarrior is the note."""
    assert [it.note for it in take(csv.write(AFTER, VIEW)).session.reports if it.state == "dropped"] == ["dear"]
    tasks = tasks_of(AFTER)
    tasks[0]["annotations"] = [*tasks[0]["annotations"], {"entry": "20261113T100000Z", "description": "rang them"}]
    (row, *_) = take(json.dumps(tasks)).session.reports
    assert (row.note, row.state, row.on) == ("rang them", "done", on(13))


def test_a_list_takes_nothing_up_again() -> None:
    """It may be older than the plan; what was told before and taken up since is left as well."""
    left = take("- [/] Draft the form\n- [-] Ask\n", AFTER)
    assert [(it.kind, it.say) for it in left.rows] == [
        ("left", "Under way in the list, done here; left as it is."), ("taken", "Dropped"),
    ]  # fmt: skip
    answer = [
        {"id": "r", "step": "5", "on": on(9), "state": "done"},
        {"id": "q", "step": "5", "on": on(16), "state": "open"},
    ]
    again = take("- [x] Ask", BEFORE.revise(reports=tuple(plan(reports=answer).reports)))
    assert [(it.kind, it.say) for it in again.rows] == [
        ("left", "Reported before, and taken up again on Mon 16 Nov; left as it is.")
    ]
    later = take("x 2026-11-17 Ask", again.session)
    assert stands(later.session) == "5: done 17"
    assert (
        take("- [x] Ask", plan(steps=[{"id": "5", "text": "Ask", "state": "open", "carried_to": "t/1"}])).rows[0].say
    )


def test_what_cannot_be_taken_is_left_with_a_sentence() -> None:
    """Words of no step, of two steps, and a day to come; an item without a tick says nothing."""
    twice = plan(steps=[{"id": id, "text": "Call", "state": "open"} for id in "ab"])
    taken = take("- [x] Call\n- [x] Paint\n- [ ] Whatever\n", twice)
    assert [it.say for it in taken.rows] == ["2 steps have these words: which one?", "No step here has these words."]
    assert stands(take("- [x] Call\n- [x] Call\n", twice).session) == "a: done 18, b: done 18"
    assert (
        take("x 2026-11-30 Ask").rows[0].say
        == "“2026-11-30” is still to come. Type a day such as tue, yesterday, 3 days ago or 13 nov."
    )
    assert take("x 2026-11-30 Ask").session == BEFORE


def test_steps_of_the_same_words_are_told_apart() -> None:
    """By their owner where the list says one, else by their order where the list has as many."""
    twice = plan(steps=[{"id": "a", "text": "Call", "state": "open", "owner": "Ana Lopes"},
                        {"id": "b", "text": "Call", "state": "open", "owner": "Bo"}])  # fmt: skip
    assert (
        stands(take(f"x 2026-11-17 {todo_txt.write(twice, VIEW).splitlines()[0]}\n", twice).session) == "a: done 17"
    )
    assert stands(take("x 2026-11-17 Call @Bo\n", twice).session) == "b: done 17"
    assert stands(take("x 2026-11-17 Call due:2026-11-20\n2026-11-01 Call @home", twice).session) == "a: done 17"
    assert stands(take("Task,Owner,Status\nCall,Bo,Done\nCall,Ana Lopes,Open\n", twice).session) == "b: done 18"


def test_a_todo_txt_of_many_projects_is_read() -> None:
    """Lines of other projects are passed over; one with words of this plan is named and left."""
    lines = ("x 2026-11-17 Milk +Home", "x 2026-11-17 Ask +Home", "x 2026-11-17 Draft the form +Ward-5 @Ana")
    text = "\n".join([*lines, "2026-11-01 Ask +A"])
    taken = take(text)
    assert [(it.said.row, it.kind) for it in taken.rows] == [(2, "left"), (3, "taken")]
    assert taken.rows[0].say == "It is of +Home there; say it with 'report' if it is this one."


@pytest.mark.parametrize(
    "line",
    [
        "- [x] Draft the form @Ana >20 nov",
        "- [x] draft  the FORM",
        "☑ Draft the form — Ana",
        "- [x] Draft the form | x",
        "x Draft the form +Ward-5 @Ana due:2026-11-20",
        "(A) 2026-11-18 Nothing\nx (A) Draft the form",
        "Task,Status\nDraft the form,Complete\n",
        "- Dropped: Draft the form – Ana – no money",
    ],
)
def test_words_are_found_as_people_write_them(line: str) -> None:
    """In any case, with marks or dashes behind them."""
    assert stands(take(line).session).split()[0] == "1:"


@pytest.mark.parametrize("line", ["- [x] Draft the form again", "- [x] Draft", "- [x] Asking"])
def test_other_words_are_another_step(line: str) -> None:
    """Nothing is guessed from a beginning."""
    assert take(line).session == BEFORE


def test_tasks_and_events_of_other_plans_are_passed_over() -> None:
    """A whole `task export` and a whole calendar may be read; what was completed by hand is known by its words."""
    other = plan(id="other", steps=[{"id": "1", "text": "Milk", "state": "done", "due": on(20)}])
    assert take(taskwarrior.write(other, VIEW)).rows == ()
    assert take(ics.write(other, VIEW)).rows == ()
    event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:mine\r\nSUMMARY:Ask\r\nSTATUS:{}\r\n"
    end = "END:VTODO\r\nEND:VCALENDAR\r\n"
    for status, expected in (
        ("COMPLETED\r\nCOMPLETED:20261116T120000Z", "5: done 16"), ("COMPLETED", "5: done 18"),
        ("COMPLETED\r\nCOMPLETED:20261116T120000", "5: done 16"), ("IN-PROCESS", "5: doing"), ("NEEDS-ACTION", ""),
        ("CANCELLED", "5: dropped"), ("COMPLETED\r\nCOMPLETED;VALUE=DATE:20261116", "5: done 16"),
    ):  # fmt: skip
        assert stands(take(f"{event.format(status)}{end}").session) == expected


def test_a_task_that_was_begun_or_is_stuck() -> None:
    """By its start and by its tag; a stamp that is none is no day."""
    tasks = tasks_of(BEFORE)
    tasks[0]["tags"], tasks[1]["start"], tasks[2]["status"] = ["stuck"], "20261118T090000Z", "completed"
    tasks[2]["end"] = "lately"
    assert stands(take("\n".join(map(json.dumps, tasks))).session) == "1: blocked, 2: doing, 3: done 18"


def test_rows_of_due_and_of_a_whole_session_are_read() -> None:
    """`due --json` names the step; a single object is a list of one; other JSON says nothing of steps."""
    assert stands(take('[{"step": "5", "text": "?", "state": "blocked"}]').session) == "5: blocked"
    assert stands(take('{"id": "5", "state": "doing", "text": "Ask"}').session) == "5: doing"
    assert take('{"id": "5", "state": "odd"}').session == BEFORE
    assert take('{"id": "zz", "text": "Ask", "state": "done"}').session.steps[4].state == "done"
    assert stands(take("[1, 2]").session) == ""
    assert stands(take("[x] Ask").session) == "5: done 18"


BROKEN = "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nCOMPLETED:never\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("text", ['{"a": ', BROKEN, '{"a":' * 100_000])
def test_what_is_broken_is_one_sentence(text: str) -> None:
    """And nothing is taken."""
    with pytest.raises(ExchangeError):
        take(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda it: st.lists(it, max_size=3)
)
KEYS = (
    "uuid", "description", "status", "tags", "annotations", "start", "end", "id", "text", "state", "step",
    "finished", "reason", "depends", "due",
)  # fmt: skip


@given(rows=st.lists(st.dictionaries(st.sampled_from(KEYS), JSON), max_size=4))
def test_any_json_is_read_or_refused(rows: list[dict[str, Any]]) -> None:
    """Values of the wrong kind in any key end nothing but their row, here and where tasks are updated."""
    first = json.loads(taskwarrior.write(BEFORE, VIEW).splitlines()[0])
    text = json.dumps([*rows, *(row | {"uuid": first["uuid"]} for row in rows)])
    take(text)
    taskwarrior.merged(BEFORE, VIEW, ALL, taskwarrior.read_export(text.encode()))


def test_signs_alone_are_words_too() -> None:
    """A text without letters is compared as it is."""
    assert folded("?!") == "?!"
    assert list(heads("a – b | c @d")) == ["a – b | c @d", "a – b | c", "a – b", "a", "a – b | c"]


@given(session=sessions(), name=st.sampled_from(sorted(WRITERS)))
def test_what_went_out_is_no_news_when_it_comes_back(session: Session, name: str) -> None:
    """Whatever the plan and its words: its own export brings no report."""
    try:
        taken = take(WRITERS[name][0](session, VIEW), session)
    except ExchangeError:
        return  # words that make the list another form, said in a sentence
    assert taken.session == session
