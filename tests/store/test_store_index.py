"""The index of a folder: what it tells is what the files hold, whatever became of it."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from saving import NOW, first, with_step

from flipchart.clock import ManualClock
from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import Summary, open_promises, summarise
from flipchart.domain.session import Session
from flipchart.store import catalogue, files, index, index_cache, index_rows, paths
from flipchart.store.catalogue import Kept, Problem, each, sessions_of, without_copies
from flipchart.store.codec import encode
from flipchart.store.errors import Unreadable
from flipchart.store.index import Index
from flipchart.store.index_cache import Cache
from strategies import sessions

CLOCK = ManualClock(NOW)
DAY = NOW.date()
Contents = tuple[list[tuple[str, str, str, dt.date | None, int]], list[tuple[str, Summary, bool]], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three sessions, one of them private, and a damaged file."""
    place = tmp_path / "sessions"
    place.mkdir()
    put(place, "a", first(steps=(step("s1", due=DAY), step("s2", state="done"), step("s3"))))
    put(place, "b", first(id="two", title="Budget", steps=(step("t1", due=DAY - dt.timedelta(days=9), owner="Ana"),)))
    put(place, "c", first(id="own", title="Talk with Bo", private=True, steps=(step("p1", due=DAY),)))
    (place / "d.toml").write_text("broken")
    return place


def step(id: str, **values: object) -> dict[str, object]:
    return {"id": id, "text": f"Step {id}", "state": "open", **values}


def put(folder: Path, name: str, session: Session) -> Path:
    path = folder / f"{name}.toml"
    path.write_bytes(encode(session))
    return path


def contents(folder: Path, cache: Path) -> Contents:
    """What the index tells: live steps by date, sessions in a line, problems."""
    with Index(folder, CLOCK, cache) as found:
        promises = [(it.file, it.title, it.step, it.due, it.slips) for it in found.promises()]
        lines = [(str(it.path), summarise(it.session, NOW, DAY), it.typed) for it in found.sessions()]
        return promises, lines, list(found.problems.values())


def read(folder: Path) -> Contents:
    """The same from the files themselves."""
    files = list(each(folder, CLOCK))
    bare = sessions_of(without_copies(files))
    promises = [(it, promise) for it in bare for promise in open_promises(it.session, DAY)]
    promises.sort(key=lambda pair: pair[1].order)
    problems = [it.sentence for it in files if isinstance(it, Problem)]
    lines = [(str(it.path), summarise(it.session, NOW, DAY), it.typed) for it in sessions_of(files)]
    rows = [(str(it.path), it.session.title, one.step.id, one.step.due, one.slips) for it, one in promises]
    return rows, lines, problems


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read as sessions, as they are."""
    names: list[str] = []
    whole = catalogue.kept_of

    def counted(path: Path, data: bytes, clock: ManualClock) -> Kept:
        names.append(path.stem)
        return whole(path, data, clock)

    monkeypatch.setattr(index_rows, "kept_of", counted)
    return names


def age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the files be older than what their times cannot tell."""
    monkeypatch.setattr(index, "YOUNG", -(10**15))


def cached(cache: Path) -> list[Path]:
    return sorted((cache / "folders").iterdir())


def test_what_it_tells_is_what_the_files_hold(folder: Path, tmp_path: Path, reads: list[str]) -> None:
    """At first from the files; then without reading those that are in it again."""
    assert contents(folder, tmp_path) == read(folder)
    assert reads == ["a", "b", "c", "d"]
    del reads[:]
    assert contents(folder, tmp_path) == read(folder)
    assert contents(folder, tmp_path) == read(folder)
    assert sorted(set(reads)) == ["c", "d"]
    assert len(cached(tmp_path)) == 1


def test_a_folder_that_is_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    """The first is empty, the second is said."""
    assert contents(tmp_path / "none", tmp_path) == ([], [], [])
    assert not (tmp_path / "folders").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreadable):
        contents(tmp_path / "file", tmp_path)


