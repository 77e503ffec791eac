"""What comes after the plan, as Markdown."""

from collections.abc import Iterator

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.hand import MARKDOWN
from flipchart.exchange.writers.sections import after_sections


def after_parts(session: Session, view: View) -> Iterator[str]:
    """Yield the sections after the plan, each as a heading with a list."""
    for section in after_sections(session, view, MARKDOWN):
        lines = [f"- {item}" if section.listed else item for item in section.items]
        yield "\n".join([f"## {section.title}", "", *lines])
