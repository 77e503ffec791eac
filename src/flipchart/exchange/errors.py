"""What the readers, writers and templates say when they cannot do what was asked."""


class ExchangeError(Exception):
    """Something that cannot be read or written; `sentence` says what, where and what to do about it.

    `exit_code` is what the command line ends with. The sentence is meant for a person's eyes and may
    hold text that people typed.
    """

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        self.sentence = sentence
        self.exit_code = exit_code
        super().__init__(sentence)
