"""What comes from the terminal: keys stay keys, a paste stays a paste, and the keys always come back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipchart.tui.terminal.intake import END, LIMIT, START, STILL, WARY, Answered, Incoming, Intake, Pasted, Typed


class Hand:
    """Sends bytes at times of its choosing and collects what came of them."""

    def __init__(self) -> None:
        self.intake = Intake()
        self.now = 100.0
        self.typed = b""
        self.pastes: list[bytes] = []
        self.answers: list[bytes] = []

    def send(self, data: bytes, after: float = 0.0) -> "Hand":
        """Send bytes some seconds later."""
        self.wait(after)
        for each in self.intake.feed(data, self.now):
            self._take(each)
        return self

    def wait(self, seconds: float) -> "Hand":
        """Let time pass as the driver does, in small steps."""
        for _ in range(round(seconds / 0.02)):
            self.now += 0.02
            for each in self.intake.tick(self.now):
                self._take(each)
        return self

    def _take(self, each: Incoming) -> None:
        if isinstance(each, Typed):
            self.typed += each.data
        elif isinstance(each, Answered):
            self.answers.append(each.data)
        else:
            self.pastes.append(each.data)


@given(data=st.binary().filter(lambda data: b"\x1b" not in data), cut=st.integers(0, 50))
def test_what_is_typed_passes_as_it_is(data: bytes, cut: int) -> None:
    """Without an escape every byte comes out at once, in order, however it is cut."""
    hand = Hand().send(data[:cut]).send(data[cut:])
    assert (hand.typed, hand.pastes) == (data, [])


@given(text=st.binary().filter(lambda data: b"\x1b" not in data), cuts=st.lists(st.integers(0, 60)))
def test_a_paste_comes_out_whole_however_it_is_cut(text: bytes, cuts: list[int]) -> None:
    """Marks and text may be cut anywhere: one paste comes out, and nothing of it as keys."""
    hand, sent = Hand(), START + text + END
    places = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    for start, end in pairwise(places):
        hand.send(sent[start:end])
    hand.wait(STILL + 0.1)
    assert (hand.typed, hand.pastes) == (b"", [text])


@pytest.mark.parametrize("key", [b"\x1b[15~", b"\x1b[20~", b"\x1b[2~", b"\x1bOP", b"\x1bn", b"\x1b[<35;10;3M"])
def test_a_key_in_two_parts_stays_one(key: bytes) -> None:
    """A key's sequence passes whole, also when a slow line delivers it in two parts."""
    for cut in range(len(key)):
        assert Hand().send(key[:cut]).send(key[cut:], after=0.04).typed == key


@pytest.mark.parametrize("answer", [b"\x1b[2;3R", b"\x1b[4;12R", b"\x1b]4;255;rgb:eeee/eeee/eeee\x1b\\",
                                    b"\x1b]4;255;rgb:ee/ee/ee\x07",
                                    b"\x1b[>0;136;0c", b"\x1b[>41;379;0c"])  # fmt: skip
def test_an_answer_is_no_key_however_it_is_cut_and_where_it_comes(answer: bytes) -> None:
    """Between keys, in two parts, long after they were asked, or in the middle of a paste."""
    for cut in range(1, len(answer)):
        hand = Hand().send(b"ab" + answer[:cut]).send(answer[cut:] + b"cd", after=0.04)
        assert (hand.typed, hand.answers) == (b"abcd", [answer])
        pasted = Hand().send(START + b"one" + answer[:cut]).send(answer[cut:] + b" two" + END).wait(0.3)
        assert (pasted.typed, pasted.pastes) == (b"", [b"one two"])


def test_half_an_answer_is_no_key_either() -> None:
    """A line that breaks in the middle of it leaves no letters behind; alt+] and shift+F3 stay what they are."""
    assert Hand().send(b"\x1b]4;255;rgb:ee").wait(2.0).typed == b""
    assert Hand().send(b"\x1b[3;1").wait(2.0).typed == b""
    assert Hand().send(b"\x1b[>0;13").wait(2.0).typed == b""
    assert Hand().send(b"\x1b]").wait(0.3).typed == b"\x1b]"
    assert Hand().send(b"\x1b[1;2R").typed == b"\x1b[1;2R"


def test_an_escape_alone_is_the_key_after_a_moment() -> None:
    """An escape that nothing follows is held back for a tenth of a second and then marked as alone."""
    intake = Intake()
    assert not list(intake.feed(b"\x1b", 0.0))
    assert not list(intake.tick(0.05))
    assert list(intake.tick(0.11)) == [Typed(b"\x1b", alone=True)]
    assert not intake.waiting


