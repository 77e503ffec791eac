"""What makes the wording of a step or owner vague; and the small words that names contain."""

from collections.abc import Collection
from itertools import pairwise

from flipchart.patterns import pattern


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


GROUPS = _words("""
    all anybody anyone both committee department everybody everyone group leadership management nobody
    somebody someone staff tba tbc tbd team they us we
""")  # fmt: skip
"""Owners who are nobody in particular, also as the last word of a longer name ("the night team")."""

WISHES = _words("""
    consider considering discuss discussing improve improving try trying
""")  # fmt: skip
"""First words of what can never be seen to be done."""

LEADS = _words("""
    also finally first just next now please quickly then to
""")  # fmt: skip
"""What may stand before the verb."""

VERBS = _words("""
    accept access act adapt add address adjust adopt advance advertise advise agree align allocate amend
    analyse analyze announce answer apply appoint approach approve arrange ask assemble assess assign
    attach attend audit automate balance ban begin block book borrow brief bring budget build buy
    calculate call cancel carry change chart chase check choose circulate clarify clean clear close
    coach collect combine comment commission compare compile complement complete condition conduct
    confirm connect contact continue convert copy count cover create cut deal decide define delegate
    delete deliver demonstrate deploy describe design determine develop discard display distribute
    document double download draft draw drop edit elect email enable end engage enrol enter establish
    estimate evaluate examine experiment explain export extend fetch file fill finance find finish fit
    fix focus follow forward gather get give go group grow hand hang hire hold host identify implement
    import inform inspect install interview introduce invite issue join keep label launch lay lead learn
    leave lend let limit link list load lock log look lower mail make map mark measure meet mention
    merge message migrate mock monitor mount move name negotiate note notify observe offer open order
    organise organize outline own pack paint pair park pay phone pick pilot place plan plot point
    position post practise prepare present press print prioritise prioritize process procure produce
    propose prototype prove provide publish pull purchase push put question raise rank rate reach read
    rearrange receive recommend record recruit reduce reference refine register rehearse release remind
    remove rename renew rent reorder repair repeat replace report request research reserve reset resolve
    restore return review revise rewrite ring roll rotate run sample save say scan schedule search
    secure select sell send separate set set-up settle share shorten show shut sign simplify sing sit
    sketch solve sort speak spend split stack staff start stick stop store string submit subscribe
    summarise summarize supplement supply survey swap switch tag take talk teach tell test text throw
    tidy time track train transfer translate trial trim turn type understand unify update upgrade upload
    use vacate verify visit walk warn wash watch weigh wire work write
""")  # fmt: skip
"""What steps begin with."""

OTHERS = _words("""
    a about agenda all an any app as at badge badges better big bigger board bus by calendar checklist
    clearer common computer customer customers daily dashboard database desk each easier equipment every
    everyone extra faster few fewer for from good guideline guidelines handbook her his how if in
    intranet it its kit laptop leaflet less longer lunch manager managers manual meeting meetings
    monthly more my new newsletter no nurse nurses office on one-page our patient patients people policy
    portal poster procedure procedures programme project quarterly regular room rota shorter signage
    software spreadsheet strategy supplier suppliers system systems team template templates that the
    their there this tool toolkit tools two user users website weekly what when where which who why
    wider with without workshop
""")  # fmt: skip
"""What steps begin with that have no verb first."""

NAMING = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ing", "ism")
"""Endings of words that name a thing rather than an act."""

ENGLISH = _words("""
    and are at by for from in is of on our the their to with
""")  # fmt: skip
"""Words by which a line is known to be English, so that an -s tells a plural."""

TITLES = _words("""
    cllr councillor rev hon dr mr mrs ms miss prof professor sir herr frau hr fr m mme mlle sr sra dña dhr mevr mw
""")  # fmt: skip
"""Words before a name that are none of it."""

PARTICLES = _words("""
    de del da do dos das di du la le van von der den zu zur zum ten ter bin ibn al el y e
""")  # fmt: skip
"""Words inside a name that have no capital."""

_WORD = pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
_SEVERAL = pattern(r"\s(?:and|or)\s|[,;/&+]")

_UNSPACED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: words without spaces between are not counted."""


def names_a_group(owner: str) -> bool:
    """Whether an owner is a group, several people or nobody in particular."""
    words = _WORD.findall(owner.casefold())
    return not words or words[-1] in GROUPS or _SEVERAL.search(owner.casefold()) is not None


def is_vague(text: str, people: Collection[str] = ()) -> bool:
    """Whether a step is under three words, a wish ("look into", "improve", "ASAP"), or has no verb first.

    A step that begins with a name of `people` is taken to go on with what that person does.
    """
    words = _WORD.findall(text.casefold())
    if (len(words) < 3 and not _UNSPACED.search(text)) or "asap" in words:
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
    return "and" in _WORD.findall(text.casefold()) or " & " in text
