"""The arguments: verbs, what is global, and misuse."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from cli_help import AS_OF, Desk, one_sentence

from flipchart import __version__
from flipchart.cli.frame.help_text import EXAMPLES
from flipchart.cli.frame.parser import VERBS, built, parse, verb_module
from flipchart.cli.frame.streams import Misuse


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


@pytest.mark.parametrize(
    "words", ["export --to pdf -h", "export -h --hlep", "run a b c --help", "--help export", "help"]
)
def test_who_asks_for_help_gets_it(words: str, tmp_path: Path) -> None:
    """Whatever else is on the line, and in whatever order."""
    done = Desk(tmp_path).call(*words.split())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("usage: flipchart")
    assert ("--to FORMAT" in done.out) == ("export" in words)


def slips(flag: str) -> set[str]:
    """Return a flag with each of its letters dropped, doubled and swapped with the next."""
    places = range(2, len(flag))
    dropped = {flag[:at] + flag[at + 1 :] for at in places}
    doubled = {flag[:at] + flag[at] + flag[at:] for at in places}
    swapped = {flag[:at] + flag[at + 1] + flag[at] + flag[at + 2 :] for at in places[:-1]}
    return dropped | doubled | swapped


@pytest.mark.parametrize("verb", VERBS)
def test_a_flag_with_one_slip_is_told_before_all_that_is_missing(verb: str) -> None:
    """Each letter of each flag dropped, doubled or swapped: the flag is proposed, with and without the rest."""
    parser = built()
    example = shlex.split(EXAMPLES[verb][0].partition(" > ")[0])[2:]
    parser.parse_args([verb, *example])
    options = verb_options(verb)
    tried = [(flag, slip) for flag in options if flag.startswith("--") for slip in slips(flag) - options]
    assert len(tried) > 50
    for flag, slip in tried:
        for words in ([slip], [slip, *example], [*example, slip], [*example, f"{slip}=x"]):
            with pytest.raises(Misuse) as message:
                parser.parse_args([verb, *words])
            assert f"there is no option {slip}; did you mean " in str(message.value)
            assert f"'{flag}'" in str(message.value)


def verb_options(verb: str) -> set[str]:
    """Return every option that a verb takes."""
    choices = next(it.choices for it in built(whole=True)._actions if isinstance(it.choices, dict))
    return set(choices[verb].options())


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
    assert "examples:" in done.out and "exit codes:" in done.out
    assert not re.search(r"[{}]|\[-", done.out), "no brackets and braces to be read"


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_the_help_breaks_no_word_in_a_small_window(verb: str, tmp_path: Path) -> None:
    """In 60 cells only an example may be longer, which is one command."""
    lines = Desk(tmp_path).call("help", *verb.split(), COLUMNS="60").out.splitlines()
    assert [line for line in lines if len(line) > 60 and not line.startswith("  flipchart ")] == []


@pytest.mark.parametrize(
    ("verb", "typed"), [("export", "SESSION --to FORMAT [option …]"), ("when", "PHRASE … [option …]")]
)
def test_the_usage_names_what_is_needed_first(verb: str, typed: str, tmp_path: Path) -> None:
    """In the order in which it is typed, with the options in one word."""
    assert Desk(tmp_path).call("help", verb).out.startswith(f"usage: flipchart {verb} {typed}\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["shw"], "did you mean 'show'?"),
        (["frobnicate"], "There is no command 'frobnicate'."),
        (["--dir", "x", "nonsense"], "There is no command 'nonsense'."),
        (["show"], "SESSION"),
        (
            ["show", "a", "b"],
            "'b' is one word too many; a title of several words goes into quotes. See 'flipchart show",
        ),
        (["run", "a", "b", "c"], "'b c' are words too many"),
        (["list", "json"], "'json' is one word too many; did you mean '--json'?"),
        (["list", "x"], "'x' is one word too many. See"),
        (["export", "a", "--to", "htm"], "did you mean 'html'?"),
        (["due", "--bfore", "fri"], "did you mean '--before'?"),
        (["due", "--before"], "--before needs a value after it."),
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
        (["when", "fri", "--as-of", "someday"], "--as-of: “someday” is not a date"),
        (["when", "fri", "--as-of", ""], "--as-of: "),
        (["when", "fri", "--as-of", "0001-01-01"], "too far away; name a day from 2000 to 2199"),
        (["when", "fri", "--as-of", "9999-12-31T23:59:59-12:00"], "too far away"),
        (["--as-of"], "--as-of"),
        (["--nonsense"], "--nonsense"),
        (["new"], "TITLE is missing; type for example: flipchart new "),
        (["export"], "SESSION and --to are missing; type for example: flipchart export last --to md."),
        (["merge"], "BASE, OURS and THEIRS are missing;"),
        (["export", "--hlep"], "there is no option --hlep; did you mean '--help'?"),
        (["export", "--frobnicate"], "there is no option --frobnicate. See"),
        (["run", "last", "--veiw=desk"], "there is no option --veiw; did you mean '--view'?"),
        (["export", "a", "--to", "--ouptut"], "there is no option --ouptut; did you mean '--output'?"),
        (["export", "a", "--to", "md", "-output", "b"], "there is no option -output; did you mean '--output'?"),
        (["list", "\u2013json"], "there is no option \u2013json; did you mean '--json'?"),
        (["list", "\u2014JSON"], "there is no option \u2014JSON; did you mean '--json'?"),
        (["\u2014help"], "there is no option \u2014help; did you mean '--help'?"),
        (["-v"], "there is no option -v; did you mean '-V'?"),
        (["report", "a", "b", "done", "--note", "-urgent"], "if that is -urgent, write --note=-urgent."),
        (["--json", "list"], "--json belongs after its command: 'flipchart list … --json'."),
        (["--view", "desk", "run", "a"], "--view belongs after its command: 'flipchart run … --view'."),
        (["--demo"], "there is no option --demo; did you mean the command 'demo'?"),
        (["--dri", "x", "list"], "there is no option --dri; did you mean '--dir'?"),
        (["Run"], "There is no command 'Run'; did you mean 'run'?"),
        (["open", "plan.toml"], "There is no command 'open'; did you mean 'run'?"),
        (["./plan.toml"], "a session's file is opened by 'flipchart run ./plan.toml'."),
        (["my plan.toml"], "a session's file is opened by 'flipchart run \"my plan.toml\"'."),
        ([""], "There is no command without a name. 'flipchart --help' lists the commands."),
        (["-"], "There is no command '-'."),
        (["new", "  "], "needs a title"),
        (["templates", "a", "b"], "takes one NAME"),
        (["templates", "copy"], "needs the NAME"),
        (["templates", "--cue"], "need the NAME"),
    ],
)
def test_misuse_ends_with_2_and_one_sentence(args: list[str], message: str, tmp_path: Path) -> None:
    """Wrong arguments are told in one line on stderr, with nothing on stdout."""
    done = Desk(tmp_path).call(*args)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
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


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("tue 9am", "2026-11-24T09:00+00:00"),
        ("9am tomorrow", "2026-11-19T09:00+00:00"),
        ("14:00", "2026-11-18T14:00+00:00"),
        ("noon", "2026-11-18T12:00+00:00"),
        ("2026-11-24T09:00Z", "2026-11-24T09:00+00:00"),
        ("dinsdag 9 uur", "2026-11-24T09:00+00:00"),
        ("yesterday", "2026-11-17"),
        ("2 weeks ago", "2026-11-04"),
    ],
)
def test_one_reading_for_when_as_of_and_before(phrase: str, read: str, tmp_path: Path) -> None:
    """`when` reads what a line reads, an hour too; `--as-of` and `--before` take the same phrases."""
    desk = Desk(tmp_path)
    desk.file()
    desk.config.mkdir()
    (desk.config / "config.toml").write_text('language = "nl"\n', "utf-8")
    utc = {"TZ": "UTC"}
    assert desk.start("when", phrase, "--as-of", "2026-11-18T08:00Z", environment=utc).out == f"{read}\n"
    assert desk.call("due", "--before", phrase, *AS_OF).code == 0
    assert desk.call("when", "today", "--as-of", phrase).code == 0


@pytest.mark.parametrize("phrase", ["tue 25:00", "fri or mon 9am", "31.2.", "whenever"])
def test_one_refusal_for_when_as_of_and_before(phrase: str, tmp_path: Path) -> None:
    """The same sentence says why a phrase is none, whatever asked."""
    desk = Desk(tmp_path)
    desk.file()
    why = desk.call("when", phrase).err
    assert why
    assert desk.call("due", "--before", phrase).err == why
    assert desk.call("list", "--as-of", phrase).err == f"--as-of: {why}"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("run clinik", "begins with 'clinik'; did you mean 'clinic'?"),
        ("show Outpateint", "did you mean 'Outpatient'?"),
        ("new X --no-run --template coachng", "There is no template 'coachng'; did you mean 'coaching'?"),
        ("templates copy folow-up", "did you mean 'follow-up'?"),
        ("group Clinik", "is of the group 'Clinik'; did you mean 'Clinic'?"),
        ("due --group clinnic", "did you mean 'Clinic'?"),
        ("due --owner Anna", "No step is owned by 'Anna'; did you mean 'Ana'?"),
        ("due --state blokced", "done or dropped; did you mean 'blocked'?"),
        ("due --slipped x", "--slipped takes a whole number, not 'x'."),
        ("due --slipped 0", "--slipped is how often a date slipped at least: 1 or more."),
        ("report clinic Darft-the-intake-form done", "did you mean 'Draft the intake form'?"),
        ("export clinic --to md -o", "-o or --output needs a value after it."),
        ("demo libary", "There is no demo 'libary'; did you mean 'library'? There are: clinic, library, retro."),
        ("config edti", "not 'edti'; did you mean 'edit'?"),
        ("completion", "SHELL is missing; type for example: flipchart completion bash"),
        ("completion fisch", "did you mean 'fish'?"),
        ("import clinic nofile.txt", "nofile.txt cannot be read: there is no such file or folder; check the name."),
        ("check clinik", "did you mean 'clinic'?"),
    ],
)
def test_what_was_perhaps_meant_is_said(args: str, message: str, tmp_path: Path) -> None:
    """Sessions, templates, groups, owners, states, steps and demos; no word of the library that reads arguments."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call(*args.split())
    assert done.code in (1, 2)
    assert message in done.err
    assert done.err.count("\n") == 1
    assert not any(word in done.err for word in ("argument", "invalid", "choice", "required", "Errno"))


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("", 2, "Which session? Type the start of its title, the path of its file, or 'last'."),
        (" ", 2, "Which session?"),
        ("plans", 1, "plans is a folder. Name a session in it, as in '--dir plans last'."),
        ("./plans", 1, "plans is a folder. Name a session in it, as in"),
        ("list.csv", 1, "list.csv is no session: the file of a session ends in .toml. 'flipchart help import' tells"),
        ("Blatt 1.XLSX", 1, "Blatt 1.XLSX is no session"),
        ("mein plän", 1, "did you mean the file 'mein plän.toml'?"),
        ("nofile.toml", 1, "There is no file nofile.toml in this folder, and no session in "),
        ("Last", 1, "did you mean 'last'?"),
        ("lsat", 1, "did you mean 'last'?"),
        ("küche", 1, "did you mean 'Umbau Küche & Bad'?"),
        ("umbau", 2, "umbau fits "),
    ],
)
def test_a_name_that_is_no_session(name: str, code: int, message: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Nothing, a folder, a list, a file without its ending, a word within a title, one that fits two."""
    desk = Desk(tmp_path)
    for title in ("Umbau Küche & Bad", "Umbau Hof"):
        desk.call("new", title, "--no-run")
    (tmp_path / "plans").mkdir()
    for file in ("list.csv", "Blatt 1.XLSX", "mein plän.toml"):
        (tmp_path / file).write_text("x\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for verb in (["show"], ["run", "--plain"], ["check"], ["export", "--to", "md"]):
        done = desk.call(*verb, name)
        assert done.code == code
        assert message in done.err
        assert one_sentence(done)


def test_the_version_takes_no_more_words(tmp_path: Path) -> None:
    """`version` and whatever follows it tell the version."""
    assert Desk(tmp_path).call("version", "please").out == f"flipchart {__version__}\n"


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
