"""Votes that a captured line brings along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.quick.votes import votes_at_end


@pytest.mark.parametrize(
    ("line", "text", "votes"),
    [
        ("Faster triage (9)", "Faster triage", 9), ("Faster triage [12]", "Faster triage", 12),
        ("Faster triage 9 votes", "Faster triage", 9), ("Faster triage - 9 votes.", "Faster triage", 9),
        ("Faster triage: 1 vote", "Faster triage", 1), ("Faster triage (9 votes)", "Faster triage", 9),
        ("Faster triage ●●●", "Faster triage", 3), ("Faster triage ● ● ●", "Faster triage", 3),
        ("Faster triage ••", "Faster triage", 2), ("Faster triage ***", "Faster triage", 3),
        ("Faster triage ||||", "Faster triage", 4), ("Faster triage x4", "Faster triage", 4),
        ("Faster triage ×4", "Faster triage", 4), ("Faster triage +4", "Faster triage", 4),
        ("Schneller werden 3 Stimmen", "Schneller werden", 3), ("Faster triage (0)", "Faster triage", 0),
        ("Faster triage (+3)", "Faster triage", 3),
        ("Faster triage (3 👍)", "Faster triage", 3), ("Faster triage (5 points)", "Faster triage", 5),
        ("Faster triage 🔴🔴", "Faster triage", 2),
        ("Faster triage ✔️✔️", "Faster triage", 2),
        ("Faster triage 👍👍👍", "Faster triage", 3), ("Faster triage ❤️ ❤️", "Faster triage", 2),
        ("Faster triage 👏🏽👏", "Faster triage", 2),
    ],
)  # fmt: skip
def test_votes_at_the_end_are_taken_from_the_words(line: str, text: str, votes: int) -> None:
    """In brackets, in words, or as dots."""
    assert votes_at_end(line) == (text, votes)


@pytest.mark.parametrize(
    "line",
    ["Faster triage", "Plan for (2026)", "Ward 9", "A 4x4 car", "(9)", "●●●", "9 votes", "Ask 12.5 votes",
     "Raise it by 10 points", "C++",
     "a*", "Emphasis *here*", "More cake 👍", ""],
)  # fmt: skip
def test_other_lines_bring_none(line: str) -> None:
    """Years, numbers that mean something else, and lines that would have no words left."""
    assert votes_at_end(line) == (line, None)


@given(st.text(max_size=60))
def test_no_line_loses_its_words(line: str) -> None:
    """Whatever is typed: the text is the beginning of the line, and is empty only where that was."""
    text, votes = votes_at_end(line)
    assert text == line if votes is None else (line.strip().startswith(text) and text and votes >= 0)
