"""Words that know their message: English as plain text, and in another language with the same things in them."""

import datetime as dt
import gettext
import pickle

from flipchart.domain.errors import Rejected
from flipchart.domain.quick import read_need
from flipchart.domain.said import Said, joined, quoted, renamed, said, say, say_as, say_count
from flipchart.domain.saying import number
from flipchart.domain.when import day, long_day
from flipchart.translation import catalogue
from flipchart.tui.prompts.evaluate import read_number

WORDS = {
    "{name} has {steps}.": "{name} a {steps}.", "{n} step": "{n} étape", "{n} steps": "{n} étapes",
    "short|Wed": "mer", "short|Nov": "nov", "{weekday} {day} {month}": "{weekday}. {day} {month}",
}  # fmt: skip


class French(gettext.NullTranslations):
    """A few words, with the plural rule of French: none and one are singular."""

    def gettext(self, message: str) -> str:
        return WORDS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return WORDS[msgid1 if n < 2 else msgid2]

    def pgettext(self, context: str, message: str) -> str:
        return WORDS.get(f"{context}|{message}", self.gettext(message))


FRENCH = French()


def test_english_is_plain_text_and_other_words_keep_what_is_in_them() -> None:
    """What people wrote stays as it is, whatever is in it; the words around it are another's."""
    answer = say("{name} has {steps}.", name="Ana {x}", steps=say_count("{n} step", "{n} steps", 0))
    assert answer == "Ana {x} has 0 steps."
    assert answer.put(FRENCH) == "Ana {x} a 0 étape."
    assert say_count("{n} step", "{n} steps", 1200).put(FRENCH) == "1,200 étapes"


def test_what_is_joined_or_quoted_is_no_message() -> None:
    """Only its parts are."""
    assert joined(" {·} ", ("{n} step", say_count("{n} step", "{n} steps", 1))).put(FRENCH) == "{n} step {·} 1 étape"
    assert quoted("{n} step").put(FRENCH) == "{n} step"
    assert joined("", ()) == "" == said("").put(FRENCH)


def test_a_date_is_said_in_the_order_of_the_language() -> None:
    """Its weekday and month are messages in it, short and long ones apart."""
    on = dt.date(2026, 11, 18)
    assert (day(on, on), day(on, on).put(FRENCH)) == ("Wed 18 Nov", "mer. 18 nov")
    assert long_day(on, on).put(FRENCH) == "Wednesday. 18 November"
    assert say_as("short", "Wed").put(FRENCH) == "mer"


def test_an_error_keeps_its_message_through_str_and_pickle() -> None:
    """Screens are given `str(error)`, and jobs on other threads hand it on."""
    refused = Rejected(say("{name} has {steps}.", name="Ana", steps="none"), "Type {n} step.")
    text = str(refused)
    assert isinstance(text, Said) and text == "Ana has none. Type {n} step."
    assert pickle.loads(pickle.dumps(text)).put(FRENCH) == "Ana a none. Type {n} step."


def test_a_path_is_shortened_in_a_message_and_in_what_stands_in_it() -> None:
    """The message stays one; a place that is all path takes what it is named instead, in every language."""
    why = say("{name} has {steps}.", name="/home/ana/plan.toml", steps=say_count("{n} step", "{n} steps", 2))
    assert renamed(why, "/home/ana/plan.toml", "plan.toml").put(FRENCH) == "plan.toml a 2 étapes."
    assert (
        renamed(why, "/home/ana/plan.toml", say_count("{n} step", "{n} steps", 1)).put(FRENCH)
        == "1 étape a 2 étapes."
    )
    assert renamed("no message /a/b", "/a/b", "b") == "no message b"


def test_a_number_has_the_marks_of_the_language_it_is_said_in() -> None:
    """A comma before its parts and a blank that never breaks between its thousands; in English as it was."""
    answer = say("target {value}", value=number(3.8))
    assert (answer, answer.put(catalogue("de"))[-3:], answer.put(catalogue("fr"))[-3:]) == (
        "target 3.8",
        "3,8",
        "3,8",
    )
    many = say_count("{n} step", "{n} steps", 12_345)
    assert (many, many.put(catalogue("nl"))) == ("12,345 steps", "12\xa0345 stappen")


def test_beside_english_a_number_is_typed_with_a_comma() -> None:
    """What stands on the wall can be typed; in English it is refused as before."""
    now = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
    for language, amount in (("de", 3.5), ("fr", 3.5), (None, None), ("en", None)):
        assert read_need("a room =3,5 days", (), now, language=language).amount == amount
        assert read_number("3,5", language) == amount
        assert read_need("a room =4,500 EUR", (), now, language=language).amount == 4500
