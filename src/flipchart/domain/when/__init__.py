"""When: phrases in, dates and instants out, and dates back into words."""

from flipchart.domain.when.instants import LeadMoment, lead_moment, read_day_or_instant, read_instant
from flipchart.domain.when.reading import Language, Lead, lead, leading_date, read_date, says_eve
from flipchart.domain.when.saying import day, day_words, distance, long_day, moment
from flipchart.domain.when.spans import DateOrder
from flipchart.domain.when.tables import DOUBTFUL

__all__ = [
    "DOUBTFUL", "DateOrder", "Language", "Lead", "LeadMoment", "day", "day_words", "distance", "lead", "lead_moment",
    "leading_date", "long_day", "moment", "read_date", "read_day_or_instant", "read_instant", "says_eve",
]  # fmt: skip
