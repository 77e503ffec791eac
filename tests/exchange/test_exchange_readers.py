"""Lists as people have them, row by row."""

import pytest
from exchange_help import LISTS
from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.domain.errors import ExchangeError
from flipchart.domain.text import clean
from flipchart.exchange.readers.columns import Entry
from flipchart.exchange.readers.detect import decoded, read_items, shape
from strategies import HOSTILE, RAW

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["- ", "  - [ ] ", "* [x] ", "1. ", "\t2) ", "> ", "# ", "   ", "☐ ", "- [>] ~~a~~ "]
        ).flatmap(lambda mark: st.text(max_size=12).map(lambda text: mark + text)),
        st.sampled_from([*HOSTILE, *RAW, "---", "Parking lot: a; b", "## Parking lot"]),
    ),
    max_size=12,
).map("\n".join)


def texts_in(data: str) -> list[str]:
    """The texts of the entries."""
    return [entry.text for entry in read_items(data)]


def test_plain_lines_are_items_word_for_word() -> None:
    """Every line that is not blank is one item; one that is set in belongs to the one above it."""
    assert read_items("Faster triage\n\n  Q&A > FAQ @home \n") == (
        Entry(1, "Faster triage"),
        Entry(3, "Q&A > FAQ @home", depth=1),
    )


def test_numbers_with_a_bracket_are_a_list() -> None:
    """The numbered pain points lose their numbers and nothing else."""
    entries = read_items((LISTS / "blueprint-pain-points.txt").read_bytes())
    assert [entry.row for entry in entries] == list(range(1, 11))
    assert entries[0].text == "Phone line rings out before 08:30"
    assert entries[9].text == "Consent form only on paper"


def test_a_messy_retro_is_read_row_by_row() -> None:
    """Bullets, numbers, boxes, nesting, a struck-out item, a heading and a parking lot, each as what it is."""
    assert read_items((LISTS / "retro.md").read_bytes()) == (
        Entry(1, "Retro 14 — what we said we'd do", "words"),
        Entry(3, "Pin the base image (Ana) — done before the meeting", box="x"),
        Entry(4, "Flaky login test", box=" "),
        Entry(5, "bisect it @chen >fri", depth=1, box=" "),
        Entry(6, "quarantine it", depth=1, box=" ", struck=True, aside="hides the bug"),
        Entry(7, "Improve documentation"),
        Entry(8, "Release notes: who? when?"),
        Entry(9, '"[bold]On-call[/bold]" rota: Everyone'),
        Entry(10, "Move Q&A > FAQ by 2026-12-04 (Bo + Cy)", box=" "),
        Entry(11, "half-done: cut CI from 40 to 20 min 🚀", box="/"),
        Entry(13, "office plants", "parked"),
        Entry(13, "badge printer", "parked"),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("one\ntwo", "lines"),
        ("- one\n- two", "markdown"),
        ("Our list\n\n- one\n- two", "markdown"),
        ("one\ntwo\n- three\nfour", "lines"),
        ("# Only a heading", "lines"),
        ("##  \n- one", "markdown"),
        ("", "lines"),
        ("one; two; three", "lines"),
        ("Ana, Bo, Cy\nDee, Eve, Flo", "lines"),
    ],
)
def test_the_shape_is_told_from_the_content(text: str, kind: str) -> None:
    """Lists with marks and plain lines are told apart without a file's name."""
    assert shape(text) == kind


