"""The names of sections of minutes and retros in six languages, and what stands in each."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal

from flipchart.exchange.readers.column_names import words
from flipchart.exchange.readers.vocabulary import ASIDE, folded

Role = Literal["action", "decision", "person", "parked", "improvement", "other"]

_ROLES: Mapping[Role, str] = {
    "action": """
        action item, action point, action items, actions, action points, action list, action plan, next steps,
        next actions, corrective action, corrective actions, preventive action, preventive actions, containment,
        containment action, containment actions, immediate actions, countermeasures, countermeasure,
        korrekturmassnahmen,
        vorbeugemassnahmen, sofortmassnahmen, actions correctives, actions preventives, acciones correctivas,
        acoes corretivas, corrigerende maatregelen, today, today s plan, plan for today, plans for today,
        doing today, to do today, what i will do
        today, what will i do today, tomorrow, this week, plan for this week, next week, heute, morgen, diese woche,
        nachste woche, aujourd hui, demain, cette semaine, semaine prochaine, la semaine prochaine, hoy, manana, esta
        semana, proxima semana, hoje, amanha, vandaag, deze week, volgende week, todo, todos, to do, to
        dos, to do list, todo items, to do items, tasks, task list, follow up, follow ups, follow up
        actions, commitments, agreed actions, new actions, open actions, outstanding actions, actions agreed,
        previous actions, who does what by when, who does what, as agreed, as discussed,
        zoals besproken, comme discute, como quedamos, wer macht was bis wann, wer macht was,
        wie besprochen, wie vereinbart, qui fait quoi, comme convenu, quien hace que, como acordado, quem faz o
        que, conforme combinado, wie doet wat, zoals afgesproken, actions arising, aktionen, aktionspunkte,
        massnahmen, aufgaben, nachste schritte, offene punkte, zu erledigen, arbeitsauftrage, actions a mener,
        actions a faire, a faire, prochaines etapes, taches, plan d action, points d action, actions a
        entreprendre, suites a donner, acciones, tareas, proximos pasos, pendientes, plan de accion, acuerdos y
        tareas, por hacer, compromisos, acoes, tarefas, proximos passos, pendencias, plano de acao, a fazer,
        encaminhamentos, acties, actiepunten, actielijst, taken, volgende stappen, te doen, actieplan, afspraken
        en acties""",
    "decision": """decisions, decision, decisions made, decisions taken, agreed, resolutions, agreements, key
        decisions, beschlusse, beschluss, entscheidungen, entscheidung, decision prise, decisions prises, releve
        de decisions, decisiones, decision, acuerdos, decisoes, deliberacoes, besluiten, besluit, beslissingen,
        afspraken""",
    "person": """
        sign in, anwesenheit, anwesenheitsliste, present e s, present es, present s, participant e s,
        participant es, participant s, presencas, asisten,
        asistieron, asistencia, estan presentes, estiveram presentes, compareceram,
        anwesend waren,
        etaient presents, sont presents, ont participe, aanwezig waren, attendees, present, participants,
        attendance, in attendance, people present, who was there, members
        present, attending, people, team members, roll call, teilnehmer, dabei, dabei waren,
        teilnehmende, anwesend, anwesende,
        teilnehmerinnen, teilnehmer innen, teilnehmerliste, presents, participants, personnes presentes, etaient
        presents, membres presents, asistentes, participantes, presentes, deelnemers, aanwezig, aanwezigen""",
    "parked": """parking lot, parked, parked items, car park, parking, themenspeicher, parkplatz, fragenspeicher,
        points en attente, aparcamiento, estacionamiento, estacionamento, parkeerplaats, parkeerlijst""",
    "improvement": """
        hicimos mal, lo malo, do more, do less, mehr machen, weniger machen, mehr tun, weniger tun, faire plus,
        faire moins, hacer mas, hacer menos, comenzar a hacer, empezar a hacer, comenzar,
        fazer mais, fazer menos, comecar a fazer, parar de fazer, meer doen, minder doen,
        findings, nonconformities, non conformities, observations and findings, abweichungen, feststellungen, mangel,
        schwachstellen, constats, ecarts, non conformites, hallazgos, no conformidades, constatacoes,
        nao conformidades, bevindingen, afwijkingen, recommendations, empfehlungen, recommandations,
        recomendaciones, recomendacoes, aanbevelingen,
        better, beter, besser, mieux, mejor, melhor, enfado, tristeza, wut, trauer, arger, colere,
        tristesse, raiva,
        boosheid, verdriet, to improve, what didn t, what did not, what hasn t, improvements, what could
        be improved, what can be
        improved, what to improve, what could be
        better, could be better, what didn t go well, what did not go well, didn t go well, went badly, what went
        wrong, needs improvement, start, stop, start doing, stop doing, sad, mad, less of, more of, lacked,
        longed for, anchor, anchors, rocks, thorn, thorns, bud, buds, headwind, problem, problems, pain points,
        weaknesses, schwachen, faiblesses, debilidades, fraquezas, zwaktes, chancen, opportunites, oportunidades,
        kansen,
        add, improve, drop, what should improve, ideas, improvement ideas, delta, deltas, what should we change,
        do differently, even better if, things to try, try, opportunities, puzzles, verbessern, schlecht,
        negativ, negatif, negativo, negatief, bad, mauvais, slecht, starten, starten met, falto, nos falto,
        desee, deseamos, desejei, il a manque, j aurais voulu, hat mir gefehlt, hatte ich mir gewunscht,
        disliked, nicht gemocht, pas aime, no gustado, nao gostei, mehr von, weniger von, anfangen mit, aufhoren
        mit, commencer a, arreter de, mas de, menos de, mais de, empezar a, dejar de, comecar a, parar de, meer
        van, minder van, beginnen met, stoppen met, suggestions, new ideas, wishes, less, more, reefs, engine
        problems, vorschlage, verbesserungsvorschlage, anker, felsen, riffe, wutend, traurig, gefehlt, gewunscht,
        weniger, mehr, wunsche, propositions, ancre, ancres, rochers, recifs, enerve, triste, manque, souhaite,
        moins de, plus de, souhaits, sugerencias, propuestas, ancla, anclas, rocas, arrecifes, enfadado, faltado,
        deseado, menos, mas, deseos, sugestoes, propostas, ancora, ancoras, rochas, recifes, bravo, faltou,
        desejado, mais, desejos, voorstellen, suggesties, ankers, rotsen, boos, verdrietig, gemist, verlangd,
        minder, meer, wensen, verbesserungen, was konnen wir verbessern, verbesserungspotenzial, was lief nicht
        gut, verbessern, ideen, was lief schlecht, nicht gut, anfangen, aufhoren, a ameliorer, ameliorations, ce
        qui n a pas marche, ce qui a moins bien marche, commencer, arreter, idees, points a ameliorer, a mejorar,
        mejoras, que mejorar, que podemos mejorar, que salio mal, empezar, dejar de hacer, por mejorar, a
        melhorar, melhorias, o que melhorar, o que pode melhorar, o que nao correu bem, comecar, parar, o que deu
        errado, te verbeteren, verbeteringen, wat kan beter, kan beter, verbeterpunten, wat ging niet goed,
        beginnen, stoppen""",
    "other": """
        excuse e s, excuse es, excuse s, absent e s, absent es, absent s,
        no asiste, no asisten, no asistieron, falta, faltan, faltaron, faltou, faltaram, nao compareceram, es fehlt,
        fehlt, fehlten, alegria, alegrias, freude, joie, joies, blijdschap, yesterday, done yesterday,
        what i did yesterday, what did i do yesterday, last week, gestern,
        letzte woche, hier,
        semaine derniere, la semaine derniere, ayer, semana pasada, la semana pasada, ontem, semana passada, gisteren,
        vorige week, afgelopen week, blockers, impediments, hindernisse, blocker, blockaden, blockiert, blocages,
        points bloquants, points de blocage, bloqueos, impedimentos, bloqueios, blokkades, belemmeringen,
        hicimos bien, problemes rencontres, problemas encontrados, difficultes rencontrees,
        keep on doing, weiter machen, continuer a faire, continuar haciendo, seguir haciendo,
        continuar a fazer, continuar fazendo, blijven doen,
        threats, starken, bedrohungen, forces, menaces, fortalezas, amenazas, forcas, ameacas, sterktes,
        bedreigingen,
        gut, bom, bien, goed, positiv, positif, positivo, positief, me gusto, nos gusto, aprendi, aprendimos, j
        ai aime, j ai appris, hat mir gefallen, habe ich gelernt, gefallen, info, infos, information, fyi,
        informacion, informacao, informatie, weitermachen mit, continuer a, seguir con, continuar a, doorgaan
        met, anything else, any other comments, other comments, further comments, comments, sonstiges, weitere
        anmerkungen, autres commentaires, otros comentarios, outros comentarios, overige opmerkingen, segel,
        insel, sonne, gemocht, gelernt, froh, glucklich, voile, voiles, vent, ile, soleil, aime, appris, content,
        viento, velas, isla, sol, gustado, aprendido, contento, alegre, vento, ilha, gostei, aprendi, feliz,
        zeil, zeilen, zon, eiland, geleerd, leuk, blij, outline, agenda, discussion, discussions, notes, summary,
        next meeting, went well, what went well, continue, keep, keep doing, continue doing, apologies, absent,
        absentees, regrets, background, context, introduction, overview, minutes, any other business, aob, date,
        time, location, place, venue, when, where, purpose, objective, objectives, goals, topics, references,
        links, discussion points, key discussion points, meeting notes, updates, announcements, welcome, matters
        arising, minutes of the last meeting, minutes of last meeting, status, appendix, liked, learned, glad,
        good, kudos, plus, highlights, resources, risks, date of next meeting, chair, facilitator, note taker,
        scribe, secretary, minute taker, distribution, cc, attachments, documents, previous minutes,
        appreciation, appreciations, shout outs, strengths, adjournment, call to order, open issues, questions,
        open questions, tagesordnung, diskussion, besprechung, protokoll, nachstes treffen, nachste sitzung,
        nachster termin, entschuldigt, entschuldigte, es fehlen,
        es fehlten, abwesend, abwesende, verschiedenes, was lief gut, gut gelaufen, begrussung, ort,
        datum, themen, beibehalten, fortfuhren, weitermachen, zusammenfassung, einleitung, hintergrund,
        moderation, protokollant, leitung, ordre du jour, discussions, prochaine reunion, excuses, excuse,
        excusee, excusees, absents, absent, absente, absentes, absents excuses, etaient excuses,
        divers, ce qui a bien marche, continuer, compte rendu, contexte, lieu, resume, points positifs,
        introduction, rappel, prochain rendez vous, ouverture, orden del dia, discusion, debate, proxima reunion,
        ausentes,
        disculpan su asistencia, disculpados, justificados, varios,
        que salio bien, seguir, continuar, lo bueno, lugar, fecha, resumen, contexto, temas,
        temas tratados, ruegos y preguntas, apertura, que funciono, pauta, ordem do dia, ordem de trabalhos,
        discussao, proxima reuniao, o que correu bem, manter, o que deu certo, local, data, resumo, assuntos,
        abertura, outros assuntos, ausencias, bespreking, volgende vergadering, volgende bijeenkomst, volgend
        overleg, afwezig, afwezigen, afgemeld, rondvraag, wat ging goed, doorgaan, behouden, opening,
        mededelingen, samenvatting, notulen, sluiting, w v t t k, wvttk, besproken punten, plaats, voorzitter,
        notulist, wind, sails, sun, island, rose, roses, tailwind""",
}  # fmt: skip
_ROLE: Mapping[str, Role] = {
    " ".join(name.split()): role for role, names in reversed(list(_ROLES.items())) for name in names.split(",")
}

ONE_ACTION = frozenset(
    words("""
    action, task, to do, todo, aufgabe, massnahme, tache, tarea, accion, tarefa, acao, actie, taak
