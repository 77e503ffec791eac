"""A damaged file: what can take its place is offered where it is opened, and nothing happens without a choice."""

from pathlib import Path

import pytest
from at_home import HOSTILE, HomeDriver, at_home, put
from driver import TEN
from workshops import STEPS, with_steps, workshop

from flipchart.clock import ManualClock
from flipchart.service import recovery
from flipchart.store.backups import Backups
from flipchart.store.codec import decode, encode
from flipchart.store.recovery import recover
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.widgets.row_list import RowList

SIZES = [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)]


def cut_short(folder: Path, *, title: str = "Onboarding", text: str = STEPS[2].text) -> Path:
    """A session that was cut short, with two backups: one of a step, the newer one of three."""
    path, clock = put(folder, "onboarding", title=title), ManualClock(TEN)
    kept = Backups("onboarding", clock)
    for steps in (STEPS[:1], STEPS):
        session = with_steps(workshop(), (*steps[:-1], steps[-1].revise(text=text)))
        kept.keep(encode(session.revise(id="onboarding", title=title)))
        clock.advance(600)
    path.write_bytes(path.read_bytes().partition(b"[end]")[0])
    return path


async def offered(d: HomeDriver) -> None:
    """Open the damaged file and wait for the choice."""
    await d.type("onb")
    await d.press("enter")
    await d.until("the choice", lambda: isinstance(d.app.screen, RecoveryScreen))
    await d.sees("Part of this file cannot be read")


async def test_the_version_that_is_chosen_is_opened_and_the_damaged_file_is_kept(tmp_path: Path) -> None:
    """The newest first, an older one by the arrow."""
    path = cut_short(tmp_path / "s")
    broken = path.read_bytes()
    async with at_home(tmp_path / "s") as d:
        await offered(d)
        await d.sees("end of the file is missing", "3 steps", "1 step", "a backup · last step: Draft the esc")
        await d.sees("! onboarding.toml: the end of the file")
        assert path.read_bytes() == broken
        await d.press("down", "enter")
        await d.in_the_room()
        await d.sees("Recovered; the damaged file is kept beside it.")
        assert [step.id for step in d.session.steps] == ["t1"]
        assert [step.id for step in decode(path.read_bytes(), name="", made=TEN).steps] == ["t1"]
        assert path.with_name("onboarding.toml.damaged-20261118T100000Z").read_bytes() == broken


async def test_versions_that_are_the_same_are_offered_once(tmp_path: Path) -> None:
    """A save that did not come to its end is often what a backup or a copy holds too."""
    path = cut_short(tmp_path / "s")
    (newest, _) = Backups("onboarding", ManualClock(TEN)).kept()
    path.with_name("onboarding (conflicted copy).toml").write_bytes(newest.path.read_bytes())
    async with at_home(tmp_path / "s") as d:
        d.home.open(path)
        await d.sees("Part of this file cannot be read", "3 steps", "1 step")
        assert d.text().count("3 steps") == 1


async def test_leaving_changes_nothing(tmp_path: Path) -> None:
    """Esc goes back home, with the file as it was and nothing beside it."""
    path = cut_short(tmp_path / "s")
    broken = path.read_bytes()
    async with at_home(tmp_path / "s") as d:
        await offered(d)
        await d.press("down", "escape")
        await d.at_home()
        assert path.read_bytes() == broken
        assert list(path.parent.iterdir()) == [path]
        await d.press("enter")
        await d.until("offered again", lambda: isinstance(d.app.screen, RecoveryScreen))


async def test_a_version_that_went_away_is_said_and_another_can_be_chosen(tmp_path: Path) -> None:
    """What was found a moment ago need not be there any more."""
    path = cut_short(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await offered(d)
        newest = d.app.screen.damage.versions[0].path  # type: ignore[attr-defined]
        newest.unlink()
        await d.press("enter")
        await d.sees("could not be opened")
        assert path.exists()
        await d.press("down", "enter")
        await d.in_the_room()
        assert [step.id for step in d.session.steps] == ["t1"]


async def test_the_choice_can_be_clicked(tmp_path: Path) -> None:
    """A click chooses, a second one on the same version takes it."""
    cut_short(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await offered(d)
        rows = d.app.screen.query_one("#rows", RowList)
        lines = [row.id for row, _ in rows.window()[0]]
        for _ in range(2):
            await d.pilot.click(RowList, offset=(5, lines.index("1")))
            await d.settle()
        await d.in_the_room()
        assert [step.id for step in d.session.steps] == ["t1"]


async def test_all_of_it_can_be_read_on_the_smallest_screen(tmp_path: Path) -> None:
    """Down past the last version comes what is said below it, and up again what is wrong."""
    cut_short(tmp_path / "s")
    async with at_home(tmp_path / "s", (48, 14)) as d:
        await offered(d)
        assert "kept beside it" not in d.text()
        await d.press(*["down"] * 8)
        assert "The damaged file is kept beside it." in " ".join(d.text().split())
        await d.press(*["up"] * 8)
        await d.sees("! onboarding.toml: the end of the file")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_literal(tmp_path: Path, size: tuple[int, int]) -> None:
    """In the last step of a version, and in the name of a copy beside the file."""
    path = cut_short(tmp_path / "s", title=HOSTILE, text=HOSTILE)
    name = HOSTILE.replace("/", "").replace("\x1b", "\x1b[2J")
    session = with_steps(workshop()).revise(id="onboarding", title=HOSTILE)
    path.with_name(f"onboarding {name}.toml").write_bytes(encode(session))
    async with at_home(tmp_path / "s", size) as d:
        d.home.open(path)
        await d.until("the choice", lambda: isinstance(d.app.screen, RecoveryScreen))
        await d.press("down", "down", "up")
        await d.sees("[@click=app.quit]")
        assert not set(d.text()) & {"\x1b", "\u202e", "\x07"}


async def test_a_slow_disk_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a version is being taken a second Enter does nothing, and Esc does not tear it in two."""
    cut_short(tmp_path / "s")
    calls = []
    take = recover

    def counted(*arguments: object) -> Path:
        calls.append(arguments)
        return take(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(recovery, "recover", counted)
    async with at_home(tmp_path / "s") as d:
        await offered(d)
        await d.burst("enter", "enter", "escape")
        await d.in_the_room()
        assert len(calls) == 1


async def test_a_file_that_may_only_be_looked_at_is_not_changed(tmp_path: Path) -> None:
    """Of a newer format: every act is answered with why, and the file stays as it is (I11)."""
    path = put(tmp_path / "s", "newer")
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 2"))
    before = path.read_bytes()
    async with at_home(tmp_path / "s") as d:
        await d.type("newer")
        await d.press("enter")
        await d.in_the_room()
        await d.sees("newer format")
        await d.press("space", "l")
        await d.write("Contractor badges")
        assert d.stage == "planned"
        assert d.session.parked == ()
        await d.sees("it can be looked at, not")
    assert path.read_bytes() == before
