"""The steps from an older format to the next one, on raw tables."""

from collections.abc import Callable, Mapping
from typing import Any

from flipchart.domain.session import FORMAT

Tables = dict[str, Any]

STEPS: Mapping[int, Callable[[Tables], Tables]] = {}
"""By the format that each starts from; format 1 is the first, so there is none yet."""


def migrated(tables: Tables, steps: Mapping[int, Callable[[Tables], Tables]] = STEPS, latest: int = FORMAT) -> Tables:
    """Return `tables` in the latest format; those of a newer one are returned as they are.

    Raises LookupError for a format that no step starts from.
    """
    while tables["format"] < latest:
        number = tables["format"]
        tables = {**steps[number](tables), "format": number + 1}
    return tables
