"""The wall as lines of words, as in the design's pictures: arrival, breaks, quiet timers, PAUSED, the heading."""

import datetime as dt
import re

import pytest
from driver import TEN
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from workshops import workshop

from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.commands.clock import Pause
from flipchart.domain.commands.pauses import StartBreak, StartTimer
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.timing import session_clock
from flipchart.tui.look import ROOM_LIGHT, WITHOUT_COLOUR, styles
from flipchart.tui.prompts.follow_up import CHOICES
from flipchart.tui.stages.prestart import PreStart
from flipchart.tui.stages.readback import STYLES as READ_BACK_STYLES
from flipchart.tui.stages.readback import ReadBack
from flipchart.tui.text.block_font import balanced, block_lines
from flipchart.tui.text.clock import Space, heading, left_words, offer_words, prompt_lines, right_words
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.large import Large
from flipchart.tui.text.lines import Line, plain, width_of
from flipchart.tui.text.wall import (
    agenda_strip,
    arrival,
    break_page,
    message_lines,
    paused_words,
    quiet_page,
    starting,
)

SIZES = [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)]
PEOPLE = ("Ana Lopes", "Bea Moreau", "Chen Wei", "Dana Okafor", "陳偉", "María García")


def planned(start: dt.datetime | None = TEN) -> Session:
    """The workshop of the pictures, to begin at ten."""
    session = workshop().revise(title="Service blueprint", group="Outpatient clinic", people=PEOPLE)
    present = ("Ana Lopes", "Chen Wei", "Dana Okafor")
    return session.revise(runs=(session.runs[0].revise(planned_start=start, present=present),))


def seen(session: Session, seconds: float, columns: int = 80, rows: int = 24) -> Frame:
    """The session so many seconds after ten, on a screen of a size."""
    now = TEN + dt.timedelta(seconds=seconds)
    return Frame(session, session_clock(session, now), now, lambda at: at, columns=columns, lines=rows)


def begun(seconds: int = 300) -> Session:
    """In Define since ten o'clock, which takes so many seconds."""
    session = planned(None)
    stages = tuple(it.revise(seconds=seconds) if it.kind == "define" else it for it in session.stages)
    session = session.revise(stages=stages)
    define = next(it for it in session.stages if it.kind == "define")
    return StartStage(session.runs[0].id, define.id, TEN).apply(session)


def text(lines: tuple[Line, ...]) -> list[str]:
    """The lines without their styles."""
    return [plain(words).rstrip() for words in lines]


def page(view: Frame) -> list[str]:
    """The arrival as the list shows it, with the two cells at its edge, and its foot."""
    rows = [words for row in PreStart().rows(view) for words in row.lines(view.columns - 2, selected=False)]
    return [f"  {words}".rstrip() for words in (*text(tuple(rows)), *text(PreStart().foot(view)))]


def test_the_arrival_at_80_columns() -> None:
    """The title on two lines, whose workshop it is, the time until the start, who is here, and the agenda."""
    assert page(seen(planned(), -252)) == [
        "", "",
        "                            ▄▄ ▄▄▄ ▄▄  ▄ ▄ ▄ ▄▄▄ ▄▄▄",
        "                           ▀▄  █▄  █▄▀ █ █ █ █   █▄",
        "                           ▄▄▀ █▄▄ █ █ ▀▄▀ █ █▄▄ █▄▄",
        "",
        "                       ▄▄  ▄   ▄ ▄ ▄▄▄ ▄▄▄ ▄▄  ▄ ▄  ▄ ▄▄▄",
        "                       █▄▀ █   █ █ █▄  █▄█ █▄▀ █ █▀▄█  █",
        "                       █▄▀ █▄▄ █▄█ █▄▄ █   █ █ █ █  █  █",
        "",
        "                               Outpatient clinic",
        "",
        "                                  we start in",
        "                                 ▄ ▄    ▄  ▄▄▄",
        "                                 █▄█ ▀ ▀█  ▄▄█",
        "                                   █ ▀ ▄█▄ █▄▄",
        "", "",
        "  ● Ana Lopes   ○ Bea Moreau   ● Chen Wei   ● Dana Okafor   ○ 陳偉",
        "  ○ María García",
        "  10:00       10:02       10:05       10:10       10:13       10:15",
        "  Introduce   Review      Define      Owners      Resources   end",
    ]  # fmt: skip