""")
)
"""What an item is called that is to be done, beside others that are not."""

KIND_OF_ROLE: Mapping[Role | None, Literal["step", "decision", "person", "parked", "improvement", "words"]] = {
    "action": "step", "decision": "decision", "person": "person", "parked": "parked",
    "improvement": "improvement", "other": "words",
}  # fmt: skip
"""What an item under a heading of a document is."""

_NUMBERED = re.compile(r"^\W*(?:[Dd]\d{1,2}[.):]?\s+|\d+(?:\.\d+)*[.):]?\s+|[A-Za-z][.)]\s+|[IVX]+[.)]\s+)?")
_ARTICLE = re.compile(r"^(?:the|our|le|la|les|l|nos|el|los|las|o|a|os|as|der|die|das|unsere?|de|het|onze) ")
_PARTED = re.compile(r"\s*[/&|–—:]\s*|\s+-\s+|\s+(?:and|und|et|y|e|en)\s+")


@lru_cache(maxsize=4096)
def role_of(title: str) -> Role | None:
    """Return what a heading of a document says of the items below it, None for one of the document's own.

    It is told by the whole of it, by what stands before "/", "&" or the like, and by how it begins or ends.
    """
    if len(title) > 80:
        return None
    bare = _NUMBERED.sub("", ASIDE.sub(" ", folded(title)))
    whole, *parts = (_words_of(part) for part in (bare, *_PARTED.split(bare)))
    found = [_ROLE[it] for it in (whole, _ARTICLE.sub("", whole), *parts) if it in _ROLE]
    # What names actions beside something else, as "Decisions and actions" does, is a place of actions.
    exact = "action" if "action" in found[1:] and whole not in _ROLE else next(iter(found), None)
    parts = whole.split()
    if exact or not 1 < len(parts) <= 8:
        return exact
    if asked := next((role for role, looks in _RETRO if looks.search(whole)), None):
        return asked
    if parts[-1].isdigit():
        bare = " ".join(parts[:-1])
        return next((role for end in ("", "s", "e", "n", "en") if (role := role_of(f"{bare}{end}"))), None)
    if (parts[-1] in _THERE and len(parts) <= 5) or (parts[0] in _THERE - _ALSO_ENGLISH and len(parts) <= 3):
        return "other" if _NOT.intersection(parts) else "person"
    runs = [" ".join(parts[:count]) for count in (4, 3, 2)] + [" ".join(parts[-count:]) for count in (4, 3, 2, 1)]
    runs = runs if len(parts) <= 6 else []
    by_run = next(
        (_ROLE[run] for run in runs if run in _ROLE and _ROLE[run] in ("action", "decision", "parked")), None
    )
    return by_run or (_ROLE[parts[0]] if parts[0] in _PLURALS and len(parts) <= 6 else None)


_THERE = frozenset(
    {"present", "attending", "anwesend", "anwesende", "aanwezig", "aanwezigen", "presents", "presentes"}
)
"""How it is said of people that they were there: "Board members present"."""
_ALSO_ENGLISH = frozenset({"present", "attending", "presents"})
_NOT = frozenset({"not", "nicht", "niet", "non", "no", "nao"})

_PLURALS = frozenset(
    words("""
    actions, decisions, tasks, massnahmen, aufgaben, beschlusse, taches, acciones, tareas, decisiones, acoes,
    tarefas, decisoes, acties, actiepunten, besluiten, compromisos, encaminhamentos
