"""What the command line says of itself when it was used wrongly."""

DONE, COULD_NOT, MISUSED, IN_PART = 0, 1, 2, 3
"""The exit codes: done; could not; used wrongly or no terminal; read or written in part."""


class CommandError(Exception):
    """An end with one sentence on stderr; `exit_code` is 1 for what could not be done, 2 for misuse."""

    def __init__(self, sentence: str, exit_code: int = COULD_NOT) -> None:
        self.sentence = sentence
        self.exit_code = exit_code
        super().__init__(sentence)


class Misuse(CommandError):
    """Arguments that do not fit together, or a terminal that is needed and not there."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, MISUSED)
