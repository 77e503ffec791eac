"""What can be taken back survives the program, while it fits the plan; anything else is as if it was not there."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faults import FaultyDisk
from saving import PATIENCE, first, with_step

from acts import undo_label
from flipchart.domain.commands.notes import Park
from flipchart.domain.commands.steps import AddStep
from flipchart.domain.history import History, Past
from flipchart.domain.plan import Goal, Measurement, Parked, Step
from flipchart.domain.session import Session
from flipchart.store import undo_archive as module
from flipchart.store.codec import Encoder, decode, encode
from flipchart.store.undo_archive import LARGEST, Archive, keep_past, past_file, read_past

HOSTILE = "x\x1b[2J\u202e [/] ☕ \\u0000 \ud800"


def acted(history: History, session: Session, *ids: str, text: str = "Call HR") -> Session:
    """The session with a step more for each id."""
    for id in ids:
        after = AddStep(Step(id=id, text=f"{text} {id}", state="open")).apply(session)
        history.record("add step", session, after)
        session = after
    return session


def kept(folder: Path, *ids: str, session: Session | None = None) -> Session:
    """A session with some steps, whose past is kept in `folder`; as it is when it is opened again."""
    history = History()
    last = acted(history, session or first(), *(ids or ("a", "b")))
    assert Archive(folder).write(history.past(last))
    return reopened(last)


def reopened(session: Session) -> Session:
    """The session after it was saved and read."""
    return decode(encode(session), name="", made=session.created)


def steps(session: Session | None) -> list[str]:
    """The steps that people see."""
    assert session is not None
    return [step.id for step in session.steps if step.state != "dropped"]


def taken_up(session: Session, folder: Path) -> History:
    """A history with the past that is kept."""
    past, history = read_past(session, state=folder), History()
    assert past is not None and history.restore(past, session)
    return history


def test_acts_come_back_after_a_restart(tmp_path: Path) -> None:
    """What was done is taken back and done again as if one had never left; texts of any kind stay as they were."""
    session = first(parked=(Parked(id="p", text="[/] ☕\nИванова \"'\\"),), people=("Ana",))
    session = kept(tmp_path, "a", "b", "c", session=session)
    history = taken_up(session, tmp_path)
    assert undo_label(history) == "add step"
    back = history.undo(session)
    assert steps(back) == ["a", "b"]
    assert back is not None and back.parked == session.parked
    assert steps(history.redo(back)) == ["a", "b", "c"]


def test_the_file_is_for_this_user_alone_and_names_nobody(tmp_path: Path) -> None:
    """Plans hold people's names; an id of any kind makes a safe name."""
    session = kept(tmp_path, session=first(id="../../Ana Lopes"))
    path = past_file(session.id, tmp_path)
    assert path.parent == tmp_path / "history"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "Ana" not in path.name


def test_a_sitting_after_the_next_still_has_them(tmp_path: Path) -> None:
    """Acts of a former sitting are kept again with those of this one, without having been looked at."""
    session = kept(tmp_path, "a", "b")
    history = taken_up(session, tmp_path)
    session = acted(history, session, "c")
    Archive(tmp_path).write(history.past(session))
    session = reopened(session)
    history = taken_up(session, tmp_path)
    for left in (["a", "b"], ["a"], []):
        session = history.undo(session) or session
        assert steps(session) == left


def test_a_plan_that_changed_meanwhile_has_nothing_to_take_back(tmp_path: Path) -> None:
    """Another word, another step, another session of the same name: the past does not fit any of them."""
    session = kept(tmp_path)
    assert read_past(with_step(session, "z"), state=tmp_path) is None
    assert read_past(session.revise(title="Other"), state=tmp_path) is None
    assert read_past(session.revise(id="s2"), state=tmp_path) is None
    assert read_past(session.revise(runs=()), state=tmp_path) is not None
    other = past_file("s2", tmp_path)
    other.write_bytes(past_file("s1", tmp_path).read_bytes())
    assert read_past(session.revise(id="s2"), state=tmp_path) is None