""")
)
"""What a heading may begin with that says of what: "Actions for next week"."""

_RETRO: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("action", re.compile(
        r"\bhow (?:to|can we|could we|do we|will we|should we) (?:fix|solve|address|avoid|prevent)\b"
        r"|nehmen wir uns\b.*\bvor\b|\bwhat (?:will|do) we (?:do|commit|try|want to do)\b|\bwas (?:tun|machen) wir\b"
        r"|\bque (?:allons|va t on|vamos|vai|vamos a) ?(?:nous |on )?(?:faire|hacer|fazer)\b|\bwat gaan we\b"
    )),
    ("improvement", re.compile(
        r"\b(?:didn t|did not|don t|doesn t|isn t|not) (?:go|going|work|working)\b"
        r"|\bwent (?:wrong|badly|poorly|less)\b"
        r"|\b(?:could|can|should)(?: we)? (?:have )?(?:be |been )?(?:gone |done |do )?"
        r"(?:better|improve\w*|chang\w*|different\w*)\b|not so (?:good|well)"
        r"|\bnicht (?:so |ganz )?gut\b|\bschlecht\b|besser (?:machen|werden|laufen)|\bverbesser(?:n|t)\b"
        r"|\bn a pas\b|moins bien|\bmal (?:marche|fonctionne|passe)|\b(?:a|peut on|pourrait on) ameliorer"
        r"|(?:salio|fue|funciono|correu|foi) mal\b|\bno (?:salio|funciono|fue)\b|\bmejorar\b|deu errado"
        r"|\bnao (?:correu|funcionou|foi|deu)|\bmelhorar\b|\bniet (?:zo )?goed\b|ging (?:fout|mis|slecht|minder)"
        r"|\b(?:gets?|getting|stands?) in (?:your|our|my|the) way\b"
        r"|\b(?:frustrates?|annoys?|bothers?|hinders?) (?:you|us|me)\b"
        r"|kan (?:er )?beter|\bverbeteren\b"
        r"|holds? us back|slows? us|\b(?:andern|anders machen|verandern)\b|\bcambiar\b"
        r"|\bmudar\b|\bchanger\b"
        r"|\b(?:fazer|hacer) (?:\w+ )?(?:diferente|distinto)|\bfaire (?:autrement|differemment)"
        r"|\banders (?:doen|kunnen)\b|\b(?:bremst|freine|frena|atrasa|tegenhoudt|remt)\b"
    )),
    ("other", re.compile(
        r"\b(?:went|going|goes|worked|working|works) well\b|\b(?:lief|lauft|gelaufen|ging)\b.*\bgut\b|\bgut gelaufen"
        r"|bien (?:marche|fonctionne|passe|alle)|(?:salio|fue|funciono|ido) bien|(?:correu|funcionou|foi) bem"
        r"|deu certo"
        r"|(?:ging|gaat) (?:er )?goed|goed gegaan|liep goed|helps (?:us|you|me)\b|works? best\b"
        r"|\bva bien\b|\bvai bem\b"
        r"|\b(?:pousse|aide|hilft|impulsa|ayuda|impulsiona|ajuda|helpt)\b"
    )),
)  # fmt: skip
"""How retros ask, in six languages: what to improve, and what went well."""


@lru_cache(maxsize=4096)
def names_section(title: str) -> bool:
    """Whether a heading is nothing but the usual name of a section."""
    return _words_of(_NUMBERED.sub("", ASIDE.sub(" ", folded(title)))) in _ROLE


_OF_STAND_UPS = frozenset(
    words("""
    yesterday, gestern, hier, ayer, ontem, gisteren, blockers, blocker, impediments, hindernisse, blockaden, blocages,
    bloqueos, impedimentos, bloqueios, blokkades, belemmeringen, last week, letzte woche
