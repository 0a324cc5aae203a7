"""How contracts write defined terms, by language: what looks like one, and its basic form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sladsl.records import record


@record
class Drafting:
    """What is known of a language.

    `like` finds phrases that are written like a term, in its first group. `forms` finds the end of a phrase
    that inflection changes, in a named group, which leads to its basic form in `basics`. `by_word` says that
    each word of a title is known by itself. `built_in` are the terms that every contract defines.
    """

    like: re.Pattern[str]
    forms: re.Pattern[str]
    basics: Mapping[str, str]
    by_word: bool
    built_in: tuple[str, ...]

    def basic(self, phrase: str) -> str:
        """The same for all forms of one term: `laitteen` and `laitteita` are both `laite`."""
        whole = " ".join(phrase.casefold().split())
        found = self.forms.search(whole)
        if found is None or found.lastgroup is None:
            return whole
        return whole[: found.start(found.lastgroup)] + self.basics[found.lastgroup]

    def title(self, phrase: str) -> str:
        """A phrase as the title of a term: `Laite` for `Laitteen`."""
        shown, basic = " ".join(phrase.split()), self.basic(phrase)
        same = next(
            (n for n, (one, two) in enumerate(zip(shown.lower(), basic, strict=False)) if one != two),
            len(basic),
        )
        whole = shown[:same] + basic[same:]
        return whole[:1].upper() + whole[1:]

    def known(self, title: str) -> frozenset[str]:
        """The basic forms that a declared title makes known."""
        words = title.split() if self.by_word else ()
        return frozenset(self.basic(each) for each in (title, *words))


# ---- English

_THINGS = (
    "Account|Change|Charge|Component|Contact|Credit|Data|Day|Desk|Device|Environment|Equipment|Error|Event|"
    "Failure|Fault|Fee|Hour|Incident|Level|Location|Material|Notice|Outage|Period|Person|Personnel|Plan|"
    "Problem|Process|Release|Report|Request|Site|Software|System|Target|Time|User|Window|Workload"
)
"""Words that end names of people and places are not among them."""

_HOLIDAYS = (
    "Ascension|Australia|Boxing|Canada|Christmas|Constitution|Independence|Labou?r|May|Memorial|Midsummer|"
    "National|Republic|Thanksgiving|Unity|Veterans"
)

_ENGLISH = Drafting(
    like=re.compile(
        r"(?<![.!?:]\s)\b(?:an?|each|every|any|all|no|such|its|their|the)\s+"
        rf"(?!(?:{_HOLIDAYS})\s+Day\b)"
        rf"((?:[A-Z][a-z]+(?:-[A-Za-z][a-z]+)*\s+){{1,3}}?(?:{_THINGS})s?)\b(?!\s+[A-Z])"
    ),
    forms=re.compile(r"(?P<plural>s)$"),
    basics={"plural": ""},
    by_word=False,
    built_in=(
        *("service level", "service credit", "service hours", "measurement period", "excluded time"),
        "working day",
    ),
)


# ---- Finnish

_STEMS = {
    "aika": r"(?:(?<=[eiouyäö])|(?<=[ui]s))(?:aika|aiko|(?<!tarjo)aja(?=[a-zåäö]))",
    "aineisto": "aineisto",
    "henkilö": "henkilö",
    "huolto": "huol[tl]o",
    "hyvitys": "hyvity(?:s|ks)",
    "häiriö": "häiriö",
    "ikkuna": "ikkun[ao]",
    "ilmoitus": "ilmoitu(?:s|ks)",
    "jakso": "jakso",
    "järjestelmä": "järjestelm[äi]",
    "katko": "katko",
    "kausi": "kau(?:si|de|tt)",
    "komponentti": "komponent?t[ie]",
    "käyttäjä": "käyttäj[äi]",
    "laite": "lait(?:e|tee|tei)",
    "luokka": "luokk?[ai]",
    "maksu": "maksu",
    "muutos": "muuto(?:s|ks)",
    "ohjelmisto": "ohjelmisto",
    "palvelu": "palvelu",
    "poikkeama": "poikkeam[ai]",
    "prosessi": "prosess[ie]",
    "pyyntö": "pyyn[tn]ö",
    "päivä": "(?<=[a-zåäö]{3})päiv[äi]",
    "raportti": "raport?t[ie]",
    "sopimus": "sopimu(?:s|ks)",
    "suunnitelma": "suunnitelm[ai]",
    "taso": "taso",
    "tapahtuma": "tapahtum[ai]",
    "tavoite": "tavoit(?:e|tee|tei)",
    "tieto": "(?<=[a-zåäö]{3})tie[td]o",
    "toimipaikka": "toimipai(?:kk?a|kk?o)",
    "tunnus": "tunnu(?:s|ks)",
    "vika": "vik[ao]",
    "virhe": "virhe",
    "ympäristö": "ympäristö",
}
"""Words that terms end in, with their stems; what could end a name of people or places is not among them."""

_CASE = (
    "n|t|[aä]|t[aä]|tt[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n[aä]|ksi|[aeiouyäö]n|seen|h[aeiouyäö]n|ten|"
    "i?en|[ij]?den|itten|jen|j[aä]|i[aä]|it[aä]|iss[aä]|ist[aä]|ihin|siin|ill[aä]|ilt[aä]|ille|in[aä]|iksi|itt[aä]"
)
_ENDING = rf"(?:e?(?:{_CASE}))?(?:n?s[aä]|mme|nne|[aä]n)?(?:kin|k[aä][aä]n)?"
_OF = (
    "[a-zåäö]+|Asiakka(?:an|alla|alta|alle|assa)|Osapuol(?:en|ten)|Palveluntarjoaja(?:n|lla|lta|lle)|"
    "Palvelu(?:n|jen)|Sopimuksen|Jokai(?:nen|sen|sta)|Kukin|Kunkin|Kaik(?:ki|kien|kia)|Tämän?|Nämä|Näiden|"
    "Tällai(?:nen|sen)|Mikään|Minkään"
)
"""What stands before a word inside a sentence: a word that is no name, or one that a sentence about all or
each of something begins with. What is joined to a name or letters by a hyphen has its capital from these."""

_FINNISH = Drafting(
    like=re.compile(
        rf"(?:(?<![\w-])(?:{_OF})|(?<=[a-zåäö],))(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
        rf"(?=[A-ZÅÄÖ])((?i:[a-zåäö]*?(?:{'|'.join(_STEMS.values())})){_ENDING})(?![\w-])"
        r"(?!\s+(?:Oyj?|Ab|AB|Ltd|Inc|GmbH|ASA?|ApS|BV|Group|Finland|Suomi|ry|oyj?)\b)"
    ),
    forms=re.compile(
        rf"(?:{'|'.join(f'(?P<w{n}>{stem})' for n, stem in enumerate(_STEMS.values()))}){_ENDING}$"
    ),
    basics={f"w{n}": basic for n, basic in enumerate(_STEMS)},
    by_word=True,
    built_in=(
        *("Sopimus", "Palveluntarjoaja", "Asiakas", "Osapuoli", "Palvelu", "Palvelutaso", "Palveluhyvitys"),
        *("Bonus", "Palveluaika", "Mittausjakso", "Katkoaika", "Poissuljettu aika", "Suunniteltu huolto"),
        *("Työpäivä", "Tukipyyntö", "Kiireellisyysluokka", "Maksu"),
    ),
)

DRAFTINGS: Mapping[str, Drafting] = {"en": _ENGLISH, "fi": _FINNISH}
"""By the tag of the language."""
