"""All sessions of the folder at once."""

import os
from pathlib import Path

from saving import NOW, first, with_step

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store.catalogue import Kept, Problem, each, listed, sessions_of, without_copies
from flipchart.store.codec import encode

CLOCK = ManualClock(NOW)


def put(folder: Path, name: str, session: Session, at: float = 10) -> Path:
    """Put a session into the folder, changed at an instant."""
    path = folder / name
    path.write_bytes(encode(session))
    os.utime(path, (at, at))
    return path


def test_sessions_are_listed_with_what_is_wrong(tmp_path: Path) -> None:
    """A damaged file is reported and stops nothing; private ones only when asked for."""
    put(tmp_path, "a.toml", first(title="Größe"))
    (tmp_path / "broken.toml").write_text("broken")
    put(tmp_path, "secret.toml", first(id="s2", title="Talk with Ana", private=True))
    files = listed(each(tmp_path, CLOCK), CLOCK)
    assert [it.path.name for it in files] == ["a.toml", "broken.toml"]
    assert "broken.toml, line 1" in files[1].problem
    assert files[0].summary is not None and (files[0].summary.title, files[0].summary.state) == ("Größe", "planned")
    assert len(listed(each(tmp_path, CLOCK), CLOCK, private=True)) == 3


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Nothing was made yet."""
    assert listed(each(tmp_path / "none", CLOCK), CLOCK) == ()


def test_a_step_whose_carrying_was_cut_short_is_counted_once(tmp_path: Path) -> None:
    """The new session's file was saved, the old one's not: it is the new one's, also in the list."""
    put(tmp_path, "old.toml", with_step(with_step(first(id="old"), "a"), "b"))
    put(tmp_path, "new.toml", with_step(first(id="new"), "c", carried_from="old/a"))
    files = listed(each(tmp_path, CLOCK), CLOCK)
    assert {it.path.stem: it.summary.steps for it in files if it.summary} == {"old": 1, "new": 1}
    marks = {step.id: step.carried_to for it in sessions_of(each(tmp_path, CLOCK)) for step in it.session.steps}
    assert marks == {"a": "new/c", "b": None, "c": None}


def test_a_step_is_told_from_the_newest_of_the_files_of_a_session(tmp_path: Path) -> None:
    """As sync tools copy a whole session; what only the older copy has is still there."""
    put(tmp_path, "a.toml", with_step(with_step(first(), "x", owner="Ana"), "only"), at=10)
    put(tmp_path, "a copy.toml", with_step(first(), "x", owner="Bo"), at=20)
    (tmp_path / "broken.toml").write_text("broken")
    found = without_copies(each(tmp_path, CLOCK))
    answer = {
        it.path.stem: [step.owner or step.id for step in it.session.steps] for it in found if isinstance(it, Kept)
    }
    assert answer == {"a": ["only"], "a copy": ["Bo"]}
    assert [type(it) for it in found] == [Kept, Kept, Problem]


def test_a_file_that_goes_while_the_folder_is_read_is_the_oldest(tmp_path: Path) -> None:
    """Its steps are known from the other file of the session, if there is one."""
    gone = put(tmp_path, "a.toml", with_step(first(), "a"), at=20)
    put(tmp_path, "b.toml", with_step(first(), "a"), at=10)
    known = tuple(each(tmp_path, CLOCK))
    gone.unlink()
    kept = {it.path.name: len(it.session.steps) for it in without_copies(known) if isinstance(it, Kept)}
    assert kept == {"a.toml": 0, "b.toml": 1}


def test_only_the_sessions_of_one_group_are_read(tmp_path: Path) -> None:
    """In any spelling of its name; a file whose beginning does not tell is read, and so is a damaged one."""
    put(tmp_path, "a.toml", first(group="Clinic A"))
    put(tmp_path, "b.toml", first(id="b", group="clinic  a"))
    put(tmp_path, "c.toml", first(id="c", group="Ward"))
    put(tmp_path, "d.toml", first(id="d"))
    (tmp_path / "e.toml").write_text('title = "E"\n"group" = "Clinic A"\n')
    (tmp_path / "f.toml").write_text('title = "F"\ngroup = "Clinic A"\nbroken')
    (tmp_path / "g.toml").write_text('title = "G"\ngroup = "Ward"\nbroken')
    found = list(each(tmp_path, CLOCK, "CLINIC A"))
    assert [it.path.stem for it in found] == ["a", "b", "e", "f"]
    assert isinstance(found[3], Problem)
    assert len(list(each(tmp_path, CLOCK))) == 7
