"""Lines measured in cells: wide characters, and words that nobody may read as markup."""

from hypothesis import given
from hypothesis import strategies as st

from flipchart.tui.text.lines import cut, line, pad, plain, spread, unfinished, width_of, wrap, wrap_whole
from flipchart.tui.text.rows import Columns, Pair, Promise, Row, StepRow, Words

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=120)
NAMES = st.text("abc 日本é", min_size=1, max_size=30)


@given(TEXTS, st.integers(4, 120))
def test_wrapped_lines_fit_and_keep_every_word(text: str, width: int) -> None:
    """No line is wider than asked for, and nothing but blanks is lost."""
    lines = wrap(text, width)
    assert all(width_of(part) <= width for part in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_point_stands_at_the_end_of_a_line() -> None:
    """What it parts begins the next one; a line that is full keeps what it has."""
    assert wrap("the means · one shared plan", 12) == ["the means ·", "one shared", "plan"]
    assert wrap("the meanings · one shared plan", 12) == ["the meanings", "· one shared", "plan"]


PATHS = st.lists(st.text("ab é研", min_size=1, max_size=12), min_size=1, max_size=8)


@given(PATHS, st.sampled_from("/\\"), st.integers(14, 60))
def test_a_path_is_broken_between_its_names(names: list[str], separator: str, width: int) -> None:
    """A name that fits on a line is never broken, and nothing is added to the path."""
    path = separator + separator.join(name.replace(" ", "_") for name in names)
    lines = wrap(f"{path}: its end is missing.", width)
    assert "".join("".join(lines).split()) == "".join(f"{path}: its end is missing.".split())
    for name in path.split(separator):
        assert width_of(name) > width - 2 or any(name in part for part in lines)


@given(TEXTS, st.integers(1, 60))
def test_padded_text_takes_exactly_its_cells(text: str, width: int) -> None:
    """Wide and combining characters keep the columns aligned."""
    assert width_of(pad(text, width)) == width
    assert width_of(cut(text, width)) <= width


def test_what_is_cut_ends_with_a_word() -> None:
    """The ellipsis stands behind a whole word and no sign of a pause; a word that takes half the line is cut too."""
    assert cut("Start with a verb. One person, two weeks.", 37) == "Start with a verb. One person, two…"
    assert cut("Start with a verb. One person, two weeks.", 34) == "Start with a verb. One person…"
    assert cut("Zwei Hefte bestellen · offen", 25) == "Zwei Hefte bestellen…"
    assert cut("Verantwortungsübernahme", 12) == "Verantwortu…"
    assert cut("Clinic 新しい看護師の研修計画", 16) == "Clinic 新しい看…"
    assert plain(unfinished(line("was due ", ("Fri   ", "quiet")), 20)) == "was due Fri …"
    assert plain(unfinished(line("was due ", ("Fri 27 Nov", "quiet")), 18)) == "was due Fri 27…"


PEOPLE = st.lists(st.sampled_from(["Ana Lopes", "Lucía Serrá", "Wen Li", "陳 偉", "Bea"]), min_size=1, max_size=4)


@given(PEOPLE, st.sampled_from(["", "was due Fri 4 Dec"]), st.integers(44, 140))
def test_a_name_is_whole_where_a_line_has_room(people: list[str], when: str, width: int) -> None:
    """Beside a step and below it, with its helpers and without, in the people's list and beside their loads."""
    who = ", ".join(people)
    assert all(any(name in part for part in wrap_whole(f"{who} · {when}", 18)) for name in people)
    rows = (
        StepRow("a", "1", "Ask fifty readers", who, when), Promise("a", who, "Ask fifty readers", when),
        *(Pair("a", it, "2 steps, calls the next check", named=True) for it in people),
    )  # fmt: skip
    for row in rows:
        answer = [plain(words) for words in row.lines(width, False)]
        assert all(
            any(it in words for words in answer) for it in people if not isinstance(row, Pair) or row.left == it
        )
        assert all(width_of(words) <= width for words in answer)
    assert rows[-1].lines(-2, selected=False)


def test_who_and_what_stand_apart() -> None:
    """Two blanks at least between the longest name that fits its column and the step."""
    answer = plain(Promise("a", "Lucía Serrano", "Keep the desk open", "Fri 4 Dec").lines(76, selected=False)[0])
    assert answer.startswith("  Lucía Serrano  Keep the desk open")
    assert plain(Columns(None).lines(76, selected=False)[0]).index("what") == answer.index("Keep")


@given(TEXTS, NAMES, st.integers(20, 120))
def test_the_right_end_of_a_line_is_never_cut(left: str, right: str, width: int) -> None:
    """Of two ends it is the left one that gives way."""
    if width_of(right) < width - 2:
        words = spread(line(left.replace("\n", " ")), line(right), width)
        assert plain(words).endswith(right)
        assert width_of(words) <= width


ROWS = st.one_of(
    st.builds(StepRow, st.just("a"), st.just("12"), NAMES, NAMES, st.just("was due Fri 20 Nov")),
    st.builds(Promise, st.just("a"), NAMES, NAMES, st.just("was due Fri 20 Nov"), mark=st.just("✓"), under=NAMES),
    st.builds(Pair, st.just("a"), NAMES, st.just("12 votes"), mark=st.just("3")),
    st.builds(Words, st.just("a"), NAMES, mark=st.just("·")),
    st.builds(Columns, st.none()),
)


@given(ROWS, st.integers(44, 200), st.booleans())
def test_a_row_never_leaves_its_width_and_never_cuts_a_name(row: Row, width: int, selected: bool) -> None:
    """At every width each line fits; owner, step and date are whole, on as many lines as they need."""
    lines = row.lines(width, selected)
    assert all(width_of(words) <= width for words in lines)
    shown = "".join("".join(plain(words) for words in lines).split())
    for field in ("owner", "who"):
        name = "".join(getattr(row, field, "").split())
        assert all(shown.count(sign) >= name.count(sign) for sign in set(name))
    assert "…" not in shown
