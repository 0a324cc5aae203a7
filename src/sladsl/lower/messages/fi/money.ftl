# Määrät ja hyvitystaulukkojen rivit.

fee-named = maksu ”{ $fee }”
fee-monthly = kuukausimaksu
fee-quarterly = neljännesvuosimaksu
fee-yearly = vuosimaksu
share-of-fee-named = { $share } maksusta ”{ $fee }”
share-of-fee-monthly = { $share } kuukausimaksusta
share-of-fee-quarterly = { $share } neljännesvuosimaksusta
share-of-fee-yearly = { $share } vuosimaksusta
amount-for-each = { $amount } kustakin yksiköstä ({ $thing })
amount-for-each-ticket = { $amount } kustakin { -ticket(case: "elative") }
amount-once-per-period = { $amount }, enintään kerran jaksossa ({ $period })
tier-otherwise = kaikissa muissa tapauksissa
tier-exactly = tasan { $value }
tier-any = mikä tahansa arvo
tiers-strictest = Jos useampi rivi soveltuu, niistä sovelletaan tiukinta.
credits-of-none = Seuraavista ei ole sovittu { -service-credit(case: "partitive") }: { $promises }.
credit-for-miss = Kun tämä { -service-level } alittuu, { -service-credit } on { $amount }.
bonus-for-met = Kun tämä { -service-level } täyttyy, { -bonus } on { $amount }.
credit-doubled-after = { -service-credit } kaksinkertaistuu, kun { -service-level } alittuu yhtäjaksoisesti ({ $window }).
credit-back-after = { -service-credit } palautuu { -provider(case: "allative") }, kun { -service-level } sen jälkeen täyttyy yhtäjaksoisesti ({ $window }).
credit-each-cell = Se lasketaan taulukon jokaiselle riville ja jokaiselle sarakkeelle erikseen.
credit-minimum = { -service-credit(case: "partitive") }, joka on alle { $minimum }, ei anneta.
credit-common = Yhdistäminen ja enimmäismäärät
share-of-fee-titled = { $share } maksusta ”{ $fee }”
points-intro = Yhden { -measurement-period(case: "genitive") } pisteet lasketaan yhteen, ja ne muunnetaan seuraavan taulukon mukaan: niin saadaan { -service-credit }. Ensimmäisen rivin pistemäärää pienempi pistemäärä ei oikeuta mihinkään.
column-points = Pisteet
tier-hole = Arvo, joka on täsmälleen { $value }, ei täytä tavoitetta eikä kuulu mihinkään näistä riveistä.
tier-overlap = Arvo, joka on täsmälleen { $value }, täyttää tavoitteen ja kuuluu silti riviin ”{ $row }”.
fee-per-hour = { $amount } / tunti
fee-each = { $amount } / kappale
fee-invoiced = laskutuksen mukaan / { $period }, { $currency }
share-of-amount = { $share } määrästä: { $amount }
share-of-risk = { $share } hyvitysvarasta
amount-following = { $amount }, { -measurement-period(case: "genitive") } jälkeiseltä ajalta
amount-before = { $amount }, edeltävältä ajalta ({ $days }) laskutettuna
amount-days-of-fee = { $fee }, { $days }
amount-times-fee = { $fee } katkoajalta kerrottuna luvulla { $factor }
amount-each-date = { $amount } jokaiselta kalenteripäivältä, { $rounding ->
   *[full] jonka { $of ->
       *[down] { -downtime } kattaa kokonaan
        [late] viivästys kattaa kokonaan
    }
    [started] jolle { $of ->
       *[down] { -downtime } osuu
        [late] viivästys osuu
    }
}
amount-dates-from-start = { $amount }, laskettuna tapauksen alkamispäivästä
amount-beyond-all = { $amount }, luettuna vasta kun ensimmäiset { $free } ylittyvät, ja silloin alusta alkaen
amount-once-with = { $amount }, kerran kultakin { $period ->
   *[day] kalenteripäivältä
    [hour] kellotunnilta
    [week] kalenteriviikolta
    [month] kalenterikuukaudelta
    [quarter] kalenterivuosineljännekseltä
    [year] kalenterivuodelta
}, jona { -downtime } ylittää { $row ->
   *[no] yhteensä
    [yes] yhtäjaksoisesti
} määrän { $time }
amount-each-at-most = { $amount }, kustakin enintään { $cap }
tier-off-target = poikkeama tavoitteesta { $row }
credit-doubled-of = { -service-credit } kaksinkertaistuu, kun { -service-level } alittuu vähintään { $count } kertaa saman ajan kuluessa ({ $window }).
credit-only-after = { -service-credit } annetaan vain, kun { -service-level } alittuu yhtäjaksoisesti ({ $window }).
credit-only-of = { -service-credit } annetaan vain, kun { -service-level } alittuu vähintään { $count } kertaa saman ajan kuluessa ({ $window }).
credit-even-when-met = Johonkin näistä riveistä kuuluva arvo oikeuttaa hyvitykseen, vaikka se täyttäisi tavoitteen.
credit-none-when-met = Kun tavoite täyttyy, { -service-credit(case: "partitive") } ei anneta.
credit-minimum-more = { -service-credit(case: "partitive") }, joka on enintään { $minimum }, ei anneta.
credit-minimum-compared = { $when ->
   *[before] Määrää verrataan ennen pyöristämistä.
    [after] Määrää verrataan pyöristämisen jälkeen.
}
amount-at-risk = Hyvitysvara on { $amount }.
cap-agreement-window = Kaikki { -service-credit(number: "other") } ovat yhteensä enintään { $cap } { $window ->
   *[term] tämän { -agreement(case: "genitive") } koko voimassaoloaikana
    [invoice] yhden laskun ajalta
}.
cap-agreement-trailing = Kaikki { -service-credit(number: "other") } ovat yhteensä enintään { $cap } jokaiselta ajalta ({ $days }), joka päättyy { -measurement-period(case: "genitive") } päättyessä.
cap-corporate-window = Kaikki sopimukseen { $upper } perustuvat { -service-credit(number: "other") } ovat yhteensä enintään { $cap } { $window ->
   *[term] sen koko voimassaoloaikana
    [invoice] yhden laskun ajalta
}.
cap-corporate-trailing = Kaikki sopimukseen { $upper } perustuvat { -service-credit(number: "other") } ovat yhteensä enintään { $cap } jokaiselta ajalta ({ $days }), joka päättyy { -measurement-period(case: "genitive") } päättyessä.
day-of-service-calendar = Palvelupäivän hinta on { -measurement-period(case: "genitive") } maksu jaettuna sen kalenteripäivillä.
day-of-service-part = Palvelupäivän hinta on { $part } { $of ->
   *[month] kuukauden
    [year] vuoden
} maksusta sen pituudesta riippumatta.
