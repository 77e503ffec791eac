"""Names of columns in people's lists and the fields they mean, in six languages.

These are English, German, French, Spanish, Portuguese and Dutch. The names are as `column_meanings.plain` gives them:
in lower case, without accents, marks and brackets.
"""

from collections.abc import Mapping
from typing import Literal

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
    improvement="""
        you said, what you said, incidencia, incidencias, incident, incidente, incidentes, vorfall, ocorrencia,
        ocorrencias, complaint, complaints, beschwerde, reclamation, queja, reclamacao, klacht,
        improvement, idea, issue, problem, pain point, opportunity, finding, area for improvement, improvement
        area, improvement idea, improvement opportunity, suggestion, challenge, concern, theme, root cause, gap,
        need for improvement, what should improve, user story, story, feature, epic, recommendation, proposal,
        wish, wishes, change idea, nonconformity, non conformity, nonconformance, non conformance, area of
        concern, weakness, deficiency, bottleneck, verbesserung, verbesserungen, verbesserungsvorschlag,
        vorschlag, vorschlage, idee, ideen, probleme, feststellung, feststellungen, abweichung, schwachstelle,
        mangel, befund, handlungsbedarf, engpass, amelioration, ameliorations, probleme, suggestion, proposition,
        axe d amelioration, piste d amelioration, constat, constats, dysfonctionnement, non conformite, ecart,
        point a ameliorer, irritant, mejora, mejoras, problema, propuesta, sugerencia, oportunidad de mejora,
        area de mejora, hallazgo, hallazgos, no conformidad, debilidad, melhoria, ideia, proposta, sugestao,
        sugestoes, oportunidade de melhoria, area de melhoria, constatacao, nao conformidade, ponto de melhoria,
        ponto a melhorar, problema identificado, verbetering, verbeteringen, probleem, problemen, voorstel,
        voorstellen, verbeterpunt, verbeterpunten, knelpunt, knelpunten, bevinding, bevindingen, afwijking""",
    step="""
        today, today s plan, plan for today, heute, aujourd hui, hoy, hoje, vandaag,
        we will, we did, countermeasure, countermeasures, korrekturmassnahme, abstellmassnahme, accion correctora,
        accion correctiva,
        action corrective, acao corretiva, corrigerende maatregel, preventive action, preventive measure,
        praventivmassnahme, mesure de prevention, mesures de prevention, mesure corrective, mesures correctives,
        medida preventiva, medidas preventivas, medida de prevencion, medida de prevencao, preventieve maatregel,
        step, action, action step, action item, task, to do, todo, activity, next step, next action, deliverable,
        initiative, action required, action needed, action plan, planned action, action point, what will be done,
        management response, management action, offener punkt, offene punkte, point
        ouvert, points ouverts, punto abierto, puntos abiertos, ponto em aberto, pontos em aberto, openstaand
        punt, openstaande punten, open item, open point, first task, required action, corrective action, follow
        up action, mitigating action, mitigation action, action to mitigate, massnahme, massnahmen, aufgabe,
        aufgaben, aktion, aktionen, aktivitat, zu tun, nachster schritt, nachste schritte, arbeitspaket, to dos,
        was ist zu tun, tache, taches, mesure, a faire, activite, prochaine etape, prochaines etapes, action a
        mener, compromiso, compromisos, accion, acciones, tarea, actividad, proximo paso, proximos pasos, medida,
        que hacer, por hacer, acao, acoes, tarefa, atividade, a fazer, o que fazer, proximos passos, actie,
        acties, taak, taken, actiepunt, actiepunten, activiteit, maatregel, maatregelen, te doen, volgende stap""",
    rank="""
        rank, ranking, priority, order, #, no, nr, number, position, prio, rang, prioritat, reihenfolge,
        priorite, ordre, prioridad, orden, prioridade, ordem, prioriteit, volgorde""",
    votes="""votes, vote, dots, dot votes, points, upvotes, likes, +1, number of votes, vote count,
        stimmen, punkte, voix, votos, puntos, pontos, stemmen, punten""",
    owner="""
        owner, resp, responsible, responsibility, assignee, assigned to, assigned, person responsible,
        responsible person, action owner, accountable, led by, by whom, named lead, lead person, who will do it,
        responsible lead, name of owner, assign, assignees, driver, dri, owned by, resource names, lead officer,
        responsible officer, named person, personnel, staff, staff responsible, staff member, by who, whom,
        delegated to, door wie, par qui, por quien, por quem, durch wen, von wem, resourcenamen, ressourcennamen,
        noms ressources, noms des ressources, nombres de los recursos, nomes dos recursos, allocated to, action
        by, responsible party, task owner, verantwortlich, verantwortliche, verantwortlicher, verantwortliche
        person, zustandig, zustandigkeit, bearbeiter, zugewiesen an, zugewiesen, responsable, pilote, attribue a,
        assigne a, assigne, porteur, en charge, charge de l action, referent, encargado, asignado a, asignado,
        responsables, quien es responsable, responsavel, responsaveis, atribuido a, encarregado,
        verantwoordelijk, verantwoordelijke, eigenaar, toegewezen aan, actiehouder, trekker, uitvoerder""",
    helpers="""
        helpers, helper, secondary owner, second owner, co owner, co lead, other owners, deputy, backup,
        collaborators, collaborator, supported by, support from, contributors, with whom, beteiligte,
        unterstutzung, unterstutzt von, mitwirkende, avec qui, soutien, contributeurs, apoyo, colaboradores,
        apoio, ondersteuning, met wie, betrokkenen""",
    due="""due, due date, deadline, by when, target date, completion date, date for completion,
        complete by, to be completed by, revised due date, revised date, revised due, revised deadline,
        revised target date, revised target, new target,
        current target, revised completion, new due date, new date, current due date, updated due date, forecast date,
        expected completion, expected completion date, target completion date, due by, due on, date due,
        finish by, due datetime, due date time, duedate, due at, due time, revised completion date, planned end date,
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
    state="""
        current position, latest position, position to date, progress update, latest status, status update,
        outcome update, is done, is complete, is completed, is closed, state reason, close reason, closed reason,
        resolution, status, state, progress, rag, rag status, done, complete, completed, current status, percent
        complete, due complete, progress percent, percent done, closed, erl, concluida, realizada, feita, hecha,
        terminada, terminado, completada, realizado, faite, terminee, realisee, realise, completion percent,
        completion, action status, task status, stand, zustand, fortschritt, erledigt, statut, etat, avancement,
        fait, termine, estado, estatus, avance, progreso, hecho, completado, situacao, andamento, progresso,
        concluido, feito, voortgang, klaar, afgerond""",
    finished="""finished, date completed, completed date, completed on, completed at, finished on, done on,
        actual end, closed at, closed on, closed date, date closed, resolved, resolved at, resolution date,
        actual completion date, actual end date, actual date done, date done, close out date, closeout date,
        close out, closed out, completed date time, completion time, date finished,
        done date, completed time,
        time completed, finish time, erledigt am, abgeschlossen am, date de realisation, termine le, date de cloture,
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
        risk description, threat, threats, vulnerability, vulnerabilities,
        hindernis, risiko, risiken, risque, risques, obstaculo, riesgo, riesgos, risco, riscos,
        risico""",
    contingency="""
        contingency, contingency plan, mitigation, mitigations, plan b, mitigation plan, mitigation strategy,
        response plan, treatment plan, risk treatment, risk treatment plan, treatment, risk response,
        gegenmassnahme, gegenmassnahmen, mesure de
        maitrise, mesures de maitrise, mesure preventive, mitigacion, medida de mitigacion, mitigacao, medidas de
        mitigacao, beheersmaatregel, beheersmaatregelen""",
    reason="reason, reason dropped",
    note="""
        note, notes, comment, comments, remark, remarks, update, updates, progress notes, notes and comments,
        further information, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, kommentare, notiz,
        notizen, hinweis, commentaire, commentaires, remarque, remarques, observations, comentario, comentarios,
        observacion, observaciones, nota, notas, observacao, observacoes, obs, opmerking, opmerkingen,
        toelichting, notitie, notities""",
    below_line="below the line",
    created="""created, created at, created on, created date, creation date, date created, date raised, raised,
        raised on, raised date, date added, added, added on, date logged, logged, logged on, date opened, opened,
        date identified, meeting date, entry date, date entered, created time, date of meeting, created at utc,
        erstellt, erstellt am, cree le, date de creation, creado, fecha de creacion, criado em, data de criacao,
        aangemaakt, aangemaakt op""",
)  # fmt: skip
"""Names that say one thing only."""

WEAK: Mapping[str, Field] = _table(
    owner="""
        lead, who, person, by, members, member, wer, durch, qui, quien, quem, wie, name of person, contact, miembros,
        membres, mitglieder, membros, leden""",
    due="""
        pour le, avant le, para el, antes de, ate, bis zum, bis spatestens, tegen,
        voor, avant, hasta, date, when, timing, timings, calendrier, calendario, zeitplan, zeitrahmen, tijdpad,
        planning, timescale, timeframe, time frame, timeline, end date, finish date, planned end, target, end,
        finish, ende, fin, fim, einde, datum, wann, bis, quand, cuando, fecha, quando, data, wanneer, gereed""",
    step="test, tests, test of change, what, was, quoi, que, o que, wat",
    helpers="support, with, mit, avec, con, com, met",
    resources="means",
    note="description, details, detail, beschreibung, descripcion, descricao, beschrijving, info, information",
    state="list name, column, stage, list, column name, kanban status",
    rank="position",
    votes="score",
)  # fmt: skip
"""Names that often say something else, or that another column says better."""

ITEM = words("""
    item, title, summary, zusammenfassung, resume, resumen, resumo, samenvatting, vorgang, name, subject,
    content, text, topic, headline, description, details, card name, issue title, issue summary, work item,
    decision, decisions, agenda item, question, bezeichnung, titel, thema, betreff, gegenstand, punkt,
    beschreibung, titre, intitule, sujet, objet, libelle, titulo, asunto, tema, nombre, assunto, nome, onderwerp,
    naam, omschrijving, beschrijving, descripcion, descricao, besluit, acuerdo, acuerdos, card, cards, sticky, sticky
    note, post it, answer, answers, response, responses, karte, antwort, carte, reponse, tarjeta, respuesta, cartao,
    resposta, kaart, antwoord, use case, use cases, requirement, requirements, deliverable, deliverables, defect, bug,
    cas d utilisation, exigence, livrable, requisito, entregable, entregavel, anforderung, anwendungsfall, eis
