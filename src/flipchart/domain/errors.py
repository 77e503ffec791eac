"""The root of all errors that Flipchart reports to a person, and the kinds that any room may raise."""

from flipchart.domain.said import joined, said


class FlipchartError(Exception):
    """Something that could not be done.

    `sentence` says what is wrong and where; `remedy` says what to do about it, and is empty where the sentence does.
    Both are shown to people and may hold text that people typed. `exit_code` is what a command ends with: 1 for
    failure, 2 for a command used wrongly.
    """

    exit_code = 1

    def __init__(self, sentence: str, remedy: str = "", *, exit_code: int | None = None) -> None:
        self.sentence = said(sentence)
        self.remedy = said(remedy)
        if exit_code is not None:
            self.exit_code = exit_code
        super().__init__(f"{sentence} {remedy}".rstrip())

    def __str__(self) -> str:
        """Return both sentences as one text, which keeps its message so that a screen can translate it."""
        return joined(" ", (part for part in (self.sentence, self.remedy) if part))


class Rejected(FlipchartError):
    """A command that cannot be carried out on this session, or a phrase that cannot be understood."""


class ExchangeError(FlipchartError):
    """A list, format or template that cannot be read or written."""
