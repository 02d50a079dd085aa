"""Which language a message is in, and which one its writer asks for."""

from __future__ import annotations

import pytest

from nlu.language import LanguageGuess, identify, requested_language

FINNISH = """
mulla on ollu kuumetta jo kolme päivää
oon iha poikki eikä mikää auta
tarttis saada aika tk lääkärille viel tälle viikolle
saisko joku soittaa mulle huome
laakarille paasy kestaa liian kauan
paa kipea ja oksettaa eika mene ohi
mummo kaatui yolla eika paase ylos
mie en tiiä mihin soittaa ku tyttö köhii
voisko sitä päästä näyttään tätä ihottumaa
Haluaisin tiedustella, milloin laboratoriotulokseni ovat nähtävissä.
kela ei maksa enää vuokraa mitä teen
hammas lohkes eilen syödessä
onks teillä iltavastaanottoo
isän muisti pätkii
verenpaineet huitelee pilvissä
neuvolan numero vois olla kiva
huolilmoitus naapurin lapsista
en jaksa ennää tätä elämää ilman apua
sairauslomatodistus tarvittais huomiseks
penskalla korva kipee taas
""".strip().splitlines()

SWEDISH = """
ja har haft ont i ryggen hela veckan
nå, int vet ja va ja ska göra me feber på tre dagar
kan man få tid till hälsovårdscentralen ännu idag
var ligger närmaste hvc å när e dom öppet
mamma har blivit så glömsk på sistone
jag skulle behöva förnya receptet på blodtrycksmedicinen
pojken hosta hela natten
finns he na tider ti tandläkarn
har int rå ti betala räkningen från sjukhuse
behover hjalp med farfars hemvard
tanden gick sönder igår
jag orkar inte mera med den här ångesten
hu får man en servicesedel
fastan jag vilat ar foten svullen
dottern vägrar gå till skolan
vi sku behöva färdtjänst åt mommo
sår som inte läker på benet
min man dricker för mycket
när öppnar rådgivningen i Borgå
hjärtat slår så hårt på kvällarna
""".strip().splitlines()

ENGLISH = """
i have pain in my back since two days
my son has fever and he is not eating anything
how can i book an appoinment with doctor
where is nearest health center please
hello sir i am new in porvoo i need doctor
my wife she is pregnant and bleeding little bit
can someone help me to fill the kela papers
i lost my medicine what i do
is it free for students
doctor said come again but no time in system
tooth is paining very much
my mother cannot walk alone anymore
i feel very lonely here in finland
when will the results be ready
got bitten by a tick last week, now red ring
baby not sleeping whole night
need interpreter for somali language
my landlord is throwing me out
what does it cost to see a nurse
cant breathe well at night
""".strip().splitlines()

LINES = [("fi", line) for line in FINNISH] + [("sv", line) for line in SWEDISH] + [("en", line) for line in ENGLISH]


class TestMessages:
    @pytest.mark.parametrize(("language", "text"), LINES)
    @pytest.mark.parametrize("conversation", ["fi", "sv", "en"])
    def test_a_sentence_is_recognised_whatever_was_spoken_before(
        self, language: str, text: str, conversation: str
    ) -> None:
        assert identify(text, conversation).language == language

    @pytest.mark.parametrize(
        "text",
        ["ok", "kiitos", "tack", "yes", "nej", "8", "", "   ", "😀👍", "?", "Porvoo", "12.30", "ibuprofen", "<br>"],
    )
    @pytest.mark.parametrize("conversation", ["fi", "sv", "en"])
    def test_a_short_answer_keeps_the_language_of_the_conversation(self, text: str, conversation: str) -> None:
        assert identify(text, conversation) == LanguageGuess(conversation, sure=False, mixed=False)

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("fi", "päänsärkyä"),
            ("fi", "ei oo"),
            ("sv", "ont i halsen"),
            ("sv", "nej inte alls"),
            ("en", "yes please"),
            ("sv", "hej"),
            ("en", "hello"),
            ("sv", "huvudvärk"),
            ("en", "headache"),
        ],
    )
    def test_a_short_but_clear_answer_switches(self, language: str, text: str) -> None:
        other = "en" if language != "en" else "fi"
        assert identify(text, other) == LanguageGuess(language, sure=True, mixed=False)

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "hello I need neuvola aika huomenna please can you help"),
            ("sv", "ja behöver en tid till lääkäri ja hammashoitaja på hvc"),
        ],
    )
    def test_a_mixed_message_says_so(self, language: str, text: str) -> None:
        guess = identify(text, "fi")
        assert guess.mixed
        assert guess.language == language

    @pytest.mark.parametrize("text", FINNISH + SWEDISH + ENGLISH)
    def test_a_message_in_one_language_is_not_mixed(self, text: str) -> None:
        assert not identify(text, "fi").mixed

    def test_any_text_gives_an_answer(self) -> None:
        for text in ("\x00\x01\ud800", "я болен", "مرحبا", "a" * 5000, "<b>" * 1000, "\n\n"):
            assert identify(text, "sv").language in ("fi", "sv", "en")


