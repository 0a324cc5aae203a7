# Mitä taataan ja miten se lasketaan: yksi virke jokaisesta valinnasta, jonka sopimus tekee.

section-levels = Palvelutasot
levels-intro = { -provider } takaa tämän kohdan { -service-level(number: "other") }. Kohdassa { $measurement } määrätään, miten kukin niistä mitataan.
column-metric = Mittari
column-during = Laskettava aika

section-measurement = Mittaaminen
measure-share-of-buckets = { $metric } on hyvien { CASE($interval, "genitive") } osajaksojen osuus { -measurement-period(case: "genitive") } osajaksoista. Osajakso on hyvä, kun { $condition }.
measure-share-of-time = { $metric } on se osuus { -measurement-period(case: "elative") }, jona { $condition }.
measure-share-of-events = { $metric } on niiden tapahtumien osuus kaikista { -measurement-period(case: "genitive") } tapahtumista, joissa { $condition }.
measure-mean-over-buckets = { $metric } on lausekkeen { $expression } keskiarvo { -measurement-period(case: "genitive") } { CASE($interval, "genitive") } osajaksoista, joilla kaikilla on sama paino.
measure-ratio = { $metric } on { $numerator } jaettuna luvulla { $denominator }, kumpikin laskettuna koko { -measurement-period(case: "elative") }.
measure-percentile = Persenttiilinä ilmaistu { $metric } on pienin arvo, jota mainittu osuus kaikista signaalin { $signal } havainnoista { -measurement-period(case: "adessive") } ei ylitä.
measure-time-between = { $metric } on { -ticket(case: "genitive") } käsittelyssä kuluva aika. Se alkaa, kun { $start }, ja päättyy, kun { $stop }.
measure-count = { $metric } on tapahtumien määrä { -measurement-period(case: "adessive") }.
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
switch-limit-good = Osajakso, jonka arvo on täsmälleen raja-arvon suuruinen, on hyvä.
switch-limit-bad = Osajakso, jonka arvo on täsmälleen raja-arvon suuruinen, on huono.
switch-empty = { $empty ->
   *[good] Osajakso, jolta ei ole lainkaan tietoja, luetaan hyväksi.
    [bad] Osajakso, jolta ei ole lainkaan tietoja, luetaan huonoksi.
    [excluded] Osajakso, jolta ei ole lainkaan tietoja, jätetään mittauksen ulkopuolelle.
    [unknown] Osajakso, jolta ei ole lainkaan tietoja, jättää tuloksen avoimeksi; avointa tulosta ei lueta täytetyksi.
}
switch-empty-value = Osajakson, jolta ei ole lainkaan tietoja, arvoksi luetaan { $value }.
switch-partial-count = Vajaa minuutti luetaan kestonsa mukaisesti.
switch-partial-not = Vain kokonaiset minuutit luetaan { -downtime(case: "translative") }; vajaita minuutteja ei lueta.
switch-minimum-outage = Katkoa, jonka pituus on alle { CASE($minimum, "genitive") }, ei lueta. Pidempi katko luetaan alusta alkaen.
switch-excluded-from = { -excluded-time } jätetään pois laskun molemmilta puolilta: sitä ei lueta { -downtime(case: "translative") } eikä siihen aikaan, josta osuus lasketaan.
switch-attributed = { $to ->
   *[opened] { -ticket } kuuluu siihen { -measurement-period(case: "illative") }, jonka aikana se avataan.
    [closed] { -ticket } kuuluu siihen { -measurement-period(case: "illative") }, jonka aikana se suljetaan.
}
switch-no-pause = Ajanlasku ei keskeydy.
switch-pause-time = Keskeytys mitataan niinä aikoina, joina ajanlasku itse kulkee.
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
switch-no-data = Jos jaksolta ei ole tietoja, { -measurement-period } raportoidaan sellaisena eikä koskaan täytettynä.
measured-during = Mittausaikana on vain { $calendar }.
