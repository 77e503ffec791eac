"""The signs of our own, and the one of ASCII that stands for each on terminals and in fonts that lack them.

Each is as wide as what it stands for, so that nothing moves; but an arrow is of two cells, since ">" alone is the
cursor.
What is done has a sign that nobody takes for a cross: "x" would say that it was struck out.

Whether they are wanted is one for the whole process, as its language is (see `language`): lines are measured without
knowing on which screen they will be shown.
"""

PLAIN = str.maketrans(
    "●◉○◆✓·–—─━═│█▀▄▌▐▔▁▂▃▅▆▇▏▎→←×…‹›“”‘’\N{NO-BREAK SPACE}",
    "*@o^v-----=|###||-_     ||><x~<>\"\"'' ",
)
"""done or here ●, now ◉, to come or away ○, a milestone ◆, done ✓, and what boxes and bars are drawn with."""

ARROW, PLAIN_ARROW = "→", "->"

CURSOR, PLAIN_CURSOR, PLAIN_CURSOR_ON = "▌", ">", "|"
"""What stands before the row under the cursor; without blocks or colour, and on its further lines."""

_plain = [False]


def use_plain(on: bool) -> None:
    """Set whether lines are measured and made with the signs of ASCII from now on."""
    _plain[0] = on


def uses_plain() -> bool:
    """Whether they are, as a key to keep with lines that were made."""
    return _plain[0]


def signed(text: str) -> str:
    """Return a text with the arrow that is shown: it is the only sign that takes another number of cells."""
    return text.replace(ARROW, PLAIN_ARROW) if _plain[0] and ARROW in text else text
