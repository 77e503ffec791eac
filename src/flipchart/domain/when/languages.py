"""The words that dates are made of in German, French, Spanish, Portuguese and Dutch, as data.

The tokens are those of tables.py. Months and weekdays come in their order, spellings of one divided by "/"; a test
holds them to the names of the Unicode CLDR. Accents do not matter in reading. Numbers count from 0, ordinals from 1.
"""

from typing import TypedDict


class Words(TypedDict):
    """The words of one language.

    `suffix` is the pattern that makes a number an ordinal, and `day_parts` are the parts of a day that may end a
    weekday's name (Freitagabend).
    """

    months: str
    weekdays: str
    numbers: str
    ordinals: str
    suffix: str
    day_parts: str
    phrases: str


GERMAN: Words = {
    "months": "januar/jan/jänner/jän februar/feb/feber märz/mär/mrz april/apr mai juni/jun juli/jul august/aug "
    "september/sep/sept oktober/okt november/nov dezember/dez",
    "weekdays": "montag/mo/montags dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sa/sonnabend sonntag/so",
    "numbers": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig",
    "ordinals": "erste/ersten/erster/erstes zweite/zweiten/zweiter/zweites dritte/dritten/dritter/drittes "
    "vierte/vierten/vierter/viertes",
    "suffix": r"\.",
    "day_parts": "abend morgen früh vormittag mittag nachmittag nacht",
    "phrases": """
30 = dreißig; today = heute; tomorrow = morgen; overmorrow = übermorgen; yesterday = gestern
christmas = weihnachten | erster weihnachtstag
boxing-day = zweiter weihnachtstag | zweiter weihnachtsfeiertag
christmas-eve = heiligabend
feast = ostern | karfreitag | ostermontag | pfingsten | pfingstmontag | himmelfahrt | advent | fasching | karneval
of this month = d.m
of this year = d.j
new-year = neujahr
new-years-eve = silvester
eod = feierabend | dienstschluss | tagesende | ende des tages | ende des arbeitstages | geschäftsschluss | büroschluss
eow = wochenschluss
eom = monatsende | ultimo
eoq = quartalsende
eoy = jahresende
mid month = monatsmitte
mid year = jahresmitte
mid week = wochenmitte
start month = monatsanfang
start year = jahresanfang
part-of-day = noch | morgens | früh | vormittag | vormittags | nachmittag | nachmittags | abend | abends
day = tag | tage | tagen | tages | t
week = woche | wochen
month = monat | monate | monaten | monats
quarter = quartal | quartale | quartalen | quartals
half = halbjahr | halbjahres
year = jahr | jahre | jahren | jahres
workday = werktag | werktage | werktagen | arbeitstag | arbeitstage | arbeitstagen
weekend = wochenende
6 month = einem halben jahr | halbes jahr
3 month = einem vierteljahr | vierteljahr
hour = stunde | stunden | std
7 day = acht tage | acht tagen
few = paar | ein paar | einige | einigen | wenigen | mehreren
few day = nächsten tage | nächsten tagen | kommenden tagen; few month = nächsten monate | nächsten monaten
few week = nächsten wochen | kommenden wochen | folgenden wochen; few month = kommenden monaten
2 = beiden
nearest = nächste | nächsten | nächster | nächstem | nächstes | naechste | naechsten
afternext = übernächste | übernächsten | übernächster | übernächstes
this = diese | diesen | dieser | dieses | diesem
kommend = kommende | kommenden | kommender | kommendes | kommendem
2 day ago = vorgestern
1 week = 8 tage | 8 tagen
8 day = 8 tage | 8 tagen
last = letzte | letzten | letzter | letztes | letztem | vergangenen | vergangene
end = ende
start = anfang | beginn
mid = mitte
before-or-ago = vor
beyond = frühestens | ungefähr | circa | ca
after = nach
from = ab | von | seit
by = bis | bis zu | spätestens bis | bis einschließlich
label = frist | termin | fällig | fällig am
by the = bis zum
latest = spätestens | am spätesten | höchstens | maximal
in = in | innerhalb | innerhalb von | binnen | im
or = oder; and = und
every = jeden | jede | jedes | wöchentlich | täglich | monatlich
wc = woche ab | woche ab dem
week-of = woche vom | woche des | woche um den
kw = kw | kalenderwoche | woche nr
the = der | die | das | den | dem | des
on = an | zur | für
on the = am | zum
a = ein | eine | einem | einen | einer | eines
no-date = sobald wie möglich | so bald als möglich | so schnell als möglich | so bald wie möglich |
 so schnell wie möglich | schnellstmöglich | baldmöglichst |
 bald | zeitnah | offen | laufend | fortlaufend | sofort | demnächst | irgendwann
""",
}

