"""The people of a session, changed in the app: renamed, merged, removed, with every reference, and undone."""

from pathlib import Path

import pytest
from driver import Driver, driving
from inks import inks, of_hex
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.plan import Goal
from flipchart.domain.session import Session
from flipchart.store.config import Config
from flipchart.tui.screens.people import PeopleScreen


def named() -> Session:
    """A workshop in which Chen is written in two ways, and Bea is named nowhere."""
    one, two, three = STEPS
    steps = (
        one.revise(owner="Chen Wei"),
        two.revise(owner="Chen"),
        three.revise(owner="Ana Lopes", helpers=("Chen",)),
    )
    people = ("Ana Lopes", "Bea", "Chen Wei", "Chen")
    session = with_steps(workshop(people), steps)
    return session.revise(goals=(Goal(id="g1", text="Fewer calls", who="Chen"),))


async def at_the_people(driver: Driver) -> None:
    """Open the list by its key."""
    await driver.press("G")
    await driver.until("the list", lambda: isinstance(driver.app.screen, PeopleScreen))


def owners(session: Session) -> list[str | None]:
    """Who has the steps."""
    return [step.owner for step in session.steps]


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)], ids=str)
async def test_two_names_become_one_person(tmp_path: Path, size: tuple[int, int]) -> None:
    """Owner, helper and goal go over; u brings both back, with the cursor on the one that came back."""
    async with driving(write(named(), tmp_path), size) as driver:
        await at_the_people(driver)
        await driver.sees("People", "4 people", "1 step, helps with 1")
        await driver.press("down", "down", "down", "m")
        await driver.type("wei")
        await driver.sees("Chen becomes Chen Wei: 1 step, helps with 1", "goal")
        await driver.press("tab", "enter")
        await driver.sees("3 people", "one person now")
        assert owners(driver.session) == ["Chen Wei", "Chen Wei", "Ana Lopes"]
        assert driver.session.steps[2].helpers == ("Chen Wei",)
        assert driver.session.goals[0].who == "Chen Wei"
        await driver.press("u")
        await driver.sees("4 people", "undid: merge people")
        assert owners(driver.session) == ["Chen Wei", "Chen", "Ana Lopes"]
        screen = driver.app.screen
        assert isinstance(screen, PeopleScreen)
        assert screen.cursor == "Chen"


async def test_the_cursor_goes_to_the_neighbour_of_a_name_that_is_gone_again(tmp_path: Path) -> None:
    """Not to the first: where nothing else in the list has changed, redo goes to the row that was above."""
    async with driving(write(named(), tmp_path)) as driver:
        await at_the_people(driver)
        await driver.press("a")
        await driver.write("Dora, Emil")
        await driver.sees("6 people")
        await driver.press("m")
        await driver.write("dora")
        await driver.press("u")
        await driver.sees("6 people", "undid: merge people")
        await driver.press("U")
        await driver.sees("5 people", "redid: merge people")
        screen = driver.app.screen
        assert isinstance(screen, PeopleScreen)
        assert screen.cursor == "Dora"


async def test_a_name_is_spelled_anew_everywhere(tmp_path: Path) -> None:
    """What it would be is said while it is typed; somebody else's name is refused and the words stay."""
    async with driving(write(named(), tmp_path)) as driver:
        await at_the_people(driver)
        await driver.press("enter", "ctrl+u")
        await driver.type("Bea")
        await driver.press("enter")
        await driver.sees("Bea is already in the group.", "Name Bea")
        await driver.press("ctrl+u")
        await driver.type("Ana María Lopes")
        await driver.sees("Ana María Lopes: 1 step")
        await driver.press("enter")
        await driver.sees("renamed everywhere")
        assert owners(driver.session)[2] == "Ana María Lopes"
        assert driver.session.people[0] == "Ana María Lopes"
        await driver.press("u", "U", "escape")
        assert owners(driver.session)[2] == "Ana María Lopes"
        await driver.sees("ready when you are")


async def test_only_somebody_whom_nothing_names_goes(tmp_path: Path) -> None:
    """The others stay, and the reason is said; who went comes back."""
    async with driving(write(named(), tmp_path)) as driver:
        await at_the_people(driver)
        await driver.press("x")
        await driver.sees("Ana Lopes is named in the plan.")
        await driver.press("down", "x")
        await driver.sees("removed; u takes it back")
        assert "Bea" not in driver.session.people
        await driver.press("x")
        await driver.sees("Chen Wei is named in the plan.")
        await driver.press("u")
        assert driver.session.people == ("Ana Lopes", "Bea", "Chen Wei", "Chen")


async def test_who_comes_late_is_added_and_marked_as_here(tmp_path: Path) -> None:
    """During the run too; a list may be pasted or typed with commas."""
    async with driving(write(named(), tmp_path)) as driver:
        await driver.press("space")
        await at_the_people(driver)
        await driver.press("a")
        await driver.write("Devi Rao, Émile")
        await driver.press("space")
        await driver.sees("6 people, 1 here", "● Émile")
        await driver.press("space")
        await driver.sees("○ Émile")
        await driver.press("q")
        assert driver.session.people[-2:] == ("Devi Rao", "Émile")


async def test_what_was_undone_is_told_whole_beside_the_title(tmp_path: Path) -> None:
    """Where the name has no room, it gives way, and not the title of the list."""
    async with driving(write(named().revise(people=("A" * 40, "Bea")), tmp_path), (60, 18)) as driver:
        await at_the_people(driver)
        await driver.press("enter", "end")
        await driver.write("x")
        await driver.press("u")
        first = driver.text().splitlines()[0]
        assert first.startswith("People") or first.startswith(" People"), first
        assert "undid: rename person" in first and "…" not in first, first


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
async def test_a_box_that_is_open_looks_so_here_too(tmp_path: Path, theme: str) -> None:
    """The line and what was understood of it have the ground of every open box."""
    async with driving(write(named(), tmp_path), config=Config(theme=theme)) as driver:
        await at_the_people(driver)
        ground = of_hex(driver.app.current_theme.variables["typing"])
        assert ground not in {ink.back for ink in inks(driver)}
        await driver.press("a")
        await driver.type("Devi Rao")
        grounds = {ink.back for ink in inks(driver) if ink.text.strip() in ("Add", "Devi Rao")}
        assert grounds == {ground}


async def test_a_key_typed_after_esc_is_that_key(tmp_path: Path) -> None:
    """Esc with a letter in one go leaves the line, then acts; words typed before are no command."""
    async with driving(write(named(), tmp_path)) as driver:
        await at_the_people(driver)
        await driver.press("a")
        await driver.type("x")
        await driver.press("alt+j")
        await driver.until("the line is closed", lambda: "Add" not in driver.text())
        screen = driver.app.screen
        assert isinstance(screen, PeopleScreen)
        assert (screen.cursor, len(driver.session.people)) == ("Bea", 4)


async def test_nobody_is_known_yet(tmp_path: Path) -> None:
    """Keys that need somebody do nothing, and are not named."""
    async with driving(write(workshop(people=()), tmp_path)) as driver:
        await at_the_people(driver)
        await driver.sees("No names yet")
        await driver.press("x", "m", "enter", "space")
        assert "rename" not in driver.text()
        await driver.press("a")
        await driver.write("Ana Lopes")
        await driver.sees("1 person")