""")
"""Names of whatever the list is of: the item's words, where no column says so more clearly; the likeliest first."""

GROUPINGS = frozenset({"epic", "feature", "theme", "epic name", "epic link", "story"})
"""Names of what trackers put their items into, beside a column of the items themselves."""

ABOVE = frozenset(
    words("""
    item, topic, title, subject, headline, agenda item, thema, sujet, tema, onderwerp, objective, goal, area,
    objetivo, ziel, objectif, doel
""")
)
"""Names of what steps belong to, where a column of steps stands beside it."""

HEADS: Mapping[str, frozenset[str]] = {
    "item": frozenset(words(
        "name, title, description, point, item, text, summary, detail, details, descriptions, points, titel,"
        "descripcion, descricao, beschreibung, beschrijving, omschrijving, bezeichnung, libelle, intitule"
    )),
    "owner": frozenset(words("""
        owner, owners, assignee, assignees, responsible, lead, leads, leader, officer, person, responsable,
        verantwortlicher
    """)),
    "due": frozenset(words("due, deadline, timescale, timeframe")),
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
    ("action", "step"), ("task", "step"), ("step", "step"), ("risk", "roadblock"), ("riesgo", "roadblock"),
    ("risque", "roadblock"), ("risco", "roadblock"), ("risiko", "roadblock"), ("risico", "roadblock"),
    ("problema", "improvement"), ("probleme", "improvement"), ("probleem", "improvement"),
    ("accion", "step"), ("tarea", "step"), ("tache", "step"), ("acao", "step"), ("tarefa", "step"), ("taak", "step"),
    ("actie", "step"), ("massnahme", "step"), ("aufgabe", "step"),
)  # fmt: skip
"""A word that tells the field of a longer name; the first that is in it."""

