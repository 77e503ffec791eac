"""What the name of a column may mean: by lookup, else by its main word, else by word stems."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, cast

from flipchart.exchange.readers.column_names import (
    COMPLETION,
    DUE_BY,
    HEADS,
    INSIDE,
    ITEM,
    NOT_BY,
    OTHERS,
    OTHERWISE,
    STRONG,
    WEAK,
    Field,
)  # fmt: skip
from flipchart.exchange.readers.vocabulary import folded

LONGEST_NAME = 60

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a column's name for comparison: in lower case, without accents, marks, brackets and what is in them."""
    bare = folded(_ASIDE.sub(" ", _CAMEL.sub(" ", name))).replace("%", " percent ").replace("_", " ")
    words = re.sub(r"[^\w#+]+", " ", bare).split()
    if len(words) > 1 and words[0] in ("the", "our", "any", "proposed", "agreed", "key"):
        words = words[1:]
    return " ".join(words)


def _spelled(bare: str) -> tuple[str, str, str]:
    return bare, bare.removesuffix("s"), f"{bare}s"


_DUE_ENDS = ("by date", "by when", "by what date", "date for completion", "to be completed by", "date by",
             "date to be completed", "date to be done", "to be completed", "to be done by")  # fmt: skip

_ELSE = re.compile(
    r"\b(?:beginn|start|anfang|erstell|eroffnet|gemeldet|eingang|debut|inicio|comienzo|creaci|creati|criaca|abertura"
    r"|ouverture|apertura|begin|aangemaakt|melding|tel|numero|num|code|typ|categor|kategor|soort|ubergeordnet|bovenliggend)|(?:typ|schlussel|parente?|principal|pai)\b"
)
"""How names begin of what is none of these, in the other languages: days on which something began, numbers, kinds."""

Looks = tuple[tuple[Field, re.Pattern[str]], ...]


def _looks(table: str) -> Looks:
    """Read lines of "field = pattern | pattern"; a line that is set in goes on with the one above it."""
    lines = re.sub(r"\n\s{8,}", "", table).strip().split("\n")
    pairs = (line.strip().split(" = ", 1) for line in lines)
    return tuple((cast("Field", field), re.compile(pattern)) for field, pattern in pairs)


QUESTIONS = _looks(r"""
    improvement = what (?:is|was|are|s) (?:the |our )?(?:problem|issue|concern|challenge)
        |(?:what|which|where)\b.*\bimprove\b|how (?:can|could|should|might) we\b.*\bimprove\b
        |(?:ideas?|suggestions?|areas?|opportunit\w+|proposals?|wishes) (?:for|to|on)\b
        |\w+ (?:soll\w*|konn\w*|muss\w*|wurd\w*) wir .*(?:verbessern|andern)
        |(?:o )?que (?:pode|podemos|podriamos|devemos|deveriamos|deberiamos)\b.*(?:melhor|mejor)
        |(?:que|quoi|qu est ce que) .*amelior|wat (?:moeten|kunnen|zouden|zou) .*(?:verbeteren|beter)
        |what (?:should|could|would|can) (?:we|you|i) (?:like to |want to )?(?:first )?(?:change|fix|stop)\b
        |what (?:should|could|would|can) (?:we|you|i) do differently
    resources = what (?:resources|support|help)\b
    done_when = how (?:will )?(?:we|you|i) (?:will |ll )?(?:know|measure)
    owner = who (?:will|is|s|does|should|leads|has)\b
        |(?:wer|qui|quien|quem|wie) (?:ist|macht|est|fait|es|hace|e|faz|is|doet)\b
    finished = (?:implemented|completed|closed|finished|achieved|delivered|resolved|fixed|actioned|solved)
        \s(?:on|at)$
    due = (?:by )?when (?:will|is|by|does|should)\b
        |(?:wann|wanneer|quand|cuando|quando) (?:ist |is |sera )?
        (?:fertig|fallig|klaar|gereed|af|fini|pret|list[oa]|pront[oa])$
    step = what (?:will|needs?|do|does|are|is|should|must|has) (?:we |to |be |you |i )*
        (?:do|done|change|test|try|tested|happen)\b
        |what (?:we|you|i) (?:will|ll|are going to|need to|plan to|have|did|are)(?: do(?:ne|ing)?)?$
        |was (?:ist|soll|muss|wird|machen|wir (?:tun|machen))\b
        |que (?:hay|faut|fazer|hacer|vamos|faire)|wat (?:moet|gaan|doen)
""")
"""Names that ask: "Who will do it?", "What needs to be done"."""

