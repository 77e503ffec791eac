"""What to ask aloud, most urgent first."""

from flipchart.domain.gaps import Gap, gaps
from flipchart.tui.text.frame import View
from flipchart.tui.text.rows import Row, Words


def asked(view: View) -> tuple[Gap, ...]:
    """Return the gaps with the loads of the group's other sessions in them: this is not for the wall."""
    return gaps(view.session, view.today, load_elsewhere=view.kin.loads)


def ask_rows(view: View) -> tuple[Row, ...]:
    """One sentence a gap."""
    rows = tuple(Words(None, gap.say, mark="?") for gap in asked(view))
    return rows or (Words(None, "Nothing is missing: every step has a name, a day and its means.", "ok"),)


def ask_count(view: View) -> str:
    """How many there are."""
    return str(len(asked(view)) or "")
