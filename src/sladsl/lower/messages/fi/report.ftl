# Palvelutasoraportti: mihin jaksolla päädyttiin, miten, ja mitä siitä seuraa.

report-title = Palvelutasoraportti
report-agreement = Sopimus
report-agreement-version = { $title }, versio { $version }
report-period = Jakso
report-begins = Alkaa
report-ends = Päättyy
report-zone = Aikavyöhyke
report-data = Luetut tiedot
report-quarter = { $year }, vuosineljännes { $number }
report-week = { $year }, viikko { $number }
report-clause = kohta { $number }
report-part = { $title }: { $part }

section-report-summary = Yhteenveto
report-all-met = { $period }: { $count ->
    [one] { $met } palvelutasosta on tulos, ja se täyttyi
   *[other] kaikki { $met } palvelutasoa, joista on tulos, täyttyivät
}.
report-some-missed = { $period }: palvelutasoista, joista on tulos ({ $decided }), { $count ->
    [one] alittui { $missed }
   *[other] alittui { $missed }
}. { -service-credit(case: "partitive") } ei makseta.
report-some-missed-owed = { $period }: palvelutasoista, joista on tulos ({ $decided }), { $count ->
    [one] alittui { $missed }
   *[other] alittui { $missed }
}. { -provider } antaa { -customer(case: "allative") } { -service-credit(case: "genitive") }: { $amount }.
report-none-decided = { $period }: yhdestäkään palvelutasosta ei ole tulosta.
report-owed-in-part = Osasta sopimus tai tiedot eivät kerro, mitä on hyvitettävä. Hyvityksiä koskeva luku kertoo, mistä ja miksi.
report-never-met = { -service-level }, josta ei ole tulosta, ei ole täyttynyt.
report-state = { $state ->
   *[met] täyttyi
    [missed] alittui
    [no-data] ei tietoja
    [not-applicable] ei sovelleta
    [undefined] määrittelemätön
}
report-credit-owed = { -service-credit }
report-bonus-owed = { -bonus }

section-report-levels = Palvelutasot jaksolla
report-levels-intro = Kohtien numerot ovat sopimuksen. Arvot ovat tarkkoja; pisteisiin päättyvässä arvossa on enemmän desimaaleja kuin näytetään.
report-column-clause = Kohta
report-column-promise = Palvelutaso
report-target = Tavoite
report-target-share = { $bound }; osuus { $share }
report-value = Arvo
report-exactly = Tarkasti
report-counted-from = Laskettu
report-state-label = Tulos
report-why = Syy
report-part-of = { $part } / { $whole }
report-part-of-unit = { $part } / { $whole } { $unit ->
   *[other] yksikköä
    [intervals] väliä
    [events] tapahtumaa
    [cases] tapausta
}

section-report-detail = Miten arvot syntyivät
report-promised-in = Luvattu sopimuksen kohdassa { $number }.
report-trend-caption = { $promise }, { $first } – { $last }
report-trend-said = { $title }, tavoite { $target }. { $points }.
report-trend-period = { $period }: { $said }
report-trend-point = { $value }, { $state }
report-nothing-counted = Mikään ei heikentänyt arvoa.
report-counted = { $what ->
   *[times] Nämä ajat heikensivät arvoa:
    [records] Nämä tapaukset heikensivät arvoa:
}
report-left-out = { $what ->
   *[times] Nämä ajat jätettiin laskematta:
    [records] Nämä tapaukset jätettiin laskematta:
}
report-column-from = Alkoi
report-column-until = Päättyi
report-column-length = Kesto
report-column-record = Tapaus
report-column-late = Myöhässä
report-column-amount = Määrä
report-column-why = Peruste
report-column-part = Osa
report-in-all = Yhteensä { $length }.
report-more = Luettelossa on { $shown } ensimmäistä; { $count ->
    [one] { $more } on luettelematta.
   *[other] { $more } on luettelematta.
}
report-by-clause = { $title } (kohta { $number })
report-reason = { $reason ->
   *[no-data] tietoja ei ole
    [cases] tapausten tietoja ei luettu
    [no-case] jaksolla ei ollut tapauksia
    [no-event] jaksolla ei ollut tapahtumia
    [no-time] jaksolla ei ole laskettavaa aikaa
    [not-in-force] ei ole voimassa jaksolla
    [still-open] yhä avoinna ja yhä ajoissa
    [not-deployed] palvelu ei ollut käytössä
    [outside-hours] laskettavien aikojen ulkopuolella
    [too-short] liian lyhyt laskettavaksi
    [partial] vain osa minuutista
    [no-row] mikään hyvitysten porras ei koske arvoa, joten sopimus ei anna vastausta
    [two-rows] kaksi hyvitysten porrasta koskee arvoa, joten sopimus antaa kaksi vastausta
    [no-signal] mitään ei mitattu
    [no-moment] kellon pysäyttävää aikaa ei ole kirjattu
    [not-fulfilled] sen ehto ei täyty
    [no-invoice] tiedoista ei ilmene, mitä laskutettiin
    [no-price] sopimus ei mainitse hintaa tällaiselle ajalle
    [no-worth] sopimus ei kerro pisteiden arvoa
    [no-risk] sopimus ei aseta määrää riskille
    [no-length] sopimus laskee aikaa, jolla ei ole kiinteää pituutta
    [unlike] sopimus vertaa keskenään erilaisia määriä tai arvoja
    [not-agreeing] lupausten piti johtaa samaan hyvitykseen, eivätkä ne johda
    [not-known] tiedoista ei ilmene, kuinka paljon lasketaan
    [no-formula] sopimus ei kerro, miten arvo lasketaan
    [no-fee] sopimus ei mainitse siihen maksua
}
report-reason-own = { $words }
report-reason-left-out = laskematta jäi tietueita, jotka voivat muuttaa arvoa: { $places }
report-no-value = ei arvoa
report-readings = sopimuksen voi lukea useammalla kuin yhdellä tavalla: { $words }