def test_nothing_private_is_in_it(folder: Path, tmp_path: Path) -> None:
    """Neither a private session nor notes; the file is for this user alone."""
    put(folder, "n", first(id="n", notes=({"id": "n1", "at": NOW, "kind": "note", "text": "Salary"},)))
    contents(folder, tmp_path)
    (file,) = cached(tmp_path)
    data = file.read_bytes()
    assert b"Step s1" in data
    assert not any(words in data for words in (b"Talk with Bo", b"Step p1", b"Salary"))
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("old", [True, False])
def test_what_changed_is_read_again(
    folder: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch, old: bool
) -> None:
    """A file with the same size and time, one that is new, gone, private or damaged now."""
    if old:
        age(monkeypatch)
    contents(folder, tmp_path)
    path = folder / "a.toml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Step s3", b"Step s9"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    put(folder, "e", first(id="five"))
    del reads[:]
    assert contents(folder, tmp_path) == read(folder)
    assert {"a", "e"} <= set(reads) and "b" not in reads
    (folder / "b.toml").unlink()
    put(folder, "a", first(private=True, steps=(step("s1", due=DAY),)))
    (folder / "e.toml").write_text("broken, too")
    assert contents(folder, tmp_path) == read(folder)
    assert len(contents(folder, tmp_path)[2]) == 2
    (file,) = cached(tmp_path)
    assert b"Step s" not in file.read_bytes()


