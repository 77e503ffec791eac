"""What Flipchart says when it cannot do what was asked: the one root of errors, and kinds that any room raises."""

from flipchart.domain.said import joined, said


class FlipchartError(Exception):
    """Something that cannot be done.

    `sentence` is one plain sentence of what is wrong and where; `remedy` is one of what to do about it, empty where
    the sentence says that already. Both are meant for a person's eyes and may hold text that people typed.
    `exit_code` is what a command ends with: 1 for what could not be done, 2 for a command used wrongly.
    """

    exit_code = 1

    def __init__(self, sentence: str, remedy: str = "", *, exit_code: int | None = None) -> None:
        self.sentence = said(sentence)
        self.remedy = said(remedy)
        if exit_code is not None:
            self.exit_code = exit_code
        super().__init__(f"{sentence} {remedy}".rstrip())

    def __str__(self) -> str:
        """Return both sentences as one text, which a screen can still put into the group's language."""
        return joined(" ", (part for part in (self.sentence, self.remedy) if part))


class Rejected(FlipchartError):
    """A command that cannot be carried out on this session, or a phrase that cannot be understood."""


class ExchangeError(FlipchartError):
    """A list, format or template that cannot be read or written."""
