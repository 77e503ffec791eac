"""What a merge could not decide is shown until somebody settles it, value by value."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import with_steps, workshop, write

from flipchart.domain.session import Conflict, Session
from flipchart.store.codec import decode

DAY = dt.date(2026, 11, 20)
CLASHES = (
    Conflict(item="t1", key="owner", kept="Ana Lopes", other="[/]\x1b[2J研修", at=TEN),
    Conflict(item="t2", key="due", kept=DAY, other="someday soon", at=TEN),
    Conflict(item="t3", key="hoped", kept=True, other=None, at=TEN),
    Conflict(item="clinic01", key="people", kept=["Ana", DAY], other=["Bea"], at=TEN),
)


async def settling(d: Driver) -> None:
    """Open what is to be settled by its digit in the menu."""
    await d.press(",")
    await d.sees(f"settle {len(d.session.conflicts)}")
    await d.press(d.text().partition(f" settle {len(d.session.conflicts)}")[0].split()[-1])
    await d.sees("Changed on both sides")


async def test_conflicts_are_settled_one_after_the_other(tmp_path: Path) -> None:
    """Both values in words; 1 keeps, 2 takes the other, what does not fit says so and stays."""
    path = write(with_steps(workshop()).revise(conflicts=CLASHES), tmp_path)
    async with driving(path) as d:
        await d.sees("4 to settle")
        assert ", 4 to settle" not in d.text()
        await settling(d)
        await d.sees("1 of 4", "Agree one-page checklist with HR", "who: changed on both sides", "Ana Lopes", "[/]")
        assert "\x1b" not in d.text()
        await d.press("2")
        await d.sees("1 of 3", "by when", "Fri 20 Nov", "someday soon")
        await d.press("2")
        await d.sees("The due of this item does not fit")
        assert len(d.session.conflicts) == 3
        await d.press("1")
        await d.sees("1 of 2", "hoped", "yes", "nothing")
        await d.press("2")
        await d.sees("1 of 1", "people", "Ana, Fri 20 Nov")
        await d.press("1")
        await d.sees("All is settled.")
        await d.press("escape", "u")
        await d.sees("undid: settle")
        assert d.session.steps[0].owner is None
        await d.press("U")
        await d.sees("redid: settle")
        await d.saved()
    saved = decode(path.read_bytes(), name="", made=TEN)
    assert saved.steps[0].owner == "[/]研修"
    assert saved.steps[1].due is None
    assert saved.conflicts == ()


def both_are_in(session: Session) -> bool:
    """Whether the one's owner and the other's step are there, and nothing to settle."""
    first, *_, last = session.steps
    return (first.owner, last.text, session.conflicts) == ("Bea", "Ring the supplier", ())


async def test_who_opens_what_somebody_drives_is_asked(tmp_path: Path) -> None:
    """Watch it, or edit as well: who edits is not in the way, and what both write is kept."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as first:
        await first.press("space", "pagedown", "pagedown")
        await first.saved()
        async with driving(path, clock=first.clock) as second:
            await second.sees("since 10:00:", "Y watch it", "N edit as well")
            await second.press("f9", "escape", "up", "up", "up", "o")
            await second.write("Bea")
            await first.press("a")
            await first.write("Ring the supplier")
            await second.saved()
            await first.saved()
            for driver in (first, second):
                await driver.until(
                    "both are there",
                    lambda driver=driver: both_are_in(driver.app.tick() or driver.session),  # type: ignore[misc]
                )
    assert both_are_in(decode(path.read_bytes(), name="", made=TEN))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=str)
async def test_the_key_that_settles_stands_with_the_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    """The room reads how much there is to settle as words; the footer has the key where there is room for it."""
    path = write(with_steps(workshop()).revise(conflicts=CLASHES), tmp_path)
    async with driving(path, size) as d:
        await d.press("space", "pagedown", "pagedown")
        assert size[0] < 72 or ", settle" in d.text().splitlines()[-1], d.text()
        assert any(row.strip().startswith("4 to settle") for row in d.text().splitlines()), d.text()
