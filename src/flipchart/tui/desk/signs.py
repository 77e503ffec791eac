"""What goes wrong in this stage, the sign by which it shows, and what can be answered."""

from flipchart.tui.desk.script import here
from flipchart.tui.text.frame import View
from flipchart.tui.text.rows import Heading, Row, Words

NO_SIGNS = "Nothing special goes wrong here. Slow down, and ask what the group needs."


def sign_rows(view: View) -> tuple[Row, ...]:
    """Each sign with its response."""
    stage = here(view)
    rows: list[Row] = []
    for challenge in stage.challenges if stage else ():
        rows += [Words(None, challenge.sign, "bold", mark="!"), Words(None, challenge.response, indent=4)]
    return tuple(rows) or (Heading(None, NO_SIGNS),)


def sign_count(view: View) -> str:
    """How many there are."""
    stage = here(view)
    return str(len(stage.challenges) or "") if stage else ""
