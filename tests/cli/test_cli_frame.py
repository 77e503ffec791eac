"""The streams in this process, one odd state at a time."""

import io
import os
import sys
from pathlib import Path
from unittest import mock

import pytest
from cli_help import AS_OF, Desk

from flipchart.cli.frame import streams
from flipchart.cli.frame.streams import CommandError


def test_a_reader_that_has_gone_ends_quietly(tmp_path: Path) -> None:
    """The exit code is that of SIGPIPE, and nothing is said."""
    desk = Desk(tmp_path)
    with mock.patch.object(streams, "finish", mock.Mock(side_effect=BrokenPipeError)):
        done = desk.call("when", "fri", *AS_OF)
    assert done.code == 141
    assert "Traceback" not in done.err


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_streams_that_are_closed_take_words_and_lose_them(
    stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a stream that is not there nor one that was closed raises."""
    if stream is not None:
        stream.close()
    for name in ("stdout", "stderr", "stdin"):
        monkeypatch.setattr(sys, name, stream)
    streams.prepare()
    streams.say("words")
    streams.finish()
    streams.abandon()
    assert not streams.is_terminal(stream)
    assert not streams.has_screen()
    if stream is None:
        streams.data("data")


def test_a_letter_that_no_encoding_knows_becomes_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a surrogate pair from an argument does not end the program."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    streams.data("a\ud800b")
    out.seek(0)
    assert out.read() == "a?b"


def test_bytes_of_a_name_come_out_as_they_went_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The path of a file whose folder's name is no text can be used by a script."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    streams.prepare()
    streams.data(os.fsdecode(b"/tmp/\xff\n"))
    streams.finish()
    assert raw.getvalue() == b"/tmp/\xff\n"


def test_a_list_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody made a list of 16 MiB by hand."""
    monkeypatch.setattr(streams, "LARGEST_LIST", 3)
    (tmp_path / "list").write_bytes(b"1234")
    with pytest.raises(CommandError, match="larger than 16 MiB"):
        streams.read_source(str(tmp_path / "list"))


def test_a_stdin_that_is_closed_has_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says so."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(CommandError, match="stdin is closed"):
        streams.read_source("-")


@pytest.mark.skipif(sys.platform == "win32", reason="bytes of POSIX")
def test_a_pipe_can_be_named_as_a_file(tmp_path: Path) -> None:
    """`<(…)` of a shell is a pipe with a name."""
    desk = Desk(tmp_path)
    desk.file()
    reader, writer = os.pipe()
    os.write(writer, b"- one more\n")
    os.close(writer)
    done = desk.call("import", "clinic", f"/dev/fd/{reader}")
    os.close(reader)
    assert done.out == "   1  improvement: one more\n"


def test_without_a_terminal_to_take_stdin_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, as under cron, what needs one says so afterwards."""
    before = sys.stdin
    monkeypatch.setattr(os, "open", mock.Mock(side_effect=OSError))
    streams.take_terminal()
    assert sys.stdin is before


def test_a_session_is_made_also_where_no_screen_can_follow(tmp_path: Path) -> None:
    """Its path is printed before the sentence that a terminal is missing."""
    desk = Desk(tmp_path)
    with (
        mock.patch.object(streams, "take_terminal"),
        mock.patch.object(streams, "need_terminal", mock.Mock(side_effect=CommandError("None here.", exit_code=2))),
    ):
        done = desk.call("new", "Clinic", "--improvements", "-", stdin=b"a\n", terminal=True)
    assert done.code == 2
    assert Path(done.out.strip()).is_file()