def test_the_depth_follows_the_indentation() -> None:
    """Two spaces more are a level, one is a slip of the hand, a tab counts as four; back is back."""
    entries = read_items("- a\n - b\n  - c\n\t- d\n      - e\n- f")
    assert [(entry.text, entry.depth) for entry in entries] == [
        ("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 2), ("f", 0),
    ]  # fmt: skip


def test_a_list_that_is_set_in_as_a_whole_begins_at_the_top() -> None:
    """Indentation counts from the first item."""
    assert [entry.depth for entry in read_items("    - a\n      - b\n    - c")] == [0, 1, 0]


def test_a_wrapped_item_is_one_item() -> None:
    """A line that is set in goes on with the item's text; after a blank line it is a remark of its own."""
    assert read_items("- one\n  goes on\n\n  remark\n  more\n- two") == (
        Entry(1, "one goes on", more="remark\nmore"),
        Entry(6, "two"),
    )


def test_a_line_under_an_item_that_is_not_set_in_is_its_remark() -> None:
    """Whether it belongs to the text nobody can tell; it stays with the item word for word."""
    assert read_items("- one\nand this\n- two") == (Entry(1, "one", more="and this"), Entry(3, "two"))


def test_paragraphs_and_headings_are_words() -> None:
    """What is no item of the list is kept as words, a paragraph as one."""
    assert [entry.text for entry in read_items("##  \n---\n- a")] == ["a"]
    assert read_items("# Head\nIntro one\nintro two\n\n- a\n- b\n- c\n\nAfter") == (
        Entry(1, "Head", "words"),
        Entry(2, "Intro one\nintro two", "words"),
        Entry(5, "a"),
        Entry(6, "b"),
        Entry(7, "c"),
        Entry(9, "After", "words"),
    )


def test_a_heading_parking_lot_parks_what_follows() -> None:
    """Items under it are parked until the next heading."""
    entries = read_items("- a\n## Parking lot\n- b\n## Else\n- c")
    assert [(entry.text, entry.kind) for entry in entries] == [
        ("a", "item"), ("b", "parked"), ("Else", "words"), ("c", "item"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "box", "text"),
    [
        ("- [X] a", "x", "a"), ("* [ ] a", " ", "a"), ("☐ a", " ", "a"), ("✔ a", "x", "a"), ("☑️ a", "x", "a"),
        ("[x] a", "x", "a"), ("• a", None, "a"), ("– a", None, "a"), ("12. a", None, "a"), ("b) a", None, "a"),
        ("[] a", " ", "a"), ("[]a", " ", "a"), ("- [] a", " ", "a"), ("[  ] a", " ", "a"), ("- [x]a", "x", "a"),
        ("- [link](x) a", None, "[link](x) a"), ("- [?] a", "?", "a"), ("-  [-] a", "-", "a"),
    ],
)  # fmt: skip
def test_the_marks_of_many_programs(line: str, box: str | None, text: str) -> None:
    """Bullets, numbers and boxes as editors, chats and office programs write them."""
    assert read_items(line) == (Entry(1, text, box=box),)


@pytest.mark.parametrize(
    "line", ["-", "- ", "---", "* * *", "===", "2026. was long", "-5 degrees", "[](b) a", "1.5 hours"]
)
def test_what_only_looks_like_a_mark(line: str) -> None:
    """Rules, bare marks and numbers in a text begin no item of a list."""
    assert [entry.text for entry in read_items(line)] == [line.strip()]


def test_quoted_lists_are_lists() -> None:
    """A list out of an answered e-mail is read under its marks of quotation."""
    assert texts_in("> - a\n> - b\n> > - c") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "struck", "aside"),
    [
        ("- ~~a~~", True, ""), ("- ~~a~~ dropped: too dear", True, "too dear"),
        ("- ~~a~~ — too dear", True, "too dear"),
        ("- ~~a~~ cancelled", True, ""), ("- ~~a~~ droppedx", True, "droppedx"),
    ],
)  # fmt: skip
def test_a_struck_out_item(line: str, struck: bool, aside: str) -> None:
    """An item that is struck out says so, with the reason behind it."""
    assert read_items(line) == (Entry(1, "a", struck=struck, aside=aside),)


