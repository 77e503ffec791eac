"""Patterns that are compiled when they are first used."""

import importlib
import pkgutil
import re

import pytest

import flipchart
from flipchart.patterns import _Uncompiled, compile_all, pattern


def test_it_finds_what_a_compiled_pattern_finds() -> None:
    """Every way to ask it, and what it says of itself."""
    late, now = pattern(r"(?P<day>\d+)\.", re.ASCII), re.compile(r"(?P<day>\d+)\.", re.ASCII)
    assert late.findall("1. and 2.") == now.findall("1. and 2.")
    assert (late.pattern, late.flags, late.groupindex) == (now.pattern, now.flags, now.groupindex)
    assert pattern(rb"\d").sub(b"x", b"a1") == b"ax"


def test_a_wrong_one_is_found_when_it_is_used() -> None:
    """Not before: that is what makes the start quick."""
    wrong = _Uncompiled("(", 0)
    with pytest.raises(re.error):
        wrong.match("")


def test_all_of_ours_can_be_compiled() -> None:
    """A slip in a pattern that no test uses is found here."""
    for module in pkgutil.walk_packages(flipchart.__path__, "flipchart."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    compile_all()
