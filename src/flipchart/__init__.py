"""Flipchart: a workshop's agenda, clock and action plan, projected and kept until the plan is done."""

__version__ = "0.1.0"
