"""The words in the cells of people's lists, as data, in six languages.

These are English, German, French, Spanish, Portuguese and Dutch. The words are in lower case, with accents and
without, as people write them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from flipchart.domain.kinds import StepState
from flipchart.domain.said import said, say


def _words(table: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in table.split(","))


ROLES = _words("""
    admin, administration, administrator, administrators, analyst, assistant, associate, board, ceo, cfo, chair,
    champion, chief, clerk, clinician, clinicians, co-chair, consultant, consultants, contractor, coordinator,
    coordinators, cto, dept, deputy, developer, developers, director, directors, division, doctor, doctors,
    engineer, engineers, estates, executive, facilitator, finance, function, gp, gps, head, hr, ict, it,
    it-support, lead, leads, legal, librarian, manager, managers, marketing, matron, matrons, mgr, mgrs, nurse,
    nurses, nursing, officer, operations, ops, owner, pharmacist, pharmacy, pm, po, practitioner, president,
    procurement, programme, project, qa, receptionist, receptionists, registrar, representative, reps, sales,
    secretary, sponsor, steward, supervisor, supplier, suppliers, support, technician, trainer, treasurer, unit,
    user, users, vendor, volunteer, volunteers, vp, ward, lab, laboratory, reception, office, department,
    committee, council, comms, communications, training, leitung, leiter, leiterin, abteilung, verwaltung,
    pflege, vorstand, sekretariat, geschäftsführung, buchhaltung, direction, chef, cheffe, équipe, secrétariat,
    service, comptabilité, équipes, dirección, jefe, jefa, gerente, gerencia, equipo, secretaría, coordinador,
    coordinadora, direção, diretor, diretora, chefe, equipe, secretaria, coordenador, coordenadora, afdeling,
    hoofd, teamleider, directie, bestuur, secretariaat, verpleging, client, clients, customer, customers, agency,
    security, compliance, facilities, housekeeping, logistics, maintenance, engineering, infrastructure, backend,
    frontend, devops, ciso, cio, coo, kunde, kunden, auftraggeber, agentur, vertrieb, einkauf, produktion, logistik,
    entwicklung, lieferant, fournisseur, prestataire, achats, production, logistique, technique, cliente, clientes,
    proveedor, compras, ventas, vendas, comercial, sistemas, mantenimiento, fornecedor, manutenção, mídia, klant,
    klanten, opdrachtgever, leverancier, inkoop, verkoop, productie, architect, architects, specialist, specialists,
    designer, designers, tester, testers, auditor, auditors, inspector, electrician, plumber, caretaker, webmaster,
    moderator, parents, students, teachers, tutor, tutors, carers, tenants, landlord, planner, buyer, dba, scrum,
    architekt, architektin, entwickler, entwicklerin, berater, beraterin, hausmeister, lehrkräfte, lehrer, eltern,
    betriebsrat, redaktion, bureau, administrateur, administratrice, architecte, développeur, développeuse, formateur,
    formatrice, gardien, mairie, président, présidente, trésorier, trésorière, enseignants, responsable, arquitecto,
    arquitecta, desarrollador, desarrolladora, técnico, técnica, alcaldía, tesorero, tesorera, presidente, presidenta,
    administrador, administradora, docentes, negocio, arquiteto, arquiteta, desenvolvedor, desenvolvedora, tesoureiro,
    tesoureira, síndico, síndica, negócio, ontwikkelaar, adviseur, penningmeester, voorzitter, conciërge, beheerder,
    docenten, leraren, ouders
""")
"""Words of names that say what somebody does, not who it is."""

ROLES_ALONE = _words("infra, dev, devs, rh, drh, rssi, dsi, soc, sre, ux, media, design, data, web")
"""Words that say so where no other word stands beside them: each may also be a part of somebody's name."""

ROLE_ENDS = (
    "leitung", "leiter", "leiterin", "abteilung", "beauftragte", "beauftragter", "team", "gruppe", "ausschuss",
    "manager", "managerin", "verwaltung", "pflege", "leider", "leidster", "hoofd", "afdeling", "commissie",
    "werkgroep", "technik", "dienst", "küche", "kueche", "labor", "reinigung", "stelle", "zentrale",
)  # fmt: skip
"""How words end that say what somebody does, in languages that write them as one."""

DEGREES = _words(
    "phd, md, rn, msc, bsc, mba, frcs, frcp, mrcp, frcgp, obe, mbe, cbe, kbe, jr, sr, cpa, esq, ma, ba, dds, rgn"
)
"""Words behind a name that are none of it."""

