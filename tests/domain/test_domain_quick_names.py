"""Which person a typed name means, and how a name is typed."""

import datetime as dt

import pytest

from flipchart.domain.quick import People, complete, is_nobody, read_line, read_who_when

NOW = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
PEOPLE = ("Ana Lopes", "Bo", "Chen Wei", "Ben Ito", "Ben Ng", "Ana", "Team Lead", "Sam Jr.", "Ng", "ng", "All")


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("@chen draft", "Chen Wei", "draft"),
        ("@CHEN wei draft", "Chen Wei", "draft"),
        ("@chen, draft", "Chen Wei", "draft"),
        ("@chen, wei draft", "Chen Wei", "wei draft"),
        ("@Ana Lopes draft", "Ana Lopes", "draft"),
        ("@ben ito draft", "Ben Ito", "draft"),
        ("@ben draft", None, "@ben draft"),
        ("@ana draft", None, "@ana draft"),
        ('@"ana" draft', "Ana", "draft"),
        ('@"Ng" @"ng"', "Ng", '@"ng"'),
        ('@"NG"', "NG", ""),
        ("@sam jr. draft", "Sam Jr.", "draft"),
        ("@team lead draft", "Team Lead", "draft"),
        ("@team draft", None, "@team draft"),
        ("@all draft", None, "@all draft"),
        ("@Everyone, draft", None, "@Everyone, draft"),
        ("@we @us @tbd @TBA @everybody draft", None, "@we @us @tbd @TBA @everybody draft"),
        ('@"Everyone" draft', "Everyone", "draft"),
        ("@zoe draft", "zoe", "draft"),
        ("@Zoe, draft", "Zoe", "draft"),
        ("@J. draft", "J.", "draft"),
        ("@Zoë Li draft", None, "@Zoë Li draft"),
        ("@Zoë, Li draft", "Zoë", "Li draft"),
        ("@Zoë Draft it", "Zoë", "Draft it"),
        ("@chen Costa drafts", None, "@chen Costa drafts"),
        ("@chen and Bo draft", None, "@chen and Bo draft"),
        ("@bo ben ng draft", None, "@bo ben ng draft"),
        ("@Bo/Zoe draft", None, "@Bo/Zoe draft"),
        ("@Zoe’s draft", None, "@Zoe’s draft"),
        ("@bo's draft", None, "@bo's draft"),
        ("@O'Brien draft", "O'Brien", "draft"),
        ("@che draft", "Chen Wei", "draft"),
        ("@wei draft", "Chen Wei", "draft"),
        ("@cw draft", "Chen Wei", "draft"),
        ("@lop draft", "Ana Lopes", "draft"),
        ("@ben i. draft", "Ben Ito", "draft"),
        ('@"Zoë Li" draft', "Zoë Li", "draft"),
        ("@“Zoë Li”, draft", "Zoë Li", "draft"),
        ("@„Zoë Li“ draft", "Zoë Li", "draft"),
        ("@«Zoë Li» draft", "Zoë Li", "draft"),
        (r'@"Ann \"Q\" \\ \Li" draft', r'Ann "Q" \ \Li', "draft"),
        ("@5 draft", None, "@5 draft"),
        ("@ ana draft", None, "@ ana draft"),
    ],
)
def test_whom_a_mark_names(line: str, owner: str | None, text: str) -> None:
    """The longest run that is one person's name or its beginning wins; nobody is guessed."""
    captured = read_line(line, PEOPLE, NOW)
    assert (captured.owner, captured.text) == (owner, text)


ROOM = ("María García Márquez", "陳偉", "Łukasz Żak", "José Müller", "Sinéad O'Brien", "Jean-Pierre Dupont", "Ｋｅｎ")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("maria", "María García Márquez"), ("MAR", "María García Márquez"), ("garcia", "María García Márquez"),
        ("marquez", "María García Márquez"), ("mgm", "María García Márquez"),
        ("maria garcia", "María García Márquez"), ("garcia marquez", "María García Márquez"), ("陳", "陳偉"),
        ("陳偉", "陳偉"), ("lukasz", "Łukasz Żak"), ("zak", "Łukasz Żak"), ("jose muller", "José Müller"),
        ("mül", "José Müller"), ("sinead", "Sinéad O'Brien"), ("jean-pierre", "Jean-Pierre Dupont"),
        ("pierre", "Jean-Pierre Dupont"), ("jpd", "Jean-Pierre Dupont"), ("ken", "Ｋｅｎ"),
        ('"jose müller"', "José Müller"),
    ],
)  # fmt: skip
def test_a_person_is_found_however_the_name_is_typed(typed: str, name: str) -> None:
    """Accents, case, width and script do not matter; any part, any unique beginning and the initials do."""
    captured = read_line(f"draft @{typed}", ROOM, NOW)
    assert (captured.owner, captured.new, captured.text) == (name, (), "draft")


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("mar fri", "María García Márquez", "2026-11-20"),
        ("fri mar", "María García Márquez", "2026-11-20"),
        ("jos 15 mar", "José Müller", "2027-03-15"),
        ("mar 15 mar", "María García Márquez", "2027-03-15"),
        ("mar", "María García Márquez", None),
        ("15 mar", None, "2027-03-15"),
    ],
)
def test_in_the_box_a_word_is_a_person_before_it_is_a_month(line: str, owner: str | None, due: str | None) -> None:
    """What begins a name here is that person; as a part of a date it is the month."""
    read = read_who_when(line, ROOM, NOW)
    assert (read.owner, read.due and read.due.isoformat(), read.left) == (owner, due, "")


