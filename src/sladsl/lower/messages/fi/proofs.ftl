# Lupausten todentaminen: sisäisen kappaleen liite ja kuvat. Summan osat ovat aikojensa vieressä.

schedule-proofs = Palvelulupausten todentaminen
proofs-intro = Tästä liitteestä ilmenee, pitävätkö tämän sopimuksen lupaukset niiden lupausten varassa, joihin ne nojaavat, pahimmassa tapauksessa, jonka tukevat sopimukset sallivat. Luvut johtuvat yksin sopimuksista. Ne on laskettu tarkasti niiltä päiviltä, joina kaikki sopimukset ovat voimassa, enintään { $years } vuoden päähän.
proof-state = { $state ->
   *[kept] pitää
    [presumed] pitää, jos se, mistä kukaan ei lupaa mitään, ei koskaan petä
    [broken] ei pidä
    [open] ei todistettu
}
proof-left = { $time } jää jäljelle
proof-too-much = { $state ->
   *[broken] { $time } liikaa
    [open] enintään { $time } liikaa
}
proof-over-all = luvattu enemmän kuin koko aika
proof-spare = { $time } pelivaraa
proof-no-spare = ei pelivaraa
proof-late = { $time } myöhässä
proof-endless = ei valmistu kymmenessä vuodessa
proof-for-too-few = { $spare }, mutta vain osassa tapauksista ({ $share })

column-proof-clause = Kohta
column-proof-worst = Pahin tapaus
column-proof-result = Tulos
column-proof-component = Tarvitaan
column-proof-down = Sallittu katko
column-proof-share = Osuus sallitusta
column-proof-from = Alkaa
column-proof-what = Tapahtuma
column-proof-for = Kesto
column-proof-until = Viimeistään
column-proof-step = Vaihe
column-proof-within = Määräaika

proof-promised = Luvattu
proof-promised-in = { $bound } (kohta { $number })
proof-in-each = { $bound } { CASE($period, "every") }
proof-result = Tulos
proof-result-worst = { $state }; pahimmassa tapauksessa { $spare }
proof-guaranteed = Taattu
proof-guaranteed-figure = { $figure }, tapahtuipa tukevien lupausten rajoissa mitä tahansa
proof-expected = Odotettavissa
proof-expected-figure = { $figure }, jos kaikki vikaantuisi toisistaan riippumatta; kukaan ei takaa tätä
proof-expected-between = { $least } – { $most }
proof-worst-period = Pahin jakso
proof-period-counted = { $period }, josta lasketaan { $time }
proof-rolling = { $length }, viimeinen päivä { $last }
proof-trailing = { $length }, päättyen { $end }
proof-any-trailing = mitkä tahansa { $length } välillä { $start } – { $end }
proof-worst-begins = Pahin alkuhetki
proof-begins-in = { $moment }, aikavyöhyke { $zone }
proof-moment = { $day } klo { $time }

proof-table-intro = Pahimmalla jaksolla ({ $period }) lupauksen perustana olevat palvelut saavat olla poissa käytöstä seuraavasti.
proof-row-together = yhteensä, niin kuin niitä tarvitaan
proof-row-allowed = lupaus sallii
proof-row-slack = { $state ->
   *[left] jää jäljelle
    [over] liikaa
    [open] liikaa enintään
}
proof-row-nobody = ei kukaan
proof-row-never = oletetaan toimivan aina
proof-sum = { $sum }; sallittu: { $allowed }; { $slack }.
proof-sum-equals = { $sum } = { $total }
proof-sum-more = { $count } muuta
proof-sum-part = { $part } { $time }
proof-sum-shortest = { $number ->
   *[two] lyhyempi seuraavista: { $parts }
    [more] lyhin seuraavista: { $parts }
}
proof-sum-at-once = { $number } yhtä aikaa seuraavista: { $parts }
proof-sum-whole = { $sum } ({ $time })
proof-sum-possible = { $reason ->
    [period] { $sum }, josta { $possible } on kaikki, mikä lasketaan
   *[times] { $sum }, josta enintään { $possible } on mahdollista, koska kukin voi olla poissa käytöstä vain omina aikoinaan
    [intervals] { $sum }, josta enintään { $possible } on mahdollista kokonaisina mittausväleinä
}
proof-sum-excused = { $sum }, vähennettynä { $excused }, jonka tämä lupaus jättää itse laskematta, kerran kaikkien osalta: { $left }
proof-sum-tangle = { $parts }, niin kuin niitä tarvitaan yhdessä
proof-part-named = { $component } ({ $agreement })

