"""How the plan stands, in the sentences of its pictures; the pictures themselves open by their key."""

from flipchart.tui.text.frame import View
from flipchart.tui.text.pictures import Drawing, pictures
from flipchart.tui.text.rows import Row, Words

DESK = Drawing(desk=True)


def progress_rows(view: View) -> tuple[Row, ...]:
    """One sentence a picture, those for the desk alone too."""
    return tuple(Words(None, it.words, mark="·") for it in pictures(view.session, view.today, DESK) if it.words)