OF_THINGS = _words("""
    of, from, on, since, at, in, until, after, the, a, du, de, le, au, vom, von, am, seit, den, der, del, desde, el,
    for, für, pour, voor, do, da, em, van, sinds, op
""")
"""What stands before a date that is of a thing ("the report of 3 May"), and no day by which something is done."""

NOTHING = _words(
    """none, nil, n/a, na, no, nothing, not needed, none needed, not required, none required, 0, zero, £0, $0, €0,
    keine, nichts, aucun, aucune, rien, ninguno, ninguna, nada, nenhum, nenhuma, geen, niets, n.v.t."""
)
"""What people write where a step needs nothing."""

BLANK = frozenset("-–—−‒·•.…_") | {"--", "---", "...", "[]", "{}", "null", "NULL", "(null)", "(blank)", "(empty)"}
"""What stands in a cell that is as good as empty: signs alone. A "?" asks something, and "n/a" says something."""

YES = _words("""
    yes, y, x, true, 1, 1.0, ✓, ✔, ✔️, ✅, ☑, ☑️, ☒, done, complete, completed, ja, j, oui, o, sí, si, s, sim,
    wahr, vrai, verdadero, verdadeiro, waar
""")
NO = _words("""no, n, false, 0, 0.0, ☐, ✗, ✘, ❌, not yet, nein, non, não, nao, nee, falsch, faux, falso, onwaar""")

TOTALS = _words("""
    total, totals, grand total, group total, subtotal, sub total, sum,
    overall, summe, gesamt, gesamtsumme, zwischensumme,
    somme, total general, sous total, suma, soma, subtotaal, totaal
""")
"""What stands before the sum of a column, as `column_names.plain` gives it."""

LONGEST_TOTAL = max(map(len, TOTALS)) + 4
"""The most characters of such words, with the signs around them."""

COLOURS = _words("""
    red, orange, amber, yellow, green, blue, purple, violet, pink, grey, gray, black, white, brown, none, r, a,
    g, b, rot, gelb, grün, blau, grau, rouge, jaune, vert, bleu, gris, rojo, amarillo, verde, azul, vermelho,
    amarelo, rood, geel, groen, blauw, oranje, 🔴, 🟠, 🟡, 🟢, 🔵, 🟣, ⚪, ⚫
""")
"""What tells a colour and no more. For a plan it is no state either: green may be done, or on track."""

NOBODY = _words("""
    name, unassigned, not assigned, not yet assigned, none, no one, noone, nobody, n/a, na, n.a., nil, tbc, tbd, tba,
    to be confirmed, to be decided, to be determined, to be assigned, to be advised, to be agreed, vacant,
    vacancy, open, unknown, me, myself, i, you, us, pending, various, several, multiple, not known, no owner,
    unallocated, not allocated, -, ?, ??, ???, anyone, volunteer, volunteer needed, volunteers, see above, as
    above, same, ditto, staff, both, nicht zugewiesen, nicht zugeordnet, offen, niemand, keiner, noch offen,
    unbekannt, ich, alle, wir, n.n., nn, k.a., non assigné, non attribué, personne, à définir, à confirmer, à
    déterminer, moi, tous, nous, tout le monde, à désigner, à nommer, à attribuer, a designar, a asignar, por
    designar, por nombrar, zu benennen, zu bestimmen, noch zu klären, wird noch benannt, nog te bepalen, nog
    onbekend, aan te wijzen, inconnu, vacant, sin asignar, nadie, por definir, por confirmar, por asignar, yo,
    todos, nosotros, vacante, desconocido, pendiente, não atribuído, sem responsável, ninguém, a definir, a
    confirmar, eu, nós, vago, niet toegewezen, nog niet toegewezen, n.v.t., nvt, n.t.b., ntb, nader te bepalen,
    ik, allen, iedereen, wij, onbekend, beide, beiden, alle beide, allebei, les deux, tous les deux, ambos, los dos,
    os dois
""")
"""What people write for an owner where there is none, or none that anybody else would know."""