proof-case-intro = Pahin tapaus, jossa jokainen tukeva lupaus silti pidetään:
proof-case-recorded = Pahin tapaus, jossa jokainen tukeva lupaus silti pidetään ja muina aikoina on kirjattu tämän lupauksen ulkopuolelle niin paljon kuin se sallii (peruste: { $exclusions }):
proof-case-unrecorded = Pahin tapaus, jossa jokainen tukeva lupaus silti pidetään eikä mitään ole kirjattu tämän lupauksen ulkopuolelle, ei edes ikkunoissa olevia katkoja (peruste: { $exclusions }):
proof-case-down = Poissa käytöstä: { $component }
proof-case-repeated = Poissa käytöstä: { $component }, ja yhtä kauan vielä { $more } kertaa, viimeksi alkaen { $last }
proof-case-shown = Tässä tapauksessa lasketaan { $counted }. Loppu, enintään { $bound }, on yläraja, jolle ei löytynyt tapausta.
proof-assumed = Oletetaan, ettei mitään suljeta pois seuraavilla perusteilla, joilla ei ole rajaa: { $exclusions }.
proof-same-work = Oletetaan, että tukevien lupausten ulkopuolelle jäävä työ on tässäkin perusteen { $exclusions } mukaista ja että rajaa kuluttaa vain tällainen työ, kun se katkaisee palvelun.
proof-unchosen = Oletetaan, että palvelua { $part } tukee { $taken }: samaa lupaa myös { $others }, eikä mitään niistä ole valittu.
proof-one-ground = Oletetaan, ettei mikään aika kuulu kahteen tällaiseen perusteeseen.
proof-begun = Todistus koskee kokonaisia jaksoja. Seuraavat ovat vajaita, eikä niitä tarkastella: { $periods }.
proof-gap = Seuraavasta hetkestä alkaen kukaan ei lupaa mitään palvelusta { $part }, ja sen oletetaan toimivan: { $moment }, kesto { $time }.
proof-empty = Oletetaan, että jokaisella aikavälillä on jotain laskettavaa: tyhjä aikaväli on seuraaville edullisempi kuin tälle lupaukselle: { $promises }.
proof-undeployed = Oletetaan, että kaikki on käytössä koko ajan: käyttöönottoa edeltävä aika on seuraaville edullisempi kuin tälle lupaukselle: { $promises }.
proof-on-condition = Oletetaan, että seuraavien lupausten voimassaolon ehdot täyttyvät: { $promises }.
proof-time-untimed = Oletetaan, että tapaukset hoidetaan ajoissa myös seuraavissa, joista kukaan ei lupaa sitä: { $parts }.
proof-time-days = Oletetaan, että tapaus hoidetaan loppuun niin kuin sen alkamispäivänä on luvattu.
proof-time-unhandled = Oletetaan, että tapaukset hoidetaan ajoissa myös seuraavissa prioriteeteissa, joita kukaan ei käsittele: { $priorities }.
proof-time-at-once = Oletetaan, että lupauksen perustana olevat palvelut palautetaan yhtä aikaa.
proof-time-cut = Oletetaan, ettei mikään tämän lupauksen ulkopuolelle jäävä päätä työpäivää, johon mennessä se on pidettävä.
proof-time-still = Oletetaan, ettei mikään kello pysähdy: kun seuraavien lupausten kello seisoo, tämän lupauksen kello, joka laskee toisin, voi käydä: { $promises }.
proof-time-shares = Oletetaan, että seuraavat lupaukset myöhästyvät joka jaksolla enintään yhtä suuressa osassa näitä tapauksia kuin kaikissa laskemissaan: { $promises }.
proof-soft = Seuraavien lupausten rikkomisesta ei seuraa hyvitystä: { $promises }.
proof-short-ones = Oletetaan, etteivät katkot, jotka ovat liian lyhyitä laskettaviksi, seuraa toisiaan tai pidempää katkoa yhtäjaksoisesti.
proof-adds-up = Oletetaan, etteivät usean palvelun häiriöt, joista mikään ei yksin tee aikavälistä huonoa, tee siitä huonoa yhdessä.
proof-unpromised = Seuraavista kukaan ei lupaa mitään, ja niiden oletetaan toimivan aina: { $parts }.
proof-uncounted = Ajasta, joka koskee palvelua { $part }, { $time } on sellaista, jota sen oma lupaus ei laske mutta tämä laskee.
proof-touched = Ajasta, joka koskee palvelua { $part }, { $work } on sellaista, jota sen oma lupaus ei laske; tässä lupauksessa jokainen aikaväli ({ $interval }), johon siitä osuu jotakin, katsotaan kokonaan huonoksi: { $time }.
proof-shared = Ajasta, joka koskee palvelua { $part }, sen oma lupaus jättää laskematta vielä { $time } aikoina, joina palvelu voi olla poissa käytöstä muutenkin: se ei lisää mitään.
proof-spread = Lupaus, joka koskee palvelua { $part }, lasketaan lyhyemmin aikavälein kuin tämä lupaus, ja yksikin huono aikaväli pilaa tässä kokonaisen pidemmän: se, minkä lupaus sallii, on luettu { $times }-kertaisena.
proof-apart = Aikavälit, joina palvelua { $part } koskeva lupaus lasketaan, alkavat eri aikoina kuin tämän lupauksen aikavälit eivätkä kerro niistä mitään: palvelun katsotaan olevan poissa käytöstä koko ajan.
proof-outside = Ajasta, joka koskee palvelua { $part }, { $time } on sen oman lupauksen ajan ulkopuolella.
proof-concentrated = Lupaus, joka koskee palvelua { $part }, lasketaan { CASE($period, "every") }. Kaikki, minkä se sallii, voi osua samaan jaksoon ({ $worst }).
proof-other-zone = Lupaus, joka koskee palvelua { $part }, lasketaan aikavyöhykkeen { $theirs } kellojen mukaan, tämä lupaus aikavyöhykkeen { $mine }: sen jaksoja osuu samaan jaksoon ({ $worst }) { $count }, ja siihen voi osua kaikki, minkä kukin niistä sallii.
proof-rounded = Jos tulos sopimuksen mukaan pyöristetään ennen vertaamista, se on otettu ajoissa huomioon.
proof-open = Ei löytynyt tapausta, jossa jokainen tukeva lupaus pitää mutta tämä ei: lupausta ei ole todistettu, mutta se voi silti pitää.
proof-safe = Lupauksen perustaa ei ole punnittu loppuun asti; ilmoitettu aika ei koskaan ylity, mutta ei ehkä täytykään.

