"""What people write above the columns of a list, and what they mean by it: English, German, French, Spanish,
Portuguese, Dutch.

Names are in lower case, without accents, marks and brackets: as `columns.plain` gives them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from flipchart.exchange.readers.vocabulary import folded

Field = Literal[
    "improvement", "step", "rank", "votes", "owner", "helpers", "due", "hoped", "first_due", "state", "finished",
    "resources", "money", "done_when", "first_step", "first_step_at", "roadblock", "contingency", "reason", "note",
    "below_line", "created", "context",
]  # fmt: skip
"""What a column holds; `money` are resources that cost some, `created` is the day on which a row was written down.
Only session files tell of `below_line`; a `context` of todo.txt may be the person who does it."""


def words(table: str) -> tuple[str, ...]:
    """Return the entries of a table, which are parted by commas."""
    return tuple(" ".join(entry.split()) for entry in table.split(","))


def _table(**names: str) -> dict[str, Field]:
    return {name: field for field, listed in names.items() for name in words(listed)}  # type: ignore[misc]


STRONG: Mapping[str, Field] = _table(
    improvement="""improvement, idea, issue, problem, pain point, opportunity, finding, area for improvement,
        improvement area, improvement idea, improvement opportunity, suggestion, challenge, concern, theme,
        root cause, gap, need for improvement, what should improve, user story, story, feature, epic,
        recommendation, proposal, wish, wishes,
        verbesserung, verbesserungen, verbesserungsvorschlag, vorschlag, vorschlage, idee, ideen, probleme,
        amelioration, ameliorations, probleme, suggestion, proposition, axe d amelioration, piste d amelioration,
        mejora, mejoras, problema, propuesta, sugerencia, oportunidad de mejora,
        melhoria, ideia, proposta, sugestao, sugestoes, oportunidade de melhoria,
        verbetering, verbeteringen, probleem, problemen, voorstel, voorstellen, verbeterpunt, verbeterpunten,
        knelpunt, knelpunten""",
    step="""step, action, action step, action item, task, to do, todo, activity, next step, next action,
        deliverable, initiative, action required, action needed, action plan, planned action, action point,
        what will be done, first task, required action, corrective action, follow up action,
        massnahme, massnahmen, aufgabe, aufgaben, aktion, aktionen, aktivitat, zu tun, nachster schritt,
        nachste schritte, arbeitspaket, to dos, was ist zu tun,
        tache, taches, mesure, a faire, activite, prochaine etape, prochaines etapes, action a mener,
        accion, acciones, tarea, actividad, proximo paso, proximos pasos, medida, que hacer, por hacer,
        acao, acoes, tarefa, atividade, a fazer, o que fazer, proximos passos,
        actie, acties, taak, taken, actiepunt, actiepunten, activiteit, maatregel, maatregelen, te doen,
        volgende stap""",
    rank="""rank, ranking, priority, order, #, no, nr, number, position, prio,
        rang, prioritat, reihenfolge, priorite, ordre, prioridad, orden, prioridade, ordem, prioriteit, volgorde""",
    votes="""votes, vote, dots, dot votes, points, upvotes, likes, +1, number of votes, vote count,
        stimmen, punkte, voix, votos, puntos, pontos, stemmen, punten""",
    owner="""owner, responsible, responsibility, assignee, assigned to, assigned, person responsible,
        responsible person, action owner, accountable, led by, by whom, named lead, lead person, who will do it,
        responsible lead, name of owner, assign,
        assignees, driver, dri, owned by, delegated to, allocated to, action by, responsible party, task owner,
        verantwortlich, verantwortliche, verantwortlicher, verantwortliche person, zustandig, zustandigkeit,
        bearbeiter, zugewiesen an, zugewiesen,
        responsable, pilote, attribue a, assigne a, assigne, porteur, en charge, charge de l action, referent,
        encargado, asignado a, asignado, responsables, quien es responsable,
        responsavel, responsaveis, atribuido a, encarregado,
        verantwoordelijk, verantwoordelijke, eigenaar, toegewezen aan, actiehouder, trekker, uitvoerder""",
    helpers="""helpers, helper, collaborators, collaborator, supported by, support from, contributors, with whom,
        beteiligte, unterstutzung, unterstutzt von, mitwirkende, avec qui, soutien, contributeurs, apoyo,
        colaboradores, apoio, ondersteuning, met wie, betrokkenen""",
    due="""due, due date, deadline, by when, target date, completion date, date for completion,
        complete by, to be completed by, revised due date, revised date, revised due, revised deadline,
        revised target date, new due date, new date, current due date, updated due date, forecast date,
        expected completion, expected completion date, target completion date, due by, due on, date due,
        finish by, due datetime, due at, due time, revised completion date, planned end date,
        bis wann, frist, termin, fallig, fallig am, falligkeit, falligkeitsdatum, zieltermin, zieldatum, enddatum,
        echeance, date d echeance, date limite, delai, pour quand, date butoir, date de fin, date prevue,
        fecha limite, vencimiento, fecha de vencimiento, plazo, fecha de entrega, fecha fin, fecha compromiso,
        para cuando, fecha objetivo,
        prazo, data limite, vencimento, data de vencimento, data de entrega, ate quando, data fim, data prevista,
        einddatum, vervaldatum, streefdatum, uiterlijk, voor wanneer, uiterste datum, gereed voor""",
    hoped="hoped",
    first_due="""first due, original due date, original due, original date, original deadline, original target date,
        initial due date, baseline due date, first due date, previous due date, old due date, baseline date,
        planned date, original completion date""",
    state="""status, state, progress, rag, rag status, done, complete, completed, current status, percent complete,
        due complete, progress percent, percent done, completion percent, completion, action status, task status,
        stand, zustand, fortschritt, erledigt, statut, etat, avancement, fait, termine, estado, estatus, avance,
        progreso, hecho, completado, situacao, andamento, progresso, concluido, feito, voortgang, klaar, afgerond""",
    finished="""finished, date completed, completed date, completed on, completed at, finished on, done on,
        actual end, closed at, closed on, closed date, date closed, resolved, resolved at, resolution date,
        actual completion date, actual end date, actual date done, date done, completion time, date finished,
        done date, erledigt am, abgeschlossen am, date de realisation, termine le, date de cloture,
        fecha de cierre, completado el, fecha de finalizacion, concluido em, data de conclusao, afgerond op,
        gereed op, voltooid op""",
    resources="""resources, resource, resources needed, resources required, needs, required resources,
        support needed, resource implications, ressourcen, benotigte mittel, ressources, moyens, recursos, medios,
        recursos necesarios, meios, middelen, benodigdheden""",
    money="""budget, cost, costs, budget implications, cost implications, funding, estimated cost,
        financial implications, kosten, cout, couts, presupuesto, coste, costo, orcamento, custo, begroting""",
    done_when="""done when, success measure, success criteria, measure of success, success criterion,
        acceptance criteria, definition of done, how will we know, success looks like, erfolgskriterium,
        critere de reussite, criterio de exito, criterio de sucesso, succescriterium""",
    first_step="first step, first move",
    first_step_at="first step at",
    roadblock="""roadblock, roadblocks, barrier, barriers, obstacle, obstacles, risk, risks, blocker, blockers,
        risk description, hindernis, risiko, risiken, risque, risques, obstaculo, riesgo, riesgos, risco, riscos,
        risico""",
    contingency="""contingency, contingency plan, mitigation, mitigations, plan b, mitigation plan,
        mitigation actions, mitigation strategy, mitigating action, response plan""",
    reason="reason, reason dropped",
    note="""note, notes, comment, comments, remark, remarks, update, updates, progress notes, notes and comments,
        further information, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, kommentare, notiz, notizen,
        hinweis, commentaire, commentaires, remarque, remarques, observations, comentario, comentarios,
        observacion, observaciones, nota, notas, observacao, observacoes, obs, opmerking, opmerkingen, toelichting,
        notitie, notities""",
    created="""created, created at, created on, created date, creation date, date created, date raised, raised,
        raised on, raised date, date added, added, added on, date logged, logged, logged on, date opened, opened,
        date identified, meeting date, entry date, date entered, created time, date of meeting, created at utc,
        erstellt, erstellt am, cree le, date de creation, creado, fecha de creacion, criado em, data de criacao,
        aangemaakt, aangemaakt op""",
)  # fmt: skip
"""Names that say one thing only."""

WEAK: Mapping[str, Field] = _table(
    owner="lead, who, person, by, members, member, wer, durch, qui, quien, quem, wie, name of person, contact",
    due="""date, when, timescale, timeframe, time frame, timeline, end date, finish date, planned end, target, end,
        finish, datum, wann, bis, quand, cuando, fecha, quando, data, wanneer, gereed""",
    step="what, was, quoi, que, o que, wat",
    helpers="with, mit, avec, con, com, met",
    resources="means",
    note="description, details, detail, beschreibung, descripcion, descricao, beschrijving, info, information",
    state="list name, column, stage, list, column name, kanban status",
    rank="position",
    votes="score",
)  # fmt: skip
"""Names that often say something else, or that another column says better."""

ITEM = words("""
    item, title, summary, name, subject, content, text, topic, headline, description, details, card name,
    issue title, issue summary, work item, decision, decisions, agenda item, question, bezeichnung, titel, thema,
    betreff, gegenstand, punkt, beschreibung, titre, intitule, sujet, objet, libelle, titulo, asunto, tema, nombre,
    assunto, nome, onderwerp, naam, omschrijving, beschrijving, descripcion, descricao, besluit
