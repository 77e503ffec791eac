"""A session survives its file: every field, unknown keys, hand-typed files, and what a save would lose."""

import datetime as dt
from typing import Any, cast

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.domain.text import clean
from flipchart.store import codec
from flipchart.store.codec import Encoder, decode, encode, would_lose
from flipchart.store.errors import Damaged, Newer, StoreError, Unsaved
from flipchart.store.reading import parse
from flipchart.store.tables import Tables, as_tables, same
from flipchart.store.tidy import is_plain, tidy
from flipchart.store.writing import literal
from strategies import RAW, instants, sessions, toml_values

MADE = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
TYPED = """title = "Retro"
[[improvements]]
text = "Queue at the door"

[[steps]]
text = "Draft the form"

[[steps]]
text = "Draft the form"
state = "done"

[[resources]]
text = "A printer"

[[notes]]
text = "It rained"

[[runs]]
"""


def read(data: bytes | str) -> Session:
    return decode(data.encode() if isinstance(data, str) else data, name="x.toml", made=MADE)


def session(**values: Any) -> Session:
    return Session(format=1, id="s1", title="Retro", created=MADE, **values)


@settings(max_examples=60)
@given(sessions())
def test_every_session_comes_back_from_its_bytes(whole: Session) -> None:
    """Encoding and decoding gives the same session, and encoding that gives the same bytes."""
    data = encode(whole)
    again = read(data)
    assert same(as_tables(again), as_tables(whole))
    assert encode(again) == data
    assert not would_lose(data)


def test_the_file_looks_as_the_format_says() -> None:
    """Format first, each item under its own header, defaults left out, the end mark last."""
    step = Step(id="b1", text="Draft\nthe form", state="open", helpers=("Bo",), due=dt.date(2026, 11, 20))
    whole = session(people=("Ana",), improvements=(Improvement(id="a1", text="Queue"),), steps=(step,))
    assert encode(whole).decode() == (
        'format = 1\nid = "s1"\ntitle = "Retro"\ncreated = 2026-11-18T10:00:00Z\n'
        'people = [\n    "Ana",\n]\n\n'
        '[[improvements]]\nid = "a1"\ntext = "Queue"\n\n'
        '[[steps]]\nid = "b1"\ntext = """\nDraft\nthe form"""\nstate = "open"\nhelpers = [\n    "Bo",\n]\n'
        "due = 2026-11-20\n\n"
        "[end]\ncomplete = true\n"
    )


def test_a_typed_file_needs_only_a_title() -> None:
    """Steps are open, the time is the file's, ids come from the content and differ."""
    whole = read(TYPED)
    assert (whole.format, whole.created, whole.title) == (1, MADE, "Retro")
    assert [step.state for step in whole.steps] == ["open", "done"]
    assert whole.steps[0].id != whole.steps[1].id
    assert all(len(item.id) == 8 for _, item in whole.items())
    assert (whole.resources[0].status, whole.notes[0].kind, whole.notes[0].at) == ("need", "note", MADE)
    assert whole.runs[0].kind == "workshop"
    assert read('title = "Retro"').id != whole.id


def test_the_id_of_a_typed_file_is_made_from_all_that_it_says() -> None:
    """Comments, layout and the order of keys say nothing; another step makes another session; saved, it stays."""
    one = read('title = "Retro"\ngroup = "A"\n[[steps]]\ntext = "Call"\nowner = "Ana"\n')
    same = read('# mine\ngroup = "A"\n\ntitle = "Retro"\r\n[[steps]]\nowner = "Ana"\ntext = "Call"\n')
    assert one.id == same.id
    assert one.id != read('title = "Retro"\ngroup = "A"\n[[steps]]\ntext = "Call"\nowner = "Bo"\n').id
    assert one.id != read('title = "Retro"\ngroup = "A"\n[[goals]]\ntext = "Call"\nowner = "Ana"\n').id
    assert decode(encode(one), name="", made=MADE).id == one.id


def test_every_reader_makes_the_same_ids() -> None:
    """Ids of typed items depend on table, text and occurrence alone, and the first save keeps them."""
    first, second = read(TYPED), read(TYPED.replace("It rained", "It shone"))
    assert first.steps == second.steps
    assert read(encode(first)) == first
    assert [step.id for step in first.steps] == ["w4dfqom3", "yqaaoamy"]