STEMS = _looks(r"""
    state = ^percent\b|\bpercent$
    due = (?:dat[ea]|fecha|datum|termin)\b.*(?:prevu|previst|geplant|gepland|\bsoll|planificad|planejad|estimad
        |compromiso)
    due = \b(?:fin|fim|ende|einde|termino)\b.*(?:prevu|previst|geplant|gepland|\bsoll)
        |(?:geplant|gepland)\w* (?:ende|einde)
    finished = \b(?:fin|fim|ende|einde|termino)\b.*(?:reel|\breal\b|\bist\b|werkelijk)
        |(?:tatsachlich|werkelijk)\w* (?:ende|einde)
    finished = (?:dat[ea]|fecha|datum)\b.*(?:realis|realiza|clotur|cierre|conclus|abschl|erledig|afgerond|achevement
        |afgehandeld|voltooi|geschlossen|fermeture|cerrad|fechad|gesloten|reel|\breal\b|efeti|effecti|werkelijk)
        |ist ?(?:termin|datum)
        |(?:werkelijk|tatsachlich)\w* .*dat
        |(?:erledigungs|realisierungs|umsetzungs)datum|(?:abgeschlossen|erledigt|umgesetzt) am$
    finished = ^(?:terminee?|achevee?|cloturee?|realisee?|faite?|completad[oa]|terminad[oa]|cerrad[oa]|finalizad[oa]
        |concluid[oa]|fechad[oa]|voltooid|afgerond|gesloten|erledigt|abgeschlossen|geschlossen) (?:le|el|em|op|am)$
    created = ^(?:creee?|cread[oa]|criad[oa]|aangemaakt|gemaakt|erstellt|angelegt) (?:le|el|em|op|am)$
    due = \bbis\b|fallig|\bfrist|frist\b|termin$|^termin|(?:ziel|end|soll|liefer)datum|echeance|\bdelai
        |butoir|\blimite\b|date de fin|fecha (?:de )?(?:fin|termino|terminaci|entrega|vencim|cumplim|tope)
        |\bplazo|vencim|\bprazo|data (?:de )?(?:fim|termino|entrega|final|alvo)|streefdat|einddat
        |opleverdat|vervaldat|uiterlijk|uiterste|\bgereed\b
    owner = verantw|zustandig|bearbeiter|\bresponsa(?:b|v)|\bpilote\b|porteur|referent|en charge
        |charge d|zugewiesen|zugeordnet|assigne|attribue|affecte|asignad|designad|toegewezen
        |eigner\b|encargad|a cargo\b|atribuid|verantwoordelij|eigenaar|houder\b|trekker|uitvoerder
    state = ^percent\b|\bpercent$|status\b
        |^(?:taux|percentage|porcentaje|percentual|grado|grau|nivel)\b.*(?:avance|realis|cumplim|conclu|exec)
        |(?:umsetzungs|erfullungs|fertigstellungs|bearbeitungs|erledigungs|realisierungs|fortschritts)(?:grad|stand|status)
        |(?:umsetzungs|bearbeitungs|sach|projekt|erledigungs)stand|fortschritt|erledigt
        |\betat\b|statut\b|avancement|\bestado\b|\bavance\b|progreso|situaca|situacion|\bandamento
        |progresso|voortgang|stand van zaken|afgerond|\bfertig\b|\bklaar\b
    contingency = gegenmassnahme|mesures? de (?:maitrise|mitigation|reduction)|mitigac|beheersmaatregel
    step = massnahme|aufgabe|tatigkeit|aktivitat|\bactions?\b|\btaches?\b|\bactivites?\b|\baccion|\bactividad
        |\btarea|\bmedidas?\b|\bacao\b|\bacoes\b|\btarefa|\batividade|\bacties?\b|actiepunt|\btaak\b
        |maatregel|activiteit
    note = bemerkung|anmerkung|hinweis|kommentar|commentaire|remarque|observac|comentario|opmerking|toelichting
    money = kosten|\bcouts?\b|presupuesto|\bcostes?\b|\bcusta\b|\bcusto|orcamento|begroting
    resources = ressource|\bmittel\b|\bmoyens\b|\brecursos\b|middelen|benodigd
    helpers = unterstutz|beteiligt|mitwirk|\bsoutien|contributeur|\bapoyo\b|\bapoio\b|ondersteun|betrokken
    votes = stimmen\b|\bvoix\b|\bvotos\b|stemmen\b
    improvement = verbesserung|problem|vorschlag|schwachstelle|ameliorat|dysfonction|\bmejora|\bmelhoria
        |verbeter|knelpunt
""")
"""What longer names in the other languages are of, by stems; the first that fits. Names are without accents."""

