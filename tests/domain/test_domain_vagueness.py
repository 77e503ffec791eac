"""Words that say who and what, and words that do not."""

import pytest

from flipchart.domain.vagueness import is_two_in_one, is_vague, names_a_group


@pytest.mark.parametrize(
    "owner", ["team", "Everyone", "the team", "All of us", "we", "TBD", "Night staff", "Ana and Bo",
              "Ana & Bo", "Ana/Bo", "Ana, Bo", "Ana + Bo", "Ana or Bo", "?", "HR department"],
)  # fmt: skip
def test_groups_and_several_people_are_no_single_owner(owner: str) -> None:
    """Whatever belongs to all is done by nobody."""
    assert names_a_group(owner)


@pytest.mark.parametrize("owner", ["Ana Lopes", "Chen Wei", "Andy Orr", "O'Neill", "Team-Lead Bo", "Łukasz", "李"])
def test_a_person_is_a_single_owner(owner: str) -> None:
    """Names that hold the letters of and, or, all are names."""
    assert not names_a_group(owner)


@pytest.mark.parametrize(
    "text",
    [
        "Agree one-page onboarding checklist with HR",
        "Book a room for the monthly supplier clinic",
        "Draft the new escalation path",
        "Shorten the laptop order form",
        "Please ask Noor for the keys",
        "To print three posters",
        "Finally review the laptop form",
        "Address the badge problem",
        "Laminate the door cards",
        "Focus on one ward",
        "Implement the new rota",
        "Ana drafts the form",
        "Formular entwerfen mit Chen",
        "Préparons les badges ensemble",
        "入職チェックリストを作成する",
    ],
)
def test_a_step_that_says_what_is_done_is_not_vague(text: str) -> None:
    """A verb first, or words that the tables do not know."""
    assert not is_vague(text, ("Ana Lopes", " "))


@pytest.mark.parametrize(
    "text",
    [
        "Call Noor",
        "Badges!",
        "…",
        "Look into the badge problem",
        "Ask HR to look into badges",
        "looking into new laptops",
        "Improve the communication with suppliers",
        "consider a second clinic",
        "Discuss the form with HR",
        "Try a new form",
        "Send out badges ASAP",
        "The intake form again",
        "New form for patients",
        "Onboarding for new nurses",
        "Communication with all suppliers",
        "Review of the form",
        "Posters for the door",
        "Checklist for new starters",
        "to improve the queue",
        "to the new clinic",
    ],
)
def test_a_step_that_does_not_say_what_is_done_is_vague(text: str) -> None:
    """Under three words, a wish, or no verb first."""
    assert is_vague(text)


def test_two_steps_in_one_are_told_by_their_and() -> None:
    """The word itself, not its letters."""
    assert is_two_in_one("Draft the form and test it")
    assert is_two_in_one("Draft & test the form")
    assert not is_two_in_one("Hand the candidates the form of R&D")
