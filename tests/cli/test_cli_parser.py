"""The arguments: verbs, what is global, and misuse."""

import shlex
from pathlib import Path

import pytest
from cli_help import AS_OF, Desk, one_sentence

from flipchart import __version__
from flipchart.cli.frame.help_text import EXAMPLES
from flipchart.cli.frame.parser import VERBS, parse, verb_module


@pytest.mark.parametrize("args", [["--version"], ["show", "--version"], ["--no-color", "when", "--version"]])
def test_the_version_is_told_before_and_after_a_verb(args: list[str], tmp_path: Path) -> None:
    """`--version` needs nothing else."""
    done = Desk(tmp_path).call(*args)
    assert (done.code, done.out, done.err) == (0, f"flipchart {__version__}\n", "")


def test_help_lists_every_verb_in_words(tmp_path: Path) -> None:
    """Nothing that exists is hidden, and nothing is promised that does not exist."""
    done = Desk(tmp_path).call("--help")
    assert done.code == 0
    for verb, summary in VERBS.items():
        assert f"  {verb} " in done.out
        assert summary in done.out
    listed = {line.split()[0] for line in done.out.splitlines() if line.startswith("    ") and line[4:5].islower()}
    assert listed == set(VERBS)


@pytest.mark.parametrize("args", [["version"], ["-V"], ["--version"]])
def test_the_version_is_asked_for_in_three_ways(args: list[str], tmp_path: Path) -> None:
    """As a command, by its short and by its long option."""
    assert Desk(tmp_path).call(*args).out == f"flipchart {__version__}\n"


def test_help_is_a_command_too(tmp_path: Path) -> None:
    """`help` and `help VERB` tell what the options do, with examples, environment and exit codes."""
    desk = Desk(tmp_path)
    assert desk.call("help").out == desk.call("--help").out
    assert desk.call("help", "due").out == desk.call("due", "--help").out
    assert "FLIPCHART_DIR" in desk.call("help").out
    assert "exit codes:" in desk.call("help").out


@pytest.mark.parametrize("verb", EXAMPLES)
def test_every_example_of_the_help_parses(verb: str, tmp_path: Path) -> None:
    """What the help shows can be typed: it is taken by the parser as it stands."""
    assert f"  {EXAMPLES[verb][0]}" in Desk(tmp_path).call(verb, "--help").out
    for line in EXAMPLES[verb]:
        words = shlex.split(line.partition(" > ")[0].partition(" < ")[0])
        assert words[0] == "flipchart"
        assert parse(words[1:]).verb == verb


def test_every_verb_has_an_example() -> None:
    """None is left out."""
    assert set(EXAMPLES) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_module_and_help(verb: str, tmp_path: Path) -> None:
    """Each verb explains itself, with the options that stand everywhere."""
    assert callable(verb_module(verb).run)
    done = Desk(tmp_path).call(verb, "-h")
    assert done.code == 0
    assert done.out.startswith(f"usage: flipchart {verb}")
    assert "--as-of WHEN" in done.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["shw"], "did you mean 'show'?"),
        (["frobnicate"], "There is no command 'frobnicate'."),
        (["--dir", "x", "nonsense"], "There is no command 'nonsense'."),
        (["show"], "SESSION"),
        (["show", "a", "b"], "'b' is one word too many. See 'flipchart show --help'."),
        (["export", "a", "--to", "htm"], "did you mean 'html'?"),
        (["due", "--bfore", "fri"], "did you mean '--before'?"),
        (["due", "--before"], "--before needs a value behind it."),
        (["help", "shw"], "did you mean 'show'?"),
        (["show", "a", "--jsn"], "--jsn"),
        (["show", "a", "--js"], "--js"),
        (["show", "a", "--json", "--plain"], "do not go together"),
        (["export", "a"], "--to"),
        (["export", "a", "--to", "doc"], "'doc'"),
        (["import", "a"], "FILE"),
        (["import", "a", "b", "--as", "goals"], "'goals'"),
        (["run", "a", "--view", "wall"], "'wall'"),
        (["when"], "PHRASE"),
        (["when", "fri", "--as-of", "someday"], "--as-of 'someday'"),
        (["when", "fri", "--as-of", ""], "no day or instant"),
        (["when", "fri", "--as-of", "0001-01-01"], "too far away; name a day from 2000 to 2199"),
        (["when", "fri", "--as-of", "9999-12-31T23:59:59-12:00"], "too far away"),
        (["--as-of"], "--as-of"),
        (["--nonsense"], "--nonsense"),
        (["new"], "TITLE"),
        (["new", "  "], "needs a title"),
        (["templates", "a", "b"], "takes one NAME"),
        (["templates", "copy"], "needs the NAME"),
        (["templates", "--cue"], "need the NAME"),
    ],
)
def test_misuse_ends_with_2_and_one_sentence(args: list[str], told: str, tmp_path: Path) -> None:
    """Wrong arguments are told in one line on stderr, with nothing on stdout."""
    done = Desk(tmp_path).call(*args)
    assert done.code == 2
    assert done.out == ""
    assert told in done.err
    assert one_sentence(done)


@pytest.mark.parametrize(
    "args",
    [
        ["--dir", "{}", "--as-of", "2026-11-18", "when", "fri"],
        ["when", "fri", "--dir", "{}", "--as-of", "2026-11-18"],
        ["--as-of=2026-11-18", "when", "--dir={}", "--no-color", "fri"],
        ["--as-of", "1999-01-01", "when", "fri", "--as-of", "2026-11-18"],
    ],
)
def test_what_is_global_stands_anywhere(args: list[str], tmp_path: Path) -> None:
    """Before the verb or after it; given twice, the later one counts."""
    done = Desk(tmp_path).call(*(arg.format(tmp_path) for arg in args))
    assert (done.code, done.out) == (0, "2026-11-20\n")


@pytest.mark.parametrize("instant", ["2026-11-18T23:30:00+00:00", "2026-11-18", "20261118", "2026-11-18T12:00"])
def test_as_of_takes_dates_and_instants(instant: str, tmp_path: Path) -> None:
    """A bare date is its noon, an instant without an offset is local."""
    done = Desk(tmp_path).start("when", "today", "--as-of", instant, environment={"TZ": "UTC"})
    assert done.out == "2026-11-18\n"


def test_a_word_that_steers_a_terminal_is_not_repeated_raw(tmp_path: Path) -> None:
    """What was typed is cleaned before it is said."""
    done = Desk(tmp_path).call("\x1b]52;c;aGVsbG8=\x07evil")
    assert "evil" in done.err
    assert "\x1b" not in done.err


def test_the_date_of_a_phrase(tmp_path: Path) -> None:
    """The ISO date is data, the words that echo it are words."""
    desk = Desk(tmp_path)
    done = desk.call("when", "next", "fri", *AS_OF)
    assert (done.code, done.out, done.err) == (0, "2026-11-27\n", "Friday 27 November, in 9 days\n")
    assert desk.call("when", "2026-11-02", *AS_OF).err == "Monday 2 November, 16 days ago; that is past\n"


@pytest.mark.parametrize("phrase", ["asap", "31 nov", "03/04", "", "\x1b[2J"])
def test_a_phrase_that_is_no_date_is_refused(phrase: str, tmp_path: Path) -> None:
    """Exit 1 with the sentence, and no date on stdout."""
    done = Desk(tmp_path).call("when", phrase, *AS_OF)
    assert (done.code, done.out) == (1, "")
    assert one_sentence(done)