""")
"""Names of whatever the list is of: the item's words, where no column says so more clearly; the likeliest first."""

ABOVE = frozenset(
    words("""
    item, topic, title, subject, headline, agenda item, thema, sujet, tema, onderwerp, objective, goal, area,
    objetivo, ziel, objectif, doel
""")
)
"""Names of what steps belong to, where a column of steps stands beside it."""

HEADS: Mapping[str, frozenset[str]] = {
    "item": frozenset(words(
        "name, title, description, point, item, text, summary, detail, details, descriptions, points, titel"
    )),
    "owner": frozenset(words("owner, assignee, responsible, lead, responsable, verantwortlicher")),
    "due": frozenset(words("due, deadline")),
    "state": frozenset(words("status, rag, progress, state")),
    "money": frozenset(words("budget, cost, funding, kosten")),
    "resources": frozenset(words("resources")),
    "votes": frozenset(words("votes")),
    "note": frozenset(words("notes, comments, remarks, note, comment")),
}  # fmt: skip
"""The word that tells what a longer name is of: in English the last ("Action Owner"), or the one before "of"."""

INSIDE: tuple[tuple[str, Field], ...] = (
    ("responsible", "owner"), ("owner", "owner"), ("assignee", "owner"), ("assigned", "owner"),
    ("deadline", "due"), ("due", "due"), ("votes", "votes"), ("status", "state"), ("rag", "state"),
    ("budget", "money"), ("cost", "money"), ("funding", "money"), ("resources", "resources"),
    ("improvement", "improvement"), ("issue", "improvement"), ("problem", "improvement"),
    ("action", "step"), ("task", "step"), ("step", "step"), ("risk", "roadblock"),
)  # fmt: skip
"""A word that tells the field of a longer name; the first that is in it."""

