# Eskalointi, raportointi, katselmointi, muutokset, erimielisyydet, voimassaolo ja päättäminen.

section-escalation = Eskalointi
escalation-intro = Jos { -ticket }, jonka { -priority } on { $priority }, on ratkaisematta, { -provider } ilmoittaa siitä seuraaville tässä järjestyksessä.
escalation-at = kun { $share } sallitusta ajasta on kulunut
column-elapsed = Aikaa kulunut
column-informed = Ilmoitetaan

section-reporting = Raportointi
report-each = { -provider } raportoi { CASE($period, "from-every") } seuraavat: { $guarantees }. Raportti annetaan { CASE($within, "genitive") } kuluessa jakson päättymisestä.
report-each-no-limit = { -provider } raportoi { CASE($period, "from-every") } seuraavat: { $guarantees }.
report-content = Raportissa ilmoitetaan mitattu arvo, { -excluded-time } perusteineen, maksettavat { -service-credit(number: "other") } sekä jaksot, joilta ei ole tietoja.

section-review = Katselmointi ja muutokset
review-every = { -party(number: "other") } katselmoivat tämän { -agreement(case: "genitive") } { CASE($interval, "genitive") } välein.
review-next = Ensimmäinen katselmointi pidetään viimeistään { $date }.
change-in-writing = Muutos tulee voimaan, kun molemmat { -party(number: "other") } ovat allekirjoittaneet tämän { -agreement(case: "genitive") } uuden version; sen yksilöi lähdetiiviste.

section-disputes = Erimielisyydet
law = Tähän { -agreement(case: "illative") } sovelletaan seuraavan valtion lakia: { $country }.

section-term = Voimassaolo ja päättäminen
term-fixed = Tämä { -agreement } tulee voimaan { $from } ja päättyy { $until }.
term-open = Tämä { -agreement } tulee voimaan { $from } ja on voimassa toistaiseksi.
term-from-signing = Tämä { -agreement } tulee voimaan, kun viimeinen { -party } on allekirjoittanut sen.
term-renews = Sen jälkeen se jatkuu { CASE($renewal, "partitive") } kerrallaan, jollei jompikumpi { -party } irtisano sitä.
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
terminate-condition = { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} voi irtisanoa tämän { -agreement(case: "genitive") }, kun { $condition }.
credits-and-termination = Oikeus irtisanoa ei riipu siitä, onko { -service-credit(number: "other", case: "partitive") } vaadittu.
