"""Random damage to session files: each is read as a whole session that can be written, or refused in a sentence.

It runs for five seconds by default, in .ci/run for ten; before a release, or after a change of the codec, longer:

    FLIPCHART_FUZZ_SECONDS=3600 .venv/bin/pytest tests/store/test_store_fuzz.py

What fails is made as small as possible, printed, and tried again first the next time (.hypothesis).
"""

import datetime as dt
import os
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import tomli_w
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import ledger
from flipchart.clock import SystemClock
from flipchart.domain.kinds import FORMAT
from flipchart.domain.record import defaults
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.errors import Newer, StoreError
from flipchart.store.reading import parse
from flipchart.store.tables import MODELS, as_tables, same
from strategies import HOSTILE, RAW, sessions, toml_values

SECONDS = float(os.environ.get("FLIPCHART_FUZZ_SECONDS") or 5)
CLOCK = SystemClock()
NAME = "/s/retro.toml"
MADE = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)

PIECES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n", b'"', b"'''", b'"""', b"\\", b"#", b"=", b"[[", b"]",
    b"[[steps]]\n", b"[end]\ncomplete = true\n", b"format = 1\n", b"format = 2\n", b'id = "a"\n', b"<<<<<<< HEAD\n",
    b"[" * 200, b"{a=" * 200, b"9" * 5000, b"nan", b"1979-05-27", b"1e999", b"0x", b"\\ud800", b"\\U00110000",
)  # fmt: skip


def whole_files() -> list[bytes]:
    """Whole files, the same in every run, so that what failed once can be tried again."""
    found: list[bytes] = []

    @settings(max_examples=40, derandomize=True, database=None, phases=[Phase.generate])
    @given(sessions(sound=False))
    def take(session: Session) -> None:
        found.append(encode(session))

    take()
    return sorted(set(found))


@st.composite
def damaged(draw: DrawFn, whole: list[bytes]) -> bytes:
    """A whole file with damage in one to four places."""
    data = draw(st.sampled_from(whole))
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(DAMAGE))(draw, data)
    return data


def cut(draw: DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def without(draw: DrawFn, data: bytes) -> bytes:
    start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    return data[:start] + data[end:]


def twice(draw: DrawFn, data: bytes) -> bytes:
    start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    return data[:end] + data[start:]


def inserted(draw: DrawFn, data: bytes) -> bytes:
    place = draw(st.integers(0, len(data)))
    texts = st.sampled_from([text.encode("utf-8", "surrogatepass") for text in HOSTILE + RAW])
    return data[:place] + draw(st.one_of(st.sampled_from(PIECES), texts, st.binary(max_size=6))) + data[place:]


def flipped(draw: DrawFn, data: bytes) -> bytes:
    if not data:
        return data
    place = draw(st.integers(0, len(data) - 1))
    return data[:place] + bytes([data[place] ^ draw(st.integers(1, 255))]) + data[place + 1 :]


def other_value(draw: DrawFn, data: bytes) -> bytes:
    """Give one key another value of any kind."""
    lines = data.split(b"\n")
    keys = [number for number, line in enumerate(lines) if b" = " in line]
    if keys:
        number = draw(st.sampled_from(keys))
        value = tomli_w.dumps({"v": draw(toml_values())}).partition("\n[")[0][4:].strip()
        lines[number] = lines[number].partition(b" = ")[0] + b" = " + value.encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def other_order(draw: DrawFn, data: bytes) -> bytes:
    return b"\n\n".join(draw(st.permutations(data.split(b"\n\n"))))


DAMAGE: tuple[Callable[[DrawFn, bytes], bytes], ...] = (
    cut, without, twice, inserted, inserted, flipped, other_value, other_value, other_value, other_order,
)  # fmt: skip


WRITTEN: dict[str, Any] = {"title": "Retro", "format": 1, "end": {"complete": True}}


@st.composite
def invented(draw: DrawFn) -> bytes:
    """A file of the program's own keys with values of any kind, as people and other programs write them."""
    row = st.dictionaries(
        st.sampled_from(sorted({name for model in MODELS.values() for name in defaults(model)})),
        toml_values(),
        max_size=5,
    )
    head = draw(st.dictionaries(st.sampled_from(sorted(defaults(Session))), toml_values(), max_size=4))
    tables = draw(st.dictionaries(st.sampled_from(sorted(MODELS)), st.lists(row, max_size=3), max_size=3))
    extra: dict[str, Any] = draw(st.sampled_from([{}, {"title": "Retro"}, WRITTEN]))
    try:
        return tomli_w.dumps({**head, **tables, **extra}).encode()
    except (ValueError, TypeError, UnicodeEncodeError):
        return b""


def check(data: bytes) -> None:
    """Decode, encode, decode: nothing but a sentence comes of what is not whole, and nothing is lost of what is."""
    try:
        session = decode(data, name=NAME, made=MADE)
    except StoreError as error:
        check_sentence(error.sentence)
        return
    if session.format > FORMAT:
        check_newer(session)
        return
    out = encode(session, data)
    again = decode(out, name=NAME, made=MADE)
    assert same(as_tables(again), as_tables(session))
    assert encode(again, out) == out
    check_kept(parse(data, NAME), parse(out, NAME))


def check_sentence(sentence: str) -> None:
    assert sentence.startswith(NAME)
    assert sentence.endswith(".")
    assert len(sentence) < 500
    assert not any(unicodedata.category(char)[0] == "C" for char in sentence), repr(sentence)


def check_newer(session: Session) -> None:
    try:
        encode(session)
    except Newer:
        return
    raise AssertionError("a newer file would have been downgraded")


def check_kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Every key that the program does not know is still there, at the top and in every row (I4)."""
    known = {*defaults(Session), "end"}
    assert before.keys() - known <= after.keys()
    for table, model in MODELS.items():
        rows, there = before.get(table, []), after.get(table, [])
        assert len(there) == len(rows)
        for row, same_row in zip(rows, there, strict=True):
            assert row.keys() - defaults(model).keys() <= same_row.keys()


def test_random_damage_is_refused_or_harmless() -> None:
    """As many files as there is time for."""
    end = CLOCK.monotonic() + SECONDS
    mostly = damaged(whole_files())

    @settings(max_examples=50)
    @given(st.one_of(mostly, mostly, mostly, invented(), st.binary(max_size=200)))
    def some(data: bytes) -> None:
        check(data)
        ledger.count("files")

    while CLOCK.monotonic() < end:
        some()
