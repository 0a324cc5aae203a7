# Mitä taataan ja miten se lasketaan: yksi virke jokaisesta valinnasta, jonka sopimus tekee.

section-levels = Palvelutasot
levels-intro = { -provider } takaa tämän kohdan { -service-level(number: "other") }. Kohdassa { $measurement } määrätään, miten kukin niistä mitataan.
bound = { $comparison ->
   *[at-least] vähintään { $target }
    [more-than] yli { $target }
    [at-most] enintään { $target }
    [less-than] alle { $target }
}
metric-percentile = { $metric } ({ CASE($share, "genitive") } persenttiili)
guarantee-service = { -provider } takaa, että { $metric } palvelussa { $service } on { bound } { CASE($period, "every") }.
guarantee-service-during = { -provider } takaa, että { $metric } palvelussa { $service } on { bound } { CASE($period, "every") }, kun mittausaikana on { $calendar }.
guarantee-each-service = { -provider } takaa, että { $metric } on jokaisessa { -service(case: "inessive") } { bound } { CASE($period, "every") }.
guarantee-each-service-during = { -provider } takaa, että { $metric } on jokaisessa { -service(case: "inessive") } { bound } { CASE($period, "every") }, kun mittausaikana on { $calendar }.
guarantee-every-ticket = { -provider } takaa, että jos { -ticket(case: "genitive") } { -priority } on { $priority }, { $metric } on { bound }.
guarantee-every-ticket-during = { -provider } takaa, että jos { -ticket(case: "genitive") } { -priority } on { $priority }, { $metric } on { bound }, kun mittausaikana on { $calendar }.
guarantee-table-all = { -provider } takaa, että jokainen palvelua { $service } koskeva { -ticket } käsitellään seuraavan taulukon ajoissa.
guarantee-table-share = { -provider } takaa, että { CASE($period, "every") } vähintään { $share } palvelua { $service } koskevista { -ticket(number: "other", case: "elative") } käsitellään seuraavan taulukon ajoissa; osuus lasketaan erikseen kullekin kiireellisyysluokalle ja sarakkeelle.
guarantee-keyed-table = { -provider } takaa palvelussa { $service } { CASE($period, "every") } seuraavan taulukon arvot.
guarantee-objective = Tämä on tavoite: sen alittaminen ei oikeuta saamaan { -service-credit(case: "partitive") }.
guarantee-eligible = Tämä takuu on voimassa vain seuraavin edellytyksin: { $condition }.
guarantee-phase = Arvo on { $from } alkaen ja { $until } päättyen kuitenkin { $target }.
guarantee-alerts = { -provider } saa varoituksen, kun tämän takuun sallimasta ajasta on käytetty { $steps }.
levels-caption = Taatut arvot
column-metric = Mittari
column-target = Tavoite
column-period = Jakso
column-during = Palveluaika
column-value = Arvo
column-allowed = Sallittu

