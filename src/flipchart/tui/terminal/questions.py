"""What a terminal is asked once, when it is taken, and what its answers tell; pure.

Nobody waits for the answers: most come within milliseconds, over a slow line later, from some terminals never. What
is not answered is taken to be as in most terminals. The signs are written into the second to fourth row, unseen, and
the first picture covers them; so an answer can be told from shift+F3, which looks like a place in the first row.
"""

from flipchart.patterns import pattern
from flipchart.tui.terminal.cells import Widths

SIGNS = ("नी", "●", "é")
"""A letter with a spacing vowel sign, an ambiguous sign, an ambiguous letter; each is two cells or less."""

TURNING = b"\x1b[>0;136;"
"""How PuTTY (pterm 0.78) begins to say what it is (DA2): it turns round a row whose first letter goes to the left.

So does mlterm 3.9, in which our blank is a box and a left-to-right mark takes a cell at times.
"""

BELIEVING = b"\x1b[>83;"
"""How GNU screen (4.9) begins: it takes Burmese to be wider than the terminal around it, and goes on from there."""

_FIRST = 2
_PLACE = pattern(rb"\x1b\[(\d);(\d+)R")


def asked(*, colours: bool) -> str:
    """Return what to write: which terminal it is, where the cursor stands behind each sign, and with `colours` what
    colour 255 is.

    xterm's control sequences: DA2 (CSI > c), CPR (CSI 6 n), OSC 4. Only a terminal of 256 colours answers the last,
    by BEL as it is asked: by ST urxvt 9.30 answers with half of it.
    """
    places = "".join(f"\x1b[{row};1H{sign}\x1b[6n\x1b[{row};1H\x1b[K" for row, sign in enumerate(SIGNS, _FIRST))
    return f"\x1b[>c\x1b[8m{places}\x1b[m" + ("\x1b]4;255;?\x07" if colours else "")


class Answers:
    """What was answered so far.

    `widths` are the cells of our signs, `colours` tells whether there are 256 for sure, `turns` whether the terminal
    itself turns words from right to left, `believing` whether it trusts its own count of where the cursor stands (see
    `last` in `cells.anchored`).
    """

    def __init__(
        self, widths: Widths | None = None, colours: bool = False, turns: bool = False, believing: bool = False
    ) -> None:
        self.widths, self.colours = widths or Widths(), colours
        self.turns, self.believing = turns, believing
        self._rows: set[int] = set()

    def again(self) -> "Answers":
        """Return what is known when all is asked once more."""
        return Answers(self.widths, self.colours, self.turns, self.believing)

    @property
    def complete(self) -> bool:
        """Whether all positions of the cursor are known; the answer about a colour may never come."""
        return len(self._rows) == len(SIGNS)

    def take(self, answer: bytes) -> bool:
        """Take an answer in and return whether it differs from what was assumed."""
        before = self.widths, self.colours, self.turns, self.believing
        place = _PLACE.fullmatch(answer)
        if answer.startswith(b"\x1b[>"):
            self.turns, self.believing = answer.startswith(TURNING), answer.startswith(BELIEVING)
        elif place is None:
            self.colours = True
        else:
            row, taken = int(place[1]) - _FIRST, int(place[2]) - 1
            self._rows.add(row)
            widths = [self.widths.marks, self.widths.signs, self.widths.letters]
            widths[row] = min(max(taken - 1, 0), 1) if row == 0 else min(max(taken, 1), 2)
            self.widths = Widths(*widths)
        return (self.widths, self.colours, self.turns, self.believing) != before