FRENCH: Words = {
    "months": "janvier/janv/jan février/févr/fév mars avril/avr mai juin juillet/juil août septembre/sept "
    "octobre/oct novembre/nov décembre/déc",
    "weekdays": "lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven/vend samedi/sam dimanche/dim",
    "numbers": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt",
    "ordinals": "premier/première deuxième/second/seconde troisième quatrième cinquième",
    "suffix": "(?:er|re|e|eme|nd|nde)",
    "day_parts": "",
    "phrases": """
30 = trente; today = aujourd'hui | ce jour; tomorrow = demain; overmorrow = après demain; yesterday = hier
christmas = noël
feast = pâques | pentecôte | ascension | toussaint | carnaval | ramadan
christmas-eve = veille de noël
new-year = jour de l an | jour de le an | nouvel an
new-years-eve = saint sylvestre | réveillon
eod = fin de journée | fin de la journée | ce soir
eom = fin de mois | fin du mois
eoy = fin d année | fin de année
part-of-day = matin | après midi | soir | encore
hour = heure | heures
day = j | jour | jours
week = sem | semaine | semaines
month = mois
quarter = trimestre | trimestres
half = semestre | semestres
year = an | ans | année | années
workday = jour ouvré | jours ouvrés | jour ouvrable | jours ouvrables
weekend = week end | weekend
fortnight = quinzaine | une quinzaine | quinze jours
7 day = huit jours | huitaine | une huitaine
2 week = 15 jours
15 day = 15 jours
1 week = 8 jours
8 day = 8 jours
2 day ago = avant hier
week = en huit
fortnight = en quinze
few = quelques | plusieurs; few day = prochains jours; few week = prochaines semaines; few month = prochains mois
nearest = prochain | prochaine | prochains | prochaines | suivant | suivante
this = ce | cet | cette
last = dernier | dernière
end = fin
start = début | commencement
mid = mi | milieu
early = tout début
late = toute fin
before = avant
after = après
from the = à partir du
from = à partir de | depuis | dès
ago-before = il y a
beyond = au plus tôt | environ
by = d'ici | d'ici à | jusqu'à | pour
by the = d'ici au | jusqu'au
latest = au plus tard | dernier délai | inclus | maximum | au maximum
label = échéance | date limite | délai
in = dans | en | sous | dans les | d'ici à | dans un délai de | dans un délai d
or = ou; and = et
to = au
on the = au
at = à
every = chaque | tous les | toutes les | hebdomadaire | quotidien | mensuel
wc = semaine commençant le
week-of = semaine du
kw = semaine | semaine n° | semaine no | sem | s
the = le | la | les | l
of = de | du | des | d
a = un | une
no-date = dès que possible | au plus vite | bientôt | en cours | en continu | à définir | à déterminer | immédiatement
""",
}