""")
)


def of_stand_up(name: str) -> bool:
    """Whether a label occurs only at stand-ups: what was done before, and what blocks."""
    return _words_of(folded(name)) in _OF_STAND_UPS


def is_section(title: str) -> bool:
    """Whether a line is the name of a section, or asks as retros do: "What could be better? 😕"."""
    asked = _words_of(ASIDE.sub(" ", folded(title)))
    return names_section(title) or (len(asked.split()) <= 8 and any(looks.search(asked) for _, looks in _RETRO))


_MINUTES = re.compile(
    r"\b(?:minutes|meeting|meeting notes|protokoll|sitzungsprotokoll|\w*sitzung|besprechung|treffen|plenum|cr"
    r"|compte rendu|proces verbal|pv|reunion"
    r"|acta|minuta|ata|reuniao|notulen|verslag|vergadering|overleg|bijeenkomst)\b"
)
_OF_LIST = re.compile(
    r"\b(?:retro\w*|ideas?|ideen|idees|ideias|ideeen|feedback|wishes|wunsche|problems?|probleme|issues?|list|liste|lista"
    r"|lijst|improve\w*|verbesser\w*|amelior\w*|mejora\w*|melhor\w*|verbeter\w*|actions?|aktion\w*|massnahmen"
    r"|acciones|acoes|acties|todos?|tasks|aufgaben|taches|tareas|tarefas|taken|suggestions|vorschlage)\b"
)


_SURELY = re.compile(r"\b(?:minutes|protokoll|compte rendu|proces verbal|acta|ata|notulen)\b")


def names_minutes(title: str, *, surely: bool = False) -> bool:
    """Whether a title says that minutes follow, and not a list: "Meeting 26 April".

    With `surely`, only by the very word for minutes.
    """
    bare = _words_of(folded(title.partition(",")[0]))
    return (
        len(bare.split()) <= 14
        and (_SURELY if surely else _MINUTES).search(bare) is not None
        and _OF_LIST.search(bare) is None
    )


def announces_actions(text: str) -> bool:
    """Whether a paragraph ends by saying that actions follow: "As agreed, here is who does what:"."""
    last = re.split(r"[.!?,;]\s+", text.rstrip(" *_"))[-1]
    if _BELOW.fullmatch(last):
        return True
    return last.endswith(":") and role_of(last) == "action"


_BELOW = re.compile(
    r"(?:the |our |here are (?:the |our )?|please see )?(?:agreed )?(?:actions?|action points|action items|to-?dos"
    r"|tasks|next steps)(?: (?:are|from .{3,40}))?(?: listed)? (?:below|as follows)[.:]?",
    re.IGNORECASE,
)
"""How a mail says that actions follow: "Actions below."."""


def _words_of(text: str) -> str:
    return " ".join(re.sub(r"\W+|_", " ", text).split())


def role_in(cell: str) -> Role | None:
    """Return what a cell calls an item; of names in the singular, only those of an action are."""
    bare = folded(cell).strip(" *_:.")
    return _LETTERS.get(bare) or ("action" if bare in ONE_ACTION else role_of(cell))


_LETTERS: Mapping[str, Role] = {"a": "action", "t": "action", "d": "decision", "i": "other", "n": "other"}
"""How minutes shorten what an item is: action or task, decision, information or note."""


def tells_roles(cells: Collection[str], name: str) -> bool:
    """Whether the distinct cells of a column are names of a retro's lists, or the letters that minutes use."""
    if any(folded(cell) in _LETTERS for cell in cells) and name not in ("type", "typ", "art", "tipo", "soort"):
        return False
    roles = {role_in(cell) for cell in cells}
    return None not in roles and bool(roles & {"action", "improvement"}) and len(cells) > 1 and len(roles) > 1