OTHERWISE = frozenset(words("""
    raised, created, opened, added, start, updated, modified, reported, identified, id, ids, key, type, email, e,
    mail, url, link, parent, project, number, ref, reference, category, code, count, log, history, group, team, level,
    color, colour, checklist, label, labels, tag, tags, reviewed, review, before, reminder, priority, severity,
    username, login, source, author, creator, reporter, no, nr, #, logged, started, begin, last, is, late, effort,
    duration, days, estimate, spent, attachment, attachments, sprint, milestone, board, bucket, section, likelihood,
    impact, probability, dependency, dependencies, resolution, board name, head, heading, meeting, received, issued,
    requested, location, site, weight, index
"""))  # fmt: skip
"""Words that make a longer name one of something else: when an issue was raised, its key, the owner's e-mail."""

OTHERS = OTHERWISE.union(words("""
    client, week, impact, date, department, area, objective, goal, workstream, phase, topic, region, year, quarter,
    month, time, place, size, value, amount, quantity, unit, rating, response, comment, outcome, result, rationale,
    customer, name, version, month, day, agenda, present, kategorie, bereich, abteilung, woche, typ, categorie, type,
    service, semaine, categoria, area, semana, tipo, afdeling, soort, assumption, dependency, wbs, dept
"""))  # fmt: skip
"""Words of names that columns have, also where the plan has no field for what is in them."""

