"""The sessions folder: every title gets a safe name of its own, and every name finds its session."""

import datetime as dt
import os
import unicodedata
from pathlib import Path

import pytest
import tomli
from faults import FaultyDisk
from hypothesis import given
from hypothesis import strategies as st
from saving import NOW, first

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store import catalogue
from flipchart.store.catalogue import create, find_session
from flipchart.store.codec import encode
from flipchart.store.disk import Disk
from flipchart.store.errors import Ambiguous, NotFound, StoreError, Unreadable
from flipchart.store.files import session_files
from flipchart.store.sidecar_names import file_name
from strategies import HOSTILE, texts

DAY = NOW.date()
CLOCK = ManualClock(NOW)
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Service Blueprint: outpatient clinic", "2026-11-18-service-blueprint-outpatient-clinic.toml"),
        ("../../x", "2026-11-18-x.toml"),
        ("CON", "2026-11-18-con.toml"),
        ("dots...", "2026-11-18-dots.toml"),
        ("--rm -rf", "2026-11-18-rm-rf.toml"),
        ("a/b\\c:d*e", "2026-11-18-a-b-c-d-e.toml"),
        ("", "2026-11-18-session.toml"),
        ("🚀 …", "2026-11-18-session.toml"),
        ("Rückblick", "2026-11-18-rückblick.toml"),
        ("हिन्दी योजना", "2026-11-18-हिन्दी-योजना.toml"),
        ("snake_case", "2026-11-18-snake-case.toml"),
        ("x" * 5_000, "2026-11-18-" + "x" * 60 + ".toml"),
        ("計" * 200, "2026-11-18-" + "計" * 20 + ".toml"),
        ("word " * 99, "2026-11-18-" + "word-" * 11 + "word.toml"),
    ],
)
def test_a_title_makes_a_name_that_every_system_holds(title: str, name: str) -> None:
    """Separators, reserved names, trailing dots and leading dashes never come out; letters of every script do."""
    assert file_name(title, DAY) == name


@given(st.one_of(texts(), st.text(), st.sampled_from(HOSTILE)), st.sampled_from([1, 2, 999]))
def test_any_title_makes_a_safe_name(title: str, number: int) -> None:
    """At most 80 bytes, one part, visible, the same for the two ways of writing an accent."""
    name = file_name(title, DAY, number)
    assert len(name.encode()) <= 80
    assert Path(name).name == name and name.endswith(".toml") and not name.startswith((".", "-", " "))
    assert not set(name) & set('/\\:*?"<>|\0\n') and name.removesuffix(".toml")[-1] not in ". "
    assert name.split(".")[0] not in RESERVED
    assert name == file_name(unicodedata.normalize("NFD", title), DAY, number)


def test_every_session_gets_a_name_of_its_own(tmp_path: Path) -> None:
    """Twins by case or by accent are one name to some systems, so they never stand side by side."""
    folder = tmp_path / "sessions"
    titles = ["Café", "Cafe\u0301", "CAFÉ", "café", "Café 2"]
    made = [create(first(title=title, id=f"s{n}"), folder, CLOCK) for n, title in enumerate(titles)]
    names = {unicodedata.normalize("NFC", path.name).casefold() for path in made}
    assert len(names) == 5
    assert [path.name for path in made[:2]] == ["2026-11-18-café.toml", "2026-11-18-café-2.toml"]
    assert (folder.stat().st_mode & 0o777, made[0].stat().st_mode & 0o777) == (0o700, 0o600)
    assert len(list(folder.iterdir())) == 5


def test_a_name_that_was_taken_a_moment_ago_is_passed_over(tmp_path: Path) -> None:
    """Nothing is overwritten, even if another program was quicker."""
    assert create(first(), tmp_path, CLOCK, Quicker()).name == "2026-11-18-retro-2.toml"
    assert (tmp_path / "2026-11-18-retro.toml").read_bytes() == b"another"