def test_an_item_typed_into_a_saved_file_gets_an_id() -> None:
    """A person may add a step with nothing but its text to a file that the program wrote."""
    data = encode(session()).replace(b"[end]", b'[[steps]]\ntext = "Call"\n\n[end]')
    assert [(step.text, step.state, len(step.id)) for step in read(data).steps] == [("Call", "open", 8)]


def test_two_items_of_one_id_are_both_kept() -> None:
    """The second gets an id of its own, always the same one; ids of other tables do not matter."""
    text = (
        'title = "R"\n[[steps]]\nid = "1"\ntext = "A"\n[[steps]]\nid = "1"\ntext = "B"\n'
        '[[steps]]\ntext = "B"\n[[goals]]\nid = "1"\ntext = "G"\n'
    )
    steps = read(text).steps
    assert [step.text for step in steps] == ["A", "B", "B"]
    assert steps[0].id == read(text).goals[0].id == "1"
    assert len({step.id for step in steps}) == 3
    assert steps == read(text).steps


def test_unknown_keys_stay_where_they_were() -> None:
    """A newer program's fields and a user's own keep their place among keys and tables."""
    data = encode(session(steps=(Step(id="b1", text="A", state="open", due=dt.date(2026, 11, 20)),)))
    rich = (
        data.decode()
        .replace('id = "s1"\n', 'id = "s1"\nmood = "good"\nodd = []\nflag = true\n')
        .replace('text = "A"\n', 'colour = 3\ntext = "A"\nx = { y = [{ z = 1 }, {}], "a b" = { c = 2 } }\n')
        .replace("[[steps]]", "[tool]\nq = 1\n\n[tool2]\n\n[[steps]]")
        .replace("[end]", "[[mine]]\na = 1\n\n[[mine]]\na = 2\n\n[end]\nwhy = 1")
    ).encode()
    rich = rich.replace(b"[{ z = 1 }, {}]", b"[{ z = 1 }, {}]")
    assert encode(read(rich), rich).decode() == rich.decode()
    assert not would_lose(rich)
    moved = read(rich).revise(title="New")
    assert encode(moved, rich) == rich.replace(b'"Retro"', b'"New"')
    assert same(as_tables(read(encode(moved))), as_tables(moved))


def test_unknown_keys_keep_their_place_in_rows_without_an_id() -> None:
    """A row of `timing` is known by its content."""
    data = encode(session()).replace(
        b"[end]",
        b'[[timing]]\nrun = "r"\nhow = "by hand"\nat = 2026-11-18T10:00:00Z\nevent = "pause"\n\n[end]',
    )
    assert encode(read(data), data) == data


def test_an_unknown_key_before_everything_stays_first() -> None:
    """Nothing stands before `format` in a file, nor a known key before an item's own first key."""
    data = b'zero = 0\ntitle = "R"\n[[steps]]\nzero = 0\ntext = "A"\n'
    lines = encode(read(data), data).decode().splitlines()
    assert lines[:2] == ["format = 1", "zero = 0"]
    assert lines[lines.index("[[steps]]") + 1] == "zero = 0"
    assert not would_lose(data)


def test_a_base_that_cannot_be_read_is_no_hindrance() -> None:
    """Without a readable base, unknown keys stand behind the known ones."""
    rich = read('mood = "good"\ntitle = "R"')
    assert encode(rich, b"\0") == encode(rich, None)


@given(toml_values())
def test_any_unknown_value_survives(value: Any) -> None:
    """Whatever TOML can hold comes back the same, at the top and in an item."""
    step = Step.of({"id": "b1", "text": "A", "state": "open", "mine": value})
    whole = session(steps=(step,)).revise(mine=value)
    assert same(as_tables(read(encode(whole))), as_tables(whole))


@given(instants())
def test_any_instant_survives(at: dt.datetime) -> None:
    """Instants keep their offset and their fraction."""
    again = read(encode(session(next_check=at.date()).revise(created=at)))
    assert (again.created, again.created.utcoffset()) == (at, at.utcoffset())


def test_an_offset_of_seconds_goes_to_utc() -> None:
    """TOML has no such offsets, as local mean time has; the instant stays."""
    at = MADE.astimezone(dt.timezone(dt.timedelta(minutes=53, seconds=28)))
    assert b"created = 2026-11-18T10:00:00Z" in encode(session().revise(created=at))


