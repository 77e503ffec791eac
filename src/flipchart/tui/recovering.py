"""Offering the whole versions of a damaged file where a session was asked for by its name."""

from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.service.context import Context
from flipchart.service.open_session import Sitting
from flipchart.service.recovery import Damage, damage_of
from flipchart.store.errors import Damaged
from flipchart.tui.process import run
from flipchart.tui.screens.made import ViewName
from flipchart.tui.screens.recovery import RecoveryScreen

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def offer(app: "FlipchartApp", damage: Damage) -> None:
    """Show what can take the place of a damaged file; without a choice the app is left."""

    def chosen(sitting: Sitting | None) -> None:
        if sitting is None:
            app.exit(0)
        else:
            app.call_later(app.take_up, sitting)

    app.push_screen(RecoveryScreen(damage), chosen)


def run_recovery(path: Path, error: Damaged, context: Context, *, follow_up: bool, view: ViewName) -> int:
    """Run the app on the choice and what is chosen. Raises the error where nothing is there or chosen."""
    from flipchart.tui.app import FlipchartApp  # noqa: PLC0415 - it imports us

    damage = damage_of(path, error, context, follow_up=follow_up)
    if damage is None:
        raise error
    app = FlipchartApp(context, view=view, damage=damage)
    code = run(app)
    if app.sitting is None and code == 0:
        raise error
    return code