section-report-money = Hyvitykset ja bonukset
report-no-credits = Sopimuksessa ei ole sovittu { -service-credit(number: "other", case: "partitive") }.
report-nothing-owed = Jaksosta ei seuraa { -service-credit(case: "partitive") }.
report-missed-without = Alittui, mutta { -service-credit(case: "partitive") } ei ole sovittu: { $promises }.
report-owed-because = Tulos: { $state }, arvo { $value }.
report-owed-unsaid = Tulos: { $state }.
report-follows-clause = Sovelletaan sopimuksen kohtaa { $number }.
report-comes-to = { $what }, eli { $amount }
report-step-row = Sovelletaan porrasta ”{ $row }”: { $amount }
report-step-single = Sopimuksen mukaan: { $amount }
report-step-none = Mikään porras ei sovellu
report-step-excess = Vain tämän ylittävä aika lasketaan: { $free }
report-step-block = { $number } × { $length } { $of ->
   *[down] katkoa
    [late] viivästystä
} ({ $rounding ->
   *[full] vain täydet yksiköt
    [started] jokainen alkava yksikkö
}), kukin { $each }: { $total }
report-step-each = { $number } × { $thing }, kukin { $each }: { $total }
report-misses-in-a-row = alittunut peräkkäin ({ $window })
report-misses-of = alittunut (kertoja { $number }, aikana { $window })
report-step-doubled = Kaksinkertaistettu, koska { $misses }: { $amount }
report-step-not-yet = Hyvitystä ei vielä anneta; ehtona on, että palvelutaso on { $misses }
report-step-limit-each = Kukin enintään { $cap }: { $amount }
report-step-lapsed = Vaatimus on rauennut, joten mitään ei anneta
report-step-limit = Enintään { $cap }: { $amount }
report-step-unsaid = { $kind ->
   *[undefined] Sopimus ei kerro, mitä on hyvitettävä
    [no-data] Ilman tietoja ei ole hyvitettävää
}: { $why }
report-step-above = Maksetaan kerran, ylemmän sopimuksen ({ $upper }) perusteella, eikä tässä uudelleen
report-step-other = { $what }: { $amount }
report-step-points = { $points } pisteen arvo: { $amount }
report-step-combined = { $rule ->
   *[highest] Hyvityksistä ({ $number }: { $promises }) annetaan vain suurin: { $amount }
    [customer] { -customer } valitsee yhden hyvityksistä ({ $number }: { $promises }); suurin on { $amount }
    [sum] Hyvitykset ({ $number }: { $promises }) lasketaan yhteen: { $amount }
    [none] Hyvitykset ({ $number }: { $promises }) lasketaan yhteen, koska sopimuksessa ei ole niistä sääntöä: { $amount }
}
report-step-cap = { $kind ->
   *[own] Kaikki { -service-credit(number: "other") } ovat { CASE($period, "every") } yhteensä enintään { $cap }
    [corporate] Kaikki ylemmän tason { -service-credit(number: "other") } ovat { CASE($period, "every") } yhteensä enintään { $cap }
}: { $amount }
report-step-cap-window = { $kind ->
   *[own] Kaikki { -service-credit(number: "other") } ovat yhteensä enintään { $cap }
    [corporate] Kaikki ylemmän tason { -service-credit(number: "other") } ovat yhteensä enintään { $cap }
}: { $amount }
report-step-cap-used = { $said }, koska aiemmat jaksot ovat käyttäneet siitä { $used }
report-step-minimum = Alle { $minimum } ei hyvitetä
report-step-rounded = Pyöristetty valuutan pienimpään yksikköön: { $amount }
report-step-bonus = { -bonus }, { $promise }: { $amount }
report-step-back = { -service-credit } palautuu { -provider(case: "allative") } ({ $period }): { $amount }
report-step-by-clause = { $step } ({ $clause })
report-computed = { $kind ->
   *[credit] Laskettu
    [bonus] { -bonus }
}
report-granted = Siitä annetaan
report-together = Yhteensä
report-no-money = Mitään ei makseta.