def test_numbers_that_are_none_fit_too(tmp_path: Path) -> None:
    """NaN is no reason to forget what was done."""
    goal = Goal(id="g", text="Faster")
    day = first().created.date()
    session = first(goals=(goal,), measurements=(Measurement(goal="g", on=day, value=float("nan")),))
    assert read_past(kept(tmp_path, session=session), state=tmp_path) is not None


def test_an_empty_past_leaves_no_file(tmp_path: Path) -> None:
    """When everything is forgotten, nobody's words stay behind."""
    session = kept(tmp_path)
    assert Archive(tmp_path).write(Past((), (), session))
    assert not past_file("s1", tmp_path).exists()
    assert read_past(session, state=tmp_path) is None
    assert Archive(tmp_path).write(Past((), (), session))


def test_a_file_that_was_cut_short_is_ignored(tmp_path: Path) -> None:
    """At whatever byte."""
    session = kept(tmp_path, "a")
    path = past_file("s1", tmp_path)
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert read_past(session, state=tmp_path) is None


RUIN: dict[str, Callable[[dict[str, Any]], object]] = {
    "no versions": lambda it: it.pop("versions"),
    "no undo": lambda it: it.pop("undo"),
    "a number for versions": lambda it: it.update(versions=7),
    "a version that is none": lambda it: it.update(versions=[7]),
    "too few versions": lambda it: it.update(versions=[]),
    "a place before the first": lambda it: it.update(undo=[["x", -1, 0]]),
    "a place that is true": lambda it: it.update(undo=[["x", True, 0]]),
    "a place far away": lambda it: it.update(redo=[["x", 0, 10**30]]),
    "an act without a plan": lambda it: it.update(undo=[["x"]]),
    "an act that is empty": lambda it: it.update(undo=[[]]),
    "an act that is a text": lambda it: it.update(undo=["abc"]),
    "a label that is none": lambda it: it.update(undo=[[7, 0, 0]]),
    "another content": lambda it: it.update(content="0" * 64),
    "no content": lambda it: it.pop("content"),
    "another session": lambda it: it.update(session="s2"),
}  # fmt: skip


@pytest.mark.parametrize("how", RUIN)
def test_a_file_that_was_tampered_with_is_ignored(tmp_path: Path, how: str) -> None:
    """Values of the wrong kind and places that do not exist raise nothing."""
    session = kept(tmp_path)
    path = past_file("s1", tmp_path)
    values = json.loads(path.read_bytes())
    RUIN[how](values)
    path.write_text(json.dumps(values), encoding="utf-8")
    assert read_past(session, state=tmp_path) is None


@pytest.mark.parametrize(
    "data", [b"", b"null", b"[]", b"7", b"\xff\xfe", b"[" * 99_999, b"9" * 99_999, b" " * (LARGEST + 1)]
)
def test_a_file_that_is_no_past_is_ignored(tmp_path: Path, data: bytes) -> None:
    """Whatever is in it, however deep or large."""
    session = kept(tmp_path)
    past_file("s1", tmp_path).write_bytes(data)
    assert read_past(session, state=tmp_path) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_what_is_no_file_is_ignored(tmp_path: Path) -> None:
    """A pipe does not hold the opening up, a folder is none."""
    session = kept(tmp_path)
    path = past_file("s1", tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert read_past(session, state=tmp_path) is None
    path.unlink()
    path.mkdir()
    assert read_past(session, state=tmp_path) is None
    assert not Archive(tmp_path).write(History().past(session))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "",
        "title = 1",
        encode(first(id="s2")).decode(),
        encode(first()).decode().replace("format = 1", "format = 9"),
    ],
)
def test_a_plan_that_cannot_be_read_is_not_guessed(tmp_path: Path, text: str) -> None:
    """A version that is damaged, of another session or of a newer program ends the past when it is needed."""
    session = kept(tmp_path)
    path = past_file("s1", tmp_path)
    values = json.loads(path.read_bytes())
    values["versions"] = [text] * len(values["versions"])
    path.write_text(json.dumps(values), encoding="utf-8")
    history = taken_up(session, tmp_path)
    assert history.undo(session) is None
    assert undo_label(history) is None