proof-chain-intro = Pahin tapaus, kun jokainen vaihe kestää niin pitkään kuin se saa:
proof-chain-begins = Tapaus alkaa
proof-chain-handover = Siirto
proof-chain-due = Luvattu viimeistään
proof-hours-always = kaikkina aikoina
proof-hours-during = { $time }, aika: { $calendar }
proof-hours-all = { $time }, kaikkina aikoina
proof-share-of-cases = { $limit }, { $share } tapauksista
proof-named = { $agreement }: { $promise }

proof-picture-title = { $promise }: { $service } { $bound }
proof-picture-course-title = { $promise }: { $bound }
proof-picture-budget = Kuinka kauan tukevat lupaukset sallivat palvelun olla poissa käytöstä: { $service }, { $period }, laskettavaa aikaa { $time }
proof-picture-slack = { $state ->
   *[kept] Sallittu: { $allowed }; { $slack }
    [broken] Ei pidä. Sallittu: { $allowed }; { $slack }
    [open] Ei todistettu: tapausta, jossa lupaus ei pidä, ei tunneta. Sallittu: { $allowed }; { $slack }
}
proof-picture-told = { $state }: { $sum }; sallittu: { $allowed }; { $slack }
proof-picture-together = yhteensä
proof-picture-most = { $state ->
   *[kept] pisin mahdollinen katko
    [open] ei todistettu; ei koskaan enempää
}
proof-picture-allowed = sallittu: { $time }
proof-picture-at-once = mahdollisia yhtä aikaa
proof-picture-unpromised = ei luvattu, oletus: toimii
proof-picture-needed-together = tarvitaan yhdessä
proof-picture-choice = { $number } seuraavista: { $parts }
proof-picture-note = { $subject }: { $target }
proof-picture-per = { $target }, { $period }
proof-picture-here = luvattu tässä
proof-picture-begins = Pahin tapaus alkaa { $start }, { $zone }; luvattu viimeistään { $due }, valmis viimeistään { $done }: { $verdict }
proof-picture-begins-endless = Pahin tapaus alkaa { $start }, { $zone }; luvattu viimeistään { $due }: { $verdict }
proof-picture-legend = Varjostettu: aukioloaika. Täysi palkki: aika kuluu. Ääriviiva: odotetaan. Punainen: luvatun ajan jälkeen.
proof-picture-due = luvattu viimeistään { $moment }
proof-picture-clocks = { $way ->
   *[forward] kellot siirtyvät eteenpäin
    [back] kellot siirtyvät taaksepäin
}
proof-picture-step = { $step } viimeistään { $moment }
proof-picture-endless = { $step } { $moment }

short-day = { $value } vrk
short-hour = { $value } h
short-minute = { $value } min
short-second = { $value } s