def test_the_arrival_at_120_columns_is_double() -> None:
    """Two cells and a row for a dot, and the names in the middle."""
    lines = page(seen(planned(), -252, 120, 40))
    assert lines[3] == " " * 37 + "████  ██████  ████    ██  ██  ██  ██████  ██████"
    assert lines[14] == " " * 26 + "████    ██████  ██████  ██████  ██      ██  ██  ██  ██    ██    ██"
    assert lines[20] == " " * 47 + "██  ██        ██    ██████"
    assert lines[27].startswith(" " * 19 + "● Ana Lopes   ○ Bea Moreau")
    assert lines[-1].startswith("  Introduce          Review             Define")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(
    "title", ["Service blueprint", "ร้านอาหาร 陳偉", "Reducing avoidable waiting times in oncology " * 3]
)
def test_the_arrival_fits_every_size(columns: int, rows: int, title: str) -> None:
    """Words that have no block letters, or do not fit, are bold; no line is too long, and no row too many."""
    view = seen(planned().revise(title=title), -252, columns, rows)
    lines = page(view)
    assert len(lines) <= rows - 1
    assert max(map(width_of, lines)) <= columns
    assert title.split(maxsplit=1)[0] in "\n".join(lines) or "█" in "\n".join(lines[:5])


@pytest.mark.parametrize(
    ("seconds", "message"),
    [
        (-252, ("we start in", "4:12")), (-3600, ("we start in", "60:00")), (-3601, ("we start at", "10:00")),
        (0, ("we start now", "")), (600, ("we start now", "")), (12 * 3600 + 1, ("ready when you are", "")),
    ],
)  # fmt: skip
def test_when_it_starts(seconds: float, message: tuple[str, str]) -> None:
    """Counted down to within an hour; past it "now"; opened half a day later nothing is said of it."""
    assert starting(seen(planned(), seconds)) == message


def test_without_a_planned_start_it_is_ready() -> None:
    """Nobody waits for a time."""
    assert starting(seen(planned(None), 0)) == ("ready when you are", "")


def test_the_agendas_strip_grows_with_the_delay() -> None:
    """Its times are those of now, as the header's."""
    late = text(agenda_strip(seen(planned(), 120), 76))
    assert late[0].split() == ["10:02", "10:04", "10:07", "10:12", "10:15", "10:17"]
    assert len(agenda_strip(seen(planned(), 120), 44)) == 4


LONG_TITLES = (
    "Introduce",
    "Key areas",
    "Implementation and milestones",
    "Last promises",
    "Next check",
    "陳偉陳偉陳偉陳偉",
)


def test_the_agendas_strip_names_what_tells_a_stage_apart() -> None:
    """A title that does not fit is one of its words, whole: neither "Implement…" nor "Last"."""
    session = planned()
    stages = [it.revise(title=title) for it, title in zip(session.stages * 2, LONG_TITLES, strict=False)]
    session = session.revise(stages=tuple(it.revise(id=f"s{n}") for n, it in enumerate(stages)))
    names = " ".join(text(agenda_strip(seen(session, 0), 44)))
    assert all(name in names for name in ("Introduce", "Key areas", "Milestones", "Promises", "Next check", "end"))
    assert names.count("…") == 1


