"""The signs by which a text is a document and not a plain list."""

import re
from collections.abc import Sequence

from flipchart.exchange.readers.block_words import is_page, named_action, named_wish, section_at
from flipchart.exchange.readers.blocks import IS_NAME, MINUTES, Block, blocks_of, cell_of, label_of
from flipchart.exchange.readers.chats import stood_up
from flipchart.exchange.readers.columns import field_of
from flipchart.exchange.readers.grid import pipe_rows
from flipchart.exchange.readers.marks import state_mark
from flipchart.exchange.readers.plain_text import DECISION, action_of, actions_in, is_arrowed, labelled, promised_in
from flipchart.exchange.readers.sections import Role, announces_actions, names_minutes, of_stand_up, role_of
from flipchart.exchange.readers.vocabulary import is_board


def is_retro(blocks: Sequence[Block]) -> bool:
    """Whether lines of a text, all or at least two, are lists with labels: "Start: …; …", "Stop: …"."""
    labels = [label_of(it.text) for it in blocks if it.kind != "heading"]
    roles = [it[0] if it else None for it in labels]
    wished = {it.text.partition(":")[0].casefold() for it in blocks if it.kind == "label" and _is_wished(it.text)}
    return (len(roles) > 1 and None not in roles and "improvement" in roles) or len(wished) > 1


def _is_wished(text: str) -> bool:
    label = label_of(text)
    return label is not None and label[0] == "improvement" and not named_wish(text)


def are_minutes(blocks: Sequence[Block]) -> bool:
    """Whether the title of a text calls it minutes, and words stand below it; mere bullets may still be a list."""
    if not blocks or blocks[0].kind not in ("heading", "words", "label"):
        return False
    titles = [it.text for it in blocks[:3] if it.kind == "heading"]
    surely = any(names_minutes(it, surely=True) for it in titles)
    return surely or (_says_something(blocks[1:]) and any(names_minutes(it) for it in titles or [blocks[0].text]))


def _says_something(blocks: Sequence[Block]) -> bool:
    """Whether sentences or sections stand below: short lines may be a list of anything yet."""
    return any(
        it.kind in ("label", "heading") or (it.kind == "words" and it.text.rstrip().endswith((".", "!", ";")))
        for it in blocks
    )


def _is_page(blocks: Sequence[Block]) -> bool:
    """Whether a text is a page with headings and more sentences below them than items."""
    kinds = [it.kind for it in blocks]
    paragraphs = sum(it.kind == "words" and len(it.text.split()) > 8 for it in blocks)
    return kinds.count("heading") > 1 and paragraphs > 1 and paragraphs > kinds.count("item")


_GREETING = re.compile(
    r"(?:hi|hello|dear|hey|hallo|liebe[rs]?|guten (?:tag|morgen)|moin|servus|bonjour|salut|chers?|chères?|hola"
    r"|buen[oa]s|estimad[oa]s?|querid[oa]s?|olá|oi|bo[am] (?:dia|tarde)|car[oa]s?|prezad[oa]s?|beste|hoi"
    r"|goedemorgen|dag)\b[^.?]{0,40}",
    re.IGNORECASE,
)


def mail_writer(blocks: Sequence[Block]) -> str | None:
    """Return who wrote a letter, "" if it is not signed; None if the text is not a letter.

    A letter begins with a greeting and says who does what.
    """
    greeted = any(it.kind != "item" and _GREETING.fullmatch(it.text) for it in blocks[:3])
    if not greeted or not any(promised_in(it.text, frozenset(), "") for it in blocks):
        return None
    last = blocks[-1].lines[-1] if blocks[-1].lines else blocks[-1].text
    return last.strip() if blocks[-1].kind != "item" and IS_NAME.fullmatch(last.strip()) else ""


_STAND_UP = re.compile(r"\b(?:daily|stand[- ]?up|scrum|m[êe]l[ée]e|weekly)\b", re.IGNORECASE)


def reporters(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the people who report at a stand-up: those named more than once."""
    titles = [it.text for it in blocks if it.kind == "heading"]
    if not any(_STAND_UP.search(it) for it in titles[:2]):
        return frozenset()
    return frozenset(it for it in titles if IS_NAME.fullmatch(it) and titles.count(it) > 1 and not role_of(it))


def marks_actions(blocks: Sequence[Block]) -> bool:
    """Whether minutes mark their actions: by a word before each, or in a table that says who."""
    return any(_says_who(it) or action_of(it.text) or actions_in(it.text).found for it in blocks)


def _says_who(block: Block) -> bool:
    rows = pipe_rows(block.lines[:1], block.row) if block.kind == "table" else ()
    return any(field_of(name) in ("owner", "due", "step") for row in rows for name in row.cells)


_MAIL_HEAD = re.compile(
    r"\A\s*(?:[^\W\d_]{2,12}\s?: .*\n){1,5}(?:subject|betreff|objet|asunto|assunto|onderwerp)\s?: ", re.IGNORECASE
)


def is_document(text: str) -> bool:
    """Whether a text has sections, marked actions or a table among other words, and is no mere list."""
    if _MAIL_HEAD.match(text):
        return True
    every = blocks_of(text)
    return are_minutes(every) or mail_writer(every) is not None or _is_page(every) or _has_signs(every)


def _has_signs(every: Sequence[Block]) -> bool:
    roles, actions, tables, blocks, arrows, states = 0, 0, 0, 0, 0, 0
    cell_lines, above, stood, heads = 0, "", 0, 0
    labels: set[Role] = set()
    titles: list[str] = []
    for place, block in enumerate(every):
        blocks += 1
        actions += bool(named_action(every, place) or stood_up(block.text))
        cell_lines += block.kind == "label" and above == "item" and cell_of(block.text) is not None
        above = block.kind
        actions += is_page(every, place)
        if block.kind == "heading":
            roles += section_at(every, place) not in (None, "parked")
            titles.append(block.text)
        elif block.kind == "table":
            tables += 1
        elif block.kind == "label":
            found = label_of(block.text)
            roles += found is not None and found[0] in MINUTES
            heads += found is not None and found[0] == "other"
        if block.kind == "item" and (said := label_of(block.text)):
            labels |= {said[0]} & MINUTES
            stood += of_stand_up(block.text.partition(":")[0])
        roles += block.kind in ("words", "label") and (
            announces_actions(block.text) or DECISION.fullmatch(block.text) is not None
        )
        if block.kind in ("words", "item", "label", "heading"):
            arrows += is_arrowed(block.text)
            states += state_mark(block.text) is not None
            acts = (None if is_arrowed(block.text) else action_of(block.text)) or labelled(block.text)
            actions += acts is not None or bool(actions_in(block.text).found)
    between = is_retro(every) or 0 < arrows < blocks or 0 < tables < blocks
    most = max(states, cell_lines, stood, heads - 1)
    return roles > 0 or between or actions > 0 or most > 1 or len(labels) > 1 or is_board(titles)
