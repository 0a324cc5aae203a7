# Hyvitykset, bonukset, enimmäismäärät, vaatimukset ja laskuesimerkit.

section-fees = Maksut
fees-intro = { -customer } maksaa seuraavat { -fee(number: "other") }.
fee-per = { $amount } / { $period }
column-fee = Maksu
column-amount = Määrä
section-credits = Palveluhyvitykset ja bonukset
section-credits-only = Palveluhyvitykset
credits-intro = Kun { -service-level } alittuu, { -provider } antaa { -customer(case: "allative") } { -service-credit(case: "genitive") } seuraavasti.
credits-none = Tämän { -agreement(case: "genitive") } { -service-level(number: "other", case: "elative") } ei ole sovittu { -service-credit(number: "other", case: "partitive") }.
column-result = { $metric }, { $period }
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
amount-share-each-block = { $amount } jokaiselta { $of ->
   *[down] { -downtime(case: "genitive") }
    [late] viivästyksen
} { $rounding ->
   *[full] täydeltä { CASE($block, "ablative") }
    [started] alkavalta { CASE($block, "ablative") }
}
amount-beyond = { $amount }, luettuna vasta ensimmäisten jälkeen: { $free }
amount-once-per-day = { $amount }, enintään kerran päivässä
amount-days-of-service = palvelun hinta, { $days }
amount-times-price = katkoajan hinta kerrottuna luvulla { $factor }
amount-points = { $count ->
    [one] { $count } piste
   *[other] { $count } pistettä
}
amount-at-most = { $amount }, enintään { $cap }
credit-owed-above = Mitä tämän takuun vuoksi on maksettava, maksetaan kerran, ylemmän sopimuksen ({ $upper }) perusteella.
credit-first-period = Jaksot ennen kuin tämä { -agreement } tuli voimaan luetaan täytetyiksi.
bonus-intro = Kun { -service-level } ylittyy seuraavasti, { -customer } maksaa { -provider(case: "allative") } { -bonus(case: "genitive") }.
switch-combine = { $combine ->
   *[highest] Kun samalla jaksolla alittuu useampi { -service-level }, annetaan vain suurin { -service-credit }.
    [sum] Kun samalla jaksolla alittuu useampi { -service-level }, { -service-credit(number: "other") } lasketaan yhteen.
    [agreeing] Jokaisen { -service-level(case: "genitive") } on johdettava samaan määrään, ja se annetaan kerran. Jos määrät eroavat, { -agreement } ei kerro, mikä niistä annetaan.
    [customer] Kun samalla jaksolla alittuu useampi { -service-level }, { -customer } valitsee, mikä yksi { -service-credit } annetaan.
}
cap-agreement = Kaikki { -service-credit(number: "other") } ovat { CASE($period, "every") } yhteensä enintään { $cap }.
cap-corporate = Kaikki sopimukseen { $upper } perustuvat { -service-credit(number: "other") } ovat { CASE($period, "every") } yhteensä enintään { $cap }.
cap-none = { -service-credit(number: "other", case: "elative") } ei ole sovittu enimmäismäärää.
cap-order = { -service-credit } lasketaan tässä järjestyksessä: { $steps }.
cap-step = { $step ->
   *[tier] taulukon porras
    [excess] vapaan ajan ylittävä osa
    [block] laskettavien yksiköiden määrä
    [each] kunkin yksikön enimmäismäärä
    [doubled] kaksinkertaistaminen
    [guarantee] yksittäisen { -service-level(case: "genitive") } enimmäismäärä
    [combination] usean alituksen sääntö
    [agreement] tämän { -agreement(case: "genitive") } enimmäismäärä
    [corporate] yleisen tason enimmäismäärä
    [minimum] pienin annettava määrä
    [rounding] rahamäärän pyöristys
}
money-rounding = { $mode ->
   *[half-even] Rahamäärät pyöristetään lähimpään määrään, jonka tarkkuus on { $unit }; kahden määrän puoliväliin osuva määrä pyöristetään siihen, jonka viimeinen numero on parillinen.
    [half-up] Rahamäärät pyöristetään lähimpään määrään, jonka tarkkuus on { $unit }; kahden määrän puoliväliin osuva määrä pyöristetään ylöspäin.
    [down] Rahamäärät pyöristetään alaspäin tarkkuuteen { $unit }.
    [up] Rahamäärät pyöristetään ylöspäin tarkkuuteen { $unit }.
}

section-claims = Hyvitysten vaatiminen
claim-on-request = { -service-credit } annetaan pyynnöstä. { -customer } vaatii sitä { CASE($window, "genitive") } kuluessa { -measurement-period(case: "genitive") } päättymisestä; sen jälkeen oikeus raukeaa.
claim-automatic = { -provider } antaa jokaisen { -service-credit(case: "genitive") } pyytämättä.

fees-above = Seuraavista { -fee(number: "other", case: "elative") } on sovittu ylemmällä tasolla, eikä niitä makseta uudelleen tämän { -agreement(case: "genitive") } nojalla.