@given(st.integers(44, 200), st.booleans())
def test_the_names_of_the_agendas_strip_stand_apart(width: int, ascii_only: bool) -> None:
    """Three blanks between two of them, or an upright line, in ASCII too."""
    session = planned()
    stages = [it.revise(title=title) for it, title in zip(session.stages * 2, LONG_TITLES, strict=False)]
    session = session.revise(stages=tuple(it.revise(id=f"s{n}") for n, it in enumerate(stages)))
    message = text(agenda_strip(replace(seen(session, 0), ascii_only=ascii_only), width))
    sign = "|" if ascii_only else "│"
    for times, names in zip(message[::2], message[1::2], strict=True):
        assert max(width_of(times), width_of(names)) <= width
        found = re.split(r" {3,}" if sign not in names else re.escape(sign), names)
        assert len(found) == len(times.replace(sign, " ").split())
        assert (sign in names) == (sign in times)


def promised(**change: object) -> Session:
    """A run whose stage of the moment reads promises back, of which there is one."""
    session = planned(None)
    step = Step(
        id="t1", text="Draft the reminder text with reception", state="open", owner="Ana Lopes", due=TEN.date()
    )
    stages = tuple(it.revise(kind="readback") if it.kind == "define" else it for it in session.stages)
    session = session.revise(stages=stages, steps=(step.revise(**change),))
    read_back = next(it for it in stages if it.kind == "readback")
    return StartStage(session.runs[0].id, read_back.id, TEN).apply(session)


@pytest.mark.parametrize(("columns", "rows"), [(60, 18), (80, 24), (120, 40), (200, 60)])
def test_owner_and_day_are_large_while_the_clock_runs(columns: int, rows: int) -> None:
    """In the smallest room that is projected, too: the word before the day stands in the sentence there."""
    shown = text(tuple(words for row in ReadBack().rows(seen(promised(), 0, columns, rows))
                       for words in row.lines(columns - 4, selected=False)))  # fmt: skip
    assert sum(any(sign in row for sign in "▀▄█") for row in shown) == (10 if columns >= 180 else 6), shown
    assert "by" in " ".join(shown).split()


def test_helpers_and_hope_stand_in_the_sentence_where_there_is_little_room() -> None:
    """With whom comes before the day."""
    view = seen(promised(helpers=("Bea",), hoped=True), 0, 60, 18)
    shown = text(tuple(words for row in ReadBack().rows(view) for words in row.lines(56, selected=False)))
    assert "will draft the reminder text with reception with Bea, hoped for" in " ".join(map(str.strip, shown))


def test_no_answer_looks_chosen() -> None:
    """Each has a ground of its own on light, and none is reversed without colour: nobody has answered yet."""
    on_light, without = styles(ROOM_LIGHT), WITHOUT_COLOUR
    for style in {*READ_BACK_STYLES, *(style for _, style in CHOICES)}:
        assert " on $" in on_light[style] and without[style] == "bold"


def test_a_break_at_80_columns() -> None:
    """When we go on, ten rows high; what is left, and what comes then."""
    session = begun()
    rests = StartBreak(session.runs[0].id, 600, TEN + dt.timedelta(minutes=30)).apply(session)
    lines = text(break_page(seen(rests, 30 * 60 + 105), 80, 23))
    assert lines[3] == " " * 32 + "Break · back at"
    assert lines[6] == " " * 10 + "████        ████████████            ████    ████    ████████████"
    assert lines[15] == " " * 6 + "████████████    ████████████                    ████    ████████████"
    assert lines[18].strip() == "8:15 left"
    assert lines[20].strip() == "then: Define action steps"
    assert text(break_page(seen(rests, 30 * 60 + 660), 80, 23))[18].strip() == "1:00 over"
    assert break_page(seen(session, 30), 80, 23) == ()


