"""A follow-up, driven by keys through the real app: from what got done to the next check, and alone afterwards."""

import datetime as dt
from pathlib import Path

import pytest
from at_home import HOSTILE
from driver import TEN, Driver, driving
from followed import hostile, looking_again, nov, promised
from sight import clipped, hidden
from workshops import write

from flipchart.clock import ManualClock
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode
from flipchart.tui.desk.check_in_table import past_of
from flipchart.tui.text.block_font import BLOCK, DOUBLE, block_lines

SIZES = [(60, 18), (80, 24), (200, 60)]


def on_disk(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=path.name, made=TEN)


def look(driver: Driver, *words: str) -> None:
    """See some words, in block letters where there is room, and that nothing which matters is hidden or cut."""
    text = driver.text()
    shown = " ".join(text.split())
    for each in words:
        sizes = [block_lines(each, driver.app.size.width, scale) or ("no glyph",) for scale in (BLOCK, DOUBLE)]
        assert each in shown or any(all(row.strip() in text for row in size) for size in sizes), (
            f"{each!r} is not in\n{text}"
        )
    assert hidden(driver) == [], driver.text()
    assert clipped(driver) == [], driver.text()


def step(driver: Driver, id: str) -> Step:
    """A step of the plan as the app has it."""
    return next(it for it in driver.session.steps if it.id == id)


def own_reports(driver: Driver, id: str) -> list[Report]:
    """The reports of a step that this test added."""
    return [it for it in driver.session.reports if it.step == id and it.id.startswith("new")]


async def what_got_done(driver: Driver) -> None:
    """Wins first, with one sentence of their owner; a step told done here is asked for its sentence."""
    look(driver, "ready when you are", "10:00", "romises")
    await driver.press("space")
    assert driver.stage == "promises"
    look(driver, "LAST PROMISES", "1 of 7 done", "What got done since we met?", "Done since")
    assert driver.room.cursor == "won"
    await driver.press("c")
    await driver.write("Nobody waits for a signature any more")
    look(driver, "Nobody waits for a signature any more")
    await driver.press("down")
    assert driver.room.cursor == "late"


async def the_urgent_ones(driver: Driver) -> None:
    """Late, due and stuck steps one by one, each answered by a digit; what needs words asks for them."""
    await driver.pass_time(50)
    await driver.press("n")
    assert driver.stage == "checkin"
    assert driver.room.cursor == "late"
    due = "Fri 13 Nov" if driver.app.size.width >= 120 else "Friday 13 November"
    look(driver, "1 of 4", "Chen Wei", "“Draft the escalation path", "was due", due)
    look(driver, "if legal is slow, then last year's form goes out", "6 smaller", "4 to ask about")
    await driver.press("1")
    assert driver.room.cursor == "twice"
    look(driver, "2 of 4", "Did it happen: legal is slow? Y yes N no", "Smaller, another owner, or drop it?")
    await driver.press("f8")
    look(driver, "Was this done then: last year's form goes out?")
    await driver.press("f9")
    assert driver.room.questions == ()
    await driver.press("4")
    await driver.write("27 nov")
    assert driver.room.cursor == "today"
    large = driver.app.size.width >= 120
    look(driver, "3 of 4", "Wed 18 Nov" if large else "by Wednesday 18 November", "2 to ask about")
    await driver.press("2")
    assert driver.room.cursor == "stuck"
    await driver.press("3")
    look(driver, "What help, from whom")
    await driver.write("An electrician, Pat asks the council")
    look(driver, "Did it happen: no socket?")
    await driver.press("f8")
    assert driver.room.questions == ()


async def all_the_rest(driver: Driver) -> None:
    """One question for what is not due; a step of it can be answered too, and next leaves the stage."""
    assert driver.room.cursor == "rest:"
    look(driver, "all the rest: 2", "2 steps not due: is anyone stuck?", "all asked about")
    await driver.burst("down", "down", "3")
    assert driver.room.prompt is not None
    await driver.write("A list of patients from Dr Osei")
    assert driver.room.cursor == "wish"
    await driver.press("p")
    assert driver.room.cursor == "stuck"
    await driver.burst("n", "down", "n")
    assert driver.stage == "evaluate"