section-report-actions = Mitä seuraavaksi
report-column-when = Viimeistään
report-column-action = Mitä
report-column-who = Kuka
report-who = { $who ->
   *[parties] Molemmat osapuolet
    [provider] { -provider }
    [customer] { -customer }
}
report-nothing-due = Mitään ei ole tehtävä.
report-do-claim = Vaadi { -service-credit }: { $amount }
report-do-grant = Anna { -service-credit } pyytämättä: { $amount }
report-do-settle = Selvitä { -service-credit }: { $amount }
report-do-bonus = Maksa { -bonus }: { $amount }
report-do-report = Raportoi, { $period }: { $promises }
report-do-inform = { $count ->
    [one] { $number } tapaus myöhästyi ({ $priority })
   *[other] { $number } tapausta myöhästyi ({ $priority })
}: sopimuksen mukaan tieto annetaan: { $informed }
report-do-agree = Sopikaa, mitä sopimus tarkoittaa, { $promise }: { $why }
report-do-data = Toimita puuttuvat tiedot: { $promises }
report-do-review = Tarkastelkaa sopimusta
report-do-notice = Viimeinen päivä irtisanoa ennen kauden päättymistä { $end }
report-do-terminate-of = Saa irtisanoa: { $promise } alittui viimeisistä jaksoista ({ $looked }) näin monella: { $missed }
report-do-terminate-row = Saa irtisanoa: { $promise } alittui peräkkäisillä jaksoilla, joita on { $missed }
report-rights-intro = Alituksista syntyvät oikeudet irtisanoa, laskettuna tähän jaksoon asti:
report-column-right = Oikeus syntyy, kun
report-column-missed = Alituksia
report-column-right-state = Tila
report-right-of = alituksia on { $needed }, kun jaksoja on { $window } ({ $period ->
   *[month] kuukausia
    [day] päiviä
    [week] viikkoja
    [quarter] vuosineljänneksiä
    [year] vuosia
})
report-right-row = peräkkäisiä alituksia on { $window } ({ $period ->
   *[month] kuukausia
    [day] päiviä
    [week] viikkoja
    [quarter] vuosineljänneksiä
    [year] vuosia
})
report-right-now = { $missed } (tunnetaan { $looked })
report-right-state = { $state ->
   *[open] ei täyty
    [reached] täyttyy
}

section-report-data = Tiedot ja perusteet
report-column-data = Tieto
report-column-read-from = Luettu
report-no-data = Tietoja ei luettu.
report-records = Tapauksia tiedostoissa
report-records-ours = Tätä sopimusta koskevia
report-records-used = Käytettyjä
report-records-left-out = Sopimattomina pois
report-remarks = { $count ->
    [one] Tietoja luettaessa tehtiin { $number } huomautus; raportin laatija näkee sen tiedostoineen ja riveineen.
   *[other] Tietoja luettaessa tehtiin { $number } huomautusta; raportin laatija näkee ne tiedostoineen ja riveineen.
}
report-exact-basis = Jokainen luku on laskettu tarkasti sopimuksesta ja näistä tiedoista; pyöristetty on vain siinä, missä sopimus pyöristää.
report-agreements-below = Tähän sopimukseen perustuvilla sopimuksilla on omat raporttinsa: { $agreements }.
report-some-missed-points = { $period }: palvelutasoista, joista on tulos ({ $decided }), { $count ->
    [one] alittui { $missed }
   *[other] alittui { $missed }
}. Tästä lasketaan { $points }.
report-points = Pisteet
report-only-sums = Mikä heikensi arvoa, tunnetaan vain summana.
report-thing = { $thing ->
   *[case] tapaus
    [ticket] tukipyyntö
    [outage] katkos
    [interval] väli
    [minute] minuutti
    [hour] tunti
    [day] päivä
    [week] viikko
    [month] kuukausi
}