def test_a_quiet_timer_at_80_columns() -> None:
    """The question in block letters, what is done, and its own time, ten rows high."""
    session = begun()
    stages = tuple(it.revise(prompt="What happens first?") for it in session.stages)
    session = StartTimer(session.runs[0].id, 120, TEN).apply(session.revise(stages=stages))
    view = seen(session, 26)
    assert view.clock is not None and view.clock.timer is not None
    lines = text(quiet_page(view, view.clock.timer, 23))
    assert lines[0] == "  3/5 DEFINE ACTION STEPS" + " " * 36 + "4:34 left of 5:00"
    assert lines[2].startswith("   ▄   ▄ ▄ ▄  ▄  ▄▄▄    ▄ ▄  ▄  ▄▄▄ ▄▄▄ ▄▄▄ ▄  ▄  ▄▄    ▄▄▄ ▄ ▄▄   ▄▄ ▄▄▄ ▄▄▄")
    assert lines[6] == " " * 34 + "on your own"
    assert lines[9] == " " * 18 + "████                ████████████    ████    ████"
    assert lines[18].startswith(" " * 14 + "████████████")
    assert lines[20] == " " + "█" * 78


def test_the_words_of_a_quiet_timer_keep_off_the_edges() -> None:
    """Two cells stay free at both sides, in block letters too; of a long title the first word is left."""
    session = begun()
    prompt = "What comes first, and how will you know you are half way?"
    stages = tuple(it.revise(prompt=prompt, title="Implementation and milestones") for it in session.stages)
    session = StartTimer(session.runs[0].id, 120, TEN).apply(session.revise(stages=stages))
    view = seen(session, 26, 48, 14)
    assert view.clock is not None and view.clock.timer is not None
    head, *lines = text(quiet_page(view, view.clock.timer, 13))
    assert head.startswith("  3/5 IMPLEMENTATION  ") and head.rstrip().endswith("4:34 left of 5:00")
    asked = [row for row in lines if "comes" in row or "half" in row]
    assert asked and all(row.startswith("  ") and width_of(row) <= 46 for row in asked)
    for columns, large in ((120, False), (140, True)):
        wide = text(quiet_page(replace(view, columns=columns, lines=40), view.clock.timer, 39))
        asked = wide[2 : next(number for number, row in enumerate(wide) if "on your own" in row)]
        assert any("▄" in row for row in asked) == large
        assert all(not row.strip() or (row.startswith("  ") and width_of(row) <= columns - 2) for row in asked)


def test_a_message_is_large_on_a_large_wall() -> None:
    """In block letters where they fit, else in ordinary ones; nothing without a message."""
    view = seen(begun(), 26, 120, 40)
    assert len(message_lines(view, "Back at two")) == 5
    assert text(message_lines(view, "Back at two", ascii_only=True)) == [" Back at two"]
    assert text(message_lines(seen(begun(), 26), "Back at two")) == [" Back at two"]
    assert len(message_lines(view, "word " * 60)) > 1
    assert message_lines(view, "") == ()


def test_without_colour_the_bar_of_a_quiet_timer_fills() -> None:
    """What is not yet spent is a thin line there: a block would be as white as what is."""
    session = begun()
    view = seen(StartTimer(session.runs[0].id, 120, TEN).apply(session), 30)
    assert view.clock is not None and view.clock.timer is not None
    bar = text(quiet_page(view, view.clock.timer, 23, plain=True))[-1].strip()
    assert bar.count("█") == 20 and set(bar) == {"█", "─"}


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_without_block_elements_the_title_is_in_letters_of_signs_or_ordinary(columns: int, rows: int) -> None:
    """Half blocks, each replaced by a whole sign, are no letters."""
    shown = page(replace(seen(planned(), -252, columns, rows), ascii_only=True))
    large = [row for row in shown if "#" in row]
    assert any("Service blueprint" in row for row in shown) == (rows < 20), shown
    assert rows < 20 or len(large) >= 5, shown
    assert not any(sign in row for row in shown for sign in "▀▄█"), shown


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_page_fits_every_size(columns: int, rows: int, ascii_only: bool) -> None:
    """Huge gives way to double, and that to block letters."""
    session = begun()
    run, height = session.runs[0].id, rows - 1
    rests = seen(StartBreak(run, 600, TEN).apply(session), 60, columns, rows)
    quiet = seen(StartTimer(run, 200, TEN, "in pairs, then in fours").apply(session), 26, columns, rows)
    assert quiet.clock is not None and quiet.clock.timer is not None
    for lines in (
        break_page(rests, columns, height, ascii_only=ascii_only),
        quiet_page(quiet, quiet.clock.timer, height, ascii_only=ascii_only),
        paused_words(columns, "space", ascii_only=ascii_only)[0],
    ):
        assert lines and len(lines) <= height
        assert max(map(width_of, lines)) <= columns
        assert not ascii_only or all(it.isascii() or "·" in it for it in text(lines))