async def how_it_goes(driver: Driver) -> None:
    """Three shows of hands as digits, words from outside with their source, and a goal measured."""
    look(driver, "Are we doing it?", "“Everybody is greeted within a minute”")
    look(driver, *(["40 s"] if driver.app.size.width > 60 else []))
    await driver.press("3")
    await driver.type("34")
    look(driver, "Are we doing it, 1 to 5", "3 hands")
    # Eyes are closed, and nobody copies the senior hand from the wall either.
    assert "334" not in driver.text()
    await driver.type("45")
    await driver.press("enter")
    await driver.write("23345")
    await driver.write("55555")
    look(driver, "All counted", "esc closes")
    await driver.type("next")
    assert driver.stage == "evaluate"
    await driver.press("enter")
    look(driver, "All hands are counted.")
    await driver.burst("ctrl+u", "enter")
    assert driver.room.prompt is None
    look(driver, "33445 · 3.8 of 5, was 2.0", "all three shown")
    await driver.press("a")
    await driver.write("interview Dr Osei: the letters arrive late")
    await driver.burst("escape", "down", "e")
    assert driver.box.value == "interview Dr Osei: the letters arrive late"
    await driver.burst(*["backspace"] * 4)
    await driver.write("now")
    look(driver, "Dr Osei, interview: the letters arrive now")
    await driver.press("down")
    assert driver.room.cursor == "g1"
    await driver.press("enter")
    await driver.write("22")
    await driver.press("down")
    look(driver, "40 → 15 minutes, now 22 (Wed 18 Nov)")
    await driver.press("enter")
    assert driver.box.value == "today"
    await driver.press("enter")
    look(driver, "Triage within five minutes: reached Wed 18 Nov")
    await driver.press("c")
    await driver.write("Low hand: nobody greets at night")
    await driver.burst(*["up"] * 5)
    look(driver, "Low hand: nobody greets at night")


async def when_again(driver: Driver) -> None:
    """The day and who calls it, what falls due before then, and the closing page."""
    await driver.press("n")
    assert driver.stage == "nextcheck"
    # Today's check is the one that is being held; who called it is asked again only if it is another.
    look(driver, "Next check ? day · Ana Lopes calls it", "day missing")
    await driver.press("a")
    await driver.type("bea 2 weeks 14:30")
    look(driver, "Wed 2 Dec at 14:30", "Bea calls it")
    await driver.press("enter")
    look(driver, "Next check Wed 2 Dec at 14:30 · Bea calls it", "Due before then")
    await driver.press("n")
    assert driver.stage == "ended"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_whole_follow_up_by_keys_ends_on_the_disk(tmp_path: Path, size: tuple[int, int]) -> None:
    """Every stage does its part, nothing is clipped on the way, and every answer is a report of this sitting."""
    path = write(promised(), tmp_path)
    async with driving(path, size, open_file=looking_again) as driver:
        for part in (what_got_done, the_urgent_ones, all_the_rest, how_it_goes, when_again):
            await part(driver)
        await driver.saved()
        kept = on_disk(path)
        assert kept == driver.session
    run = kept.runs[-1]
    assert (run.kind, run.template) == ("follow-up", "follow-up")
    new = [it for it in kept.reports if it.id.startswith("new")]
    assert {it.run for it in new} == {run.id}
    assert {it.on for it in new} == {nov(18)}
    assert [(it.step, it.state, it.due, it.note, it.support, it.obstacle_came, it.contingency_ran) for it in new] == [
        ("won", "done", None, "Nobody waits for a signature any more", None, None, None),
        ("late", "done", None, None, None, None, None),
        ("late", "done", None, None, None, True, False),
        ("twice", "doing", nov(27), None, None, None, None),
        ("today", "doing", None, None, None, None, None),
        ("stuck", "blocked", None, None, "An electrician, Pat asks the council", None, None),
        ("stuck", "blocked", None, None, None, True, None),
        ("wish", "blocked", None, None, "A list of patients from Dr Osei", None, None),
    ]
    steps = {it.id: it for it in kept.steps}
    assert (steps["late"].state, steps["late"].finished, steps["late"].first_due) == ("done", nov(18), nov(13))
    assert (steps["twice"].due, steps["twice"].first_due, steps["twice"].moves) == (nov(27), nov(2), 3)
    shown = kept.evaluations[-1]
    assert (shown.run, shown.behaviour, shown.improvement, shown.rating) == (
        run.id, (0, 0, 2, 2, 1), (0, 1, 2, 1, 1), (0, 0, 0, 0, 5),
    )  # fmt: skip
    assert (shown.note, kept.milestones[0].reached) == ("Low hand: nobody greets at night", nov(18))
    (said,) = kept.feedback
    assert (said.text, said.who, said.source, said.on) == ("the letters arrive now", "Dr Osei", "interview", nov(18))
    assert [(it.on, it.value) for it in kept.measurements] == [(nov(4), 34), (nov(18), 22)]
    assert (kept.next_check, kept.next_caller) == (dt.datetime(2026, 12, 2, 14, 30, tzinfo=dt.UTC), "Bea")
    assert kept.notes == ()
    assert [(it.gap, it.item) for it in kept.waved] == [("two_slips", "twice")]


