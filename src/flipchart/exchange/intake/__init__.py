"""What a list adds to a session, row by row; the same list again adds nothing twice."""

from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake, Row
from flipchart.exchange.intake.taking import take_in

__all__ = ["Intake", "Reading", "Row", "take_in"]