EXACT, GENERAL, HEAD, LOOSE, LOW = 100, 60, 85, 40, 30
"""How well a name tells its field: by itself, in general, by the word that it is of, by a word in it, hardly."""


@lru_cache(maxsize=4096)
def meanings(name: str) -> Mapping[Field | Literal["item"], float]:
    """Return the fields that a column's name may mean, each with a score; "item" is whatever the list is about."""
    bare = plain(name)
    if not bare or len(name) > LONGEST_NAME:
        return {}
    found = _looked_up(bare)
    if "due" in found and _DONE_ON.search(folded(name)):
        return {"finished": found["due"]}
    whole = folded(name.strip()) if not found and name.isalpha() and _CAMEL.search(name) else ""
    # "EindDatum" is one word that a program wrote as two.
    found = found or (_looked_up(whole) or _longer([whole], whole) if whole else {})
    return found or _parts(name) or _longer(bare.split(), name) or _below(name)


_DONE_ON = re.compile(r"[(\[](?:ist|actual|reel|real|effectif|tatsachlich|werkelijk|efetivo|done|erledigt)[)\]]")
"""What stands behind the name of a day on which something was done, beside the one by which it should be."""


Meanings = dict[Field | Literal["item"], float]


def _looked_up(bare: str) -> Meanings:
    found: Meanings = {}
    spellings = _spelled(bare)
    if bare in COMPLETION:
        return {"due": EXACT - 4, "finished": HEAD - 10}
    if strong := next((STRONG[it] for it in spellings if it in STRONG), None):
        found[strong] = EXACT
    elif weak := next((WEAK[it] for it in spellings if it in WEAK), None):
        found[weak] = GENERAL
    if place := next((ITEM.index(it) + 1 for it in spellings if it in ITEM), None):
        found["item"] = EXACT - 1 - place / 10
    return found


def _parts(name: str) -> Meanings:
    """Read a name of two: "Progress / Update" is a state, since what is no state is kept as words anyway."""
    parts = [_looked_up(plain(part)) for part in _BETWEEN.split(name)]
    if len(parts) < 2 or not any(parts):
        return {}
    scored = [(to, score) for part in parts for to, score in part.items()]
    found: Meanings = {to: score - 8 for to, score in scored if to not in ("item", "note")}
    if "step" in found:
        # What is to be done, beside how it was resolved.
        found.pop("state", None)
    others: Meanings = {to: LOW for to, _ in scored}
    return found or (others if all(parts) else {})


def _below(name: str) -> Mapping[Field | Literal["item"], float]:
    """Read a name below a common heading of several columns: "Timing: Finish"."""
    _, colon, own = name.rpartition(": ")
    return {to: score - 8 for to, score in meanings(own).items()} if colon else {}


_BETWEEN = re.compile(r"\s*[/&|]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e|en|of)\s+", re.IGNORECASE)