section-measurement = Mittaaminen
measurement-intro = Kukin mittari lasketaan seuraavasti sen yhteydessä nimetyistä tiedoista, tarkoin luvuin.
measure-share-of-buckets = { $metric } on hyvien { CASE($interval, "genitive") } osajaksojen osuus { -measurement-period(case: "genitive") } osajaksoista. Osajakso on hyvä, kun { $condition }.
measure-share-of-time = { $metric } on se osuus { -measurement-period(case: "elative") }, jona { $condition }.
measure-share-of-events = { $metric } on niiden tapahtumien osuus kaikista { -measurement-period(case: "genitive") } tapahtumista, joissa { $condition }.
measure-mean-over-buckets = { $metric } on lausekkeen { $expression } keskiarvo { -measurement-period(case: "genitive") } { CASE($interval, "genitive") } osajaksoista, joilla kaikilla on sama paino.
measure-ratio = { $metric } on { $numerator } jaettuna luvulla { $denominator }, kumpikin laskettuna koko { -measurement-period(case: "elative") }.
measure-percentile = Persenttiilinä ilmaistu { $metric } on pienin arvo, jota mainittu osuus kaikista signaalin { $signal } havainnoista { -measurement-period(case: "adessive") } ei ylitä.
measure-time-between = { $metric } on { -ticket(case: "genitive") } käsittelyssä kuluva aika. Se alkaa, kun { $start }, ja päättyy, kun { $stop }.
measure-count = { $metric } on tapahtumien määrä { -measurement-period(case: "adessive") }.
measure-time-down = { $metric } on { -measurement-period(case: "genitive") } koko { -downtime }; yksikkö: { $unit }.
measure-aggregate = { $metric } on { $aggregate ->
   *[sum] summa
    [mean] keskiarvo
    [max] suurin arvo
    [min] pienin arvo
} signaalista { $signal } { -measurement-period(case: "adessive") }.
measure-pooled = Se lasketaan yhteisestä joukosta: painona on { $weight }, ja jokaisella yksiköllä on sama paino riippumatta siitä, mihin { -service(case: "genitive") } osaan se kuuluu.
measure-worst-of = { $metric } on huonoin seuraavista: { $metrics }.
measure-with-previous = { $metric } on { -measurement-period(case: "genitive") } ja sitä edeltävän jakson arvojen keskiarvo; ensimmäisellä { -measurement-period(case: "adessive") } se on pelkästään sen jakson arvo.
measure-constant-denominator = Osuuden nimittäjä on aina { $total } riippumatta siitä, kuinka pitkä { -measurement-period } on.
measure-formula = { $metric } lasketaan kaavalla { $formula }.
condition-ratio = { $numerator } jaettuna luvulla { $denominator } on { bound }
condition-value = { $signal } on { bound }
condition-up = { $signal } osoittaa, että { -service } toimii
condition-other = ehto { $formula } täyttyy
moment = { $moment ->
   *[opened] { -ticket } avataan
    [known] { -provider } saa tiedon häiriöstä
    [happened] häiriö alkaa
    [responded] ihminen vastaa ensimmäisen kerran
    [resolved] { -service } on palautettu
    [closed] { -ticket } suljetaan
}
moment-other = tapahtuu ”{ $event }”

