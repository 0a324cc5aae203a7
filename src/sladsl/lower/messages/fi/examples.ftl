# Laskuesimerkit. Kaikki niiden luvut lasketaan.

example-room = Ennen pyöristämistä tavoite { $target } sallii { CASE($period, "every") } seuraavan verran { -downtime(case: "partitive") }:
example-room-during = Tälle takuulle nimetty palveluaika on eri jaksoissa ({ $period }) eri pituinen. Ennen pyöristämistä tavoite { $target } sallii seuraavan verran { -downtime(case: "partitive") } lyhimmässä ja pisimmässä niistä jaksoista, jotka ovat välillä { $from } – { $until }:
example-room-constant = Ennen pyöristämistä tavoite { $target } sallii { -downtime(case: "partitive") } { CASE($period, "every") } { $room }.
column-length = Jakson pituus
column-period-of = Jakso
column-hours-in-period = Laskettava aika
column-room = Sallittu katkoaika
column-room-intervals = Täysiä { CASE($interval, "genitive") } osajaksoja
example-clocks-back = { $days } (siirto talviaikaan)
example-clocks-forward = { $days } (siirto kesäaikaan)
example-month-of-year = { $month } { $year }
example-counts = Kun { $denominator } on { $total }, luvun { $numerator } on oltava { bound-words }.
example-share = Osuus { $share } tarkoittaa:
column-tickets-counted = Tukipyyntöjä jaksossa
column-tickets-in-time = Niistä ajoissa vähintään
example-outage-of = Kun jaksossa ({ $period }, pituus { $length }) on yksi katko, jonka pituus on { $outage } ja jota ei suljeta pois, hyväksi luetaan { $good } / { $total }.
example-outage-in = Kun jaksossa { $name }, josta lasketaan { $length }, on tälle ajalle osuva yksi katko, jonka pituus on { $outage } ja jota ei suljeta pois, hyväksi luetaan { $good } / { $total }.
example-intervals = { $number } osajaksoa ({ $interval })
example-value-rounded = Kun arvo pyöristetään { $count ->
    [one] { $count } desimaaliin
   *[other] { $count } desimaaliin
}, { $metric } on { $value }.
example-value-exact = { $metric } on tällöin { $value }.
example-value-shown = { $metric } on tällöin { $numerator }/{ $denominator }, mikä esitettynä { $count ->
    [one] { $count } desimaalin
   *[other] { $count } desimaalin
} tarkkuudella on { $value }.
example-met = { -service-level } täyttyy, eikä { -service-credit(case: "partitive") } anneta.
example-missed = { -service-level } alittuu.
example-missed-none = { -service-level } alittuu; siitä ei ole sovittu { -service-credit(case: "partitive") }.
example-missed-row = { -service-level } alittuu, ja sovelletaan riviä ”{ $row }”.
example-credit = { -service-credit } on { $computation }.
example-credit-words = { -service-credit } on { $amount }.
example-within = Määrä ei ylitä enimmäismäärää { $limit }.
example-limited = Enimmäismäärä { $limit } täyttyy: { -service-credit } on { $credit }.
example-full-period = Kun jaksossa ({ $period }) ei ole { -downtime(case: "partitive") }, { $metric } on { $value } ja { -bonus } on { $computation }.
example-late = Kun tämä { -service-level } alittuu ja viivästys on { $late }, { $rounding ->
   *[started] luetaan alkaneita yksiköitä ({ $block }): { $count }.
    [full] luetaan täysiä yksiköitä ({ $block }): { $count }.
}
example-period-dates = { $period } { $first } – { $last }
