"""How the plan gets on, as data for pictures, each with a sentence that a person can read aloud beside it."""

from flipchart.domain.progress.goals import GoalLine, Reading, goal_lines
from flipchart.domain.progress.hands import Fingers, HandsLine, Show, hands_lines, read_hands, show_of
from flipchart.domain.progress.series import (
    Level,
    Levels,
    Point,
    Series,
    check_in_days,
    completion_by_check_in,
    completion_by_week,
    completion_on,
    first_day,
    on_time_by_check_in,
    open_by_week,
    slips_by_check_in,
)
from flipchart.domain.progress.shares import (
    Bar,
    Share,
    by_improvement,
    by_owner,
    of_goal,
    of_hands,
    over_time,
    shares_words,
)

__all__ = [
    "Bar", "Fingers", "GoalLine", "HandsLine", "Level", "Levels", "Point", "Reading", "Series", "Share", "Show",
    "by_improvement", "by_owner", "check_in_days", "completion_by_check_in", "completion_by_week",
    "completion_on", "first_day", "goal_lines", "hands_lines", "of_goal", "of_hands", "on_time_by_check_in",
    "open_by_week",
    "over_time", "read_hands", "shares_words", "show_of", "slips_by_check_in",
]  # fmt: skip
