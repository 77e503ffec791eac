"""The agendas that a session can start from: six of our own, and those of the person at the desk."""

from flipchart.exchange.templates.agenda import agenda_of, run_of
from flipchart.exchange.templates.cue import cue
from flipchart.exchange.templates.handouts import sheet
from flipchart.exchange.templates.reading import load_template
from flipchart.exchange.templates.template_list import DEFAULT, copy_template, template_names, template_text

__all__ = [
    "DEFAULT",
    "agenda_of",
    "copy_template",
    "cue",
    "load_template",
    "run_of",
    "sheet",
    "template_names",
    "template_text",
]