NOT_BY = frozenset(
    words("""
    created, raised, assigned, reported, completed, updated, modified, opened, logged, requested, identified,
    approved, closed, added, reviewed, last modified, decided, submitted, entered, owned
""")
)
"""What somebody did who is not the owner: "Raised by"."""

DUE_BY = frozenset(words("due, complete, completed, finish, needed, required, done, be completed, resolve, target"))
"""What stands before a "by" that means a day."""

LONGEST_NAME = 60

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a column's name as it is compared: lower case, without accents, marks, brackets and what is in them."""
    bare = folded(_ASIDE.sub(" ", _CAMEL.sub(" ", name))).replace("%", " percent ").replace("_", " ")
    words = re.sub(r"[^\w#+]+", " ", bare).split()
    if len(words) > 1 and words[0] in ("the", "our", "proposed", "agreed", "key"):
        words = words[1:]
    return " ".join(words)


def _spelled(bare: str) -> tuple[str, str, str]:
    return bare, bare.removesuffix("s"), f"{bare}s"


EXACT, GENERAL, HEAD, LOOSE, LOW = 100, 60, 85, 40, 30
"""How well a name tells its field: by itself, in general, by the word that it is of, by a word in it, hardly."""


@lru_cache(maxsize=4096)
def meanings(name: str) -> Mapping[Field | Literal["item"], float]:
    """Return what a column's name may mean, each with how well it tells it; "item" is whatever the list is of."""
    bare = plain(name)
    if not bare or len(name) > LONGEST_NAME:
        return {}
    found: dict[Field | Literal["item"], float] = {}
    spellings = _spelled(bare)
    if strong := next((STRONG[it] for it in spellings if it in STRONG), None):
        found[strong] = EXACT
    elif weak := next((WEAK[it] for it in spellings if it in WEAK), None):
        found[weak] = GENERAL
    if place := next((ITEM.index(it) + 1 for it in spellings if it in ITEM), None):
        found["item"] = EXACT - 1 - place / 10
    return found or _longer(bare.split(), name)


def _longer(words: Sequence[str], name: str) -> Mapping[Field | Literal["item"], float]:
    """Read a name of several words by the one that it is of, else by any of them."""
    if not 1 < len(words) <= 6 or set(",;|\t").intersection(name):
        return {}
    if words[-1] == "by":
        asked = words[-2] in NOT_BY and " ".join(words[:-1]) != "to be completed"
        return {} if asked else {"due" if words[-2] in DUE_BY else "owner": HEAD - 5}
    if (day := _day_named(set(words))) is not None:
        return {day: HEAD - 3}
    return {} if OTHERWISE.intersection(words) else _compound(words)


def _compound(words: Sequence[str]) -> Mapping[Field | Literal["item"], float]:
    inside = next((to for word, to in INSIDE if word in words or f"{word}s" in words), None)
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    kind = next((kind for kind, heads in HEADS.items() if head in heads), None)
    if kind == "item":
        return {inside: HEAD} if inside in ("improvement", "step", "roadblock") else {"item": LOW}
    if kind is not None:
        return {kind: HEAD - 10}  # type: ignore[dict-item]  # the keys of HEADS are fields
    return {inside: LOOSE} if inside else {}


def _day_named(words: set[str]) -> Field | None:
    """Return which date a longer name is of: "Target date original", "Actual completion date"."""
    ends = words & {"target", "completion", "end", "delivery", "finish", "resolution"} and words & {
        "date",
        "day",
        "time",
    }
    if not (ends or words & {"due", "deadline"}) or words & _OTHER_DAYS:
        return None
    if words & {"actual", "closed"}:
        return "finished"
    return "first_due" if words & {"original", "initial", "baseline", "previous", "old", "first"} else "due"


_OTHER_DAYS = frozenset({"start", "created", "raised", "review", "complete", "status", "reminder", "by", "in",
                         "owner", "project", "contract", "sprint", "cycle", "phase"})  # fmt: skip


def is_known(name: str) -> bool:
    """Whether a cell may be the name of a column: the plan has a field for it, or lists usually have it."""
    bare = plain(name)
    return bool(meanings(name)) or (0 < len(bare.split()) <= 4 and not OTHERS.isdisjoint(bare.split()))
