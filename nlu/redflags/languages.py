"""Which languages each sentence of a message may be in: a word of one language is not read as another's.

Only words that no other of the three languages has are evidence; a sentence without any may be in all three.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

LANGUAGES = ("fi", "sv", "en")
_SURE_LENGTH = 5  # letters from which the language of any known word counts

_WORDS = {
    "fi": "ei ja se on mutta kun että mä mää minä minun mun mulla minulla oon olen oli hän hänen nyt jo niin kuin ku niinku "
    "mitä miten missä mikä joka jos vai vaan ihan tosi sitten sit kanssa eikä enkä en oo ole ollut ollu meillä "
    "sen siitä siinä tää tämä tuo ne nää kaikki voi voiko saako pitää pitäs onko onks äiti isä lapsi poika mies "
    "kova paljon yhtäkkiä äkkiä jotain jotenkin apua auttakaa vielä taas eilen tänään hirveä kipu kipee kipeä",
    "sv": "och jag är inte int att det som har för med till på av om men han hon den de vi ni när så kan vill ska "
    "skulle mig min mitt mina ett från efter bara nu också eller vad hur var blir blev hade fick får går mycket "
    "ont mamma pappa barnet honom henne sin sitt nej ingen inga något någon sedan sen ju å e de",
    "en": "the and is are was i my me you he she it they we to of in for with not dont cant cannot have has had his "
    "her him this that there what when how but just very will would should been from be do does am im think "
    "feel pain please help child baby mother father at out up so now",
}
_AMBIGUOUS = {"de", "men", "en", "et", "on", "no", "is", "so", "me", "e", "var", "han", "sen", "in", "at", "be", "do", "se", "ne", "he", "am", "up", "sin", "apua"}  # fmt: skip
_EVIDENCE = {language: frozenset(words.split()) - frozenset(_AMBIGUOUS) for language, words in _WORDS.items()}
_SHARED = frozenset.union(*(_EVIDENCE[a] & _EVIDENCE[b] for a, b in (("fi", "sv"), ("fi", "en"), ("sv", "en"))))


def plausible(words: Sequence[str], languages_of: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The languages a sentence may be in; ``languages_of`` tells those of one word, empty when unknown."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in words:
        for language in LANGUAGES:
            if word in _EVIDENCE[language] and word not in _SHARED:
                counts[language] += 1
        if "å" in word:
            counts["sv"] += 1
        elif len(word) >= _SURE_LENGTH and len(found := languages_of(word)) == 1:
            counts[next(iter(found))] += 1
    best = max(counts.values())
    if best == 0:
        return frozenset(LANGUAGES)
    return frozenset(language for language in LANGUAGES if counts[language] * 2 >= best)
