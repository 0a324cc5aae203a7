"""The words by which texts are searched: units, numbers and promises that nobody can measure, by language."""

from __future__ import annotations

import re

_UNITS = (
    # English
    r"per\s?cent|percentage points?|milliseconds?|seconds?|minutes?|mins?|hours?|hrs?|"
    r"(?:business |working |calendar )?days?|weeks?|months?|years?|"
    # Finnish
    r"prosent\w*|sekun\w*|minuut\w*|tunti\w*|tunni\w*|tunte\w*|(?:työ|arki|kalenteri)?päiv\w*|viikko\w*|viiko\w*|"
    r"kuukau\w*|vuosi\w*|vuode\w*|vuotta|"
    # Swedish, Danish, Norwegian
    r"procent|prosent|sekunder|minuter|minutter|timmar|timme|timer|dagar|dager|dage|veckor|uger|uker|månader|måneder|"
    # German, Dutch
    r"Prozent|Sekunden?|Minuten?|Stunden?|(?:Werk|Arbeits|Kalender)?[Tt]agen?|Wochen?|Monaten?|Jahren?|"
    r"procent|seconden|minuten|uur|uren|(?:werk)?dagen|weken|maanden|jaar|"
    # French, Spanish, Italian
    r"pour cent|secondes?|heures?|jours?|semaines?|mois|ans|por ciento|segundos|minutos|horas|días|"
    r"semanas|meses|per cento|secondi|minuti|ore|giorni|settimane|mesi|"
    r"ms|min|h|EUR|USD|GBP|SEK|NOK|DKK|CHF|euros?|dollars?|euroa"
)
_SPELT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|"
    "ninety|twenty-four|forty-eight|seventy-two"
)
_NUMBER = r"\d+(?:[.,\u00a0_ ]\d+)*"

FIGURE = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER}\s?[%‰€$£](?!\w)|[€$£]\s?{_NUMBER}|"
    rf"(?:{_NUMBER}|(?:{_SPELT})(?: \({_NUMBER}\))?)[\s\u00a0-](?:{_UNITS})\b)",
    re.IGNORECASE,
)
"""A number with a unit: `99.9%`, `30 days`, `two hours`, `500 EUR`."""

VAGUE = re.compile(
    r"\b(?:"
    # English
    r"(?:commercially )?(?:un)?reasonabl[ey](?: (?:efforts?|endeavou?rs|time))?|"
    r"as soon as (?:reasonably )?(?:possible|practicable)|best[- ]efforts?(?: basis)?|best endeavou?rs|"
    r"in a timely (?:manner|fashion)|to the best of (?:its|their|our) abilit(?:y|ies)|wherever possible|"
    # Finnish
    r"kohtuulli\w+|kohtuudella|mahdollisimman (?:pian|nopeasti|hyvin)|parhaan kykynsä mukaan|"
    r"parhaansa mukaan|mahdollisuuksien mukaan|"
    # Swedish, Danish, Norwegian
    r"skälig\w*|rimlig\w*|rimelig\w*|så snart som (?:möjligt|mulig)|snarast möjligt|efter bästa förmåga|"
    r"så hurtigt som muligt|så snart som muligt|efter beste evne|efter bedste evne|"
    # German, Dutch
    r"angemessen\w*|so (?:schnell|bald) wie möglich|schnellstmöglich\w*|baldmöglichst|nach besten Kräften|"
    r"nach Möglichkeit|redelijk\w*|zo (?:spoedig|snel) mogelijk|naar beste vermogen|"
    # French, Spanish, Italian
    r"raisonnabl\w+|dès que possible|dans les meilleurs délais|meilleurs efforts|razonabl\w+|"
    r"lo antes posible|mejores esfuerzos|ragionevol\w+|il prima possibile|nel più breve tempo possibile"
    r")\b",
    re.IGNORECASE,
)
"""Words that let everybody read into a promise what they like."""

NUMBERED = re.compile(
    r"\b(?:clauses?|sections?|paragraphs?|kohta|kohdan|kohdassa|kohtaan|kohdasta|luku|luvun|luvussa|Ziffer|"
    r"Abschnitt|Klausel|punkt|avsnitt)\s+\d+(?:\.\d+)*\b(?!\s+(?:of|in)\s+(?!this)|[/-]\d)",
    re.IGNORECASE,
)
"""A reference by number inside the same document: `clause 7.2`, not `section 3 of the Act`."""
