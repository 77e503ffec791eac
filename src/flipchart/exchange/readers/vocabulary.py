"""The words that people write into the cells of a list, as data: English, German, French, Spanish, Portuguese,
Dutch. In lower case, and as they are written: with accents and without."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from flipchart.domain.plan import StepState


def _words(table: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in table.split(","))


ROLES = _words("""
    admin, administration, administrator, administrators, analyst, assistant, associate, board, ceo, cfo, chair,
    champion, chief, clerk, clinician, clinicians, co-chair, consultant, consultants, contractor, coordinator,
    coordinators, cto, dept, deputy, developer, developers, director, directors, division, doctor, doctors, engineer,
    engineers, estates, executive,
    facilitator, finance, function, gp, gps, head, hr, ict, it, it-support, lead, leads,
    legal, librarian, manager, managers, marketing, matron, matrons, mgr, mgrs, nurse, nurses, nursing, officer,
    operations, ops, owner, pharmacist, pharmacy, pm, po, practitioner, president, procurement, programme, project,
    qa, receptionist, receptionists, registrar, representative, reps, sales, secretary, sponsor, steward, supervisor,
    supplier, suppliers, support, technician, trainer, treasurer, unit, user, users, vendor, volunteer, volunteers,
    vp, ward, lab, laboratory, reception, office, department, committee, council, comms, communications, training,
    leitung, leiter, leiterin, abteilung, verwaltung, pflege, vorstand, sekretariat, geschäftsführung, buchhaltung,
    direction, chef, cheffe, équipe, secrétariat, service, comptabilité, équipes, dirección, jefe, jefa, gerente,
    gerencia, equipo, secretaría, coordinador, coordinadora, direção, diretor, diretora, chefe, equipe, secretaria,
    coordenador, coordenadora, afdeling, hoofd, teamleider, directie, bestuur, secretariaat, verpleging
""")
"""Words of names that say what somebody does, not who it is."""

TITLES = _words(
    "dr, mr, mrs, ms, miss, prof, professor, sir, herr, frau, hr, fr, m, mme, mlle, sr, sra, dña, dhr, mevr, mw"
)
"""Words before a name that are none of it."""

DEGREES = _words("phd, md, rn, msc, bsc, mba, frcs, jr, sr, cpa, esq, ma, ba, dds")
"""Words behind a name that are none of it."""

NOTHING = _words(
    """none, nil, n/a, na, no, nothing, not needed, none needed, not required, none required, 0, zero, £0, $0, €0,
    keine, nichts, aucun, aucune, rien, ninguno, ninguna, nada, nenhum, nenhuma, geen, niets, n.v.t."""
)
"""What people write where a step needs nothing."""

BLANK = frozenset("-–—−‒·•.…_") | {"--", "---", "..."}
"""What stands in a cell that is as good as empty: signs alone. A "?" asks something, and "n/a" says something."""

YES = _words("""
    yes, y, x, true, 1, 1.0, ✓, ✔, ✔️, ✅, ☑, ☑️, ☒, done, complete, completed, ja, j, oui, o, sí, si, s, sim, wahr,
    vrai, verdadero, verdadeiro, waar
""")
NO = _words("""no, n, false, 0, 0.0, ☐, ✗, ✘, ❌, not yet, nein, non, não, nao, nee, falsch, faux, falso, onwaar""")

COLOURS = _words("""
    red, orange, amber, yellow, green, blue, purple, violet, pink, grey, gray, black, white, brown, none, r, a, g, b,
    rot, gelb, grün, blau, grau, rouge, jaune, vert, bleu, gris, rojo, amarillo, verde, azul, vermelho, amarelo,
    rood, geel, groen, blauw, oranje, 🔴, 🟠, 🟡, 🟢, 🔵, 🟣, ⚪, ⚫
