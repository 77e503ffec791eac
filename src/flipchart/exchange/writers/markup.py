"""People's text inside Markdown, so that it reads as it was typed and is never taken for marks or HTML."""

import re

# By CommonMark's rules; `<` and `&` as entities, since older engines know no backslash before them.
_ANYWHERE = re.compile(r"[\\`*_\[\]|~]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")


def inline(text: str) -> str:
    """Return `text` on one line, to stand behind other words of a line."""
    line = _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;")
    return _ANYWHERE.sub(r"\\\g<0>", line)


def leading(text: str) -> str:
    """Return `text` on one line, to begin a paragraph, a heading or an item of a list."""
    line = inline(text)
    numbered = re.match(r"\d{1,9}(?=[.)])", line)
    if numbered:
        return f"{numbered[0]}\\{line[numbered.end() :]}"
    return f"\\{line}" if line.startswith(("-", "+", ">", "=", "#", ":")) else line


def block(text: str, indent: str = "") -> str:
    """Return a text of several lines, each set in by `indent`, with its line breaks kept."""
    lines = [leading(line) for line in text.split("\n")]
    shown = [
        f"{indent}{line}  " if line and i + 1 < len(lines) and lines[i + 1] else f"{indent}{line}".rstrip()
        for i, line in enumerate(lines)
    ]  # fmt: skip
    return "\n".join(shown)
