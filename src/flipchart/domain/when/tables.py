"""The English words that dates are made of, as data, and what all languages share.

Every word is read as a plain token of the grammar (see rules.py), which has English names. A line of PHRASES is
`token = spelling | spelling`, and a line may hold several, parted by `;`; other languages have the same tables in
languages.py. Spellings are in lower case.
"""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = 3
"""How many letters of a name are shown where room is scarce."""

_MORE_MONTHS = {"sept": 9}
_MORE_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def _spelled(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, name in enumerate(names, first) for word in (name.lower(), name[:SHORT].lower())}


MONTHS = _spelled(MONTH_NAMES, 1) | _MORE_MONTHS
"""Spelling to month, 1 to 12."""

WEEKDAYS = _spelled(WEEKDAY_NAMES, 0) | _MORE_WEEKDAYS
"""Spelling to weekday, Monday 0."""

PLURALS = {f"{word}s": number for word, number in WEEKDAYS.items() if not word.endswith("s")}
"""Spelling to weekday, of several."""

DAYS = {"today": 0, "eod": 0, "yesterday": -1, "tomorrow": 1, "overmorrow": 2}
"""A day by its distance from today."""

FEASTS = {
    "christmas": (12, 25), "christmas-eve": (12, 24), "boxing-day": (12, 26),
    "new-year": (1, 1), "new-years-eve": (12, 31), "halloween": (10, 31),
}  # fmt: skip
"""Feasts that stand on the same day each year: month and day."""

UNITS = ("day", "workday", "week", "fortnight", "month", "quarter", "year")
"""Lengths of time."""

PERIODS = ("week", "month", "quarter", "half", "year")
"""What "this", "next" and "end of" may stand before."""

ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
"""The end of the present period, in one word."""

QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}
HALF_YEARS = {"h1": 1, "h2": 2}

PARTS = {"early": 5, "mid": 15, "late": 25}
"""The day of a month that a part of it stands for."""

THIS, NEXT, NEAREST, LAST = "this", "next", "nearest", "last"
"""`nearest` is "next" in languages where the next Friday may be the one of this week or of the next."""
COMING = ("coming", "kommend")
"""The coming Friday; `kommend` is of languages in which the coming week is the next one."""
END, START, IN, PLUS, BEFORE, AFTER, AGO = "end", "start", "in", "+", "before", "after", "ago"

DOUBTFUL = frozenset({"mar"})
"""English words of dates by which another language names another day; all else that is English reads the same."""

LANGUAGES = ("en", "de", "fr", "es", "pt", "nl")

PHRASES = """
today = today
tomorrow = tomorrow | tmrw | tmr | tmw | tom | tomorow | tommorow | tommorrow
overmorrow = day after tomorrow | overmorrow
yesterday = yesterday
christmas = christmas | xmas | christmas day
christmas-eve = christmas eve | xmas eve
boxing-day = boxing day
new-year = new year's day | new years day | new year
halloween = halloween
new-years-eve = new year's eve | new years eve
eod = eod | cob | eob | eop | cop | end of day | end of business | end of play | end of work | close of business |
 close of play | close of day
eow = eow
eom = eom | month end | month's end
eoq = eoq | quarter end
eoy = eoy | year end | year's end
part-of-day = morning | afternoon | evening | night | lunchtime | still | first thing | last thing
half-of-day = am | a.m | pm | p.m
today part-of-day = tonight | this morning | this afternoon | this evening | later today
day = d | day | days
hour = hour | hours | hr | hrs
week = w | wk | wks | week | weeks
fortnight = fortnight | fortnights
month = mo | mos | mth | mths | month | months
quarter = quarter | quarters | qtr
year = y | yr | yrs | year | years
half = half
working = working | business | work
workday = bd | workday | workdays | weekday | weekdays | week day | week days
weekend = weekend | week-end
6 month = half a year | half year
2 = couple of | a couple of | couple | a couple
few = few | a few | several | some | many
few day = next days | coming days
few week = next weeks | coming weeks
few month = next months | coming months
and-a-half = and a half
next = next | following
this = this
coming = coming | this coming | upcoming
last = last | final
end = end
start = start | beginning | begin
early = early
mid = mid | middle
mid week = midweek
mid month = midmonth
mid year = midyear
late = late
before = before | prior to | ahead of
beyond = earliest | at the earliest | at earliest | onward | onwards | plus | minus | approx | approximately |
 thereabouts | ish | midnight
after = after
from = from | since | starting
from-now = from now | from today | hence | time
ago = ago
afternext week = week after next | wk after next
afternext month = month after next
afternext year = year after next
label = deadline | deadline is | due date
by = by | until | till | til | 'til | up to | up to and including | through | no later than | not later than | due |
 due by | on or before | by or before | on or by
in = in | within | inside | over
latest = at the latest | at the very latest | latest | at latest | at most | at the most | tops | inclusive
to = to | through | thru
dash = - | – | — | & | /
or = or
and = and
every = every | each | weekly | daily | monthly | quarterly | yearly | fortnightly
wc = w/c | wc | w/b | week commencing | week beginning | week starting | wk commencing
week-of = week of | wk of
week-ending = w/e | week ending | wk ending
kw = kw | cw | iso week | calendar week | kalenderwoche | week no | week number |
 week nr | semaine | semana | vecka | v | wk no
same-day = this time | same time | same day | this day
the = the
of = of
on = on | for
at = at | @
q = q
h = h
a = a | an
feast = easter | good friday | easter monday | pentecost | whitsun | advent | thanksgiving | ramadan | eid
undecided = asap | tbd | tba | tbc | n/a
no-date = as soon as possible | ongoing | soon | later | sometime | someday | eventually |
 whenever | continuous | continuously | never | open | rolling | immediately | now
"""

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
"""The numbers from 0 on."""

TENS = "thirty forty fifty sixty seventy eighty ninety"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
"""The ordinals from 1 to 20."""

BEGINNINGS = frozenset({
    "the", "of", "on", "by", "in", "and", "or", "to", "at", "from", "before", "after", "every", "this", "next",
    "nearest", "start", "end", "early", "mid", "late", "q", "h", "a", "wc", "week-of", "week-ending", "kw", "+",
    "working", "same-day", "last", "dash",
})  # fmt: skip
"""Tokens with which no date ends."""

LOOSE = frozenset({
    "the", "of", "at", "and", "a", "dash", "early", "mid", "late", "start", "end", "half", "h", "q", "kw", "working",
    "latest", "every", "few", "no-date", "part-of-day", "half-of-day", "hour", "label", "wc", "week-of",
    "week-ending", "same-day", "day-or-the",
})  # fmt: skip
"""Tokens of other sentences as well: behind a date they belong to it only where more of a date follows."""

LAST_WORDS = frozenset({"every", "latest", "no-date"})
"""Those of them that belong to a date where no text follows: "friday weekly"."""
