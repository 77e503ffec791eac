"""Our own signs, and the ASCII sign that stands for each on terminals and in fonts that lack them.

Each is as wide as what it stands for, so that nothing moves; only the arrow takes two cells, since ">" alone is the
cursor. The sign for done does not look like a cross: "x" would say that it was struck out.
The choice holds for the whole process, like the language (see `language`): lines are measured without knowing which
screen will show them.
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
    """Whether ASCII signs are used; also a part of a cache key for lines made with them."""
    return _plain[0]


def signed(text: str) -> str:
    """Return a text with the arrow that is in use: the only sign whose ASCII form has another width."""
    return text.replace(ARROW, PLAIN_ARROW) if _plain[0] and ARROW in text else text
