"""What the domain says when it cannot do what was asked."""


class Rejected(Exception):
    """A command that cannot be carried out on this session.

    `reason` is one plain sentence of what is wrong and where; `remedy` is one of what to do about it.
    Both are meant for a person's eyes and may hold text that people typed.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason} {remedy}".rstrip())
