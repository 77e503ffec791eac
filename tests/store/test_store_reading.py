"""Every way in which a file can be broken is one sentence: where, what, and what to do."""

import datetime as dt
from contextlib import suppress

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.errors import Damaged
from flipchart.store.reading import line_by_line
from flipchart.store.tables import same
from strategies import sessions

MADE = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
STEPS = tuple(
    Step(id=f"b{n}", text=f"Schritt {n} für alle", state="open", due=dt.date(2026, 11, n)) for n in range(1, 7)
)
WHOLE = encode(Session(format=1, id="s1", title="Retro", created=MADE, people=("Ana", "Bo"), steps=STEPS))


def fault(data: bytes | str, name: str = "retro.toml") -> str:
    with pytest.raises(Damaged) as caught:
        decode(data.encode() if isinstance(data, str) else data, name=name, made=MADE)
    assert caught.value.__cause__ is None
    assert caught.value.exit_code == 1
    assert caught.value.sentence.isprintable()
    return caught.value.sentence


def test_a_file_cut_short_anywhere_is_noticed() -> None:
    """Of all beginnings of a file, only the whole one (or all but its last line end) is read."""
    for size in range(len(WHOLE) - 1):
        fault(WHOLE[:size])
    assert decode(WHOLE[:-1], name="", made=MADE).steps == STEPS


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "retro.toml: the file is empty"),
        (b" \n", "retro.toml: the file is empty"),
        (b"\xff\xfet\0", "the file is in UTF-16. Save it as UTF-8"),
        (b"\xfe\xff\0t", "the file is in UTF-16"),
        (b'title = "a"\n\0\0\0', "retro.toml, line 2: there are zero bytes"),
        (b'title = "a"\nb = "caf\xe9"', "retro.toml, line 2: byte 0xe9 is not UTF-8"),
        (b'title = "a\n', "retro.toml, line 1, column"),
        (b'title = "a\n', "Mend it in a text editor, or open a backup, which `flipchart run` offers."),
        (b'title = "a"\n<<<<<<< HEAD\n', "retro.toml, line 2: git left a conflict here"),
        (b'title = "a"\nb = ' + b"9" * 5_000, "retro.toml: a number has too many digits"),
        (b'title = "a"\nb = ' + b"[" * 5_000, "retro.toml: its brackets are nested too deeply"),
        (b'title = "a"\nb' + b".a" * 500 + b" = 1", "retro.toml: its tables are nested too deeply"),
        (b'title = "a"\nb = 2026-02-30', "retro.toml, line 2, column 5"),
        (b'format = 1\ntitle = "a"', "retro.toml: the end of the file is missing"),
        (b'format = 1\ntitle = "a"', "Open a backup, which `flipchart run` offers; or, if you know"),
        (b'format = 1\ntitle = "a"\n[end]\ncomplete = false', "the end of the file is missing"),
        (b'format = 1\ntitle = "a"\nend = 1', "the end of the file is missing"),
        (b'format = "1"\ntitle = "a"', "`format` is not a format's number"),
        (b'format = true\ntitle = "a"', "`format` is not a format's number"),
        (b'format = 0\ntitle = "a"', "`format` is not a format's number"),
        (b'a = "b"', "retro.toml: the file has no `title`. Add that line."),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(data: bytes, says: str) -> None:
    """Encoding, TOML, nesting, conflicts and a missing end each have their own sentence."""
    assert says in fault(data)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('due = "Ongoing"', "steps[1] (Draft the form).due: 'Ongoing' is not a date. Write one such as"),
        ("due = 1735776000", "steps[1] (Draft the form).due: 1735776000 is not a date"),
        ("due = 2026-11-20T09:00:00Z", "due: 2026-11-20T09:00:00+00:00 is not a date"),
        ("due = true", "due: true is not a date"),
        ("due = 09:30:00", "due: 09:30:00 is not a date"),
        ("owner = 5", "owner: 5 is not a text. Put it in quotes."),
        ("helpers = 'Ana'", "helpers: 'Ana' is not a list"),
        ("helpers = ['Ana', 4.5]", "helpers[2]: 4.5 is not a text"),
        ("hoped = 1", "hoped: 1 is neither true nor false"),
        ("moves = 'two'", "moves: 'two' is not a whole number"),
        ("moves = -1", "moves: -1 should be greater than or equal to 0. Correct it."),
        ("state = 'waiting'", "state: 'waiting' is none of open, doing, blocked, done, dropped. Choose one"),
        ("first_step_at = 2026-11-20T09:00:00", "first_step_at: 2026-11-20T09:00:00 says no time zone"),
        ("first_step_at = 2026-11-20", "first_step_at: 2026-11-20 is not a moment"),
        ("owner = ['Ana']", "owner: a list is not a text"),
        ("owner = {a = 1}", "owner: a table is not a text"),
        ("id = 7", "id: 7 is not a text"),
    ],
)
def test_a_wrong_value_is_named_in_the_words_of_the_file(line: str, says: str) -> None:
    """Table, position as counted on the screen, text, key, value, and how to write it."""
    assert f"retro.toml: {says}".replace("retro.toml: ", "", not says.startswith("steps")) in fault(
        f'title = "R"\n[[steps]]\ntext = "Draft the form"\n{line}\n'
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = ""', "title: '' is empty"),
        ("title = 'R'\nsteps = 1", "steps: 1 is not a list"),
        ("title = 'R'\nsteps = ['a']", "steps[1]: 'a' is not a table"),
        ("title = 'R'\nsteps = ['']", "steps[1]: '' is not a table"),
        ("title = 'R'\n[[steps]]\nowner = 'Ana'", "steps[1] has no `text`. Add that line."),
        ("title = 'R'\n[[goals]]\ntext = 'G'\ntarget = '5'", "goals[1] (G).target: '5' is not a number"),
        ("title = 'R'\n[[evaluations]]\non = 2026-11-20\nrating = [1, 2]", "a list has too few entries"),
        (
            "title = 'R'\n[[evaluations]]\non = 2026-11-20\nrating = [1, 2, 3, 4, 5, 6]",
            "has too many entries",
        ),
        (
            "title = 'R'\n[[stages]]\nrun = 'r'\nkind = 'define'\ntitle = 'T'\nseconds = 1\n"
            "challenges = [{sign = 's'}]",
            "stages[1] (T).challenges[1] has no `response`",
        ),
        (
            "title = 1\n[[steps]]\ntext = 2",
            "title: 1 is not a text. Put it in quotes. 1 more value needs a look.",
        ),
        ("title = 1\n[[steps]]\ntext = 2\nowner = 3", "2 more values need a look."),
        ("title = 'R'\n[[stages]]\nseconds = 1\ntitle = 't'", "1 more value needs a look."),
    ],
)
def test_other_wrong_shapes_are_named_too(text: str, says: str) -> None:
    """Missing keys, wrong tables, and how much else is wrong."""
    assert says in fault(text)