def _longer(words: Sequence[str], name: str) -> Meanings:
    """Read a name of several words by its main word, else by any of them, else by word stems."""
    bare = " ".join(words)
    if len(words) > 1 and (whole := _said_whole(words, bare)) is not None:
        return whole
    if len(words) > 6 or set(",;|\t").intersection(name) or OTHERWISE.intersection(words) or _ELSE.search(bare):
        return {}
    found = _compound(words) if len(words) > 1 else {}
    if stem := next((to for to, looks in STEMS if looks.search(bare)), None):
        found[stem] = max(found.get(stem, 0), HEAD - 10)
    return found


def _said_whole(words: Sequence[str], bare: str) -> Meanings | None:
    """Read a name that asks, or that says by whom or by when; None for any other, {} for one that says otherwise."""
    if asked := next((to for to, looks in QUESTIONS if looks.match(bare)), None):
        return {asked: HEAD}
    if len(words) > 6:
        return {}
    if bare.endswith(_DUE_ENDS):
        return {"due": HEAD}
    if words[-1] in ("whom", "who"):
        return {"owner": HEAD}
    if words[-1] == "by":
        return {} if words[-2] in NOT_BY else {"due" if words[-2] in DUE_BY else "owner": HEAD - 5}
    of = STRONG.get(words[0]) if len(words) == 2 and words[1].startswith(_FOUND) else None
    day = _day_named(set(words)) if of not in ("improvement", "step", "roadblock") else of
    return {day: HEAD - 3} if day is not None else None


_FOUND = (
    "identified", "raised", "reported", "noted", "found", "highlighted", "logged", "identifi", "constat", "detect",
    "signal", "erkannt", "festgestellt", "gemeldet", "geconstateerd", "gesignaleerd", "gemeld",
)  # fmt: skip
"""What stands behind the name of what the list is of: "Issue identified"."""


_OF = frozenset({"of", "de", "del", "des", "du", "da", "do", "der", "van", "von", "d"})


def _compound(words: Sequence[str]) -> Meanings:
    inside = next((to for word, to in INSIDE if word in words or f"{word}s" in words), None)
    of = next((place for place, word in enumerate(words) if place and word in _OF), len(words))
    head = words[of - 1]
    kind = next((kind for kind, heads in HEADS.items() if head in heads), None)
    if kind == "item":
        return {inside: HEAD} if inside in ("improvement", "step", "roadblock") else {"item": LOW}
    if kind is not None:
        return {kind: HEAD - 10}  # type: ignore[dict-item]  # the keys of HEADS are fields
    return {inside: LOOSE} if inside else {}


def _day_named(words: set[str]) -> Field | None:
    """Return which date a longer name means: "Target date original", "Actual completion date"."""
    ends = words & _ENDS and (words & _WHICH_DAY or len(words & _ENDS) > 1)
    ends = ends or (len(words) == 2 and words & {"date", "dates"} and words & {"actual", "planned", "forecast"})
    if not (ends or words & {"due", "deadline"}) or words & _OTHER_DAYS:
        return None
    if words & {"actual", "closed"}:
        return "finished"
    return "first_due" if words & {"original", "initial", "baseline", "previous", "old", "first"} else "due"


_ENDS = frozenset(
    {"target", "close", "closure", "completion", "end", "delivery", "finish", "resolution", "implementation"}
)
_WHICH_DAY = frozenset({"date", "day", "time", "plan", "planned", "expected", "estimated", "forecast", "revised",
                        "actual", "scheduled", "baseline", "original"})  # fmt: skip
_OTHER_DAYS = frozenset({"start", "created", "raised", "review", "complete", "status", "reminder", "by", "in",
                         "owner", "project", "contract", "sprint", "cycle", "phase"})  # fmt: skip


def is_known(name: str) -> bool:
    """Whether a cell may be a column's name: the plan has a field for it, or it is common in lists."""
    bare = plain(name)
    return bool(meanings(name)) or (0 < len(bare.split()) <= 4 and not OTHERS.isdisjoint(bare.split()))
