"""Whether the words of a step say what will be done, and the words of an owner who will do it.

A guess for a question aloud, never a verdict: what these tables do not know is left alone, so that a step in
another language is not nagged about.
"""

import re
from collections.abc import Collection
from itertools import pairwise

from flipchart.domain.vague_words import ENGLISH, GROUPS, LEADS, NAMING, OTHERS, VERBS, WISHES

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SEVERAL = re.compile(r"\s(?:and|or)\s|[,;/&+]")

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: words without spaces between are not counted."""


def names_a_group(owner: str) -> bool:
    """Whether an owner is a group, several people or nobody in particular."""
    words = WORD.findall(owner.casefold())
    return not words or words[-1] in GROUPS or SEVERAL.search(owner.casefold()) is not None


def is_vague(text: str, people: Collection[str] = ()) -> bool:
    """Whether a step is under three words, a wish ("look into", "improve", "ASAP"), or has no verb first.

    A step that begins with a name of `people` is taken to go on with what that person does.
    """
    words = WORD.findall(text.casefold())
    if (len(words) < 3 and not UNSPACED.search(text)) or "asap" in words:
        return True
    if any(first in ("look", "looking") and then == "into" for first, then in pairwise(words)):
        return True
    while len(words) > 1 and words[0] in LEADS:
        words = words[1:]
    named = {word for name in people for word in name.casefold().split()[:1]}
    return words[0] in WISHES or (words[0] not in named and not _verb_first(words))


def _verb_first(words: list[str]) -> bool:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in VERBS:
        return second != "of"
    plural = first.endswith("s") and not first.endswith("ss") and not ENGLISH.isdisjoint(words[1:])
    return not (first in OTHERS or first.endswith(NAMING) or plural)


def is_two_in_one(text: str) -> bool:
    """Whether a step holds an "and", and so perhaps two steps."""
    return "and" in WORD.findall(text.casefold()) or " & " in text