class Quicker(Disk):
    """Another program takes the first name at the last moment."""

    def publish(self, source: Path, target: Path) -> None:
        if target.name == "2026-11-18-retro.toml":
            target.write_bytes(b"another")
        super().publish(source, target)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file is in the way, or the disk is full."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unreadable, match="could not be made"):
        create(first(), tmp_path / "file" / "sessions", CLOCK)
    with pytest.raises(StoreError, match="was not saved"):
        create(first(), tmp_path, CLOCK, FaultyDisk(0, only="write"))


def put(folder: Path, name: str, session: Session, at: float) -> Path:
    path = folder / name
    path.write_bytes(encode(session))
    os.utime(path, (at, at))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four sessions, one of them private, and one file that is none."""
    put(tmp_path, "2026-11-18-retro.toml", first(title="Retro"), 10)
    put(tmp_path, "2026-11-19-retro-two.toml", first(title="Retro Two"), 30)
    put(tmp_path, "odd.toml", first(title="Größe"), 20)
    put(tmp_path, "secret.toml", first(title="Talk with Ana", private=True), 40)
    (tmp_path / "broken.toml").write_text("broken")
    os.utime(tmp_path / "broken.toml", (5, 5))
    (tmp_path / ".hidden.toml").write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("retro", "2026-11-18-retro.toml"),
        ("Retro T", "2026-11-19-retro-two.toml"),
        ("2026-11-19", "2026-11-19-retro-two.toml"),
        ("retro-t", "2026-11-19-retro-two.toml"),
        ("odd.toml", "odd.toml"),
        ("GRO\u0308SSE", "odd.toml"),
        ("talk", "secret.toml"),
        ("brok", "broken.toml"),
        ("last", "2026-11-19-retro-two.toml"),
    ],
)
def test_a_session_is_found_by_the_start_of_its_name(folder: Path, name: str, found: str) -> None:
    """Title or file name, any case, either way of writing an accent; a whole one before the start of another."""
    assert find_session(name, folder, CLOCK).name == found
    assert find_session(name, folder).name == found


@pytest.mark.parametrize(
    "title",
    ["Reading room", 'Say \\"yes\\"', "Gr\\u00f6\\u00dfe 2"],
)
def test_a_damaged_session_is_found_by_its_title(tmp_path: Path, title: str) -> None:
    """One that lost its end mark, or more: it is opened to be offered its backups."""
    whole = encode(first()).replace(b'"Retro"', f'"{title}"'.encode())
    for number, cut in enumerate((whole.replace(b"[end]\ncomplete = true\n", b""), whole + b"[[steps]]\nid = \n")):
        path = tmp_path / f"x{number}.toml"
        path.write_bytes(cut)
        assert find_session(tomli.loads(f'v = "{title}"')["v"][:5].upper(), tmp_path, CLOCK) == path
        path.unlink()


def test_a_title_is_found_however_it_is_written(tmp_path: Path) -> None:
    """With its key in quotes, over several lines, in a file that is not UTF-8, or in none."""
    (tmp_path / "a.toml").write_text('"title" = "Reading room"\n')
    (tmp_path / "b.toml").write_text('title = """\nWaiting times"""\n')
    (tmp_path / "c.toml").write_bytes(b'title = "\xff"\n')
    assert find_session("reading", tmp_path, CLOCK).name == "a.toml"
    assert find_session("waiting", tmp_path, CLOCK).name == "b.toml"


def test_no_file_is_read_whole_to_find_a_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of many sessions the beginnings will do."""
    for number in range(20):
        put(tmp_path, f"x{number}.toml", first(id=f"s{number}", title=f"Plan {number}"), number)

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(catalogue, "decode", never)
    assert find_session("plan 17", tmp_path, CLOCK).name == "x17.toml"


def test_a_private_session_is_found_only_by_name(folder: Path) -> None:
    """It was changed last, and yet `last` is another; without others there is none."""
    assert find_session("last", folder).name != "secret.toml"
    for path in session_files(folder):
        if path.name != "secret.toml":
            path.unlink()
    with pytest.raises(NotFound, match="There is no session in"):
        find_session("last", folder)
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    assert find_session("last", folder).name == "gone.toml"


