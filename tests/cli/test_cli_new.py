"""`flipchart new`: from a title to a session file, and onto the screen."""

import datetime as dt
import os
import stat
import sys
from pathlib import Path
from unittest import mock

import pytest
import tomli
from cli_help import AS_OF, LISTS, Desk, Done, one_sentence

from flipchart.cli.demo import copied, worked
from flipchart.clock import AnchoredClock, SystemClock
from flipchart.service.context import Context
from flipchart.store.disk import DISK


def made(desk: Desk, done: Done) -> dict[str, object]:
    """The file whose path was printed."""
    path = Path(done.out.strip())
    assert path.parent == desk.sessions
    return tomli.loads(path.read_text("utf-8"))


def test_a_title_is_enough(tmp_path: Path) -> None:
    """The path is all that is printed; the file holds the default agenda and is for this user alone."""
    desk = Desk(tmp_path)
    done = desk.call("new", "Outpatient clinic", "--no-run", *AS_OF)
    path = Path(done.out.strip())
    assert (done.code, done.err) == (0, "")
    assert path.name == "2026-11-18-outpatient-clinic.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.sessions.stat().st_mode) == 0o700
    session = made(desk, done)
    assert [stage["seconds"] for stage in session["stages"]] == [120, 180, 300, 180, 120]  # type: ignore[attr-defined]
    assert session["runs"][0]["template"] == "action-planning"  # type: ignore[index]


def test_everything_that_is_said_is_in_the_file(tmp_path: Path) -> None:
    """Group, people, times, template and list."""
    desk = Desk(tmp_path)
    done = desk.call(
        "new", "Clinic", "--no-run", "--template", "coaching", "--group", "G", "--facilitator", "F",
        "--people", "Ana Lopes, Bo,, ana lopes", "--improvements", str(LISTS / "blueprint-pain-points.txt"),
        "--planned-start", "fri 9am", "--ends-by", "9:50", *AS_OF,
    )  # fmt: skip
    session = made(desk, done)
    assert done.code == 0
    assert (session["group"], session["facilitator"], session["people"]) == ("G", "F", ["Ana Lopes", "Bo"])
    run = session["runs"][0]  # type: ignore[index]
    assert (run["ends_by"] - run["planned_start"]).total_seconds() == 50 * 60
    assert run["quiet_clock"]
    assert len(session["improvements"]) == 10  # type: ignore[arg-type]
    assert done.err == "10 added.\n"


