"""One root of errors: what each kind says, and what a command ends with."""

import pytest

from flipchart.cli.frame.streams import CommandError, Misuse
from flipchart.domain.errors import ExchangeError, FlipchartError, Rejected
from flipchart.store.errors import Ambiguous, Locked, StoreError


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Rejected, 1), (ExchangeError, 1), (StoreError, 1), (Locked, 1), (Ambiguous, 2), (CommandError, 1), (Misuse, 2)],
)
def test_every_kind_has_a_sentence_a_remedy_and_an_exit_code(kind: type[FlipchartError], code: int) -> None:
    """The remedy follows the sentence, and may be empty."""
    error = kind("It broke.", "Mend it.")
    assert (error.sentence, error.remedy, str(error), error.exit_code) == (
        "It broke.", "Mend it.", "It broke. Mend it.", code,
    )  # fmt: skip
    assert (kind("It broke.").remedy, str(kind("It broke."))) == ("", "It broke.")


def test_one_error_can_end_with_another_code_than_its_kind() -> None:
    """The kind keeps its own."""
    assert (ExchangeError("Two fit.", exit_code=2).exit_code, ExchangeError("None fits.").exit_code) == (2, 1)
