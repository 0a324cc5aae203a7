# Soveltamisala, palveluajat, kiireellisyysluokat, velvollisuudet ja sopimustasojen suhde.

section-definitions = Määritelmät
section-scope = Soveltamisala
scope-intro = { -provider } tuottaa { -customer(case: "allative") } seuraavat { -service(number: "other") }.
scope-intro-everybody = Tämän { -agreement(case: "genitive") } { -service-level(number: "other") } koskevat jokaista { -service(case: "partitive") }, jota { -provider } tarjoaa.
scope-owner = { $side ->
   *[provider] Siitä vastaa { $owner }.
    [customer] { -customer(case: "genitive") } puolella siitä huolehtii { $owner }.
}
scope-independent = Niiden on ilmoitettu vikaantuvan toisistaan riippumatta.
scope-not-independent = Niiden ei oleteta vikaantuvan toisistaan riippumatta.
column-service = Palvelu

section-hours = Palveluajat
hours-always = kaikkina aikoina, vuoden jokaisena päivänä
hours-all-day = { $days } ympäri vuorokauden
hours-days-range = { $first }–{ $last }
hours-in-zone = { $hours }, aikavyöhykkeellä { $zone }
hours-also-dates = ja lisäksi seuraavina päivinä: { $dates }
hours-union = seuraavien aikojen yhdiste: { $calendars }
hours-intersection = seuraaville yhteinen aika: { $calendars }
hours-difference = { $first }, josta on vähennetty { $second }
column-calendar = Aika
column-meaning = Merkitys
surcharge-outside = Tämä veloitus koskee vain aikaa, joka ei kuulu seuraavaan: { $calendar }.

column-priority = Luokka
column-name = Nimi
column-description = Kuvaus
matrix-impact = Vaikutus
matrix-urgency = Kiire

section-responsibilities = Velvollisuudet
duties-provider = { -provider(case: "genitive") } velvollisuudet ovat seuraavat:
duties-customer = { -customer(case: "genitive") } velvollisuudet ovat seuraavat:
section-requirements = { -customer(case: "genitive") } puolta koskevat vaatimukset
requirements-intro = { -service-level(number: "other") } edellyttävät { -customer(case: "genitive") } puolella jäljempänä lueteltua.
requirements-effect = Vaatimus ei yksin sulje mitään pois: poissulkemista koskevat kohdat ratkaisevat, onko aika, jona se ei täyty, { -excluded-time(case: "partitive") }.

section-precedence = Etusijajärjestys
precedence-permission = { $permission ->
   *[tighten] Tämän { -agreement(case: "genitive") } nojalla tehdyissä sopimuksissa saa tiukentaa mutta ei lieventää seuraavaa: { $guarantee }.
    [change] Tämän { -agreement(case: "genitive") } nojalla tehdyissä sopimuksissa saa muuttaa seuraavaa: { $guarantee }.
    [not-change] Tämän { -agreement(case: "genitive") } nojalla tehdyissä sopimuksissa ei saa muuttaa seuraavaa: { $guarantee }.
}
precedence-order = Jos tekstit poikkeavat toisistaan, yksityiskohtaisempi taso on ratkaiseva: yhtä palvelua koskeva sopimus ennen asiakaskohtaista ja tämä ennen yleistä.

column-agreement = Sopimus
column-kind = Laji
column-promise = Lupaus
handling = Käsittelyjärjestys, { $step }: { $chain }.
hours-except = lukuun ottamatta seuraavia: { $closed }
holidays-of = yleiset vapaapäivät ({ $places })