def test_paused_in_block_letters() -> None:
    """Over the lower rows of the list; without the key, and on one line, where there are fewer rows."""
    large, short, one = map(text, paused_words(80, "space"))
    assert large[0] == " " * 28 + "▄▄▄  ▄  ▄ ▄  ▄▄ ▄▄▄ ▄▄"
    assert [it.strip() for it in large[3:]] == ["", "space goes on", ""]
    assert short == [*large[:3], ""]
    assert [it.strip() for it in one] == ["PAUSED · space goes on"]
    watched = paused_words(80, "")
    assert [len(it) for it in watched] == [4, 1]


# The heading, the question and the clock's line.

NORMAL, WIDE = Space(60, False, False), Space(100, False, False, True)
FOCUS = "Improvement 2 of 3: Shorten onboarding"


def test_the_heading_at_80_columns() -> None:
    """Three rows: the stage, how far it is, and what is worked on."""
    assert text(heading(seen(begun(), 60), FOCUS, NORMAL)) == [
        "3/5 DEFINE ACTION STEPS", "Improvement 2 of 3", "Shorten onboarding",
    ]  # fmt: skip


def test_a_long_improvement_has_two_rows() -> None:
    """Then how far it is stands beside the stage; nothing of it is lost."""
    long = "Improvement 2 of 3: Shorten the onboarding of everybody who joins us in the middle of a month"
    lines = text(heading(seen(begun(), 60), long, NORMAL))
    assert lines[0] == "3/5 DEFINE ACTION STEPS · improvement 2 of 3"
    assert " ".join(lines[1:]) == long.partition(": ")[2]


def test_the_heading_is_never_cut_in_a_word() -> None:
    """Beside a wide clock the title gives way first, then how far it is."""
    long = "2 of 3: Shorten the onboarding of everybody who joins us in the middle"
    for width, place in ((28, "3/5 DEFINE · 2 of 3"), (19, "3/5 DEFINE · 2 of 3"), (18, "3/5 DEFINE")):
        assert text(heading(seen(begun(), 60), long, Space(width, True, False)))[0] == place


def test_the_heading_at_120_columns_is_in_block_letters() -> None:
    """Four rows; words without block letters stand bold, and nothing else moves."""
    lines = text(heading(seen(begun(), 60), FOCUS, WIDE))
    assert lines[0] == "3/5 DEFINE ACTION STEPS · improvement 2 of 3"
    assert lines[1] == " ▄▄ ▄ ▄ ▄▄▄▄ ▄▄  ▄▄▄ ▄▄▄ ▄  ▄    ▄▄▄▄ ▄  ▄ ▄▄  ▄▄▄▄  ▄  ▄▄  ▄▄  ▄ ▄  ▄ ▄▄▄▄"
    assert text(heading(seen(begun(), 60), "Improvement 2 of 3: 陳偉", WIDE))[1:] == ["", "陳偉"]


def test_the_question_is_whole_at_every_size() -> None:
    """Bold; in block letters on the widest walls."""
    question = "What happens first, and how will we see it's done?"
    for columns, rows in SIZES:
        lines = prompt_lines(seen(begun(), 60, columns, rows), columns - 4, 7)
        assert " ".join(text(lines)) == question or (columns == 200 and len(lines) == 7)
    assert " ".join(text(prompt_lines(seen(begun(), 60, 48, 14), 44, 1))) == question


