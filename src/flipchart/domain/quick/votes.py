"""Votes that a line brings along at its end: "(9)", "9 votes", "●●●"."""

import re

from flipchart.patterns import pattern

_NOUN = r"(?:votes?|dots?|likes?|stimmen?|voix|votos?|voti)"
_LIKES = "(?:👍|❤|♥|⬆|🔥|⭐|👏|🙌)\ufe0f?"
_COUNT = pattern(
    rf"[(\[]\s*{_NOUN}\s*[:=]\s*(\d{{1,3}})\s*[)\]]$|"
    rf"[(\[]\s*[x×+]?(\d{{1,3}})\s*(?:{_NOUN}|points?|pts|👍)?\s*[)\]]$|(?<![\w.,])(\d{{1,3}})\s*{_NOUN}\s*[.!]?$|(?<=\s)[x×+](\d{{1,3}})$"
    rf"|{_LIKES}\s*[x×+:]?\s*(\d{{1,3}})$|(?<![\w.,])[x×+]?(\d{{1,3}})\s*{_LIKES}$",
    re.IGNORECASE,
)
_DOTS = pattern(
    r"(?:(?:[●•⬤○◉★☆✓✔🔴🔵🟢]\ufe0f?\s*)+|(?:[👍❤♥⭐👏🙌][\ufe0f\U0001f3fb-\U0001f3ff]?\s*){2,}|(?<=\s)(?:\*\s*){2,}|(?<=\s)(?:\|\s*){2,})$"
)

_NO_SIGNS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""Characters that only change how the sign before them looks."""


def votes_at_end(text: str) -> tuple[str, int | None]:
    """Return a line without the votes at its end, and their number; the line as it is, and None, if there are none.

    A line with no other words keeps them all. A year in brackets ("(2026)") is no vote, and points count only in
    brackets: "by 10 points" says how far.
    """
    line = text.strip()
    if found := _COUNT.search(line):
        count = int(next(group for group in found.groups() if group))
    elif found := _DOTS.search(line):
        count = sum(not (sign.isspace() or sign in _NO_SIGNS) for sign in found.group())
    else:
        return text, None
    words = line[: found.start()].rstrip().rstrip("-–—:,;·").rstrip()
    return (words, count) if words else (text, None)
