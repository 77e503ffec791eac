"""The row whose words stand in block letters; pure."""

from flipchart.tui.text.block_font import DOUBLE, block_lines, hash_lines
from flipchart.tui.text.lines import Line, block, wrap
from flipchart.tui.text.rows import Row, Words


class Large(Row, frozen=True):
    """Words in block letters where they fit, else bold; `loud` on a wall so large that one line may be double."""

    text: str
    style: str = "bold"
    ascii_only: bool = False
    loud: bool = False

    @property
    def smaller(self) -> Row:
        """The same words in ordinary letters: block letters are whole, or not there at all."""
        return Words(self.id, self.text, "bold", 0)

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """Three rows a line, five of signs, or as many as the words need."""
        rows = hash_lines(self.text, width) if self.ascii_only else self._blocks(width)
        return block(rows or wrap(self.text, width), self.style if rows else "bold")

    def _blocks(self, width: int) -> tuple[str, ...] | None:
        double = block_lines(self.text, width, DOUBLE, lines=1) if self.loud else None
        return double or block_lines(self.text, width)
