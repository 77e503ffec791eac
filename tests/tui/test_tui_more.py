"""The rarer actions: who first, milestones, order, pre-mortem, wave off, and the closing page's digits."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from sight import clipped, hidden
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.gaps import gaps
from flipchart.domain.plan import Resource
from flipchart.store.codec import decode
from flipchart.tui import session_app
from flipchart.tui.text.block_font import block_lines
from flipchart.tui.widgets.big_clock import BigClock

SIZES = [(80, 24), (60, 18), (48, 14)]


def look(driver: Driver, *words: str) -> None:
    """See some words, and that nothing which matters is hidden or cut."""
    shown = " ".join(driver.text().replace("▌", " ").split())
    for each in words:
        assert each in shown, driver.text()
    assert hidden(driver) == [], driver.text()
    # In the narrowest room a prompt's second line gives way, as it should.
    assert driver.app.size.width < 60 or clipped(driver) == [], driver.text()


def large(driver: Driver, *words: str) -> None:
    """See some words in block letters."""
    shown = driver.text()
    for each in words:
        rows = block_lines(each, driver.room.inner_width)
        assert rows is not None
        assert all(row.strip() in shown for row in rows), shown


async def choose(driver: Driver, word: str) -> None:
    """Open the menu, or the other one behind it, and press the digit of an action."""
    await driver.press("comma")
    if not (digit := _digit(driver, word)):
        await driver.press("9")
        digit = _digit(driver, word)
    assert digit, driver.text()
    await driver.press(digit)


def _digit(driver: Driver, word: str) -> str:
    return next((digit for digit, message in driver.room.questions[0].choices if message.startswith(word)), "")


def to(kind: str) -> tuple[str, ...]:
    """The keys from the start into a stage of the default agenda."""
    order = ("introduce", "review", "define", "assign", "resources")
    place = order.index(kind)
    keys = ["space", *["n"] * min(place, 2), *["pagedown"] * max(place - 2, 0)]
    return (*keys, "escape") if kind == "define" else tuple(keys)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_menu_takes_two_lines_in_every_stage(tmp_path: Path, size: tuple[int, int]) -> None:
    """With all that can be in it; the digits that are named act, and the same key puts it away."""
    ends = TEN + dt.timedelta(minutes=15)
    session = with_steps(workshop(ends_by=ends))
    async with driving(write(session, tmp_path), size) as driver:
        await driver.press("comma")
        assert len(driver.room.questions[0].lines(driver.room.inner_width)) == 1
        await driver.press("comma", "space")
        for kind in ("introduce", "review", "define", "assign", "resources"):
            assert driver.stage == kind
            await driver.press("escape", "comma")
            question = driver.room.questions[0]
            assert len(question.lines(driver.room.inner_width)) <= 2, driver.text()
            look(driver, "1 go to", "2 skip", "3 end", "4 ", "check", "9 others")
            await driver.press("9")
            assert len(driver.room.questions[0].lines(driver.room.inner_width)) <= 2, driver.text()
            look(driver, "4 private", "5 wave off", "7 people", "8 agenda")
            await driver.press("comma")
            assert driver.room.questions == ()
            await driver.press("pagedown")
        assert driver.stage == "ended"
        await driver.press("comma")
        assert driver.room.questions[0].choices == (("1", "go to"), ("4", "next check"), ("9", "others"))


async def test_a_digit_of_the_menu_is_the_same_action_in_every_stage(tmp_path: Path) -> None:
    """Whatever else applies; a digit that has no action here does nothing, and the menu stays."""
    known: dict[tuple[str, str], set[str]] = {}
    ends = TEN + dt.timedelta(minutes=15)
    async with driving(write(with_steps(workshop(ends_by=ends)), tmp_path)) as driver:
        for _ in range(7):
            for keys in (("comma",), ("comma", "9")):
                await driver.press(*keys)
                question = driver.room.questions[0]
                for digit, word in question.choices:
                    known.setdefault((question.name, digit), set()).add(word)
                unused = next(digit for digit in "123456789" if digit not in dict(question.choices))
                before = driver.session
                await driver.press(unused)
                assert (driver.session, driver.room.questions[0].name) == (before, question.name)
                await driver.press("escape", "escape")
            await driver.press("space" if driver.stage == "planned" else "pagedown")
        assert driver.stage == "ended"
    assert len(known) > 12
    assert all(len(words) == 1 for words in known.values()), known


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
async def test_any_stage_of_a_long_agenda_is_two_keys_away(tmp_path: Path, size: tuple[int, int]) -> None:
    """Nine stages on two lines; with a tenth in between the last ones are one digit further."""
    session = with_steps(workshop(agenda="action-planning-60"))
    async with driving(write(session, tmp_path), size) as driver:
        await driver.press("space")
        await choose(driver, "go to")
        assert len(driver.room.questions[0].lines(driver.room.inner_width)) <= 2
        await driver.press("7")
        assert driver.stage == "risks"
        await choose(driver, "pre-mortem")
        await choose(driver, "go to")
        look(driver, "9 later ones")
        await driver.press("9")
        await driver.press("2")
        assert driver.stage == "nextcheck"


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
async def test_people_first_each_takes_what_they_take(tmp_path: Path, size: tuple[int, int]) -> None:
    """A digit gives the step to the one who is asked, then its day is asked; Tab goes to the next person."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press(*to("assign"))
        await choose(driver, "who first")
        look(driver, "Ana Lopes", "1 Agree one-page checklist with HR", "3 Draft the escalation path")
        await driver.press("2")
        look(driver, "By when")
        await driver.write("fri")
        look(driver, "2 Book a room for the supplier clinic", "Ana Lopes · Fri 20 Nov")
        await driver.press("tab")
        look(driver, "Bea", "3 Draft the escalation path")
        await driver.press("j", "enter")
        look(driver, "Bea, by when")
        await driver.write("~2w")
        look(driver, "Bea · hoped for Wed 2 Dec")
        await driver.press("shift+tab", "shift+tab")
        look(driver, "Chen Wei")
        await driver.press("escape")
        assert driver.room.mode == ""
        look(driver, "Who takes this one, and by which day?")
        await choose(driver, "who first")
        await driver.press("n")
        assert (driver.stage, driver.room.mode) == ("resources", "")
        await driver.saved()
    steps = decode(path.read_bytes(), name=path.name, made=TEN).steps
    assert [(it.owner, it.due, it.hoped) for it in steps] == [
        (None, None, False), ("Ana Lopes", dt.date(2026, 11, 20), False), ("Bea", dt.date(2026, 12, 2), True),
    ]  # fmt: skip