async def test_a_step_becomes_smaller_or_two(tmp_path: Path) -> None:
    """6 words it anew, and what stands behind a slash becomes a step of its own; the report keeps what it was."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "6")
        assert driver.box.value == "Draft the escalation path"
        await driver.press("enter")
        look(driver, "Shorten it; put what is left after a /.")
        await driver.type(" for nights / Draft it for days @bea >27 nov #printer")
        look(driver, "2 steps · Draft it for days, Bea, Fri 27 Nov")
        await driver.press("enter")
        assert driver.room.cursor == "twice"
        await driver.press("6")
        assert driver.box.value == "Book a room for the supplier clinic"
        await driver.burst("end", *["backspace"] * len(" for the supplier clinic"), "enter")
        await driver.saved()
        kept = {it.text: it for it in on_disk(path).steps}
        words = {it.step: it.note for it in on_disk(path).reports if it.id.startswith("new")}
        first, second = kept["Draft the escalation path for nights"], kept["Draft it for days"]
        assert (first.id, first.due, first.first_due, first.owner) == ("late", nov(13), nov(13), "Chen Wei")
        assert (second.owner, second.due, second.first_due, second.improvement) == ("Bea", nov(27), nov(27), "i1")
        assert [it.text for it in driver.session.resources if second.id in it.steps] == ["printer"]
        assert words["late"] == "Split into 2. It was: Draft the escalation path"
        assert kept["Book a room"].id == "twice"
        assert words["twice"] == "Smaller. It was: Book a room for the supplier clinic"
        # Answered by being made smaller: it is not asked a second time.
        await driver.press("p")
        assert driver.room.cursor == "twice"
        assert "Smaller, another owner" not in driver.text()


async def test_what_one_enter_did_is_taken_back_by_one_key(tmp_path: Path) -> None:
    """6 answers a question, reports, and makes two steps of one: all of it goes and comes together."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "n", "6")
        before = driver.session
        await driver.burst("end", *["backspace"] * len(" for the supplier clinic"))
        await driver.write(" / Find the key")
        after = driver.session
        assert len(after.waved) == len(before.waved) + 1
        assert len(after.reports) > len(before.reports)
        assert "Find the key" in {it.text for it in after.steps}
        await driver.press("u")
        assert driver.session.waved == before.waved
        assert [it for it in driver.session.reports if it.live] == list(before.reports)
        assert [it for it in driver.session.steps if it.state != "dropped" or it.id == "gone"] == list(before.steps)
        await driver.press("U")
        assert (driver.session.waved, driver.session.reports) == (after.waved, after.reports)
        assert driver.session.steps == after.steps


async def test_a_new_owner_a_comment_and_a_reason(tmp_path: Path) -> None:
    """o, c and x are reports at a check-in: the step keeps its place, and dropping it is asked for a reason."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "n", "o")
        await driver.write("ana")
        await driver.press("c")
        await driver.write("Ana knows the chapel")
        look(driver, "Ana Lopes", "last time: Ana knows the chapel")
        assert "another owner" not in driver.text()
        await driver.press("x")
        await driver.write("The clinic moves in spring")
        assert driver.room.cursor == "today"
        assert [(it.state, it.owner, it.note) for it in own_reports(driver, "twice")] == [
            ("doing", "Ana Lopes", None),
            ("doing", "Ana Lopes", "Ana knows the chapel"),
            ("dropped", "Ana Lopes", "The clinic moves in spring"),
        ]
        assert step(driver, "twice").reason == "The clinic moves in spring"
        await driver.press("u")
        assert step(driver, "twice").state == "doing"


async def test_undo_takes_the_answer_back_first(tmp_path: Path) -> None:
    """Of a step that slipped twice, where being asked is kept as well: one key, and the step stands as it stood."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "n", "1", "u")
        assert (step(driver, "twice").state, own_reports(driver, "twice")[-1].live) == ("doing", False)
        await driver.burst("p", "6", *["backspace"] * 4, "enter", "u")
        assert step(driver, "twice").text == "Book a room for the supplier clinic"