_STATES: Mapping[StepState, str] = {
    "open": """
        ○, ◯, needsaction,
        yet to commence, to commence, not started yet, not commenced, not yet due, not due, not yet begun,
        carried forward, rolled over, to be scheduled, to be actioned, no action yet, ☐, ⬜, in planning, under
        consideration, in planung, in vorbereitung, noch nicht begonnen, noch nicht gestartet, noch offen, zu
        tun, vertagt, à démarrer, à venir, à lancer, à planifier, à traiter, pas encore commencé, pas démarré, en
        retard, por iniciar, por empezar, sin comenzar, atrasado, atrasada, a iniciar, por começar, por realizar,
        em atraso, nog niet begonnen, nog starten, te starten, open, to do, todo, to-do, not started, not yet
        started, new, not begun, planned, backlog, outstanding, unstarted, not done, ready, pending start, yet to
        start, scheduled, triage, pending, ready for dev, needs review, to be started, opened, reopened,
        re-opened, created, proposed, draft, queued, next, up next, later, deferred, postponed, to be done, not
        complete, not completed, incomplete, unresolved, to start, upcoming, assigned, identified, approved,
        accepted, agreed, selected for development, ready for development, ready to start, no progress,
        needs-action, not yet, overdue, late, someday, todo list, things to do, icebox, inbox, offen, neu,
        geplant, nicht begonnen, nicht gestartet, ausstehend, zu erledigen, unerledigt, zurückgestellt, ouvert,
        ouverte, à faire, nouveau, nouvelle, non commencé, non commencée, pas commencé, planifié, planifiée, non
        démarré, prévu, reporté, en suspens, abierto, abierta, pendiente, por hacer, nuevo, nueva, no iniciado,
        no iniciada, sin empezar, sin iniciar, planificado, aplazado, aberto, aberta, pendente, por fazer, a
        fazer, novo, nova, não iniciado, não iniciada, planejado, planeado, adiado, open staand, openstaand, te
        doen, nieuw, niet gestart, niet begonnen, gepland, nog niet gestart, uitgesteld, nog te doen""",
    "doing": """
        ◔, ◑, ◕, ◐, ◒, ◓,
        in train, in place but not complete, in umsetzung, wird umgesetzt, wird bearbeitet, in prüfung,
        angestoßen, teilweise umgesetzt, en exécution, en réalisation, lancé, lancée, en ejecución, en
        desarrollo, en implementación, em desenvolvimento, em implementação, a decorrer, in ontwikkeling, wordt
        uitgevoerd, gestart, in progress, in-progress, inprogress, under way, underway, doing, started, wip, work
        in progress, ongoing, on-going, on going, active, begun, partly done, partially complete, partially
        completed, on track, in review, in hand, being done, commenced, in development, progressing, in process,
        in-process, in work, working, working on it, partial, partially done, part complete, partly complete,
        nearly done, almost done, nearly complete, almost complete, mostly done, underway - on track, in testing,
        testing, review, under review, reviewing, at risk, off track, behind, behind schedule, delayed, on
        schedule, continuing, current, now, in flight, work started, in execution, ready for review, code review,
        in qa, qa, nearly there, getting there, part done, being worked on, ongoing work, in arbeit, in
        bearbeitung, laufend, läuft, begonnen, gestartet, angefangen, teilweise erledigt, en cours, en cours de
        réalisation, commencé, commencée, démarré, démarrée, partiel, engagé, en curso, en progreso, en proceso,
        en marcha, iniciado, iniciada, empezado, comenzado, parcial, em andamento, em curso, em progresso, em
        execução, começado, em processo, in behandeling, bezig, lopend, loopt, mee bezig, in uitvoering, in
        bewerking""",
    "blocked": """blocked, stuck, on hold, on-hold, onhold, hold, waiting, paused, stalled, held up,
        waiting for others, awaiting, waiting for, waiting on, waiting on others, suspended, impeded, parked,
        waiting for someone else, waiting for customer, pending input,
        blockiert, wartet, wartend, pausiert, in klärung, angehalten, warten,
        bloqué, bloquée, en attente, suspendu, suspendue, en pause,
        bloqueado, bloqueada, en espera, en pausa, detenido, suspendido, à espera, em espera, suspenso, parado,
        aguardando, geblokkeerd, wacht, wachtend, in de wacht, on hold gezet""",
    "done": """
        ●, ⬤,
        cleared, discharged, embedded, in place, umgesetzt, durchgeführt, realisiert, vollständig umgesetzt,
        soldé, soldée, traité, traitée, effectué, effectuée, livré, livrée, mis en place, concluido, concluida,
        ejecutado, ejecutada, implementado, implementada, cumplida, resuelta, entregado, realizado, realizada,
        executado, implementado, implementada, entregue, resolvida, uitgevoerd, geïmplementeerd, gerealiseerd,
        geregeld, done, complete, completed, finished, closed, achieved, resolved, fixed, implemented, delivered,
        ✓, ✔, ✔️, ✅, ☑, ☑️, 👍, completed and closed, accomplished, complete and closed, actioned, shipped,
        released, merged, fulfilled, met, signed off, concluded, ended, verified, all done, done done, sent,
        submitted, solved, 100% complete, completed on time, completed late, closed (done), closed - complete,
        done and closed, archived, live, erl, erledigt, fertig, abgeschlossen, beendet, umgesetzt, geschlossen,
        gelöst, getan, terminé, terminée, fait, faite, fini, finie, achevé, achevée, clos, close, clôturé,
        clôturée, réalisé, réalisée, résolu, fermé, fermée, hecho, hecha, completado, completada, terminado,
        terminada, acabado, acabada,
        cerrado, cerrada, finalizado, finalizada, realizado, realizada, resuelto, cumplido, feito,
        feita, concluído, concluída, completo, completa, fechado, fechada, terminado, resolvido, gedaan, klaar,
        afgerond, voltooid, gereed, afgehandeld, gesloten, opgelost, afgesloten""",
    "dropped": """
        dropped, cancelled, canceled, rejected, abandoned, withdrawn, won't do, wont do, won’t do, will not do,
        discarded, not doing, won't fix, wont fix, wontfix, not taken forward, no longer needed, no longer
        required, not needed, not required, superseded, obsolete, duplicate, declined, removed, deleted, void,
        voided, not applicable, not planned, closed as not planned, invalid, deprioritised, deprioritized, not
        pursued, shelved, stopped, abgebrochen, gestrichen, verworfen, entfällt, storniert, abgelehnt, hinfällig,
        nicht mehr nötig, nicht mehr relevant, nicht mehr erforderlich, nicht mehr notwendig, obsolet, plus
        nécessaire, plus d'actualité, sans objet, ya no es necesario, ya no es necesaria, ya no se necesita, não
        é mais necessário, n'est plus nécessaire, vervalt, komt te vervallen, ya no aplica, no aplica, não se
        aplica, já não é necessário, niet meer nodig, niet van toepassing, annulé, annulée, abandonné,
        abandonnée, rejeté, rejetée, supprimé, cancelado, cancelada, rechazado, descartado, anulado, rejeitado,
        rejeitada, geannuleerd, vervallen, afgewezen, geschrapt""",
}  # fmt: skip
_SPELLED = {word: state for state, table in _STATES.items() for word in _words(table)}