def test_two_that_fit_are_both_named(folder: Path) -> None:
    """With exit code 2; of many, three and how many more; of none, what to do."""
    with pytest.raises(Ambiguous, match=r"^ret fits 2026-11-18-retro and 2026-11-19-retro-two\. Type more") as caught:
        find_session("ret", folder)
    assert caught.value.exit_code == 2
    for number in range(5):
        (folder / f"many-{number}.toml").write_bytes(b'title = "Many"\n')
    with pytest.raises(Ambiguous, match=r"^many fits many-0, many-1, many-2 and 2 more"):
        find_session("many", folder)
    with pytest.raises(Ambiguous, match="Which session"):
        find_session("", folder)
    with pytest.raises(NotFound, match=r"begins with 'x y'\. `flipchart list` names them all"):
        find_session("x\x1by", folder)
    with pytest.raises(NotFound):
        find_session("x" * 5_000, folder / "none")


COPIES = ("{} (Ana's conflicted copy 2026-11-18)", "{}.sync-conflict-20261118-101500-ABCDEFG", "{}-DESKTOP7")


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", ["ret", "Retro", "2026-11-18", "last"])
def test_a_session_goes_before_the_copies_of_a_sync_tool(tmp_path: Path, name: str, copy: str) -> None:
    """A newer copy beside it neither makes its name ambiguous nor is opened in its place; by its own name it is."""
    put(tmp_path, "2026-11-18-retro.toml", first(title="Retro"), 10)
    put(tmp_path, f"{copy.format('2026-11-18-retro')}.toml", first(title="Retro"), 20)
    assert find_session(name, tmp_path, CLOCK).name == "2026-11-18-retro.toml"
    assert find_session(f"{copy.format('2026-11-18-retro')}.toml", tmp_path, CLOCK).name != "2026-11-18-retro.toml"


def test_another_session_or_a_damaged_one_is_no_original(tmp_path: Path) -> None:
    """A longer name alone makes no copy, and a whole copy is not given up for a file that cannot be read."""
    put(tmp_path, "retro.toml", first(title="Retro"), 10)
    put(tmp_path, "retro-two.toml", first(id="another", title="Retro"), 20)
    assert find_session("last", tmp_path, CLOCK).name == "retro-two.toml"
    with pytest.raises(Ambiguous, match="ret fits retro-two and retro"):
        find_session("ret", tmp_path, CLOCK)
    put(tmp_path, "retro-two.toml", first(title="Retro"), 20)
    (tmp_path / "retro.toml").write_text("broken")
    os.utime(tmp_path / "retro.toml", (10, 10))
    assert find_session("last", tmp_path, CLOCK).name == "retro-two.toml"


def test_a_path_is_a_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is; but a mere folder does not hide a session of the same name."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    (folder / "retro").mkdir()
    assert find_session("odd.toml", folder / "none") == Path("odd.toml")
    assert find_session("./nothing", folder) == Path("nothing")
    assert find_session("a/b", folder) == Path("a/b")
    assert find_session("/dev/zero", folder) == Path("/dev/zero")
    assert find_session("~/odd.toml", folder) == folder / "odd.toml"
    assert find_session("retro", folder).name == "2026-11-18-retro.toml"


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """One that cannot be read is told."""
    assert session_files(tmp_path / "none") == ()
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreadable, match="could not be read"):
        session_files(tmp_path / "file")


def test_a_name_goes_by_the_day_where_the_people_are(tmp_path: Path) -> None:
    """Late in the evening west of Greenwich it is still the day before."""
    clock = ManualClock(NOW, dt.timezone(dt.timedelta(hours=-11)))
    assert create(first(), tmp_path, clock).name == "2026-11-17-retro.toml"


def test_a_session_that_goes_while_it_is_looked_for_is_none(tmp_path: Path) -> None:
    """A link that leads nowhere has no title."""
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NotFound):
        find_session("retro", tmp_path, CLOCK)