SPANISH: Words = {
    "months": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept/sep octubre/oct noviembre/nov diciembre/dic",
    "weekdays": "lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom",
    "numbers": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "ordinals": "primero/primer/primera segundo/segunda tercero/tercer/tercera cuarto/cuarta",
    "suffix": r"\.?(?:o|a|er|ro|ra|do|da|to|ta)",
    "day_parts": "",
    "phrases": """
30 = treinta; today = hoy; tomorrow = mañana; overmorrow = pasado mañana | pasado; yesterday = ayer
christmas = navidad
feast = pascua | semana santa | carnaval | pentecostés
christmas-eve = nochebuena
new-year = año nuevo
new-years-eve = nochevieja
eod = fin del día | final del día | cierre | cierre del día | final de la jornada
eow = fin de la semana | final de la semana
eom = fin de mes | fin del mes | final de mes | finales de mes | fines de mes
eoy = fin de año | final de año | finales de año | fin del año
part-of-day = por la mañana | por la tarde | por la noche | tarde | noche | temprano | a primera hora |
 a última hora | mismo
hour = hora | horas
today part-of-day = esta tarde | esta noche | esta mañana
day = d | días
day-or-the = día
week = s | sem | semana | semanas
month = mes | meses
quarter = trimestre | trimestres
half = semestre | semestres
year = año | años
workday = día hábil | días hábiles | día laborable | días laborables
weekend = fin de semana
fortnight = quincena | una quincena | quince días
7 day = ocho días
2 week = 15 días
15 day = 15 días
1 week = 8 días
8 day = 8 días
2 day ago = anteayer
few = unos | unas | varios | varias | algunos | algunas
few day = próximos días; few week = próximas semanas; few month = próximos meses
2 = un par de
nearest = próximo | próxima | próximos | próximas | siguiente | que viene | que entra
this = este | esta
last = último | última | pasado | pasada
end = fin | fines | final | finales | a finales | a fines | a fin | a final
start = principio | principios | inicio | inicios | comienzo | comienzos | a principios | a comienzos | a inicios
mid = mediados | a mediados
before = antes | antes de
before the = antes del
after = después | después de | después del | tras
from = desde | a partir de | a partir del
ago-before = hace
beyond = aproximadamente | aprox | más o menos | como pronto
by = para | hasta | no más tarde de | como muy tarde
by the = no más tarde del
latest = a más tardar | como máximo | como mucho | inclusive
label = fecha límite | plazo | vencimiento
in = en | dentro | dentro de | en un plazo de | en el plazo de
or = o; and = y
to = al | a
every = cada | todos los | todas las | semanal | semanalmente | mensual
wc = semana que empieza el
week-of = semana del
kw = semana | semana n° | sem
the = el | la | los | las
of = de | del
a = un | una
no-date = lo antes posible | cuanto antes | pronto | en curso | por definir | continuo | inmediatamente
""",
}

PORTUGUESE: Words = {
    "months": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "weekdays": "segunda-feira/segunda/seg/2a-feira terça-feira/terça/ter/3a-feira quarta-feira/quarta/qua/4a-feira "
    "quinta-feira/quinta/qui/5a-feira sexta-feira/sexta/sex/6a-feira sábado/sáb domingo/dom",
    "numbers": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
    "ordinals": "primeiro/primeira segundo terceiro/terceira quarto quinto",
    "suffix": r"\.?o",
    "day_parts": "",
    "phrases": """
30 = trinta; today = hoje; tomorrow = amanhã; overmorrow = depois de amanhã; yesterday = ontem
christmas = natal
feast = páscoa | semana santa | carnaval | pentecostes
christmas-eve = véspera de natal
new-year = ano novo
new-years-eve = véspera de ano novo | réveillon
eod = fim do dia | final do dia | fim do expediente | final do expediente
eow = fim da semana | final da semana
eom = fim do mês | final do mês | fim de mês
eoy = fim do ano | final do ano | fim de ano
part-of-day = ainda | cedo | mesmo | de manhã | à tarde | à noite | pela manhã | de tarde
day = d | dias
day-or-the = dia
week = sem | semana | semanas
month = mês | meses
quarter = trimestre | trimestres
half = semestre | semestres
year = ano | anos
workday = dia útil | dias úteis
weekend = fim de semana
fortnight = quinzena | uma quinzena | quinze dias
7 day = oito dias
2 week = 15 dias
15 day = 15 dias
1 week = 8 dias
8 day = 8 dias
2 day ago = anteontem
2 = duas | um par de
few = alguns | algumas | vários | várias | uns | umas
few day = próximos dias; few week = próximas semanas; few month = próximos meses
nearest = próximo | próxima | próximos | próximas | que vem | seguinte
this = este | esta | neste | nesta | deste | desta
hour = hora | horas
last = último | última | passado | passada
end = fim | final | finais | no fim | no final
start = início | começo | princípio | no início | no começo
mid = meados | em meados | meio
before = antes | antes de
before the = antes do | antes da
after = depois | depois de | depois do | depois da | após
from = desde | a partir de | a partir do | a partir da
ago-before = há
beyond = aproximadamente | aprox | mais ou menos
by = até
by the = até ao | até à
latest = o mais tardar | no máximo | no máximo até | inclusive
label = prazo | data limite
in = em | dentro de | daqui a | daqui | em até | no prazo de | no | na | nos | nas
or = ou; and = e
to = ao
every = cada | todas as | todos os | toda | todo | semanal | mensal
week-of = semana de | semana do dia
kw = semana | sem
the = o | a | os | as
of = de | do | da | dos
a = um | uma
no-date = o quanto antes | assim que possível | o mais rápido possível | em breve | logo | em curso | em andamento |
 a definir | contínuo | imediatamente
""",
}