OTHERWISE = frozenset(words("""
    raised, created, opened, added, start, updated, modified, reported, identified, id, ids, key, type, email, e,
    mail, url, link, parent, project, number, ref, reference, category, code, count, log, history, group, team,
    level, color, colour, checklist, label, labels, tag, tags, reviewed, review, before, reminder, priority,
    severity, username, login, source, author, creator, reporter, no, nr, #, logged, started, begin, last, is,
    late, effort, duration, days, estimate, spent, attachment, attachments, sprint, milestone, board, bucket,
    section, likelihood, impact, probability, dependency, dependencies, resolution, board name, head, heading,
    meeting, received, issued, requested, location, site, weight, index, rate, recurrence, hours
"""))  # fmt: skip
"""Words that make a longer name one of something else: when an issue was raised, its key, the owner's e-mail."""

OTHERS = OTHERWISE.union(words("""
    client, week, impact, date, department, area, objective, goal, workstream, phase, topic, region, year,
    quarter, month, time, place, size, value, amount, quantity, unit, rating, response, comment, outcome, result,
    rationale, customer, name, version, month, day, agenda, present, kategorie, bereich, abteilung, woche, typ,
    categorie, type, service, semaine, categoria, area, semana, tipo, afdeling, soort, assumption, dependency,
    wbs, dept
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

COMPLETION = frozenset(words("""
    completion date, date of completion, date for completion, abschlussdatum, abschlusstermin,
    fertigstellungsdatum, date de fin, fecha fin, fecha de fin, data fim, data de fim, einddatum
"""))  # fmt: skip
"""Names of a day by which something is to be done; or on which it was, where another column says by when."""

AIMS = frozenset(words("objective, goal, aim, objetivo, ziel, objectif, doel"))
"""Names of what all steps of a list may be for."""
