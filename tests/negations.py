"""Messages with a negation, for every test of a yes or no question: which of them say no, and which say something else.

Written as residents write: spoken forms, slips, no capitals. None of SOMETHING_ELSE answers a question about a danger.
"""

from __future__ import annotations

# Refusing, not having, not being able, getting no better: the negated verb is about something else.
SOMETHING_ELSE: dict[str, tuple[str, ...]] = {
    "fi": (
        # not telling
        "en halua sanoa", "en haluu sanoo", "en kerro", "en ala kertomaan sulle", "ei kuulu sulle", "ei kuulu sule",
        "ei kuulu teille", "ei oo sun asia", "en viitsi", "en kehtaa sanoo", "en vastaa tohon", "ei kiinnosta",
        "ei huvita", "en jaksa enää tätä", "en jksa enää", "en jaksa vastailla", "en ymmärrä kysymystä",
        "en tajuu mitä kysyt", "en osaa päättää", "en oo lääkäri", "ei hemmetti mitä kyselyä", "en luota botteihin",
        # not measured, not at hand
        "en ole mitannut", "en oo mitannu", "ei oo mittaria kotona", "ei oo autoa", "ei ole rahaa",
        "ei oo ketään kotona", "ei oo ketään auttamassa", "ei oo lääkkeitä jäljellä",
        # not getting there
        "en pääse lääkäriin", "en paase laakariin", "en saa aikaa", "ei siellä vastata", "ei saa lääkäriä kiinni",
        "en pääse sängystä ylös", "en pääse liikkumaan", "en uskalla mennä nukkumaan", "en uskalla olla yksin",
        # no better, not well
        "ei oo helppo hengittää", "ei oo heppo hengittää", "ei helpota", "ei helpota yhtään", "ei mee ohi",
        "ei mee ohii", "ei mene ohi millään", "ei tää lopu", "ei hyvä", "ei hyvältä näytä", "ei tunnu hyvältä",
        "ei tää normaalilta tunnu", "ei tää normaalia oo", "en voi hyvin", "en oo kunnossa", "en oo ok", "en pärjää",
        "en pysty mihinkään", "en kestä tätä", "ei tästä tuu mitään", "ei auta mikään", "ei parane",
        "ei oo ikinä ollu näin paha", "en oo ikinä ollu näin kipee", "ei mikään pieni kipu", "ei oo pikkujuttu",
        "en pysty puhumaan kunnolla", "en pysty puhuun kunnol", "en pysty nukkumaan", "en saa nukuttua",
        "ei pysty kävelee", "ei jalka kanna", "ei reagoi", "ei herää kunnolla", "ei vastaa puhutteluun",
        "en näe kunnolla", "en tunne jalkaani", "en muista mitä tapahtu", "ei jaksa leikkiä",
        "ei pysy sisällä mikään", "ei kuule mitä sanon", "ei tässä kauaa enää jaksa",
        "en sano", "en rupee tässä selittään", "ei tee mieli kertoa", "ei oo teidän asia", "mitä ei",
        "en jaksais enää", "en ehdi nyt", "en oo käyny lääkärissä", "en oo ottanu lämpöö", "ei löydy mittaria",
        "en pääse mihinkään täältä", "en osaa kirjottaa", "ei täällä oo muita", "ei lääkkeet auta",
        "ei buranakaan auta", "ei lopu millään", "ei vaan lähe", "ei oo hyvä olla", "ei tunnu omalta olo",
        "en saa kunnolla ilmaa", "en pysty enää seisomaan", "ei jaksa enää edes puhua", "ei se oo oma itsensä",
        "ei oo enää tolkuissaan", "ei pysty juomaan", "en saa unta", "en uskalla liikkua",
        "ei oo koskaan sattunu näin", "en tiedä mitä teen", "ei vois huonommin olla",
    ),
    "sv": (
        "vill inte säga", "vill int berätta", "det har du inte med att göra", "orkar inte mer", "orkar int svara",
        "jag förstår inte frågan", "jag är ingen läkare", "har inte mätt", "har ingen termometer", "har ingen bil",
        "jag kommer inte till läkaren", "får ingen tid", "ingen svarar i telefonen", "det går inte över",
        "det går int om", "blir inte bättre", "det är inte lätt att andas", "det känns inte normalt",
        "mår inte bra", "jag mår int bra alls", "kan inte prata ordentligt", "kan inte sova", "klarar inte av det här",
        "inget hjälper", "vågar inte vara ensam", "har aldrig varit så här sjuk", "svarar inte på tilltal",
        "vaknar inte ordentligt", "kan inte stå på benet", "ingen är hemma",
        "jag vill inte prata om det", "säger inte", "int din sak", "orkar inte tänka", "har inte hunnit mäta",
        "kommer mig inte upp ur sängen", "hittar ingen hjälp", "det ger inte med sig", "det är inte bra",
        "kan inte andas ordentligt", "hon är inte sig själv", "får inte i mig något", "medicinen hjälper inte",
        "har aldrig haft så ont",
    ),
    "en": (
        "don't want to say", "i'd rather not say", "none of your business", "not telling you", "can't be bothered",
        "i don't understand the question", "i'm not a doctor", "haven't measured it", "don't have a thermometer",
        "i can't get to a doctor", "can't get an appointment", "nobody answers the phone", "not going away",
        "it won't go away", "not getting better", "it is not easy to breathe", "this doesn't feel normal",
        "not feeling well", "i'm not ok", "can't speak properly", "can't sleep", "i cant take this anymore",
        "nothing helps", "don't dare to be alone", "never been this sick", "not responding", "won't wake up properly",
        "can't put weight on it", "no one is home", "i dont have a car",
        "not your problem", "won't say", "i don't want to talk about it", "i have no way to get there",
        "haven't taken my temperature", "it doesn't stop", "doesn't look good", "i'm not myself",
        "can't keep anything down", "she is not making sense", "painkillers don't help", "i can't stand up",
        "never had pain like this", "i don't feel safe",
    ),
}  # fmt: skip