@pytest.mark.parametrize("text", RAW)
def test_texts_are_cleaned_on_the_way_in(text: str) -> None:
    """Nothing that controls a terminal gets in by a file, in known keys or in others."""
    quoted = '"' + "".join(f"\\U{ord(char):08X}" for char in text.replace("\ud800", "")) + '"'
    whole = read(f'title = "R"\nmine = {quoted}\n[[steps]]\ntext = {quoted}\n[end]\nmine = {quoted}\n')
    extra = whole.unknown or {}
    for seen in (whole.steps[0].text, extra["mine"], extra["end"]["mine"]):
        assert not set(seen) & {"\x1b", "\x9b", "\r", "\x00", "\x7f", "\u202e", "\u2066", "\U000e0041"}
    assert len(whole.steps[0].text) <= 2_000
    assert read(encode(whole)) == whole


def test_an_empty_text_is_absent_where_it_may_be() -> None:
    """Optional fields and entries of lists may not be empty texts."""
    step = read('title = "R"\npeople = ["", "Ana"]\n[[steps]]\ntext = "A"\nowner = ""\nmine = ""\n').steps[0]
    assert (step.owner, step.unknown) == (None, {"mine": ""})
    assert read('title = "R"\npeople = ["", "Ana"]').people == ("Ana",)


def test_the_file_may_begin_with_a_mark_and_end_lines_as_windows_does() -> None:
    """A byte-order mark and CRLF change nothing, and are nothing to lose."""
    data = encode(session(purpose="one\ntwo"))
    odd = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert read(odd) == read(data)
    assert not would_lose(odd)


@pytest.mark.parametrize(
    ("typed", "lost"),
    [
        ('title = "R"\n', False),
        ('title = "R"\n\n\n[[steps]]\ntext = "A"\n', False),
        ('title = "R" # ours\n', True),
        ("# ours\ntitle = 'R'\n", True),
        ('title   = "R"\n', True),
        ('title = "R"\n[[steps]]\ntext = "A"\n[[goals]]\ntext = "G"\n', True),
        ('title = "R"\npurpose = "' + "x" * 2_001 + '"\n', True),
    ],
)
def test_what_a_save_would_lose_is_known(typed: str, lost: bool) -> None:
    """Comments, hand layout and the end of a long text would be lost; what is only added is no loss."""
    assert would_lose(typed.encode()) is lost


def test_a_newer_file_is_read_and_never_written() -> None:
    """Its unknown things are kept for showing; encoding it is refused (I11)."""
    data = encode(session()).replace(b"format = 1", b"format = 2\nshiny = true")
    newer = read(data)
    assert newer.format == 2
    with pytest.raises(Newer, match="format 2"):
        encode(newer)


def test_a_newer_file_that_does_not_fit_says_that_it_is_newer() -> None:
    """The remedy is a newer program, not a text editor."""
    data = encode(session()).replace(b"format = 1", b"format = 2").replace(b'"Retro"', b"1")
    with pytest.raises(Newer, match=r"x\.toml: title: 1 is not a text.* newer than this program"):
        read(data)


@pytest.mark.parametrize("bad", [{"mine": None}, {"mine": object()}, {"mine": "\ud800"}, {"mine": [None]}])
def test_what_toml_cannot_hold_fails_before_the_disk(bad: dict[str, Any]) -> None:
    """A lone surrogate or a strange object is refused in memory; a value taken away is just absent."""
    whole = session().revise(**bad)
    if bad == {"mine": None}:
        assert read(encode(whole)) == session()
    else:
        with pytest.raises(Unsaved):
            encode(whole)


def test_what_would_not_read_back_is_refused() -> None:
    """A session that slipped past its model never reaches the disk (I6)."""
    with pytest.raises(Unsaved, match="readable"):
        encode(replace(session(), title=cast(Any, 5)))
    nested: Any = 1
    for _ in range(150):
        nested = {"a": nested}
    with pytest.raises(Unsaved, match="readable"):
        encode(session().revise(mine=nested))


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda text: f'title = "x"\n{text}'.encode())))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    """No file, however odd, ends in anything but a session or one sentence."""
    try:
        read(data)
    except StoreError as error:
        assert error.sentence.startswith("x.toml")
        assert error.sentence.isprintable()


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.dates(), st.characters(), st.floats(allow_nan=False)))
def test_values_are_written_as_tomli_w_writes_them(value: object) -> None:
    """Plain ones without its help."""
    broken = isinstance(value, str) and "\n" in value and "\r" not in value
    assert literal(value) == tomli_w.dumps({"v": value}, multiline_strings=broken)[4:-1]


