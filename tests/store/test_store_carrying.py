"""Open steps go from file to file, and none is lost or doubled whenever the program ends."""

import datetime as dt
import os
from pathlib import Path

from saving import NOW, first, with_step, written

from flipchart.clock import ManualClock
from flipchart.domain.figures import counts
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.store.carrying import Carriage, gather, hand_over
from flipchart.store.catalogue import each, sessions_of
from flipchart.store.codec import encode

CLOCK = ManualClock(NOW)
TODAY = NOW.date()


def put(folder: Path, session: Session) -> Path:
    """Write a session."""
    path = folder / f"{session.id}.toml"
    path.write_bytes(encode(session))
    return path


def old(id: str, *steps: str) -> Session:
    """A session of the group with open steps."""
    session = first(id=id, group="Ward", created=NOW - dt.timedelta(days=9))
    for step in steps:
        session = with_step(session, step, owner="Ana")
    return session


NEW = first(id="new", group="Ward")


def gathered(folder: Path, *places: str) -> Carriage:
    """What carries the steps over."""
    return gather(folder, CLOCK, places, NEW, CountedIds("n"))


def live_everywhere(folder: Path) -> list[str]:
    """The words of every live step, over all sessions of the folder."""
    found = [step.text for it in sessions_of(each(folder, CLOCK)) for step in it.session.steps if step.live]
    total = sum(counts(it.session, TODAY).live for it in sessions_of(each(folder, CLOCK)))
    assert len(found) == total
    return sorted(found)


def test_steps_come_from_several_sessions(tmp_path: Path) -> None:
    """Each file is marked, with the place where the step now is; what was not chosen stays."""
    spring, summer = put(tmp_path, old("spring", "a", "b")), put(tmp_path, old("summer", "c"))
    carriage = gathered(tmp_path, "spring/a", "summer/c", "gone/x")
    new = carriage.into(NEW)
    assert carriage.steps == 2
    assert [(it.text, it.carried_from) for it in new.steps] == [("Step a", "spring/a"), ("Step c", "summer/c")]
    path = put(tmp_path, new)
    assert hand_over(carriage, CLOCK) == ()
    assert [it.carried_to for it in written(spring).steps] == ["new/n1", None]
    assert [it.carried_to for it in written(summer).steps] == [f"new/{new.steps[1].id}"]
    assert live_everywhere(tmp_path) == ["Step a", "Step b", "Step c"]
    assert written(path) == new


def test_ended_at_any_point_no_step_is_lost_or_doubled(tmp_path: Path) -> None:
    """Before the new file, between the files, and between two of the old ones: always the same three open steps."""
    put(tmp_path, old("spring", "a", "b"))
    put(tmp_path, old("summer", "c"))
    every = ["Step a", "Step b", "Step c"]
    carriage = gathered(tmp_path, "spring/a", "summer/c")
    assert live_everywhere(tmp_path) == every
    put(tmp_path, carriage.into(NEW))
    assert live_everywhere(tmp_path) == every
    for mark in carriage.hands:
        assert hand_over(Carriage((), (mark,)), CLOCK) == ()
        assert live_everywhere(tmp_path) == every


def test_an_old_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The others are marked; the step is counted once all the same."""
    spring, summer = put(tmp_path, old("spring", "a")), put(tmp_path, old("summer", "c"))
    carriage = gathered(tmp_path, "spring/a", "summer/c")
    put(tmp_path, carriage.into(NEW))
    good = spring.read_bytes()
    spring.write_bytes(good[:-9])
    (problem,) = hand_over(carriage, CLOCK)
    assert "spring.toml" in problem
    assert written(summer).steps[0].carried_to is not None
    spring.write_bytes(good)
    assert live_everywhere(tmp_path) == ["Step a", "Step c"]


def test_what_was_closed_meanwhile_is_not_marked(tmp_path: Path) -> None:
    """A step that somebody else finished in the old session in the same minute keeps that."""
    spring = put(tmp_path, old("spring", "a", "b"))
    carriage = gathered(tmp_path, "spring/a", "spring/b")
    put(tmp_path, carriage.into(NEW))
    session = written(spring)
    done = session.steps[0].revise(state="done")
    spring.write_bytes(encode(session.revise(steps=(done, session.steps[1]))))
    assert hand_over(carriage, CLOCK) == ()
    assert [(it.state, it.carried_to is None) for it in written(spring).steps] == [("done", True), ("open", False)]


def test_only_open_steps_come_along_and_from_the_newest_copy(tmp_path: Path) -> None:
    """A step done in the copy that a sync tool made later is not offered from the older one."""
    path = put(tmp_path, old("spring", "a"))
    os.utime(path, (10, 10))
    session = written(path)
    copy = tmp_path / "spring copy.toml"
    copy.write_bytes(encode(session.revise(steps=(session.steps[0].revise(state="done"),))))
    assert gathered(tmp_path, "spring/a").takes == ()


def test_without_a_place_nothing_is_read(tmp_path: Path) -> None:
    """A new session that takes nothing along does not wait for the folder, nor fail where there is none."""
    assert gathered(tmp_path / "none") == Carriage()