def test_a_second_one_of_the_name_gets_a_number(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    desk = Desk(tmp_path)
    names = [Path(desk.call("new", "Clinic", "--no-run", *AS_OF).out.strip()).name for _ in range(2)]
    assert names == ["2026-11-18-clinic.toml", "2026-11-18-clinic-2.toml"]


def test_a_list_from_a_pipe(tmp_path: Path) -> None:
    """Stdin is read to its end; without a terminal the session is made and not opened."""
    desk = Desk(tmp_path)
    done = desk.start("new", "Clinic", "--improvements", "-", stdin=b"- a\n  - b @ana\n")
    assert done.code == 0
    assert [item["text"] for item in made(desk, done)["improvements"]] == ["a"]  # type: ignore[attr-defined]


def test_rows_that_became_notes_end_with_3(tmp_path: Path) -> None:
    """The session is there, and the code tells that somebody should look."""
    desk = Desk(tmp_path)
    done = desk.call("new", "Retro", "--no-run", "--improvements", str(LISTS / "retro.md"))
    assert done.code == 3
    assert len(made(desk, done)["improvements"]) == 7  # type: ignore[arg-type]


def test_of_a_table_it_is_said_what_was_not_understood(tmp_path: Path) -> None:
    """The rows that left words are told with them; the others came in as what their columns say."""
    desk = Desk(tmp_path)
    done = desk.call("new", "Votes", "--no-run", "--improvements", str(LISTS / "votes-latin1.tsv"))
    assert done.code == 3
    assert done.err.splitlines() == [
        "2  improvement: Faster triage · votes 7",
        "kept as a note: Owner: Ana Lopes",
        "4  improvement: Shorten onboarding",
        "kept as a note: Votes: ½ · Owner: Bea",
        "3 added, 2 with words kept as a note.",
    ]


@pytest.mark.parametrize(
    ("args", "message", "code"),
    [
        (["--template", "nothing"], "no template 'nothing'", 1),
        (["--improvements", "/nowhere/list.md"], "/nowhere/list.md", 1),
        (["--improvements", "."], ".", 1),
        (["--planned-start", "asap"], "asap", 1),
        (["--ends-by", "whenever"], "whenever", 1),
        (["--planned-start", "10:00", "--ends-by", "9:00"], "over before it starts", 1),
        (["--ends-by", "yesterday 18:00"], "The end is past. Type a time still to come.", 1),
    ],
)
def test_what_cannot_be_made_leaves_no_file(args: list[str], message: str, code: int, tmp_path: Path) -> None:
    """A refusal names what was refused, and nothing is written."""
    desk = Desk(tmp_path)
    done = desk.call("new", "Clinic", "--no-run", *args, *AS_OF)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert one_sentence(done)
    assert not list(tmp_path.rglob("*.toml"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in the place of the sessions folder ends with 1."""
    desk = Desk(tmp_path)
    desk.sessions.write_text("", encoding="utf-8")
    done = desk.call("new", "Clinic", "--no-run")
    assert done.code == 1
    assert one_sentence(done)


class Screen:
    """Stands in for the screens: keeps what it was opened with."""

    def __init__(self) -> None:
        self.opened: list[tuple[Path | None, Context]] = []

    def open_screens(self, path: Path, *, context: Context, follow_up: bool = False, view: str = "room") -> int:
        """Keep what a session was opened with."""
        self.opened.append((path, context))
        return 0

    def open_home(self, *, context: Context) -> int:
        """Keep what the home screen was opened with."""
        self.opened.append((None, context))
        return 0


def with_screen(desk: Desk, *args: str) -> tuple[Done, Screen]:
    """A call on a terminal with the screens stood in for."""
    screen = Screen()
    with mock.patch.dict(sys.modules, {"flipchart.tui.start": screen}):
        return desk.call(*args, terminal=True), screen


def test_on_a_terminal_the_session_opens(tmp_path: Path) -> None:
    """The path is printed first; the screens get the file, the folder, the settings and the real time."""
    desk = Desk(tmp_path)
    done, screen = with_screen(desk, "new", "Clinic", "--no-color")
    path, context = screen.opened[0]
    assert (done.code, done.out) == (0, f"{path}\n")
    assert context.sessions_dir == desk.sessions
    assert not context.color
    assert len(context.ids()) == 8


def test_with_no_run_nothing_opens(tmp_path: Path) -> None:
    """Also on a terminal."""
    done, screen = with_screen(Desk(tmp_path), "new", "Clinic", "--no-run")
    assert done.code == 0
    assert screen.opened == []


def test_run_opens_the_session_that_is_named(tmp_path: Path) -> None:
    """By the start of its title, in the room's view."""
    desk = Desk(tmp_path)
    path = desk.file()
    done, screen = with_screen(desk, "run", "Outpat", "--view", "room")
    assert done.code == 0
    assert screen.opened[0][0] == path
    assert screen.opened[0][1].color


@pytest.mark.parametrize("verb", ["run", "follow-up"])
def test_a_page_is_published_where_it_may_be(verb: str, tmp_path: Path) -> None:
    """The place is looked at before the screen opens: a file that is none of ours is left alone."""
    desk = Desk(tmp_path)
    path = desk.file()
    done, screen = with_screen(desk, verb, "clinic", "--publish", str(tmp_path / "plan.html"))
    assert (done.code, screen.opened[0][1].publish) == (0, tmp_path / "plan.html")
    before = path.read_bytes()
    for args, code in ((["--publish", str(path)], 1), (["--publish", "x.html", "--rehearse"], 2)):
        refused, none = with_screen(desk, verb, "clinic", *args)
        assert (refused.code, none.opened) == (code, [])
        assert one_sentence(refused)
    assert path.read_bytes() == before


def test_flipchart_alone_opens_the_home_screen(tmp_path: Path) -> None:
    """Over the folder that `--dir` names."""
    done, screen = with_screen(Desk(tmp_path), "--dir", str(tmp_path / "other"))
    assert done.code == 0
    assert screen.opened[0][0] is None
    assert screen.opened[0][1].sessions_dir == tmp_path / "other"


@pytest.mark.parametrize("args", [[], ["run", "clinic"]])
def test_a_run_keeps_the_real_time(args: list[str], tmp_path: Path) -> None:
    """`--as-of` is for reading: a clock that stands would be written into the file."""
    desk = Desk(tmp_path)
    desk.file()
    done, screen = with_screen(desk, *args, *AS_OF)
    assert done.code == 2
    assert "keeps the real time" in done.err
    assert screen.opened == []


def test_a_new_session_keeps_the_real_time_on_the_screen(tmp_path: Path) -> None:
    """`new --as-of` dates the file; what happens on the screen happens now."""
    done, screen = with_screen(Desk(tmp_path), "new", "Clinic", *AS_OF)
    path, context = screen.opened[0]
    assert path is not None
    assert path.name.startswith("2026-11-18")
    assert isinstance(context.clock, AnchoredClock)
    assert done.code == 0


def test_the_demo_opens_copies(tmp_path: Path) -> None:
    """The worked sessions are copied into a folder for this user alone; the originals stay untouched."""
    desk = Desk(tmp_path)
    with mock.patch("tempfile.tempdir", str(tmp_path)), mock.patch("shutil.rmtree"):
        done, screen = with_screen(desk, "demo", "clinic")
        home, other = with_screen(desk, "demo")
    path, context = screen.opened[0]
    assert path is not None
    assert (done.code, home.code, other.opened[0][0]) == (0, 0, None)
    assert path.parent == context.sessions_dir != other.opened[0][1].sessions_dir
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("*.toml")} == {0o600}
    assert "deleted when you leave" in done.err


def test_the_demo_keeps_nothing(tmp_path: Path) -> None:
    """When it is left the copies are gone, and with them the drafts and backups that were kept beside them."""
    with mock.patch("tempfile.tempdir", str(tmp_path)):
        _, screen = with_screen(Desk(tmp_path), "demo", "clinic")
    assert screen.opened[0][0] is not None
    assert not list(tmp_path.glob("flipchart-demo-*"))
    assert "FLIPCHART_STATE" not in os.environ


def left_over(folder: Path, name: str, age: float = 3600, mark: str = ".demo") -> Path:
    """Make what a demo leaves that was ended by force so many seconds ago."""
    made = folder / name
    made.mkdir()
    (made / mark).touch()
    then = SystemClock().now().timestamp() - age
    os.utime(made / mark, (then, then))
    return made


def test_what_a_killed_demo_left_goes_at_the_next_start_and_nothing_else(tmp_path: Path) -> None:
    """A folder of ours whose lock nobody holds; not one that is open, is new, has no mark, or is a link."""
    gone = left_over(tmp_path, "flipchart-demo-gone")
    kept = [
        left_over(tmp_path, "flipchart-demo-new", age=5),
        left_over(tmp_path, "flipchart-demo-marked-otherwise", mark="plan.toml"),
        left_over(tmp_path, "somebody-else"),
        left_over(tmp_path, "flipchart-demo-open"),
    ]
    (tmp_path / "flipchart-demo-link").symlink_to(tmp_path / "somebody-else")
    lock = DISK.lock(kept[-1] / ".demo")
    assert lock is not None
    with mock.patch("tempfile.tempdir", str(tmp_path)):
        with_screen(Desk(tmp_path))
        assert not gone.exists()
        with mock.patch("os.getuid", return_value=os.getuid() + 1):
            other = left_over(tmp_path, "flipchart-demo-others")
            with_screen(Desk(tmp_path), "demo", "clinic")
    lock.release()
    assert all(path.is_dir() for path in (*kept, other))
    assert (tmp_path / "flipchart-demo-link").is_symlink()


@pytest.mark.parametrize("now", [dt.datetime(2026, 12, 24, 9, tzinfo=dt.UTC), dt.datetime(2027, 6, 1, tzinfo=dt.UTC)])
def test_the_demo_is_of_today(now: dt.datetime, tmp_path: Path) -> None:
    """A paused workshop was paused two minutes ago; other sessions keep their days of the week."""
    with mock.patch("tempfile.tempdir", str(tmp_path)):
        folder = copied(worked(), now)
    retro, clinic = (tomli.loads((folder / f"{name}.toml").read_text("utf-8")) for name in ("retro", "clinic"))
    before = tomli.loads((worked() / "clinic.toml").read_text("utf-8"))
    assert retro["timing"][-1]["at"] == now - dt.timedelta(minutes=2)
    moved = clinic["next_check"] - before["next_check"]
    assert moved == clinic["created"] - before["created"]
    assert moved.days % 7 == 0
    assert 0 <= (now - max(row["at"] for row in clinic["timing"])).days <= 7


def test_the_demo_can_be_seen_on_its_day(tmp_path: Path) -> None:
    """`demo --as-of` starts the clock at that instant, and it goes on from there."""
    with mock.patch("tempfile.tempdir", str(tmp_path)):
        done, screen = with_screen(Desk(tmp_path), "demo", "--as-of", "2026-11-18T10:00:00Z")
    clock = screen.opened[0][1].clock
    first = clock.now()
    assert done.code == 0
    assert 0 <= (first - dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)).total_seconds() < 60
    assert clock.monotonic() > 0
    assert clock.local(first) == first


def test_without_a_terminal_the_demo_lists(tmp_path: Path) -> None:
    """Names and titles of the worked sessions."""
    done = Desk(tmp_path).call("demo")
    assert done.code == 0
    assert "clinic  Service blueprint" in done.out


def test_a_demo_that_does_not_exist(tmp_path: Path) -> None:
    """Not found is 1, before a terminal is asked for."""
    done = Desk(tmp_path).call("demo", "nothing")
    assert done.code == 1
    assert one_sentence(done)


def test_an_installation_without_worked_sessions_says_so(tmp_path: Path) -> None:
    """Neither in the package nor beside it."""
    with mock.patch("flipchart.__file__", str(tmp_path / "a" / "b" / "c.py")):
        done = Desk(tmp_path).call("demo")
    assert done.code == 1
    assert one_sentence(done)