async def test_questions_about_roadblocks_wait_in_a_row(tmp_path: Path) -> None:
    """The next answer does not push the one before away; what was asked today is not asked again."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "1", "n", "n", "n", "1")
        look(driver, "Did it happen: no socket?")
        await driver.press("f9")
        look(driver, "Did it happen: legal is slow?")
        await driver.press("f9")
        assert driver.room.questions == ()
        assert [it.obstacle_came for it in own_reports(driver, "stuck")] == [None, False]
        await driver.burst("p", "1")
        assert driver.room.questions == ()


async def test_the_page_of_a_step_tells_its_history(tmp_path: Path) -> None:
    """Enter shows all that is known of the step, and Esc leads back to it."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "n", "enter")
        await driver.sees("One step", "Book a room for the supplier clinic", "What became of it")
        await driver.sees(
            "first promised for Monday 2 November", "Moved from Mon 9 Nov to Mon 16 Nov. The chapel is taken"
        )
        await driver.press("escape")
        assert driver.room.cursor == "twice"


async def test_alone_and_later_steps_are_marked_outside_any_run(tmp_path: Path) -> None:
    """A plan whose run has ended takes a status, a comment and a new date there, as reports of no run."""
    path = write(promised(), tmp_path)
    async with driving(path) as driver:
        assert driver.stage == "ended"
        while driver.room.cursor != "today":
            await driver.press("down")
        await driver.press("s")
        look(driver, "How it stands", "1 done", "6 smaller")
        await driver.write("1")
        look(driver, "What did it change?")
        await driver.write("Two clicks instead of nine")
        assert (driver.room.cursor, step(driver, "today").finished) == ("today", nov(18))
        await driver.burst("up", "s")
        await driver.write("4 2 dec")
        assert driver.room.cursor == "twice"
        await driver.press("c")
        await driver.write("Bea asks the school")
        await driver.saved()
        new = [it for it in on_disk(path).reports if it.id.startswith("new")]
        assert [(it.step, it.state, it.due, it.note) for it in new] == [
            ("today", "done", None, None),
            ("today", "done", None, "Two clicks instead of nine"),
            ("twice", "doing", dt.date(2026, 12, 2), None),
            ("twice", "doing", None, "Bea asks the school"),
        ]
        assert {it.run for it in new} == {None}
        assert [event.event for event in driver.session.timing] == ["start", "end"]


async def test_nobody_is_passed_over_from_habit(tmp_path: Path) -> None:
    """Next right after an answer stays where the answer led, once; a comment there, or a look back, makes it one."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "2", "n")
        assert driver.room.cursor == "twice"
        look(driver, "The answer has already moved on; the same key again skips this one.")
        await driver.press("n")
        assert driver.room.cursor == "today"
        await driver.burst("p", "4")
        await driver.write("27 nov")
        await driver.press("n")
        assert driver.room.cursor == "today"
        await driver.press("c")
        await driver.write("half of it")
        await driver.press("n")
        assert driver.room.cursor == "stuck"


async def test_a_step_that_comes_up_does_not_lead_away(tmp_path: Path) -> None:
    """Added while one is asked about: that one keeps the screen, and what was added is said."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "a")
        await driver.write("Ask the school @Bea >fri")
        look(driver, "Added: Ask the school", "1 of 4", "Chen Wei")
        await driver.press("escape")
        assert (driver.room.cursor, driver.session.steps[-1].text) == ("late", "Ask the school")


