"""What was understood of a line that is being typed, laid out on one line or two; pure."""

from flipchart.tui.text.lines import Line, block, line, plain, width_of, wrap


def echoed(words: str, hint: Line, indent: int, width: int, beside: int) -> tuple[Line, Line]:
    """Return a line above (or none) and the last one, which leaves `beside` cells of `width` to the save light.

    Both are indented. The room sees what was understood before Enter; what two lines do not hold is cut at its end.
    """
    margin, tail = " " * indent, (*line("  "), *hint) if words and hint else hint
    one = line(margin, (words, "ok"), *tail)
    room = width - beside - bool(beside)
    if width_of(one) <= room or not words:
        return (), one
    texts = wrap(words, width - indent)
    first, rest = line(margin, (texts[0], "ok")), " ".join(texts[1:])
    if not rest and width_of(first) + width_of(tail) <= width:
        return (*first, *tail), ()
    return first, line(margin, (rest, "ok"), *(tail if rest else hint))


def told_whole(words: Line, indent: int, width: int, beside: int) -> tuple[Line, Line]:
    """Return a sentence of one style as a line above (or none) and the last one, beside which the save light stands.

    At its end it says what to do. What does not fit under the box begins at the margin; else it takes two lines.
    """
    room = width - beside - bool(beside)
    if indent + width_of(words) <= room:
        return (), (*line(" " * indent), *words)
    if width_of(words) <= room:
        return (), words
    first, *rest = block(wrap(plain(words), width), words[0].style)
    return first, tuple(span for part in rest for span in part)
