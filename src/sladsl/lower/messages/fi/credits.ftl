# Hyvitykset, bonukset, enimmäismäärät, vaatimukset ja laskuesimerkit.

section-fees = Maksut
fees-intro = { -customer } maksaa seuraavat { -fee(number: "other") }.
fee-per = { $amount } / { $period }
fee-once = { $amount }, kertamaksu
column-fee = Maksu
column-amount = Määrä
section-credits = Palveluhyvitykset ja bonukset
section-credits-only = Palveluhyvitykset
credits-intro = Kun { -service-level } alittuu, { -provider } antaa { -customer(case: "allative") } { -service-credit(case: "genitive") } seuraavasti.
credits-none = Tämän { -agreement(case: "genitive") } { -service-level(number: "other", case: "elative") } ei ole sovittu { -service-credit(number: "other", case: "partitive") }.
credit-heading = { $guarantee }
column-result = { $metric } ({ $period })
column-credit = Palveluhyvitys
column-bonus = Bonus
tier-below = alle { $upper }
tier-below-to = alle { $upper } ja vähintään { $lower }
tier-above = yli { $lower }
tier-above-to = yli { $lower } ja enintään { $upper }
tier-at-least = vähintään { $lower }
tier-at-most = enintään { $upper }
tier-between = { $low-side ->
   *[closed] vähintään { $lower }
    [open] yli { $lower }
} ja { $high-side ->
   *[open] alle { $upper }
    [closed] enintään { $upper }
}
credit-condition = { -service-credit } on { $amount }, kun { $condition }.
credit-is = { -service-credit } on { $amount }.
bonus-is = { -bonus } on { $amount }.
amount-share = { $share } (peruste: { $fee })
amount-share-each-block = { $amount } jokaiselta { $rounding ->
   *[full] täydeltä { CASE($block, "ablative") }
    [started] alkavalta { CASE($block, "ablative") }
} ({ $of ->
   *[down] { -downtime }
    [late] viivästys
})
amount-beyond = { $amount }, luettuna vasta ensimmäisten jälkeen: { $free }
amount-once-per-day = { $amount }, enintään kerran päivässä
amount-days-of-service = palvelun hinta, { $days }
amount-times-price = katkoajan hinta kerrottuna luvulla { $factor }
amount-points = { $count ->
    [one] { $count } piste
   *[other] { $count } pistettä
}
amount-at-most = { $amount }, enintään { $cap }
points-intro = Yhden { -measurement-period(case: "genitive") } pisteet lasketaan yhteen ja muunnetaan rahaksi seuraavan taulukon mukaan.
column-points = Pisteet
switch-blocks = { $rounding ->
   *[full] Vain täydet yksiköt ({ $block }) luetaan; ylijäävää osaa ei lueta.
    [started] Jokainen alkanut yksikkö ({ $block }) luetaan kokonaan.
}
switch-excess = { $counts ->
   *[all] Kun { -service-level } alittuu, hyvitykseen luetaan jakson koko { -downtime }.
    [excess] Hyvitykseen luetaan vain se { -downtime }, joka ylittää sallitun.
}
credit-doubled = Hyvitys kaksinkertaistuu, kun { -service-level } alittuu { $count ->
    [one] { $count } jaksolla
   *[other] { $count } peräkkäisellä jaksolla
}.
credit-earned-back = Hyvitys palautuu { -provider(case: "allative") }, kun { -service-level } sen jälkeen täyttyy { $count ->
    [one] { $count } jaksolla
   *[other] { $count } peräkkäisellä jaksolla
}.
credit-first-period = Jaksot ennen kuin tämä { -agreement } tuli voimaan luetaan täytetyiksi.
bonus-intro = Kun { -service-level } ylittyy seuraavasti, { -customer } maksaa { -provider(case: "allative") } { -bonus(case: "genitive") }.
switch-combine = { $combine ->
   *[highest] Kun samalla jaksolla alittuu useampi { -service-level }, annetaan vain suurin { -service-credit }.
    [sum] Kun samalla jaksolla alittuu useampi { -service-level }, { -service-credit(number: "other") } lasketaan yhteen.
    [customer] Kun samalla jaksolla alittuu useampi { -service-level }, { -customer } valitsee, mikä yksi { -service-credit } annetaan.
}
cap-guarantee = Palvelutasosta { $guarantee } annettava { -service-credit } on enintään { $cap } / { $period }.
cap-agreement = Kaikki { -service-credit(number: "other") } ovat yhteensä enintään { $cap } / { $period }.
cap-corporate = Kaikki sopimukseen { $upper } perustuvat { -service-credit(number: "other") } ovat yhteensä enintään { $cap } / { $period }.
cap-none = { -service-credit(number: "other", case: "elative") } ei ole sovittu enimmäismäärää.
cap-order = Rajoituksia sovelletaan tässä järjestyksessä: { $steps }.
cap-step = { $step ->
   *[tier] taulukon porras
    [guarantee] yksittäisen palvelutason enimmäismäärä
    [combination] usean alituksen sääntö
    [agreement] tämän sopimuksen enimmäismäärä
    [corporate] yleisen tason enimmäismäärä
}
money-rounding = Rahamäärien pyöristystarkkuus on { $unit }; { $mode ->
   *[half-even] puolikas pyöristetään parilliseen.
    [half-up] puolikas pyöristetään ylöspäin.
    [floor] ylijäävä osa jätetään pois.
    [ceiling] ylijäävä osa pyöristetään ylöspäin.
}

section-claims = Hyvitysten vaatiminen
claim-on-request = { -service-credit } annetaan pyynnöstä. { -customer } vaatii sitä { CASE($window, "genitive") } kuluessa { -measurement-period(case: "genitive") } päättymisestä; sen jälkeen oikeus raukeaa.
claim-after-event = { -service-credit } annetaan pyynnöstä. { -customer } vaatii sitä { CASE($window, "genitive") } kuluessa tapahtumasta, johon se perustuu; sen jälkeen oikeus raukeaa.
claim-automatic = { -provider } antaa jokaisen { -service-credit(case: "genitive") } pyytämättä.

example-allowance-intro = Tavoite { $target } sallii yhdellä jaksolla ({ $period }) seuraavan verran { -downtime(case: "partitive") }:
example-allowance-months = Kuukaudet ovat eripituisia, joten vaihtelee myös se { -downtime }, jonka tavoite { $target } sallii:
column-month-length = Kuukauden pituus
column-downtime-allowed = Sallittu katkoaika
example-month = { $count ->
    [one] { $count } päivä
   *[other] { $count } päivää
}
example-outage = Kun { CASE($month, "genitive") } kuukaudessa on yksi katko, jonka pituus on { $outage }, { $metric } on { $value }: { -service-level } { $verdict ->
   *[missed] alittuu, ja { -service-credit } on { $credit }.
    [met] täyttyy, eikä { -service-credit(case: "partitive") } anneta.
}
example-outage-bonus = Kun { CASE($month, "genitive") } kuukaudessa on yksi katko, jonka pituus on { $outage }, { $metric } on { $value } ja { -bonus } on { $bonus }.
example-computation = { $amount } × { $share } = { $result }
example-rounded = Arvo esitetään pyöristettynä { $count ->
    [one] { $count } desimaaliin
   *[other] { $count } desimaaliin
}.