DUTCH: Words = {
    "months": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept "
    "oktober/okt november/nov december/dec",
    "weekdays": "maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo",
    "numbers": "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien twintig",
    "ordinals": "eerste tweede derde vierde vijfde",
    "suffix": "(?:e|ste|de)",
    "day_parts": "ochtend middag avond nacht",
    "phrases": """
30 = dertig; today = vandaag; tomorrow = morgen; overmorrow = overmorgen; yesterday = gisteren
christmas = kerst | kerstmis | eerste kerstdag
boxing-day = tweede kerstdag
hour = uur | uren
christmas-eve = kerstavond
feast = pasen | tweede paasdag | pinksteren | hemelvaart | hemelvaartsdag | carnaval
today part-of-day = vanavond | vanmiddag | vanochtend | vanmorgen | vannacht
tomorrow part-of-day = morgenochtend | morgenmiddag | morgenavond | morgenvroeg
new-year = nieuwjaar | nieuwjaarsdag
new-years-eve = oudejaarsavond | oudejaarsdag
eod = einde dag | einde van de dag | eind van de dag | einde werkdag | sluitingstijd
eom = maandeinde | ultimo
eoq = kwartaaleinde
eoy = jaareinde
part-of-day = nog | ochtend | middag | avond | ochtends | 's ochtends | 's middags | 's avonds
day = d | dag | dagen
week = week | weken
month = mnd | maand | maanden
quarter = kwartaal | kwartalen
half = halfjaar
year = jaar | jaren
workday = werkdag | werkdagen
weekend = weekend | weekeinde
6 month = half jaar | een half jaar
7 day = acht dagen
few = paar | een paar | enkele | enige | meerdere
few day = komende dagen; few week = komende weken; few month = komende maanden
nearest = volgende | volgend | eerstvolgende
this = deze | dit
kommend = komende | aanstaande | aankomende | a.s
2 day ago = eergisteren
1 week = 8 dagen
8 day = 8 dagen
last = laatste | vorige | afgelopen
end = eind | einde
start = begin
mid = medio | half | midden | halverwege
early = vroeg
late = laat
before = voor | vóór
after = na
from = vanaf | sinds
from-now = vanaf nu
ago = geleden
beyond = ongeveer | circa | op zijn vroegst
by = tegen | tot | uiterlijk | t/m | tot en met
latest = op zijn laatst | uiterlijk | maximaal
in = in | over | binnen
or = of; and = en
every = elke | iedere | wekelijks | dagelijks | maandelijks
week-of = week van
kw = week | weeknummer | wk
the = de | het
of = van | van de | van het
on = op
a = een
no-date = zo snel mogelijk | zsm | z.s.m | binnenkort | doorlopend | lopend | spoedig | meteen
""",
}

WORDS: dict[str, Words] = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "nl": DUTCH}
