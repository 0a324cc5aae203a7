# Soveltamisala, palveluajat, kiireellisyysluokat, velvollisuudet ja sopimustasojen suhde.

section-definitions = Määritelmät
section-scope = Soveltamisala
scope-intro = { -provider } tuottaa { -customer(case: "allative") } seuraavat { -service(number: "other") }.
scope-intro-everybody = Tämän { -agreement(case: "genitive") } { -service-level(number: "other") } koskevat jokaista { -service(case: "partitive") }, jota { -provider } tarjoaa.
scope-includes = Siihen sisältyvät: { $items }.
scope-excludes = Siihen eivät sisälly: { $items }.
scope-owner = Siitä vastaa { $owner }.
scope-needs-all = Se on riippuvainen seuraavista: { $services }.
scope-needs-some = Se on riippuvainen seuraavista: { $services }. Näistä vähintään { $count } on oltava toiminnassa.
scope-independent = Niiden on ilmoitettu vikaantuvan toisistaan riippumatta.
scope-not-independent = Niiden ei oleteta vikaantuvan toisistaan riippumatta.
column-service = Palvelu
column-included = Sisältyy
column-not-included = Ei sisälly

section-hours = Palveluajat
hours-default = Jollei jossakin kohdassa toisin sanota, { -service-hours } on { $calendar }, ja tämän { -agreement(case: "genitive") } päivät, kuukaudet ja vuodet alkavat keskiyöllä aikavyöhykkeellä { $zone }.
hours-always = kaikkina aikoina, vuoden jokaisena päivänä
hours-weekly = { $days } klo { $from }–{ $to }
hours-weekly-next-day = { $days } klo { $from } – seuraavana päivänä klo { $to }
hours-all-day = { $days } ympäri vuorokauden
hours-days-range = { $first }–{ $last }
hours-in-zone = { $hours }, aikavyöhykkeellä { $zone }
hours-except-holidays = ei kuitenkaan yleisinä vapaapäivinä ({ $country })
hours-except-dates = ei kuitenkaan seuraavina päivinä: { $dates }
hours-also-dates = ja lisäksi seuraavina päivinä: { $dates }
hours-union = seuraavien palveluaikojen yhdiste: { $calendars }
hours-intersection = seuraaville palveluajoille yhteinen aika: { $calendars }
hours-difference = palveluaika { $first }, josta on vähennetty palveluaika { $second }
hours-holidays-known = Yleiset vapaapäivät ovat ne, jotka kalenterijulkaisu { $release } tuntee; { -party(number: "other") } voivat sopia muista kirjallisesti.
column-calendar = Palveluaika
column-meaning = Merkitys
surcharge = { $name }: veloitus on { $price } / { $unit }.
surcharge-outside = { $name }: veloitus on { $price } / { $unit }, kun työ tehdään seuraavan palveluajan ulkopuolella: { $calendar }.

section-priorities = Kiireellisyysluokat
priorities-intro = { -customer } ilmoittaa vaikutuksen ja kiireen, kun { -ticket } avataan; yhdessä ne ratkaisevat, mikä sen { -priority } on.
priorities-plain = Jokaisella { -ticket(case: "adessive") } on jokin seuraavista { -priority(number: "other", case: "elative") }.
column-priority = Luokka
column-name = Nimi
column-description = Kuvaus
matrix-impact = Vaikutus
matrix-urgency = Kiire
matrix-caption = { $rows } (rivit) ja { $columns } (sarakkeet)

section-responsibilities = Velvollisuudet
duties-provider = { -provider(case: "genitive") } velvollisuudet ovat:
duties-customer = { -customer(case: "genitive") } velvollisuudet ovat:
duties-third = Seuraavan osapuolen velvollisuudet: { $party }
section-requirements = Asiakkaan puolta koskevat vaatimukset
requirements-intro = { -service-level(number: "other") } edellyttävät { -customer(case: "genitive") } puolella seuraavaa:
requirements-effect = Se, miten luetaan aika, jona jokin vaatimus ei täyty, ratkaistaan kohdissa, joissa määrätään, mitä on { -excluded-time }; pelkkä vaatimus ei sulje mitään pois.

section-precedence = Etusijajärjestys
precedence-under = Tämä { -agreement } on tehty seuraavan ylemmän sopimuksen nojalla: { $upper }. Kaikki siinä sovittu pätee myös tässä, jollei tässä { -agreement(case: "inessive") } määrätä toisin silloin, kun { $upper } sen sallii.
precedence-top = Mikään muu sopimus ei ole tämän { -agreement(case: "genitive") } yläpuolella.
precedence-permission = { $permission ->
   *[tighten] Tämän nojalla tehdyissä sopimuksissa saa tiukentaa mutta ei lieventää seuraavaa: { $guarantee }.
    [change] Tämän nojalla tehdyissä sopimuksissa saa muuttaa seuraavaa: { $guarantee }.
    [not-change] Tämän nojalla tehdyissä sopimuksissa ei saa muuttaa seuraavaa: { $guarantee }.
}
precedence-inherited = { $guarantee } perustuu ylempään sopimukseen { $upper } ja pätee tässä sellaisenaan.
precedence-tightened = { $guarantee } korvaa ylemmän sopimuksen { $upper } vastaavan kohdan ja on vähintään yhtä tiukka.
precedence-order = Jos tekstit poikkeavat toisistaan, yksityiskohtaisempi taso on ratkaiseva: yhtä palvelua koskeva sopimus ennen asiakaskohtaista ja tämä ennen yleistä.

section-supports = Tukevat sopimukset
supports-intro = { -provider } nojaa lupauksissaan seuraaviin sopimuksiin.
column-agreement = Sopimus
column-kind = Laji
column-promise = Lupaus
column-margin = Marginaali
column-exposure = Vastuun määrä
handling = Käsittelyjärjestys, { $step }: { $chain }.
handling-then = ensin { $first }, sitten { $second }
handling-or = { $first } tai { $second } tarpeen mukaan
handling-with = { $first } yhdessä seuraavan kanssa: { $second }
handling-handover = kuhunkin siirtoon varataan { $duration }
margin-kept = Palvelutason { $guarantee } katkovarasta pidetään varalla { $margin }.
exposure-period = Pahimpana jaksona ({ $period }) tämän { -agreement(case: "genitive") } nojalla hyvitetään { $owed } ja tukevista sopimuksista saadaan takaisin { $recovered }.