""")
"""What tells a colour and no more. For a plan it is no state either: green may be done, or on track."""

NOBODY = _words("""
    unassigned, not assigned, not yet assigned, none, no one, noone, nobody, n/a, na, n.a., nil, tbc, tbd, tba,
    to be confirmed, to be decided, to be determined, to be assigned, to be advised, to be agreed, vacant, vacancy,
    open, unknown, me, myself, i, you, us, pending, various, several, multiple, not known, no owner, unallocated,
    not allocated, -, ?, ??, ???, anyone, volunteer, volunteer needed, volunteers, see above, as above, same, ditto,
    staff, both,
    nicht zugewiesen, nicht zugeordnet, offen, niemand, keiner, noch offen, unbekannt, ich, alle, wir, n.n., nn, k.a.,
    non assigné, non attribué, personne, à définir, à confirmer, à déterminer, moi, tous, nous, inconnu, vacant,
    sin asignar, nadie, por definir, por confirmar, por asignar, yo, todos, nosotros, vacante, desconocido, pendiente,
    não atribuído, sem responsável, ninguém, a definir, a confirmar, eu, nós, vago,
    niet toegewezen, nog niet toegewezen, n.v.t., nvt, n.t.b., ntb, nader te bepalen, ik, allen, iedereen, wij,
    onbekend
""")
"""What people write for an owner where there is none, or none that anybody else would know."""

_STATES: Mapping[StepState, str] = {
    "open": """open, to do, todo, to-do, not started, not yet started, new, not begun, planned, backlog, outstanding,
        unstarted, not done, ready, pending start, yet to start, scheduled, triage, pending, ready for dev,
        needs review, to be started,
        opened, reopened,
        re-opened, created, proposed, draft, queued, next, up next, later, deferred, postponed, to be done,
        not complete, not completed, incomplete, unresolved, to start, upcoming, assigned, identified, approved,
        accepted, agreed, selected for development, ready for development, ready to start, no progress, needs-action,
        not yet, overdue, late, someday, todo list, things to do, icebox, inbox,
        offen, neu, geplant, nicht begonnen, nicht gestartet, ausstehend, zu erledigen, unerledigt, zurückgestellt,
        ouvert, ouverte, à faire, nouveau, nouvelle, non commencé, non commencée, pas commencé, planifié, planifiée,
        non démarré, prévu, reporté, en suspens,
        abierto, abierta, pendiente, por hacer, nuevo, nueva, no iniciado, no iniciada, sin empezar, sin iniciar,
        planificado, aplazado,
        aberto, aberta, pendente, por fazer, a fazer, novo, nova, não iniciado, não iniciada, planejado, planeado,
        adiado,
        open staand, openstaand, te doen, nieuw, niet gestart, niet begonnen, gepland, nog niet gestart, uitgesteld,
        nog te doen""",
    "doing": """in progress, in-progress, inprogress, under way, underway, doing, started, wip, work in progress,
        ongoing, on-going, on going, active, begun, partly done, partially complete, partially completed, on track,
        in review, in hand, being done, commenced, in development, progressing, in process, in-process, in work,
        working, working on it, partial, partially done, part complete, partly complete, nearly done, almost done,
        nearly complete, almost complete, mostly done, underway - on track, in testing, testing, review, under review,
        reviewing, at risk, off track, behind, behind schedule, delayed, on schedule, continuing, current, now,
        in flight, work started, in execution, ready for review, code review, in qa, qa, nearly there,
        getting there, part done, being worked on, ongoing work,
        in arbeit, in bearbeitung, laufend, läuft, begonnen, gestartet, angefangen, teilweise erledigt,
        en cours, en cours de réalisation, commencé, commencée, démarré, démarrée, partiel, engagé,
        en curso, en progreso, en proceso, en marcha, iniciado, iniciada, empezado, comenzado, parcial,
        em andamento, em curso, em progresso, em execução, começado, em processo,
        in behandeling, bezig, lopend, loopt, mee bezig, in uitvoering, in bewerking""",
    "blocked": """blocked, stuck, on hold, on-hold, onhold, hold, waiting, paused, stalled, held up,
        waiting for others, awaiting, waiting for, waiting on, waiting on others, suspended, impeded, parked,
        waiting for someone else, waiting for customer, pending input,
        blockiert, wartet, wartend, pausiert, in klärung, angehalten, warten,
        bloqué, bloquée, en attente, suspendu, suspendue, en pause,
        bloqueado, bloqueada, en espera, en pausa, detenido, suspendido, à espera, em espera, suspenso, parado,
        aguardando, geblokkeerd, wacht, wachtend, in de wacht, on hold gezet""",
    "done": """done, complete, completed, finished, closed, achieved, resolved, fixed, implemented, delivered,
        ✓, ✔, ✔️, ✅, ☑, ☑️, 👍, completed and closed, accomplished, complete and closed, actioned, shipped, released,
        merged, fulfilled, met, signed off, concluded, ended, verified, all done, done done, sent, submitted, solved,
        100% complete, completed on time, completed late, closed (done), closed - complete, done and closed, archived,
        live,
        erledigt, fertig, abgeschlossen, beendet, umgesetzt, geschlossen, gelöst, getan,
        terminé, terminée, fait, faite, fini, finie, achevé, achevée, clos, close, clôturé, clôturée, réalisé,
        réalisée, résolu, fermé, fermée,
        hecho, hecha, completado, completada, terminado, terminada, cerrado, cerrada, finalizado, finalizada,
        realizado, realizada, resuelto, cumplido,
        feito, feita, concluído, concluída, completo, completa, fechado, fechada, terminado, resolvido,
        gedaan, klaar, afgerond, voltooid, gereed, afgehandeld, gesloten, opgelost, afgesloten""",
    "dropped": """dropped, cancelled, canceled, rejected, abandoned, withdrawn, won't do, wont do, won’t do,
        will not do, discarded, not doing, won't fix, wont fix, wontfix, not taken forward, no longer needed,
        no longer required, not needed, not required, superseded, obsolete, duplicate, declined, removed, deleted,
        void, voided, not applicable, not planned, closed as not planned, invalid, deprioritised, deprioritized,
        not pursued, shelved, stopped,
        abgebrochen, gestrichen, verworfen, entfällt, storniert, abgelehnt, hinfällig, nicht mehr nötig,
        annulé, annulée, abandonné, abandonnée, rejeté, rejetée, supprimé,
        cancelado, cancelada, rechazado, descartado, anulado, rejeitado, rejeitada,
        geannuleerd, vervallen, afgewezen, geschrapt""",
}  # fmt: skip
STATES: Mapping[str, StepState] = {word: state for state, table in _STATES.items() for word in _words(table)}
"""What became of a step, by the words that people have for it. Colours are none: green may be done or on track."""

LOOSE_STATES = _words("""
    open, opened, new, met, sent, current, now, next, later, late, hold, fixed, ready, void, behind, active, agreed,
    accepted, draft, started, working, review, planned, created, proposed, approved, identified, assigned, submitted,
    released, solved, partial, verified, ended, removed, stopped, declined, waiting on, overdue, parked, merged,
    scheduled, testing, triage, offen, neu, nuevo, novo, nieuw, fait, done done, delivered, achieved, outstanding