async def test_only_who_is_here_is_asked_and_a_digit_is_undone(tmp_path: Path) -> None:
    """Those marked as here, from the last to the first again; u takes the last act back, not the mode."""
    session = with_steps(workshop())
    session = session.revise(runs=(session.runs[0].revise(present=("Bea", "Chen Wei")),))
    async with driving(write(session, tmp_path)) as driver:
        await driver.press(*to("assign"))
        await choose(driver, "who first")
        look(driver, "Bea, which one is yours? (1 of 2)", "Bea 0 Chen Wei 0")
        await driver.press("tab", "tab", "1", "escape")
        assert driver.session.steps[0].owner == "Bea"
        await driver.press("u", "9")
        assert driver.session.steps[0].owner is None
        look(driver, "Bea, which one is yours?")


async def test_without_people_there_is_nobody_to_ask_first(tmp_path: Path) -> None:
    """One sentence says how somebody becomes known."""
    async with driving(write(with_steps(workshop(people=())), tmp_path)) as driver:
        await driver.press(*to("assign"))
        await choose(driver, "who first")
        look(driver, "Nobody is in the group yet")
        assert driver.room.mode == ""


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
async def test_milestones_stand_with_their_improvement(tmp_path: Path, size: tuple[int, int]) -> None:
    """Written in Define, edited in the same line, reached by a digit, dropped and brought back."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press(*to("define"))
        await choose(driver, "milestone")
        await driver.type("Half the wards use it >15 jan")
        look(driver, "Fri 15 Jan")
        await driver.press("enter", "enter")
        look(driver, "Milestone", "Half the wards use it by Fri 15 Jan 2027", "1 reached today")
        await driver.press("e")
        assert driver.box.value == "Half the wards use it >15 jan"
        await driver.type(" 2028")
        await driver.press("enter", "1")
        look(driver, "✓ Half the wards use it reached Wed 18 Nov", "1 not reached after all")
        await driver.press("1", "x")
        assert not driver.session.milestones[0].live
        await driver.press("u")
        look(driver, "by Sat 15 Jan 2028")
        await driver.saved()
    item = decode(path.read_bytes(), name=path.name, made=TEN).milestones[0]
    assert (item.improvement, item.due, item.reached) == ("i1", dt.date(2028, 1, 15), None)


async def test_a_milestone_needs_an_improvement_and_words(tmp_path: Path) -> None:
    """Without an improvement one sentence says so; without words the line stays."""
    async with driving(write(workshop(improvements=()), tmp_path)) as driver:
        await driver.press(*to("define"))
        await choose(driver, "milestone")
        look(driver, "A milestone belongs to an improvement")
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press(*to("define"))
        await choose(driver, "milestone")
        await driver.write(">fri")
        look(driver, "What is reached by then?")
        assert driver.box.value == ">fri"


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
async def test_the_order_of_steps_is_said_and_a_wrong_one_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    """After which step, by number or words; what ends later than what waits for it is named where it stands."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press(*to("define"))
        assert driver.room.cursor == "t2"
        await choose(driver, "after step")
        await driver.type("1")
        look(driver, "Agree one-page checklist with HR")
        await driver.press("enter")
        look(driver, "2 Book a room for the supplier clinic", "after 1")
        await driver.press("d")
        await driver.write("fri")
        await driver.press("k", "d")
        await driver.write("mon")
        look(driver, "after 1, which is due later: Mon 23 Nov")
        asked = {gap.kind: gap.say for gap in gaps(driver.session, TEN.date())}
        assert asked["order"].endswith("due later, on Mon 23 Nov: which date moves?")
        await driver.press("j")
        await choose(driver, "after step")
        assert driver.box.value == "1"
        await driver.write(", no such")
        look(driver, "No other step says “no such”")
        await driver.press(*["backspace"] * 30)
        await driver.write("escalation, one-page")
        look(driver, "after “Draft the escalation path” and 1")
        await driver.press("k")
        await choose(driver, "after step")
        await driver.write("2")
        look(driver, "That one waits for this one")
        await driver.press("backspace")
        await driver.write("9")
        look(driver, "There is no other step 9 here")
        await driver.press("backspace", "escape", "j")
        await choose(driver, "after step")
        await driver.press(*["backspace"] * 60)
        await driver.write("-")
        assert not driver.session.steps[1].after


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_pre_mortem_is_a_minute_in_between(tmp_path: Path, size: tuple[int, int]) -> None:
    """Its own words on the wall, sixty seconds lent by the stage, and back into it with all it had."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press(*to("resources"))
        await driver.pass_time(20)
        assert driver.app.clock is not None
        out = driver.app.clock.ends_at
        await choose(driver, "pre-mortem")
        look(driver, "PRE-MORTEM", "1:00 left", "Three months on, none of this")
        assert driver.app.clock.ends_at == out
        await driver.press("enter")
        await driver.write("legal is slow then last year's form")
        await driver.pass_time(45)
        await driver.press("n")
        assert driver.stage == "resources"
        look(driver, "RESOURCES", "0:40 left")
        await driver.press("n")
        assert driver.stage == "ended"
        texts = [row for row in driver.room.page.rows(driver.room.frame()) if row.id and row.id.startswith("stage:")]
        assert any("inserted" in str(row) for row in texts)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
async def test_needs_are_said_by_digits_and_added_up(tmp_path: Path, size: tuple[int, int]) -> None:
    """Nothing passes a step, a kind asks for the rest of it; the sums stand at the foot."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press(*to("resources"))
        look(driver, "1 nothing 2 people 3 money 4 time 5 tool 6 outside")
        await driver.press("1")
        look(driver, "needs nothing", "Agree one-page checklist with HR")
        await driver.press("3")
        look(driver, "Money")
        await driver.write("Printing =1,200 EUR @Bea >fri")
        await driver.press("2")
        await driver.write("A designer =2 days #time")
        look(driver, "need: Printing (1,200 EUR) [money] · ask Bea")
        # In a short room the sums give way to the rows, and stand in the clock's line once all was looked at.
        assert ("In all  money 1,200 EUR · time 2 days" in driver.text()) == (size == (80, 24)), driver.text()
        await driver.press("j", "3")
        look(driver, "1 have 2 need 3 asked", "asked: Printing")
        await driver.press("7", "j", "j", "1")
        assert driver.room.page.pending(driver.room.frame())[0] == "1 to get · money 1,200 EUR · time 2 days"
        await driver.saved()
    items = decode(path.read_bytes(), name=path.name, made=TEN).resources
    assert [(it.kind, it.status, it.steps) for it in items] == [
        ("money", "asked", ("t2",)),
        ("time", "need", ("t2",)),
    ]


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
async def test_the_closing_page_leads_on_by_digits(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What we leave with, ticked or asked; the promises aloud and back; the next check; a calendar beside it."""
    monkeypatch.setattr(session_app, "copy_out", lambda *_: False)
    steps = (
        STEPS[0].revise(owner="Bea", due=dt.date(2026, 11, 27)),
        STEPS[1].revise(owner="Ana Lopes", due=dt.date(2026, 11, 24)),
        STEPS[2].revise(owner="Ana Lopes"),
    )
    needs = (Resource(id="r1", text="A room", status="need", steps=("t2",)),)
    path = write(with_steps(workshop(), steps).revise(resources=needs), tmp_path)
    async with driving(path, size) as driver:
        await driver.press("space")
        await choose(driver, "end run")
        look(driver, "? 3 of 3 have an owner · 2 of 3 a date", "? 1 of 1 need has nobody to ask")
        look(driver, "1 promises aloud 2 next check? 3 calendar", "write file")
        assert ("O codes" in driver.text()) == (size == (80, 24))
        assert ("copy" in driver.text()) == (size != (48, 14))
        await driver.press("1")
        look(driver, "1 of 3", "will agree one-page checklist with HR", " by ", "1 yes")
        large(driver, "Bea", "Fri 27 Nov")
        await driver.press("1")
        look(driver, "2 of 3")
        large(driver, "Ana Lopes", "Tue 24 Nov")
        await driver.press("p", "n", "n")
        look(driver, "3 of 3", "? by which day")
        await driver.press("3")
        look(driver, "answered: no", "Who instead")
        await driver.press("escape", "n")
        assert driver.room.mode == ""
        look(driver, "1 of 2 read back got a yes")
        await driver.press("1", "p")
        assert driver.room.mode == ""
        await driver.press("1", "escape")
        assert driver.room.mode == ""
        await driver.press("2")
        await driver.write("ana 2 weeks")
        look(driver, "Wed 2 Dec", "2 next check 3 calendar")
        await driver.press("3")
        await driver.sees("written: clinic.ics")
        await driver.press("y")
        await driver.sees("sent to the terminal to copy; written: clinic.md")
        assert driver.app.clipboard.startswith("# Service blueprint")
        assert driver.stage == "ended"
    calendar = path.with_suffix(".ics").read_bytes()
    assert calendar.count(b"BEGIN:VEVENT\r\n") == 3


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("ana", "Ana Lopes tells Bea."),
        ("@wei", "Chen Wei tells Bea."),
        ("the ward clerk", "the ward clerk tells Bea."),
    ],
)
async def test_who_tells_the_absent_is_found_among_the_people(tmp_path: Path, typed: str, message: str) -> None:
    """By a part of the name, and said before Enter; whoever is not known is kept as it was typed."""
    steps = (STEPS[0].revise(owner="Bea", due=dt.date(2026, 11, 27)), *STEPS[1:])
    async with driving(write(with_steps(workshop(), steps), tmp_path)) as driver:
        await driver.press("space")
        await choose(driver, "end run")
        await driver.press("1", "4")
        await driver.type(typed)
        assert message.partition(" tells")[0] in driver.text().split("Who tells them")[1].partition("\n")[2]
        await driver.press("enter")
        assert driver.session.steps[0].note == message


async def test_two_who_fit_are_asked_about(tmp_path: Path) -> None:
    """Nothing is kept until it is clear who of them tells the absent."""
    steps = (STEPS[0].revise(owner="Bea", due=dt.date(2026, 11, 27)), *STEPS[1:])
    session = with_steps(workshop(people=("Ana Lopes", "Ana Moreau", "Bea")), steps)
    async with driving(write(session, tmp_path)) as driver:
        await driver.press("space")
        await choose(driver, "end run")
        await driver.press("1", "4")
        await driver.write("ana")
        assert driver.session.steps[0].note is None and driver.box.value == "ana", driver.text()
        assert "Ana Moreau" in driver.text()


async def test_a_calendar_never_takes_the_place_of_somebody_elses(tmp_path: Path) -> None:
    """Another file of that name stays; without a date nothing is written, and that is said."""
    path = write(with_steps(workshop()), tmp_path)
    path.with_suffix(".ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", encoding="utf-8")
    async with driving(path) as driver:
        await driver.press("space")
        await choose(driver, "end run")
        await driver.press("3")
        look(driver, "There is no date yet to put in a calendar.")
        await driver.press("2")
        await driver.write("ana 2 weeks")
        for _ in range(2):
            await driver.press("3")
            await driver.sees("written: clinic-2.ics")
    assert path.with_suffix(".ics").read_text(encoding="utf-8") == "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
async def test_a_coachings_steps_are_the_one_persons_and_its_clock_is_quiet(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """New steps are theirs and no owner is asked for; whole minutes, and no colour, before the end."""
    session = workshop(agenda="coaching", people=("Ana Lopes", "Coach"), improvements=("Walk",))
    async with driving(write(session.revise(facilitator="Coach"), tmp_path), size) as driver:
        await driver.press("space")
        await driver.pass_time(11 * 60 + 30)
        look(driver, "1 min left")
        assert driver.room.query_one("#digits", BigClock).state == "normal"
        await driver.pass_time(40)
        look(driver, "0:10 OVER")
        assert driver.room.query_one("#digits", BigClock).state == "overtime"
        await driver.press("n", "n")
        assert driver.stage == "define"
        look(driver, "a adds a step")
        await driver.press("a")
        look(driver, "a step: what >when #needs")
        await driver.write("Buy shoes")
        await driver.write("Ask Bea along @Bea")
        assert [it.owner for it in driver.session.steps] == ["Ana Lopes", "Bea"]
        await driver.press("escape")
        await choose(driver, "end run")
        look(driver, "? 0 of 2 have a date")
        assert "an owner" not in driver.text()


async def test_without_a_name_a_coachings_steps_ask_for_none(tmp_path: Path) -> None:
    """Nobody is known: the steps stand without a name, and none is called for."""
    session = with_steps(workshop(agenda="coaching", people=()))
    async with driving(write(session, tmp_path)) as driver:
        await driver.press("space")
        await choose(driver, "end run")
        look(driver, "? 0 of 3 have a date", "? date")
        assert "? owner" not in driver.text()