async def test_the_question_of_a_roadblock_outlives_leaving(tmp_path: Path) -> None:
    """It names its step, waits when the session is opened again, and not once it was passed over."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "1")
        look(driver, "Draft the escalation path. Did it happen: legal is slow?")
        await driver.saved()
    async with driving(path, open_file=looking_again) as driver:
        look(driver, "Draft the escalation path. Did it happen: legal is slow?")
        await driver.press("escape")
        assert driver.room.questions == ()
        await driver.saved()
    async with driving(path, open_file=looking_again) as driver:
        assert driver.room.questions == ()


async def test_the_second_slip_is_asked_about_at_once(tmp_path: Path) -> None:
    """The step keeps the screen with its question; one more date, or next, goes on."""
    session = promised()
    once = session.revise(reports=tuple(it for it in session.reports if it.id != "r2"))
    async with driving(write(once, tmp_path), open_file=looking_again) as driver:
        await driver.burst("space", "n", "n")
        assert driver.room.cursor == "twice"
        assert "Smaller, another owner" not in driver.text()
        await driver.press("4")
        await driver.write("27 nov")
        assert driver.room.cursor == "twice"
        look(driver, "Smaller, another owner, or drop it?", "by Friday 27 November")
        await driver.press("5")
        await driver.write("nobody misses it")
        assert (step(driver, "twice").state, driver.room.cursor) == ("dropped", "today")
        # It is asked once.
        assert [(it.gap, it.item) for it in driver.session.waved] == [("two_slips", "twice")]


async def test_typing_takes_the_place_of_what_a_box_suggests(tmp_path: Path) -> None:
    """The day of a milestone: the first key replaces today, a key to move in the line keeps it."""
    async with driving(write(promised(), tmp_path), open_file=looking_again) as driver:
        await driver.burst("space", "n", "n", "n", "n", "n", "n")
        assert driver.stage == "evaluate"
        while driver.room.cursor != "m1":
            await driver.press("down")
        await driver.press("enter")
        assert driver.box.value == "today"
        await driver.write("fri")
        assert driver.session.milestones[0].reached == nov(13)
        await driver.press("enter")
        await driver.burst("end", "backspace")
        assert driver.box.value == "2026-11-1"


async def test_a_step_was_done_on_another_day(tmp_path: Path) -> None:
    """`1 tue` is done on Tuesday, with a sentence behind it; by the first date counts that day, not the meeting's."""
    path = write(promised(), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        await driver.burst("space", "n", "s")
        look(driver, "How it stands", "1 done")
        await driver.type("1 13 nov Noor checked it")
        look(driver, "done Fri 13 Nov", "Noor checked it")
        await driver.press("enter")
        assert driver.room.cursor == "twice"
        # Promised for the 13th, done on it, and told on the 18th.
        assert (step(driver, "late").finished, own_reports(driver, "late")[0].on) == (nov(13), nov(18))
        assert past_of(step(driver, "late"), driver.room.frame()) == "on the day"
        assert own_reports(driver, "late")[0].note == "Noor checked it"
        look(driver, "Did it happen: legal is slow?")
        await driver.press("s")
        await driver.write("1 tomorrow")
        look(driver, "“tomorrow” is still to come.")
        assert driver.room.prompt is not None
        await driver.press("ctrl+u")
        await driver.write("9")
        look(driver, "Begin with a digit from 1 to 6")
        await driver.press("ctrl+u")
        await driver.write("3 Pat asks")
        assert (step(driver, "twice").state, own_reports(driver, "twice")[0].support) == ("blocked", "Pat asks")
        await driver.press("s")
        await driver.write("under way half of it")
        assert (step(driver, "today").state, own_reports(driver, "today")[0].note) == ("doing", "half of it")
        await driver.press("s")
        await driver.write("5")
        look(driver, "Dropped because")


async def test_a_workshop_that_was_left_running_ends_when_its_follow_up_begins(tmp_path: Path) -> None:
    """It did not go on for weeks; a follow-up that is under way is gone on with."""
    path = write(promised(run_ended=False), tmp_path)
    async with driving(path, open_file=looking_again) as driver:
        assert [run.kind for run in driver.session.runs] == ["workshop", "follow-up"]
        assert driver.session.timing[-1].event == "end"
        await driver.burst("space", "n")
        await driver.saved()
    async with driving(path, clock=ManualClock(TEN + dt.timedelta(minutes=1)), open_file=looking_again) as driver:
        assert len(driver.session.runs) == 2
        assert driver.stage == "checkin"


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_hostile_words_are_literal_everywhere(tmp_path: Path, size: tuple[int, int]) -> None:
    """In reports, feedback, goals and steps nothing is markup, and nothing reaches the terminal as a control."""
    async with driving(write(hostile(HOSTILE), tmp_path), size, open_file=looking_again) as driver:
        await driver.burst("space", "c")
        await driver.paste(HOSTILE)
        await driver.burst("enter", "enter")
        seen = [driver.text()]
        await driver.burst("escape", "n", "1", "3")
        await driver.paste(HOSTILE)
        seen.append(driver.text())
        await driver.burst("enter", "s")
        seen.append(driver.text())
        await driver.burst("escape", "6")
        await driver.paste(f"{HOSTILE} / {HOSTILE}")
        seen.append(driver.text())
        await driver.press("enter")
        while driver.stage == "checkin":
            await driver.press("n")
        await driver.press("a")
        await driver.paste(f"survey {HOSTILE}: {HOSTILE}")
        await driver.burst("enter", "escape")
        seen.append(driver.text())
        await driver.press("n")
        seen.append(driver.text())
        await driver.burst("n", "down", "down")
        seen.append(driver.text())
        assert driver.stage == "ended"
        assert driver.app.is_running
        assert all("[/]" in text for text in seen[1:]), seen
        assert not any(sign in "".join(seen) for sign in "\x1b\x07\u202e")
        assert driver.session.feedback[-1].source == "survey"