def test_a_file_that_its_times_cannot_tell_is_told_by_its_hash(
    folder: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changed twice within one step of the disk's clock, in place and by as many bytes."""
    for module in (index, index_rows):
        monkeypatch.setattr(module, "stamp_of", lambda path: "1 2 3 9999999999999999999 5")
    contents(folder, tmp_path)
    put(folder, "b", first(id="two", title="Budgets", steps=(step("t2", due=DAY, owner="Bo"),)))
    del reads[:]
    assert contents(folder, tmp_path) == read(folder)
    assert "b" in reads and "a" not in reads
    (folder / "b.toml").unlink()
    (folder / "b.toml").mkdir()
    assert contents(folder, tmp_path) == read(folder)


@pytest.mark.parametrize("at", [0.0, 0.01, 0.3, 0.6, 0.99])
def test_a_damaged_index_is_made_anew(folder: Path, tmp_path: Path, at: float) -> None:
    """Wherever a byte of it was changed, or all behind it is gone."""
    for cut in (False, True):
        contents(folder, tmp_path)
        (file,) = cached(tmp_path)
        data = bytearray(file.read_bytes())
        where = int(at * len(data))
        data[where] ^= 0xFF
        file.write_bytes(data[:where] if cut else data)
        assert contents(folder, tmp_path) == read(folder)
        assert len(cached(tmp_path)) == 1


def test_an_index_of_another_version_or_folder_is_left(folder: Path, tmp_path: Path) -> None:
    """It may be somebody's; ours is made beside it."""
    contents(folder, tmp_path)
    (file,) = cached(tmp_path)
    other = file.rename(file.with_name(file.name.replace(f"-{index_cache.VERSION}-", "-0-")))
    assert contents(folder, tmp_path) == read(folder)
    assert other in cached(tmp_path) and len(cached(tmp_path)) == 2


def _refuse(*_: object, **__: object) -> Path:
    raise PermissionError(13, "injected")


def test_a_cache_that_cannot_be_written_changes_no_answer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only disk, one that is full, a file in the place of the folder; what was begun is removed."""
    with monkeypatch.context() as patch:
        patch.setattr(paths, "private_folder", _refuse)
        assert contents(folder, tmp_path) == read(folder)
    assert not (tmp_path / "folders").exists()
    for fault in (PermissionError(13, "injected"), sqlite3.OperationalError("database or disk is full")):

        def publish(_: Cache, new: Path, fault: Exception = fault) -> Path:
            raise fault

        with monkeypatch.context() as patch:
            patch.setattr(Cache, "publish", publish)
            assert contents(folder, tmp_path) == read(folder)
        assert cached(tmp_path) == []
    contents(folder, tmp_path)
    put(folder, "e", first(id="five", steps=(step("e1"),)))
    with monkeypatch.context() as patch:
        patch.setattr(paths, "private_folder", _refuse)
        assert contents(folder, tmp_path) == read(folder)
    assert contents(folder, tmp_path) == read(folder)


def test_what_goes_away_on_the_way_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that another program replaced, a file that it removed first."""
    assert index_cache.checked(tmp_path / "gone") == ""
    assert index_cache.age(tmp_path / "gone") == 0.0
    assert files.stamp_of(tmp_path / "gone") == ""
    cache = Cache(tmp_path, tmp_path)
    cache.discard(None)
    cache.discard(tmp_path / "gone")
    assert cache.newest() is None


def test_two_programs_at_once_tell_the_same(folder: Path, tmp_path: Path) -> None:
    """Each makes its own index whole, and one of them stays."""
    answers: list[Contents] = []

    def work() -> None:
        for _ in range(5):
            answers.append(contents(folder, tmp_path))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 20 and all(it == read(folder) for it in answers)
    assert all(it.suffix == ".sqlite" for it in cached(tmp_path))


def test_what_a_killed_program_began_is_removed(folder: Path, tmp_path: Path) -> None:
    """An hour later, and not while it may be at work."""
    contents(folder, tmp_path)
    (file,) = cached(tmp_path)
    old, young = (file.with_name(f"{file.name[:-39]}{it}.tmp") for it in "xy")
    cache = Cache(folder, tmp_path)
    for path in (old, young):
        cache.begin(None).rename(path)
    os.utime(old, (10, 10))
    put(folder, "e", first(id="five"))
    contents(folder, tmp_path)
    assert young in cached(tmp_path) and old not in cached(tmp_path)


def test_an_index_that_goes_while_it_is_copied_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    """Another program made a newer one meanwhile."""
    cache = Cache(folder, tmp_path)
    with pytest.raises(FileNotFoundError):
        cache.begin(tmp_path / "gone")
    assert cached(tmp_path) == []


@pytest.mark.parametrize("cores", [1, 2])
def test_many_files_are_read_by_several_processes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    """Where there are several; what comes of it is the same."""
    for name, value in {"TOGETHER": 2, "PART": 1, "cores": lambda: cores}.items():
        monkeypatch.setattr(index_rows, name, value)
    assert contents(folder, tmp_path) == read(folder)


def test_a_process_that_ends_before_its_time_changes_no_answer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the system takes back memory: what it did not hand on is read here."""
    here, whole = os.getpid(), index_rows._entry

    def ended(folder: Path, name: str, clock: ManualClock) -> index_rows.Entry:
        if os.getpid() != here and name != "a.toml":
            os._exit(1)
        return whole(folder, name, clock)

    for name, value in {"TOGETHER": 2, "PART": 1, "cores": lambda: 2, "_entry": ended}.items():
        monkeypatch.setattr(index_rows, name, value)
    assert contents(folder, tmp_path) == read(folder)
    assert index_rows.entries(folder, ["a.toml"] * 9, CLOCK).__next__().name == "a.toml"


def test_carried_and_copied_steps_are_counted_once(folder: Path, tmp_path: Path) -> None:
    """Where they went, also where only the new session says so; copies of a file, and of a typed one, hide theirs."""
    put(folder, "f", first(id="new", steps=(step("n1", carried_from="s1/s1"), step("n2", carried_from="gone/x"))))
    put(folder, "g", first(id="old", steps=(step("o1", carried_to="new/nowhere"), step("o2", carried_to="new/n2"))))
    put(folder, "a (conflicted copy)", first(steps=(step("s1", due=DAY), step("s4"))))
    (folder / "typed.toml").write_text('title = "Typed"\n[[steps]]\ntext = "Call"\n')
    (folder / "typed 2.toml").write_text('title = "Typed"\n[[steps]]\ntext = "Call"\nowner = "Bo"\n')
    for _ in range(2):
        promises, *_rest = contents(folder, tmp_path)
        assert sorted(it[2] for it in promises) == sorted(it[2] for it in read(folder)[0])
        assert {"n1", "n2", "o1"} <= {it[2] for it in promises} and "o2" not in {it[2] for it in promises}


def test_a_link_that_leads_nowhere_and_a_name_that_is_no_text(folder: Path, tmp_path: Path) -> None:
    """The first is a problem, as for every reader; the second a name as others."""
    (folder / "e.toml").symlink_to(folder / "nowhere.toml")
    with suppress(OSError):  # macOS and some disks take only names in UTF-8
        put(folder, os.fsdecode(b"\xff\xfe"), first(id="odd", steps=(step("x1"),)))
    for _ in range(2):
        assert contents(folder, tmp_path) == read(folder)
        assert len(contents(folder, tmp_path)[2]) == 2


def test_a_cache_folder_may_be_named_from_here(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As XDG_CACHE_HOME should not be, and is."""
    monkeypatch.chdir(tmp_path)
    assert contents(folder, Path("c#?%20")) == read(folder)
    assert contents(Path("sessions"), Path("c#?%20")) == read(Path("sessions"))


def test_no_model_is_made_of_live_steps(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the index holds of a step that nobody carried is told as it stands there."""
    made: list[str] = []
    read = index_rows._read_step

    def counted(text: str) -> Step:
        made.append(text)
        return read(text)

    monkeypatch.setattr(index_rows, "_read_step", counted)
    with Index(folder, CLOCK, tmp_path) as found:
        made.clear()
        rows = list(found.promises())
    assert len(rows) > len(made)
    assert not [text for text in made if "carried" not in text]


def test_the_state_of_a_session_goes_by_its_clock(folder: Path, tmp_path: Path) -> None:
    """Its runs are in the index without what is said in them."""
    stage = Stage(id="g1", run="r1", kind="define", title="Define", seconds=60, say="Tell them")
    run = Run(id="r1", kind="workshop")
    running = first(
        id="r", runs=(run,), stages=(stage,), timing=(Timing(run="r1", at=NOW, event="start", stage="g1"),)
    )
    put(folder, "r", with_step(running, "x"))
    lines = contents(folder, tmp_path)[1]
    assert lines == read(folder)[1] == contents(folder, tmp_path)[1]
    assert b"Tell them" not in cached(tmp_path)[0].read_bytes()


@pytest.mark.parametrize("seconds", [float("inf"), 90.5, 10**400, -1])
def test_numbers_that_json_hardly_has_are_held_as_they_are(folder: Path, tmp_path: Path, seconds: float) -> None:
    """Of every size and kind that a file may have."""
    moved = (
        Timing(run="r1", at=NOW, event="start", stage="g1"),
        Timing(run="r1", at=NOW, event="add", seconds=seconds),
    )
    put(folder, "r", first(id="r", runs=(Run(id="r1", kind="workshop"),), timing=moved))
    contents(folder, tmp_path)
    with Index(folder, CLOCK, tmp_path) as found:
        assert next(it.session.timing for it in found.sessions() if it.session.id == "r") == moved


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(sessions(), max_size=4), min_size=1, max_size=3))
def test_whatever_the_sessions_are(tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Session]]) -> None:
    """Round for round, with files that come, go and change."""
    place, cache = tmp_path_factory.mktemp("sessions"), tmp_path_factory.mktemp("cache")
    for plans in rounds:
        for number, plan in enumerate(plans):
            put(place, f"x{number}", plan)
        assert contents(place, cache) == read(place)
        for path in _every_other(place):
            path.unlink()


def _every_other(place: Path) -> Iterator[Path]:
    return iter(sorted(place.iterdir())[::2])