def test_a_sentence_repeats_little_and_nothing_that_controls() -> None:
    """At most forty characters of a value, and no control characters of a value, a key or a path."""
    long = fault('title = "R"\n[[steps]]\ntext = "' + "t" * 90 + '"\ndue = "' + "d" * 90 + '"')
    assert "d" * 39 + "…" in long
    assert "d" * 40 not in long and "t" * 40 not in long
    odd = fault('title = "R"\n[[steps]]\ntext = "a"\ndue = "x\\u001b[31my"', "bad\x1b[2J.toml")
    assert odd.startswith("bad [2J.toml: steps[1] (a).due: 'xy' is not a date")


def test_an_error_of_many_fields_names_the_first() -> None:
    """What is first in the order of the model is named."""
    assert "steps[2] (B).state" in fault(
        'title = "R"\n[[steps]]\ntext = "A"\n[[steps]]\ntext = "B"\nstate = "x"\ndue = "y"'
    )


LINES = (
    "", "a = 1", "b = 'x'", 'a = "x"', 'b = ""', "c = true", "d = 2026-11-20", "d = 2026-02-30", "e = 07:30:00",
    "e = 2026-11-20T09:00:00.5Z", "e = 2026-11-20 09:00:00", "n = nan", "n = -1_0", "n = 01", "n = 4.5e1", "n = Nan",
    'b = "\u00e9\u2028\u202e"', 'b = "\\n"', 'b = "\t"', 'b = "\x7f"', 'b = "x" # y', "a = 1 # y", "b = a", "b =",
    "# l = [", "# a", "l = [", "    1,", '    "]",', "1]", "]", "l = [1, 2]", "l = [{a = 1}]", "[[l]]", "[[l.b]]",
    'm = """', '"""', "m = '''", "'''", "f.a = 1", "f.b = 2", "[f]", "[f.c]", "i = {a = 1}", "[i]", "[a]", "[[a]]",
    '["a"]', '[""]', "[ a ]", " [a]", "[a] # y", "[[a]", " a = 1", "a=1", "\"a\" = 1", "'b' = 1", "a = 1\r",
    "\ra = 1", "\x0ca = 1", "a = 1 b = 2", "[end]", "complete = true", "\u00e9 = 1", "a-b_1 = 2",
)  # fmt: skip
"""What files may be made of, line by line, as programs and people write it and as it is wrong."""


@settings(max_examples=1_000)
@example("[i]\nl = [\n1]\n[a]")
@example("[i]\n# l = [\n[a]")
@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_what_is_read_line_by_line_is_what_toml_says(text: str) -> None:
    """Of every text that is read so, whatever its lines are among each other; what is wrong is left to the parser."""
    try:
        tables = line_by_line(text)
    except ValueError:
        return
    assert tables is None or same(tables, tomli.loads(text))


@settings(max_examples=60)
@given(sessions())
def test_a_session_is_read_line_by_line_to_the_same(session: Session) -> None:
    """Where its texts and unknown keys allow it."""
    text = encode(session).decode()
    with suppress(ValueError):
        tables = line_by_line(text)
        assert tables is None or same(tables, tomli.loads(text))


def test_files_as_they_mostly_are_need_no_parser_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of single lines and lists it is asked, and only once of lines that many files have."""
    text, asked = WHOLE.decode(), list[str]()
    whole = tomli.loads(text)

    def loads(text: str) -> dict[str, object]:
        asked.append(text)
        return tomli_loads(text)

    tomli_loads = tomli.loads
    monkeypatch.setattr(tomli, "loads", loads)
    assert line_by_line(text) == whole
    del asked[:]
    assert line_by_line(text) == whole
    assert asked == ['people = [\n    "Ana",\n    "Bo",\n]']