def test_in_the_box_a_weekday_is_no_beginning_of_a_name() -> None:
    """Friedrich is not Friday; a word that nobody's name begins with stays what it was."""
    assert read_who_when("fri", ("Friedrich", "Tomás"), NOW).owner is None
    assert read_who_when("mar", ("Friedrich",), NOW).due == dt.date(2027, 3, 31)


def test_an_ambiguous_name_asks_which() -> None:
    """Where two people fit, the hint gives both as they are typed."""
    assert read_line("x @ben", PEOPLE, NOW).hints == ("Ben Ito or Ben Ng? Type @Ben Ito or @Ben Ng.",)
    assert read_line("x @ana", PEOPLE, NOW).hints == ('Ana Lopes or Ana? Type @Ana Lopes or @"Ana".',)
    many = tuple(f"Kim {letter}" for letter in "ABCDE")
    assert read_line("x @kim", many, NOW).hints == ("Kim A, Kim B or Kim C? Type @Kim A, @Kim B or @Kim C.",)


def test_a_group_is_asked_for_a_name() -> None:
    """The owner stays open, for a helper as well, and the hint asks."""
    for line in ("x @team", "x +team"):
        captured = read_line(line, ("Ana",), NOW)
        assert (captured.text, captured.owner, captured.helpers, captured.new) == (line, None, (), ())
        assert captured.hints == ("“team” is not one person: whose name goes here?",)
    assert is_nobody(" Team, ")
    assert not is_nobody("Teamwork")


def test_new_names_are_told_once_and_only_where_they_were_taken() -> None:
    """Owner and helpers that nobody knows yet are new; a second owner that stays text is not."""
    captured = read_line("x @Zoe +Yan +Zoe +Chen +Yan @Max", PEOPLE, NOW)
    assert captured.new == ("Zoe", "Yan")
    assert captured.helpers == ("Yan", "Zoe", "Chen Wei")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ana Lopes", "Ana Lopes"),
        ("Ana", '"Ana"'),
        ("Zoe", "Zoe"),
        ("Zoe Li", '"Zoe Li"'),
        ("team", '"team"'),
        ("Zoe,", '"Zoe,"'),
        ("7of9", '"7of9"'),
        ('A "B"', r'"A \"B\""'),
        (r"A\B", r'"A\\B"'),
        ("Team Lead", "Team Lead"),
        ("Sam Jr.", "Sam Jr."),
        ("A  B", '"A  B"'),
        ("Bo/Zoe", '"Bo/Zoe"'),
        ("Zoe's", '"Zoe\'s"'),
    ],
)
def test_a_name_is_typed_so_that_it_reads_as_itself(name: str, typed: str) -> None:
    """Bare where that works, in quotes where it does not."""
    assert People(PEOPLE).typed(name) == typed
    assert read_line(f"x @{typed}", PEOPLE, NOW).owner == name


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Draft @ch", "Draft @Chen Wei"),
        ("Draft +ch", "Draft +Chen Wei"),
        ("@CHEN W", "@Chen Wei"),
        ("@chen ", "@Chen Wei"),
        ('x @"chen', "x @Chen Wei"),
        ("x @ana l", "x @Ana Lopes"),
        ("x @bo @sam", "x @bo @Sam Jr."),
        ("@Chen Wei", None),
        ("x @ben", None),
        ("x @zoe", None),
        ("x @chen draft", None),
        ("x chen", None),
        (r"x \@chen", None),
        ("ana@chen", None),
        ("x @", None),
        ("", None),
    ],
)
def test_the_mark_at_the_end_is_completed(line: str, whole: str | None) -> None:
    """The whole line comes back with the one name that fits, else nothing."""
    assert complete(line, PEOPLE) == whole


@pytest.mark.parametrize(
    "word",
    [
        "niemand", "alle", "jemand", "wir", "ich", "personne", "tous", "quelqu'un", "quelqu’un", "nous", "moi",
        "nadie", "todos", "alguien", "nosotros", "yo", "ninguém", "alguém", "nós", "eu", "iedereen", "iemand",
        "wij", "ik", "TBC", "me", "You", "n/a", "N/A",
    ],
)  # fmt: skip
def test_words_for_nobody_of_any_language_name_nobody(word: str) -> None:
    """They are refused behind the mark and in the box of both as "us" is, unless somebody bears the name."""
    hint = f"“{word}” is not one person: whose name goes here?"
    captured, both = read_line(f"draft @{word}", PEOPLE, NOW), read_who_when(f"@{word} fri", PEOPLE, NOW)
    assert (captured.owner, captured.new, captured.hints) == (None, (), (hint,))
    assert (both.owner, both.new, both.hints) == (None, (), (hint,))
    assert read_line(f"draft @{word}", (*PEOPLE, word), NOW).owner == word


def test_a_person_with_such_a_word_in_the_name_wins() -> None:
    """You Li is meant by the word; who only begins with it, or a team with a lead, is not."""
    assert read_line("draft @you", ("You Li",), NOW).owner == "You Li"
    assert read_line("draft @me", ("Mehmet Aydin",), NOW).owner is None
    assert read_line("draft @team", ("Team Lead",), NOW).owner is None


@pytest.mark.parametrize("line", ["bo and chen fri", "Bo & Chen fri", "Bo und Chen fri"])
def test_in_the_box_a_second_person_is_said_to_help(line: str) -> None:
    """The sentence is short enough for a wall of 60 columns, and the day is read all the same."""
    read = read_who_when(line, ("Bo", "Chen"), NOW)
    assert (read.owner, str(read.due)) == ("Bo", "2026-11-20")
    assert read.hints == ("One person owns a step; the other helps: +Chen.",)