def test_labels_are_words_on_one_line(tmp_path: Path) -> None:
    """They are shown when something is taken back."""
    session = kept(tmp_path)
    path = past_file("s1", tmp_path)
    values = json.loads(path.read_bytes())
    values["undo"][-1][0] = HOSTILE + "y" * 500
    path.write_text(json.dumps(values), encoding="utf-8")
    label = undo_label(taken_up(session, tmp_path))
    assert label is not None and len(label) <= 80
    assert not set(label) & {"\x1b", "\u202e", "\ud800", "\n"}


def test_of_a_large_plan_fewer_acts_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays below its limit, and what is kept are the last acts; of one that is too large, none."""
    ids = tuple(f"s{number:02}" for number in range(24))
    kept(tmp_path, *ids)
    limit = past_file("s1", tmp_path).stat().st_size - 1
    monkeypatch.setattr(module, "LARGEST", limit)
    session = kept(tmp_path, *ids)
    assert past_file("s1", tmp_path).stat().st_size <= limit
    past = read_past(session, state=tmp_path)
    assert past is not None and 0 < len(past.undo) < len(ids)
    assert steps(taken_up(session, tmp_path).undo(session)) == list(ids[:-1])
    monkeypatch.setattr(module, "LARGEST", 500)
    past = read_past(kept(tmp_path, *ids), state=tmp_path)
    assert past is not None and past.undo == ()


def test_a_plan_is_put_into_words_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next act adds one version, however many there are; beside it only the plan as it is now is compared."""
    history, archive = History(), Archive(tmp_path)
    session = acted(history, first(), "a", "b", "c")
    archive.write(history.past(session))
    calls: list[Session] = []

    class Counting(Encoder):
        def encode(self, session: Session, base: bytes | None = None) -> bytes:
            calls.append(session)
            return super().encode(session, base)

    monkeypatch.setattr(archive, "_encoder", Counting())
    session = acted(history, session, "d")
    assert archive.write(history.past(session))
    assert len(calls) == 2 and calls[0].steps == calls[1].steps == session.steps
    assert steps(taken_up(reopened(session), tmp_path).undo(session)) == ["a", "b", "c"]


def test_a_disk_that_is_full_leaves_the_past_before(tmp_path: Path) -> None:
    """It does not fit the plan any more then, so nothing is taken back; and nothing is raised."""
    session = kept(tmp_path)
    history = taken_up(session, tmp_path)
    later = acted(history, session, "c")
    full = FaultyDisk(0, errno.ENOSPC, only="write")
    assert not Archive(tmp_path, full).write(history.past(later))
    assert read_past(reopened(later), state=tmp_path) is None
    assert read_past(session, state=tmp_path) is not None


def test_the_past_is_kept_while_nobody_waits(tmp_path: Path) -> None:
    """The latest counts, and leaving writes it."""
    history, keeper = History(), keep_past(state=tmp_path)
    session = first()
    for number in range(12):
        session = acted(history, session, f"s{number}")
        keeper.put(history.past(session))
    after = Park(Parked(id="p", text="badges")).apply(session)
    history.record("park", session, after)
    keeper.put(history.past(after))
    assert keeper.close(PATIENCE)
    again = reopened(after)
    assert steps(taken_up(again, tmp_path).undo(again)) == steps(session)


def test_what_no_file_can_hold_has_no_past(tmp_path: Path) -> None:
    """Nothing is taken back then, and nothing is raised."""
    session = kept(tmp_path)
    odd = session.revise(steps=(Step(id="x", text="\ud800", state="open"),))
    assert read_past(odd, state=tmp_path) is None
