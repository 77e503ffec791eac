"""What became of the library's promises: eight follow-ups, from December 2025 to November 2026."""

from worked import library_autumn, library_spring, library_winter
from worked.hand import Hand
from worked.library_hands import measured


def followed_up(hand: Hand, steps: dict[str, str], wishes: list[str], goals: tuple[str, str]) -> None:
    """From the first report in November to the check of 10 November a year later."""
    library_winter.history(hand, steps)
    library_spring.history(hand, steps, wishes)
    library_autumn.history(hand, steps, wishes)
    measured(hand, *goals)