@pytest.mark.parametrize("text", ["a ~~b~~", "~~a~~ and ~~b~~", "~~ ~~", "~~~~"])
def test_what_is_struck_out_in_part_stays_as_it_is(text: str) -> None:
    """Only a whole item is struck out; else the marks are text."""
    assert read_items(f"- {text}")[0].text == text


@pytest.mark.parametrize(
    "data",
    [
        "É\nb".encode(), b"\xef\xbb\xbf" + "É\nb".encode(), "É\r\nb".encode("utf-16"), "É\rb".encode("utf-16-le"),
        b"\xfe\xff" + "É\nb".encode("utf-16-be"), "É\nb".encode("utf-16-be"), "É\nb".encode("cp1252"),
        "É\x0cb".encode(), "E\u0301\u2028b".encode(),
    ],
)  # fmt: skip
def test_bytes_of_every_program_are_text(data: bytes) -> None:
    """UTF-8, UTF-16 with and without its mark, Windows-1252; line ends of every system."""
    assert decoded(data) == "É\nb"


@pytest.mark.parametrize("begun", ["\x1b]0;", "\x9d", "\x1bP", "\x90", "\x1b_", "\x1b[", "\x9b", "\x1b["])
@pytest.mark.parametrize("ended", ["\x07", "\x1b\\", "\x9c"])
@pytest.mark.parametrize("between", [",", ";", "\t", "|", "\n"])
def test_no_unfinished_sequence_takes_words_of_another_cell(begun: str, ended: str, between: str) -> None:
    """What was begun in one cell or line and ended in another leaves every word where it is."""
    words = decoded(between.join((f"Ring{begun}", "Ana Lopes", f"{ended}fri"))).split(between)
    assert [word.strip("\\]0;P_[") for word in words if word] == ["Ring", "Ana Lopes", "fri"]


def test_a_list_that_was_copied_from_a_terminal_is_its_words() -> None:
    """Colours and links hold signs that stand between cells too, and are gone all the same."""
    copied = "\x1b[1;31mRing\x1b[0m;\x9b38:5:1mAna\x1b[m;\x1b]8;id=1;https://example.org/a,b|c\x1b\\here\x1b]8;;\x07"
    assert decoded(copied) == "Ring;Ana;here"


def test_latin_letters_of_an_old_spreadsheet() -> None:
    """The votes list is Windows-1252, told from UTF-8 that it is not."""
    assert "Équipe de garde\t5" in decoded((LISTS / "votes-latin1.tsv").read_bytes())


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00\x08\x00", b"\x00" * 9, bytes(range(256)), b"\x89PNG\r\n\x1a\n\0"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A spreadsheet's own format or a picture is no list, and the sentence says what to do."""
    with pytest.raises(ExchangeError, match="save the list as plain text"):
        read_items(data)


@example(data="- START:")
@given(data=LINES)
def test_no_row_is_dropped(data: str) -> None:
    """Every word of a list is in some entry, or names the section it stands in, whatever the marks around it."""
    entries = read_items(data)
    cells = (cell.words for it in entries for cell in it.cells)
    held = "".join((*(part for it in entries for part in (it.text, it.aside, it.more, f"[{it.box}]")), *cells))
    held += "".join(f"{it.text}{''.join(cell.text for cell in it.cells)}{it.place}" for it in entries)
    for word in clean(decoded(data), limit=99_999).split():
        letters = "".join(sign for sign in word if sign.isalpha())
        kept = "".join(sign for sign in held if sign.isalpha())
        assert letters in kept or letters.casefold() in {"parking", "lot", "dropped", "cancelled", "canceled", "x"}


@given(data=st.one_of(st.binary(max_size=60), LINES))
def test_entries_are_clean_and_never_empty(data: bytes | str) -> None:
    """No bytes make an entry that is empty or that could control a terminal."""
    try:
        entries = read_items(data)
    except ExchangeError:
        return
    for entry in entries:
        assert entry.text.strip()
        assert clean(entry.text, limit=99_999) == entry.text