# A no, whatever yes or no question was asked.
NO: dict[str, tuple[str, ...]] = {
    "fi": (
        "ei", "en", "EI!", "ei.", "eii", "ei ei", "no ei", "joo ei", "ei kai", "ei kyl", "ei kyllä", "kyl ei",
        "ei oo", "ei ole", "ei ollu", "ei oo ollu", "ei ole ollut", "en oo", "eipä oo", "ei yhtään", "ei ollenkaan",
        "ei lainkaan", "ei todellakaan", "ei tod", "ei tosiaankaan", "ei missään nimessä", "ei onneksi",
        "onneksi ei", "ei onneks oo", "ei ainakaan vielä", "ei vielä", "ei tällä hetkellä", "ei nyt", "ei oikeastaan",
        "ei varsinaisesti", "ei mun mielestä", "ei musta", "en usko", "en usko että on", "tuskin", "ei mulla oo",
        "ei mulla ole ollut", "ei hänellä ole", "ei sillä oo", "ei semmosta oo", "ei oo semmosta", "ei mitään tommosta",
        "ei mitään sellasta", "ei oo mitään tollasta ollu", "ei tietääkseni", "ei mun tietääkseni", "ei pitäis",
        "ei pitäisi olla", "en oo huomannu", "ei oo huomattu", "ei siis", "ei siis oo", "ei kertaakaan", "ei koskaan",
        "ei sinne päinkään", "ei vissiin",
        "eiku ei", "eei", "no en", "ei oikeen", "ei oo mitään", "ei ikinä", "ei varmaankaan", "en kyllä oo",
        "ei oo todettu", "ei näy", "en oo havainnu", "ei minusta", "ei tosiaan oo", "ei oo itellä", "kiitos ei",
        "ei kai sentään", "ei oo mitään semmosta", "en mä usko", "ei oo kyllä yhtään",
    ),
    "sv": (
        "nej", "nä", "nej nej", "nej det har jag inte", "det har jag inte", "nej inte alls", "inte alls", "int alls",
        "nej tack och lov", "inte vad jag vet", "int vad ja vet", "nej inte just nu", "inte nu", "inte ännu",
        "nej det tror jag inte", "tror inte det", "inget sånt", "nej inget sådant", "inte som jag märkt", "knappast",
        "nej aldrig", "nä int egentligen", "nej verkligen inte", "det har hon inte", "nej ingenting",
        "nejdå", "nej då", "nej inte nu", "har inte märkt något", "inget alls", "nej tyvärr inte", "icke",
        "nej jag tror inte det",
    ),
    "en": (
        "no", "nope", "nah", "no no", "not at all", "not really", "no i don't", "i don't think so", "no not really",
        "not right now", "not yet", "not that i know of", "not that i've noticed", "nothing like that", "no nothing",
        "definitely not", "absolutely not", "no, thank god", "no never", "never", "no she doesn't", "he hasn't",
        "no it isn't", "luckily no", "no not at the moment",
        "no way", "no not at all", "nope none", "i have not", "she hasn't", "not currently", "no sir",
        "i do not think so",
    ),
}  # fmt: skip