@pytest.mark.parametrize("x", [32, 127, 128, 0xC3, 255])
def test_old_mouse_reports_are_no_keys(x: int) -> None:
    """A mouse report of the old kind takes its three bytes with it, past column 95 and in two parts too."""
    report = b"\x1b[M" + bytes([32, x, 0xA9])
    for cut in range(len(report)):
        assert Hand().send(report[:cut]).send(report[cut:] + b"n").typed == b"n"


def test_half_an_old_mouse_report_is_forgotten() -> None:
    """When the rest of such a report never comes, the next keys are keys."""
    assert Hand().send(b"\x1b[M ").send(b"abc", after=0.3).typed == b"abc"


@pytest.mark.parametrize("text", [b"", b"half a line", b"x" * 300_000])
def test_the_keys_come_back_after_a_paste_without_an_end(text: bytes) -> None:
    """A paste whose end mark is lost ends within two seconds, with what came, and keys are keys again."""
    hand = Hand().send(START + text).wait(1.9)
    assert hand.pastes == [text]
    assert hand.send(b"q").typed == b"q"


def test_typing_into_a_paste_without_an_end_does_not_prolong_it() -> None:
    """Somebody who goes on typing at twelve keys a second gets the keys back as well."""
    hand = Hand().send(START + b"pasted ")
    for _ in range(24):
        hand.send(b"k", after=0.08)
    assert hand.typed.endswith(b"kkk")
    assert hand.pastes[0].startswith(b"pasted k")


def test_a_slow_paste_is_not_cut() -> None:
    """A paste over a slow line (a hundred bytes a second) stays one paste."""
    hand = Hand().send(START)
    for _ in range(50):
        hand.send(b"0123456789", after=0.1)
    hand.send(END).wait(0.2)
    assert (hand.pastes, hand.typed) == ([b"0123456789" * 50], b"")


@pytest.mark.parametrize("gap", [0.0, 0.05, 0.5, WARY - 1])
def test_an_end_mark_inside_a_paste_runs_nothing(gap: float) -> None:
    """What follows a false end mark is text of the paste, or of a second one, and never a key."""
    hand = Hand().send(START + b"first" + END).send(b"q\rx\x1b[15~" + END, after=gap).wait(0.2)
    assert hand.typed == b""
    assert b"".join(hand.pastes) == b"firstq\rx\x1b[15~"


def test_the_rest_of_a_stalled_paste_is_no_key() -> None:
    """A paste that stalls for three seconds is shown meanwhile; its rest comes as a second paste."""
    hand = Hand().send(START + b"first ").send(b"q" * 200 + END, after=3.0).wait(0.2)
    assert (hand.typed, hand.pastes) == (b"", [b"first ", b"q" * 200])


def test_a_key_after_a_paste_is_a_key() -> None:
    """Enter, a fifth of a second after a paste, is Enter; so is a burst of keys after a while."""
    hand = Hand().send(START + b"words" + END).send(b"\r", after=0.2)
    assert (hand.pastes, hand.typed) == ([b"words"], b"\r")
    assert hand.send(b"j" * 100, after=WARY + 1).typed == b"\r" + b"j" * 100


def test_the_mouse_does_not_prolong_a_paste() -> None:
    """Reports of a mouse that moves on after a paste neither hold it up nor get into it."""
    hand = Hand().send(START + b"words" + END)
    for _ in range(10):
        hand.send(b"\x1b[<35;10;3M\x1b[<35;11;3M\x1b[<35;12;3M\x1b[<35;13;3M\x1b[<35;14;3M\x1b[<35;15;3M", after=0.04)
    assert hand.pastes == [b"words"]
    assert hand.typed.endswith(b"\x1b[<35;15;3M")


def test_two_pastes_at_once_are_one() -> None:
    """Terminals that cut a large paste into several bracketed ones lose nothing."""
    hand = Hand().send(START + b"one " + END + START + b"two" + END).wait(0.2)
    assert (hand.typed, hand.pastes) == (b"", [b"one two"])


def test_a_paste_is_bounded() -> None:
    """Of a paste without measure only so much is kept, and it still ends at its end mark."""
    hand = Hand().send(START)
    for _ in range(LIMIT // 65536 + 9):
        hand.send(b"x" * 65536)
    hand.send(END[:3]).send(END[3:]).wait(0.2)
    assert [len(paste) for paste in hand.pastes] == [LIMIT]
    assert hand.send(b"q").typed == b"q"


def test_a_stray_end_mark_is_passed_on() -> None:
    """An end mark without a paste is left to the parser, which ignores it."""
    assert Hand().send(END + b"a").typed == END + b"a"


def test_what_is_held_back_at_the_end_is_not_lost() -> None:
    """When reading stops in the middle of a paste, what came of it comes out."""
    hand = Hand().send(START + b"words")
    assert list(hand.intake.rest()) == [Pasted(b"words")]
    assert not list(hand.intake.rest())
