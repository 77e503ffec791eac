"""A user's own keys, checked before they are put on."""

from flipchart.tui.text.keys import KEYS, checked


def test_a_key_of_ones_own_is_taken() -> None:
    """`park = "w,ctrl+x"` is fine once nothing else has these keys."""
    assert checked({"park": "ctrl+x", "export": "E"}) == ({"park": "ctrl+x", "export": "E"}, ())


def test_two_actions_may_swap_their_keys() -> None:
    """What one gives up the other can have."""
    assert checked({"park": "m", "note": "l"}) == ({"park": "m", "note": "l"}, ())


def test_an_unknown_action_a_key_that_is_none_and_a_clash_are_named_and_their_defaults_stay() -> None:
    """Nothing is fatal: each problem is a sentence with the id in it."""
    good, problems = checked({"stage.nxt": "n", "park": "hyperspace", "note": "n", "undo": ""})
    assert good == {}
    assert problems == (
        "[keys] stage.nxt: no such action; did you mean stage.next?",
        "[keys] park: 'hyperspace' is not a key; the default stays.",
        "[keys] undo: '' is not a key; the default stays.",
        "[keys] note: n is already stage.next; the default stays.",
    )


def test_the_table_itself_has_no_clash_and_only_keys_that_exist() -> None:
    """Every default passes the check that a user's key must pass."""
    assert checked({key.id: key.keys for key in KEYS}) == ({key.id: key.keys for key in KEYS}, ())