LOOSE_STATES = _words("""
    open, opened, new, met, sent, current, now, next, later, late, hold, fixed, ready, void, behind, active,
    agreed, accepted, draft, started, working, review, planned, created, proposed, approved, identified,
    assigned, submitted, released, solved, partial, verified, ended, removed, stopped, declined, waiting on,
    overdue, parked, merged, scheduled, testing, triage, offen, neu, nuevo, novo, nieuw, fait, done done,
    delivered, achieved, outstanding
""")
"""States that begin sentences too ("Open to suggestions"); with words behind them they tell nothing by themselves."""

MORE = _words("""
    deferred, postponed, overdue, late, at risk, off track, behind, behind schedule, delayed, nearly done, almost
    done, nearly complete, almost complete, mostly done, superseded, obsolete, duplicate, declined, removed, not
    applicable, invalid, no longer needed, no longer required, not needed, not required, awaiting, reopened,
    re-opened, carried forward, rolled over, not yet due, not due, in place, embedded, vertagt, en retard,
    atrasado, em atraso, zurückgestellt, reporté, aplazado, adiado, uitgesteld, completed late, someday
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

ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
"""What stands in brackets."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return apart if apart.isascii() else "".join(sign for sign in apart if not unicodedata.combining(sign))


STATES: Mapping[str, StepState] = {**{folded(word): state for word, state in _SPELLED.items()}, **_SPELLED}
"""What became of a step, by the words that people have for it. Colours are none: green may be done or on track."""


def state_named(title: str) -> StepState | None:
    """Return the state that a heading of a board names, whatever signs stand around it: "✅ Done", "Doing (3)"."""
    return STATES.get(" ".join(re.findall(r"[^\W\d_]+", ASIDE.sub(" ", folded(title)))))


def is_board(titles: Iterable[str]) -> bool:
    """Whether headings are those of a board: two states at least, and one of them is not to come."""
    states = {state for title in titles if (state := state_named(title))}
    return len(states) > 1


LONGEST_STATE = max(len(words.split()) for words in STATES)
"""The most words that a state can have."""


_DOING = (
    r"to (?!be )|will (?!be|not|have|see|wissen)|shall |(?:is|are) going to |takes care|looks after|follows up",
    r"(?:is |was )?(?:assigned|tasked|responsible|in charge|volunteers) (?:to|for|with|of) ",
    r"(?:has |have )?(?:agreed|offered|volunteered|committed|promised) to ",
    r"kümmer(?:t|n) sich|setz(?:t|en) sich",
    r"(?:schreib|schick|beantrag|organisier|bestell|erstell|klär|prüf|besorg|kontaktier|kauf|koordinier)(?:t|en) ",
    r"übern(?:immt|ehmen) |(?:send|meld|buch|leit|bereit)e[tn] |ruf(?:t|en) .*\ban\b|ha(?:kt|ken) .*nach",
    r"frag(?:t|en) (?:nach|an|bei|beim|mal|in|im)\b|mach(?:t|en) (?!den Vorschlag|darauf)",
    r"(?:will|wollen) (?!wissen)|soll(?:en)? |(?:ist|sind) dran|hat (?:den )?Hut auf",
    r"s['’]occupe|se charge|doi(?:t|vent) |va (?!bien)|(?:relanc|contact|envoi|prépar|rédig|organis)e ",
    r"se renseigne|prend contact|\w+era (?:les?|la|une?|des|à|aux?|du|de)\b",
    r"se encarga|va a |debe(?:rá)? |queda en |(?:contact|prepar)a |envía |se compromete",
    r"\w{3,}rán? (?:el|l[ao]s?|una?|al?|con)\b",
    r"fica (?:responsável|encarregad)|ficou de |vai |irá |deve(?:rá)? |\w{3,}rá (?:os?|as?|uma?|ao|com)\b",
    r"(?:gaat|zal|regelt|stuurt|neemt|mailt|belt|bestelt|organiseert|koopt|maakt) ",
    r"vraagt .*\b[an]a+n?\b|zoekt .*\buit\b",
)
DOES = re.compile(
    r"(?P<who>[^\W\d_a-z][^\s,]*(?:(?:,? (?:and|und|et|y|e|en|&) |, | )[^\W\d_a-z][^\s,]*){0,3}) "
    rf"(?:{'|'.join(_DOING)})"
)
"""How a sentence begins that says who does what, in the six languages."""


_FOREIGN = _words("""
    foi, pode, em, uma, até, ao, os, pas, ce, ont, une, mais, pero, por, se, una, ein, eine, ist, sind, den, dem,
    auf, bij, zijn, aan, ook, wordt, naar, de, à, ao, aux, au, noch, der, die, das, und, nicht, mit, für, bis,
    wir, zur, zum, le, la, les, des, du, et, est, pour, avec, el, los, las, del, para, con, que, y, o, os, da,
    do, das, não, com, het, een, van, niet, voor, met, op, massnahme, maßnahme, aufgabe, verantwortlich, termin,
    frist, fällig, wer, wann, action, responsable, échéance, tâche, statut, quoi, qui, quand, fecha, tarea,
    acción, estado, plazo, límite, prazo, ação, responsável, tarefa, actie, wie, wanneer, datum, taak,
    verantwoordelijke, eigenaar, zuständig, bemerkung, commentaire, observaciones, observações, opmerking,
    opmerkingen, elles, elle, il, nous, sont, réunion, décision, constat, garder, réunion, présents, beschluss,
    sitzung, aufgabe, anwesend, asistentes, acta, reunión, presentes, ata, reunião, aanwezig, notulen
""") - {"action", "die", "do", "o", "met", "op"}
_ENGLISH = _words("the, and, of, to, for, with, is, was, on, by, owner, due, task, we, in, at, from, will, are, they")


def is_foreign(text: str) -> bool:
    """Whether a text is in one of the other languages rather than in English: their dates are day first."""
    words = re.findall(r"[^\W\d_]+", text.casefold())[:2000]
    return sum(word in _FOREIGN for word in words) > sum(word in _ENGLISH for word in words)


def order_words(order: str, beyond_doubt: str, *, named: bool = False) -> str:
    """Return how dates in digits are read ("dmy" or "mdy"), and why.

    The reason is a date that is `beyond_doubt`, or the name of a column that says it (`named`), or where that is "",
    the language of the columns.
    """
    how = said("day/month") if order == "dmy" else said("month/day")
    sure = (
        say("“{column}” says so", column=beyond_doubt)
        if named
        else say("{date} can be nothing else", date=beyond_doubt)
    )
    why = sure if beyond_doubt else said("its columns are not in English")
    return say("Dates such as 3/4 are read as {how}, since {why}.", how=how, why=why)