class TestRequests:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("på svenska tack", "sv"),
            ("svenska", "sv"),
            ("kan vi prata svenska", "sv"),
            ("kan vi ta det på svenska", "sv"),
            ("går det på svenska", "sv"),
            ("voiko puhua ruotsia", "sv"),
            ("ruotsiksi kiitos", "sv"),
            ("vaihda kieli ruotsiksi", "sv"),
            ("miten mä saan tän kielen vaihdettua ruotsiks", "sv"),
            ("vaihtasin ruotsin kieleen", "sv"),
            ("äiti ei ymmärrä suomea, saako tämän ruotsiksi", "sv"),
            ("saako tän chätin ruotsinkielisenä", "sv"),
            ("kan man få på svenska?", "sv"),
            ("en osaa ruotsia, vaihda suomeen", "fi"),
            ("vaihda kieli englantiin", "en"),
            ("voinko jatkaa ruotsin kielellä?", "sv"),
            ("voiko puhua ruotsii", "sv"),
            ("ruotsiks kiitos", "sv"),
            ("mieluummin ruotsiksi, jos se käy sinulle", "sv"),
            ("hur byter jag språk till svenska", "sv"),
            ("jag skulle hellre skriva på svenska", "sv"),
            ("can I get this in Swedish somehow", "sv"),
            ("voiko puhua englanniks", "en"),
            ("englannin kielellä", "en"),
            ("kuinka kieltä vaihdetaan englantiin? englanti kiitos", "en"),
            ("jatketaanko suomeks", "fi"),
            ("suomen kielellä olisi helpompi jatkaa", "fi"),
            ("could we continue in Swedish", "sv"),
            ("can we speak english", "en"),
            ("English please", "en"),
            ("do you speak English?", "en"),
            ("voiko jutella englanniksi", "en"),
            ("kan du svara på engelska", "en"),
            ("suomeksi", "fi"),
            ("puhutaan suomea", "fi"),
            ("på finska tack", "fi"),
            ("finnish please", "fi"),
        ],
    )
    def test_asking_for_a_language(self, text: str, language: str) -> None:
        assert requested_language(text) == language

    @pytest.mark.parametrize(
        "text",
        [
            "tarvitsen lääkärintodistuksen englanniksi matkaa varten",
            "jag behöver ett intyg på engelska för resan",
            "saisko todistuksen englanniksi",
            "vaihdatteko tämän lomakkeen ruotsiksi",
            "kan du skriva ut receptet på engelska",
            "haluaisin lääkärin joka puhuu englantia",
            "tarvitsen englannin kielen tulkin ensi viikolle",
            "onko ruotsinkielistä hoitajaa",
            "haluan suomenkielisen terapeutin",
            "muutan ensi kuussa Ruotsiin, voiko reseptin siirtää",
            "haluan vaihtaa lääkäriä, muutin Suomeen",
            "could you write me a certificate in English",
            "is there a Swedish speaking nurse",
            "olin Ruotsissa töissä ja sairastuin siellä",
            "en puhu suomea",
            "I don't speak Finnish",
            "jag talar inte finska",
            "päänsärkyä",
            "",
            "asun Englannissa, miten saan reseptin uusittua",
        ],
    )
    def test_naming_a_language_for_another_reason(self, text: str) -> None:
        assert requested_language(text) is None


def test_keys_hit_at_random_have_no_language() -> None:
    assert identify("qwrt zxcv plmk", "fi") == LanguageGuess("fi", sure=False, mixed=False)
    assert identify("zzxx ttqq", "sv") == LanguageGuess("sv", sure=False, mixed=False)
