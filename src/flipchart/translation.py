"""The catalogues of messages, as GNU gettext has them: read when a language other than English is meant.

In `locale/` each language has a `.po` file to write in, and the `.mo` file that is made of it for this module.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

ENGLISH = NullTranslations()
"""The messages as they stand in the source."""

DOMAIN = "flipchart"


@cache
def catalogue(language: str | None) -> NullTranslations:
    """Return the messages in a language ("de", "pt-BR", None for nobody has said); English where there is no file."""
    code = (language or "en")[:2].casefold()
    if code == "en" or not code.isalpha():
        return ENGLISH
    try:
        with (Path(__file__).parent / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError:
        return ENGLISH