@pytest.mark.parametrize(
    ("seconds", "left", "right"),
    [
        (78, "3:42 left", "1:51 each · ends 10:10"),
        (242, " wrap up   0:58 left · until 10:05", ""),
        (288, " last words   0:12 left · until 10:05", ""),
        (342, "0:42 OVER", "ends 10:11"),
    ],
)
def test_the_clocks_line_in_each_state(seconds: float, left: str, right: str) -> None:
    """Near the end a word says it too; without colour in brackets."""
    session = begun()
    rest = tuple(it for it in session.stages if it.kind in ("define", "assign", "resources"))
    view = seen(session.revise(stages=rest), seconds)
    assert plain(left_words(view)) == left
    assert plain(left_words(view, plain=True)) == left.replace(" wrap up ", "[wrap up]").replace(
        " last words ", "[last words]"
    )
    assert plain(right_words(view, ("1:51 each", ""), 40)) == right


def test_the_line_of_a_pause() -> None:
    """Nothing beside it: when the run ends moves with every second."""
    session = begun()
    view = seen(Pause(session.runs[0].id, TEN + dt.timedelta(seconds=78)).apply(session), 200)
    assert (plain(left_words(view)), right_words(view, ("1:51 each", ""), 40)) == ("PAUSED 3:42 left", ())


def test_the_ways_out_stand_apart() -> None:
    """Four blanks between them, two where there is little room."""
    session = begun()
    assert plain(offer_words(seen(session, 342), 76)).startswith("+ 1:00, ends 10:1")
    assert "    B from Resources, ends" in plain(offer_words(seen(session, 342), 76))
    assert "  B from Resources" in plain(offer_words(seen(session, 342), 56))


@given(st.text(max_size=60), st.integers(48, 220), st.integers(14, 70))
def test_no_title_breaks_the_arrival(title: str, columns: int, rows: int) -> None:
    """Whatever people call their workshop."""
    words = " ".join(title.split())
    view = replace(seen(planned(), -252, columns, rows), session=planned().revise(title=words or "x"))
    assert len(arrival(view, columns - 4, rows)) <= max(rows, 2)


@example("Outpatient clinic blueprint", 120, 40)
@given(st.text("Blueprint of the clinic", max_size=40), st.integers(48, 220), st.integers(14, 70))
def test_a_title_stops_before_the_edge(title: str, columns: int, rows: int) -> None:
    """A list keeps two cells for its cursor: letters that took these would go on in the next row."""
    session = planned().revise(title=" ".join(title.split()) or "x")
    for seconds in (-252, 5):
        picture = PreStart().rows(replace(seen(planned(), seconds, columns, rows), session=session))[0]
        assert all(width_of(it) <= columns - 6 for it in picture.lines(columns - 6, selected=False))


def test_a_question_of_two_lines_has_no_word_alone_on_the_second() -> None:
    """Both lines are about as wide; what fits on one line stays on it."""
    question = "Who takes this one, and by which day?"
    rows = balanced(question, 130)
    assert rows is not None and len(rows) == 7
    first, second = (max(map(len, part)) for part in (rows[:3], rows[4:]))
    assert second * 2 > first
    assert balanced("Who takes it?", 130) == block_lines("Who takes it?", 130)
    assert balanced(question, 40) is None


def test_words_of_a_promise_are_as_large_as_the_wall_lets_them_be() -> None:
    """Double on a vast wall, three rows elsewhere, five of signs in ASCII, and ordinary where they do not fit."""
    assert [len(Large(None, "Ana Lopes", loud=loud).lines(150, False)) for loud in (True, False)] == [6, 3]
    assert len(Large(None, "María García Márquez", loud=True).lines(150, False)) == 3
    signs = Large(None, "Ana Lopes", ascii_only=True).lines(76, False)
    assert len(signs) == 5 and set("".join(text(signs))) == {"#", " "}
    assert text(Large(None, "María García Márquez", ascii_only=True).lines(44, False)) == ["María García Márquez"]
