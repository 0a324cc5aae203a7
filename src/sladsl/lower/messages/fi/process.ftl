# Eskalointi, raportointi, katselmointi, muutokset, erimielisyydet, voimassaolo ja päättäminen.

section-escalation = Eskalointi
escalation-intro = Kun taulukossa mainittu osuus siitä ajasta, joka on varattu { -ticket(case: "allative") }, jonka { -priority } on { $priority }, on kulunut ilman luvattua tulosta, { -provider } ilmoittaa siitä seuraaville.
column-elapsed = Ajasta kulunut
column-informed = Ilmoitetaan

section-reporting = Raportointi
report-each = { -provider } raportoi { CASE($period, "from-every") } seuraavat: { $guarantees }. Raportti annetaan { CASE($within, "genitive") } kuluessa jakson päättymisestä.

section-review = Katselmointi ja muutokset
review-every = { -party(number: "other") } katselmoivat tämän { -agreement(case: "genitive") } { CASE($interval, "genitive") } välein.
review-last = Edellinen katselmointi pidettiin { $date }.

section-disputes = Erimielisyydet
law = Tähän { -agreement(case: "illative") } sovelletaan { $code ->
   *[other] seuraavan valtion lakia: { $country }
    [fi] Suomen lakia
    [se] Ruotsin lakia
    [no] Norjan lakia
    [dk] Tanskan lakia
    [ee] Viron lakia
    [de] Saksan lakia
    [fr] Ranskan lakia
    [pl] Puolan lakia
}.

section-term = Voimassaolo ja päättäminen
term-fixed = Tämä { -agreement } tulee voimaan { $from } ja päättyy { $until }.
term-open = Tämä { -agreement } tulee voimaan { $from } ja on voimassa toistaiseksi.
term-from-signing = Tämä { -agreement } tulee voimaan, kun viimeinen { -party } on allekirjoittanut sen.
term-renews = Sen jälkeen se jatkuu { $renewal } kerrallaan, jollei jompikumpi { -party } irtisano sitä.
term-not-renewed = Se ei jatku, elleivät { -party(number: "other") } sovi siitä kirjallisesti.
term-notice = Irtisanominen tehdään kirjallisesti vähintään { CASE($notice, "partitive") } ennen meneillään olevan kauden päättymistä.
term-notice-open = Kumpikin { -party } voi irtisanoa sen kirjallisesti; irtisanomisaika on { $notice }.
terminate-missed = { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} voi irtisanoa tämän { -agreement(case: "genitive") }, kun { $guarantee } on alittunut { $missed } kertaa { $window } peräkkäisen { $period ->
   *[month] kuukauden
    [quarter] vuosineljänneksen
    [year] vuoden
    [week] viikon
    [day] päivän
} aikana.