switch-target-included = Tavoitteen suuruinen arvo täyttää tavoitteen.
switch-target-excluded = Tavoitteen suuruinen arvo ei täytä tavoitetta.
switch-limit-good = Täsmälleen raja-arvon suuruinen osajakso on hyvä.
switch-limit-bad = Täsmälleen raja-arvon suuruinen osajakso on huono.
switch-empty = { $empty ->
   *[good] Osajakso, jolta ei ole lainkaan tietoja, luetaan hyväksi.
    [bad] Osajakso, jolta ei ole lainkaan tietoja, luetaan huonoksi.
    [excluded] Osajakso, jolta ei ole lainkaan tietoja, jätetään mittauksen ulkopuolelle.
    [unknown] Osajakso, jolta ei ole lainkaan tietoja, jättää tuloksen avoimeksi; avointa tulosta ei lueta täytetyksi.
}
switch-empty-value = Osajakson, jolta ei ole lainkaan tietoja, arvoksi luetaan { $value }.
switch-partial-count = Vajaa minuutti luetaan kestonsa mukaisesti.
switch-partial-not = Vain kokonaiset minuutit luetaan { -downtime(case: "translative") }; vajaita minuutteja ei lueta.
switch-every-outage = Jokainen katko luetaan, lyhytkin.
switch-minimum-outage = Katkoa, jonka pituus on alle { CASE($minimum, "genitive") }, ei lueta. Pidempi katko luetaan alusta alkaen.
switch-undeployed = { $undeployed ->
   *[up] Aika ennen osan käyttöönottoa luetaan ajaksi, jona se toimi.
    [removed] Aika ennen osan käyttöönottoa jätetään mittauksen ulkopuolelle.
}
switch-mid-period = Kun { -agreement } tulee voimaan kesken { -measurement-period(case: "genitive") }, { $cut ->
   *[both] mitataan vain aika voimaantulosta alkaen, ja osuudet lasketaan siitä ajasta.
    [numerator] vain voimaantulon jälkeinen { -downtime } luetaan, mutta osuudet lasketaan silti koko jaksosta.
    [denominator] osuudet lasketaan voimaantulosta alkavasta ajasta.
}
switch-excluded-from = { $from ->
   *[both] { -excluded-time } jätetään pois laskun molemmilta puolilta: sitä ei lueta { -downtime(case: "translative") } eikä siihen aikaan, josta osuus lasketaan.
    [numerator] { -excluded-time } ei ole { -downtime(case: "partitive") }, mutta se luetaan siihen aikaan, josta osuus lasketaan.
}
switch-clock-starts = { $starts ->
   *[event] Ajanlasku alkaa häiriön alkamisesta riippumatta siitä, onko kukaan havainnut sitä.
    [knowledge] Ajanlasku alkaa, kun { -provider } saa tiedon häiriöstä, omasta valvonnastaan tai siten, että { -customer } ilmoittaa siitä.
    [ticket] Ajanlasku alkaa, kun { -ticket } avataan.
}
switch-attributed = { $to ->
   *[opened] { -ticket } kuuluu siihen { -measurement-period(case: "illative") }, jonka aikana se avataan.
    [closed] { -ticket } kuuluu siihen { -measurement-period(case: "illative") }, jonka aikana se suljetaan.
}
switch-no-pause = Ajanlasku ei keskeydy.
switch-pause = Ajanlasku on keskeytyneenä, kun tilana on { $state }.
switch-pause-time = { $time ->
   *[business] Keskeytys mitataan niinä aikoina, joina ajanlasku itse kulkee.
    [wall] Keskeytys mitataan kuluneena aikana sekä ajanlaskun palveluaikana että sen ulkopuolella.
}
switch-compare-exact = Tavoitteeseen verrataan tarkkaa arvoa ilman pyöristystä.
switch-compare-rounded = { $mode ->
   *[half-up] Ennen vertaamista tavoitteeseen arvo pyöristetään { $count ->
        [one] { $count } desimaaliin
       *[other] { $count } desimaaliin
    }; puolikas pyöristetään ylöspäin.
    [half-even] Ennen vertaamista tavoitteeseen arvo pyöristetään { $count ->
        [one] { $count } desimaaliin
       *[other] { $count } desimaaliin
    }; puolikas pyöristetään parilliseen numeroon.
    [floor] Ennen vertaamista tavoitteeseen arvo pyöristetään alaspäin { $count ->
        [one] { $count } desimaaliin
       *[other] { $count } desimaaliin
    }.
    [ceiling] Ennen vertaamista tavoitteeseen arvo pyöristetään ylöspäin { $count ->
        [one] { $count } desimaaliin
       *[other] { $count } desimaaliin
    }.
}
switch-zone = { -measurement-period } alkaa ja päättyy keskiyöllä { $whose ->
   *[agreement] aikavyöhykkeellä { $zone }.
    [provider] { -provider(case: "genitive") } aikavyöhykkeellä { $zone }.
    [customer] { -customer(case: "genitive") } aikavyöhykkeellä { $zone }.
    [utc] koordinoidun yleisajan mukaan ({ $zone }).
}
switch-holidays = { $holidays ->
   *[any] Päivä on vapaapäivä, kun se on yleinen vapaapäivä jollakin seuraavista alueista: { $regions }.
    [all] Päivä on vapaapäivä vain, kun se on yleinen vapaapäivä kaikilla seuraavista alueista: { $regions }.
    [one] Päivä on vapaapäivä, kun se on yleinen vapaapäivä seuraavalla alueella: { $regions }.
}
switch-day-of-service = { $day ->
   *[thirtieth] Palvelupäivän arvo on kolmaskymmenesosa kuukausimaksusta.
    [calendar] Palvelupäivän arvo on kuukausimaksu jaettuna kyseisen kuukauden päivien määrällä.
}
switch-no-data = Jos jaksolta ei ole tietoja, { -measurement-period } raportoidaan sellaisena eikä koskaan täytettynä.
measured-by = { $source ->
   *[prometheus] Sen mittaa { -provider(case: "genitive") } valvontajärjestelmä kyselyillä, jotka ovat liitteessä { $where }.
    [tickets] Se mitataan { -provider(case: "genitive") } palvelunhallintajärjestelmään kirjatuista ajoista.
}
measured-during = Mittausaikana on vain { $calendar }.
column-signal = Signaali
column-query = Kysely