def test_rows_of_a_row_are_tables_of_their_own() -> None:
    """The `toml` package 0.10.2 loses inline tables with apostrophes in them; both forms are read."""
    rows = "".join(f'[[stages.challenges]]\nsign = "It\'s {n}, isn\'t it"\nresponse = "Don\'t"\n' for n in "12")
    inline = 'challenges = [{sign = "It\'s 1, isn\'t it", response = "Don\'t"},'
    inline += '{sign = "It\'s 2, isn\'t it", response = "Don\'t"}]\n'
    head, stage = "title = 'R'\n", "[[stages]]\nid = 's'\nrun = 'r'\nkind = 'review'\ntitle = 'T'\nseconds = 60\n"
    one, other = (read((head + stage + form).encode()) for form in (rows, inline))
    assert one.stages == other.stages
    written = encode(one)
    assert rows in written.decode()
    assert b"{" not in written
    assert read(written).stages == one.stages


@settings(max_examples=40)
@given(st.lists(sessions(), min_size=2, max_size=4))
def test_what_was_encoded_before_makes_no_difference(plans: list[Session]) -> None:
    """Rows that come back, move or change give the bytes that the session gives alone, unknown keys included."""
    encoder, last = Encoder(), None
    for plan in plans:
        for session in (plan, plan.revise(steps=plan.steps[::-1]), plan.revise(title="Other"), plan):
            alone = encode(session, last)
            assert encoder.encode(session, last) == alone
            last = alone


def test_only_what_is_new_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """And all of it is: a save that cannot be read is refused however often the rest was saved."""
    steps = tuple(Step(id=f"s{n}", text=f"Step {n}", state="open") for n in range(50))
    session = Session(format=1, id="x", title="Retro", created=MADE, steps=steps)
    encoder = Encoder()
    read: list[int] = []

    def counted(data: bytes, name: str) -> Tables:
        read.append(data.count(b"[[steps]]"))
        return parse(data, name)

    monkeypatch.setattr(codec, "parse", counted)
    encoder.encode(session)
    more = session.revise(steps=(*steps, Step(id="new", text="New", state="open")))
    encoder.encode(more)
    encoder.encode(more.revise(title="Other"))
    assert read == [50, 1, 0]
    wrong = Step(id="bad", text="", state="open")
    with pytest.raises(Unsaved):
        encoder.encode(replace(more, steps=(*more.steps, wrong)))


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from('ab "\\\n=[]#é\u0301\u00ad漢\x1b\u202e\ufb01')).map(lambda it: it[:60]))
def test_a_plain_text_needs_no_cleaning(text: str) -> None:
    """Nor any part of it."""
    if is_plain(text):
        assert all(clean(text[start:]) == text[start:] for start in range(len(text)))


@given(st.lists(st.integers(1990, 2010), min_size=1, max_size=4))
def test_a_text_with_a_line_that_would_be_cut_is_not_plain(lengths: list[int]) -> None:
    """Wherever in the text it is."""
    assert is_plain("\n".join("x" * it for it in lengths)) == (max(lengths) <= 2_000)


@settings(max_examples=60)
@given(sessions())
def test_plain_files_come_to_the_same(session: Session) -> None:
    """Whether they are cleaned or not, with what other programs put there."""
    data = encode(session)
    raw = parse(data, "")
    if is_plain(data.decode()):
        assert same(tidy(raw, MADE, plain=True), tidy(raw, MADE))


def test_what_is_nested_too_deeply_is_said_of_plain_files_too() -> None:
    """In a key that the program does not know, at the top and in an item."""
    deep = f"{'[' * 120}{']' * 120}"
    for text in (f'title = "Retro"\nodd = {deep}\n', f'title = "Retro"\n[[steps]]\ntext = "A"\nodd = {deep}\n'):
        assert is_plain(text)
        with pytest.raises(Damaged, match="nested too deeply"):
            decode(text.encode(), name="x", made=MADE)
