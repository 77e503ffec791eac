"""When: phrases in, dates and instants out, and dates back into words."""

from flipchart.domain.when.instants import LeadMoment, lead_moment, read_day_or_instant, read_instant
from flipchart.domain.when.reading import Language, Lead, lead, leading_date, read_date, says_eve
from flipchart.domain.when.saying import (
    by_day,
    by_word,
    day,
    day_words,
    distance,
    due_day,
    long_day,
    moment,
    short_day,
)
from flipchart.domain.when.spans import DateOrder
from flipchart.domain.when.tables import DOUBTFUL

__all__ = [
    "DOUBTFUL", "DateOrder", "Language", "Lead", "LeadMoment", "by_day", "by_word", "day", "day_words", "distance",
    "due_day", "lead", "lead_moment", "leading_date", "long_day", "moment", "read_date", "read_day_or_instant",
    "read_instant", "says_eve", "short_day",
]  # fmt: skip