""")
"""States that begin sentences too ("Open to suggestions"); with words behind them they tell nothing by themselves."""

MORE = _words("""
    deferred, postponed, overdue, late, at risk, off track, behind, behind schedule, delayed, nearly done, almost
    done, nearly complete, almost complete, mostly done, superseded, obsolete, duplicate, declined, removed, not
    applicable, invalid, no longer needed, no longer required, not needed, not required, awaiting, reopened,
    re-opened, zurückgestellt, reporté, aplazado, adiado, uitgesteld, completed late, someday
""")
"""Wordings that say more than the state that they stand for: the note keeps them."""

QUALIFIERS: Mapping[str, StepState | None] = {
    "not yet": "open", "not": "open", "to be": "open", "will be": "open", "yet to be": "open", "needs to be": "open",
    "won't be": "dropped", "will not be": "dropped", "cannot be": "dropped", "can't be": "dropped",
    "partially": "doing", "partly": "doing", "half": "doing", "mostly": "doing", "nearly": "doing", "almost": "doing",
    "largely": "doing", "substantially": "doing", "in": "doing", "being": "doing", "teilweise": "doing",
    "fast": "doing",
    "nicht": "open", "noch nicht": "open", "pas": "open", "non": "open", "no": "open", "não": "open", "niet": "open",
    "partiellement": "doing", "parcialmente": "doing", "gedeeltelijk": "doing", "deels": "doing",
    "fully": None, "now": None, "all": None, "action": None, "task": None, "item": None, "step": None, "status": None,
    "has been": None, "is": None, "was": None, "already": None, "actions": None, "totalmente": None,
}  # fmt: skip
"""Words in front of a state that turn it into another one; None for those that leave it as it is."""

LONGEST_STATE = max(len(words.split()) for words in STATES)
"""No wording of a state has more words."""

Role = Literal["action", "decision", "person", "parked", "improvement", "other"]

_ROLES: Mapping[Role, str] = {
    "action": """action items, actions, action points, action list, action plan, next steps, next actions, todo,
        todos, to do, to dos, to do list, tasks, task list, follow up, follow ups, follow up actions, commitments,
        agreed actions, new actions, open actions, outstanding actions, actions agreed, previous actions, actions
        arising, aktionen, aktionspunkte, massnahmen, aufgaben, nachste schritte, offene punkte, zu erledigen,
        arbeitsauftrage, actions a mener, actions a faire, a faire, prochaines etapes, taches, plan d action,
        points d action, actions a entreprendre, suites a donner, acciones, tareas, proximos pasos, pendientes,
        plan de accion, acuerdos y tareas, por hacer, compromisos, acoes, tarefas, proximos passos, pendencias,
        plano de acao, a fazer, encaminhamentos, acties, actiepunten, actielijst, taken, volgende stappen, te
        doen, actieplan, afspraken en acties""",
    "decision": """decisions, decision, decisions made, decisions taken, agreed, resolutions, agreements, key
        decisions, beschlusse, beschluss, entscheidungen, entscheidung, decision prise, decisions prises, releve
        de decisions, decisiones, decision, acuerdos, decisoes, deliberacoes, besluiten, besluit, beslissingen,
        afspraken""",
    "person": """attendees, present, participants, attendance, in attendance, people present, who was there, members
        present, attending, people, team members, roll call, teilnehmer, teilnehmende, anwesend, anwesende,
        teilnehmerinnen, teilnehmer innen, teilnehmerliste, presents, participants, personnes presentes, etaient
        presents, membres presents, asistentes, participantes, presentes, deelnemers, aanwezig, aanwezigen""",
    "parked": """parking lot, parked, parked items, car park, parking, themenspeicher, parkplatz, fragenspeicher,
        points en attente, aparcamiento, estacionamiento, estacionamento, parkeerplaats, parkeerlijst""",
    "improvement": """to improve, improvements, what could be improved, what can be improved, what to improve, what
        could be better, could be better, what didn t go well, what did not go well, didn t go well, went badly,
        what went wrong, needs improvement, start, stop, start doing, stop doing, sad, mad, less of, more of,
        lacked, longed for, ideas, improvement ideas, delta, deltas, what should we change, do differently, even
        better if, things to try, try, opportunities, puzzles, verbesserungen, was konnen wir verbessern,
        verbesserungspotenzial, was lief nicht gut, verbessern, ideen, was lief schlecht, nicht gut, anfangen,
        aufhoren, a ameliorer, ameliorations, ce qui n a pas marche, ce qui a moins bien marche, commencer,
        arreter, idees, points a ameliorer, a mejorar, mejoras, que mejorar, que podemos mejorar, que salio mal,
        empezar, dejar de hacer, por mejorar, a melhorar, melhorias, o que melhorar, o que pode melhorar, o que
        nao correu bem, comecar, parar, o que deu errado, te verbeteren, verbeteringen, wat kan beter, kan beter,
        verbeterpunten, wat ging niet goed, beginnen, stoppen""",
    "other": """agenda, discussion, discussions, notes, summary, next meeting, went well, what went well, continue,
        keep, keep doing, continue doing, apologies, absent, absentees, regrets, background, context, introduction,
        overview,
        minutes, any other business, aob, date, time, location, place, venue, when, where, purpose, objective,
        objectives, goals, topics, references, links, discussion points, key discussion points, meeting notes,
        updates, announcements, welcome, matters arising, minutes of the last meeting, minutes of last meeting,
        status, appendix, liked, learned, glad, good, kudos, plus, highlights, rose, thorn, resources, risks, date
        of next meeting, chair, facilitator, note taker, scribe, secretary, minute taker, distribution, cc,
        attachments, documents, previous minutes, appreciation, appreciations, shout outs, strengths, adjournment,
        call to order, open issues, questions, open questions, tagesordnung, diskussion, besprechung, protokoll,
        nachstes treffen, nachste sitzung, nachster termin, entschuldigt, abwesend, verschiedenes, was lief gut,
        gut gelaufen, begrussung, ort, datum, themen, beibehalten, fortfuhren, weitermachen, zusammenfassung,
        einleitung, hintergrund, moderation, protokollant, leitung, ordre du jour, discussions, prochaine reunion,
        excuses, absents, divers, ce qui a bien marche, continuer, compte rendu, contexte, lieu, resume, points
        positifs, introduction, rappel, prochain rendez vous, ouverture, orden del dia, discusion, debate, proxima
        reunion, ausentes, varios, que salio bien, seguir, continuar, lo bueno, lugar, fecha, resumen, contexto,
        temas, temas tratados, ruegos y preguntas, apertura, que funciono, pauta, ordem do dia, ordem de
        trabalhos, discussao, proxima reuniao, o que correu bem, manter, o que deu certo, local, data, resumo,
        assuntos, abertura, outros assuntos, ausencias, bespreking, volgende vergadering, volgende bijeenkomst,
        volgend overleg, afwezig, afwezigen, afgemeld, rondvraag, wat ging goed, doorgaan, behouden, opening,
        mededelingen, samenvatting, notulen, sluiting, w v t t k, wvttk, besproken punten, plaats, voorzitter,
        notulist""",
}  # fmt: skip
_ROLE: Mapping[str, Role] = {
    " ".join(name.split()): role for role, names in reversed(list(_ROLES.items())) for name in names.split(",")
}

KIND_OF_ROLE: Mapping[Role | None, Literal["step", "decision", "person", "parked", "improvement", "words"]] = {
    "action": "step", "decision": "decision", "person": "person", "parked": "parked",
    "improvement": "improvement", "other": "words",
}  # fmt: skip
"""What an item under a heading of a document is."""

_NUMBERED = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.):]?\s+|[A-Za-z][.)]\s+|[IVX]+[.)]\s+)?")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PARTED = re.compile(r"\s*[/&|–—:]\s*|\s+-\s+|\s+(?:and|und|et|y|e|en)\s+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return apart if apart.isascii() else "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def role_of(title: str) -> Role | None:
    """Return what a heading of a document says of the items below it, None for one of the document's own.

    It is told by the whole of it, by what stands before "/", "&" or the like, and by how it begins or ends.
    """
    if len(title) > 80:
        return None
    bare = _NUMBERED.sub("", _ASIDE.sub(" ", folded(title)))
    whole, *parts = (_words_of(part) for part in (bare, *_PARTED.split(bare)))
    exact = next((_ROLE[it] for it in (whole, *parts) if it in _ROLE), None)
    words = whole.split()
    if exact or not 1 < len(words) <= 6:
        return exact
    runs = [" ".join(words[:count]) for count in (4, 3, 2)] + [" ".join(words[-count:]) for count in (4, 3, 2, 1)]
    return next((_ROLE[run] for run in runs if run in _ROLE and _ROLE[run] in ("action", "decision", "parked")), None)


def names_section(title: str) -> bool:
    """Whether a heading is the usual name of a section, and says nothing else."""
    return _words_of(_NUMBERED.sub("", _ASIDE.sub(" ", folded(title)))) in _ROLE


_FOREIGN = _words("""
    der, die, das, und, nicht, mit, für, bis, wir, zur, zum, le, la, les, des, du, et, est, pour, avec, el, los, las,
    del, para, con, que, y, o, os, da, do, das, não, com, het, een, van, niet, voor, met, op, massnahme, maßnahme,
    aufgabe, verantwortlich, termin, frist, fällig, wer, wann, action, responsable, échéance, tâche, statut, quoi,
    qui, quand,
    fecha, tarea, acción, estado, plazo, límite, prazo, ação, responsável, tarefa, actie, wie, wanneer, datum, taak,
    verantwoordelijke, eigenaar, zuständig, bemerkung, commentaire, observaciones, observações, opmerking, opmerkingen
""") - {"action", "die", "do", "o", "met", "op"}
_ENGLISH = _words("the, and, of, to, for, with, is, was, on, by, owner, status, due, date, action, task, we, in")


def is_foreign(text: str) -> bool:
    """Whether a text is in one of the other languages rather than in English: their dates are day first."""
    words = re.findall(r"[^\W\d_]+", text.casefold())[:2000]
    return sum(word in _FOREIGN for word in words) > sum(word in _ENGLISH for word in words)


def _words_of(text: str) -> str:
    return " ".join(re.sub(r"\W+|_", " ", text).split())
