"""What people want done, on its way up to the app.

An intent is handed up by a call and not by a message: messages queue, and a burst of keys (a slow line delivers
several at once) would overtake the change of stage or focus that the first of them asked for.
"""

from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.tui.prompts.prompt import Box


@dataclass(frozen=True, slots=True)
class Intent:
    """Commands to be done in this order, as one act or not at all.

    `box` and `words` are kept as a draft if one is rejected.
    """

    commands: tuple[Command, ...]
    box: Box | None = None
    words: str = ""
