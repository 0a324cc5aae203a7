# Lupaukset virkkeinä ja säännöt, joiden mukaan ne ratkaistaan.

bound-words = { $comparison ->
   *[at-least] vähintään { $target }
    [more-than] yli { $target }
    [at-most] enintään { $target }
    [less-than] alle { $target }
    [exactly] tasan { $target }
}
percentile-of = { $metric } ({ $number }. { $ordinal ->
   *[other] persenttiili
})
subject-services = { $metric } { $many ->
   *[one] palvelussa { $services }
    [several] palveluissa { $services }
}
subject-each-service = { $metric } jokaisessa { -service(case: "inessive") }
promise-value = { -provider } takaa, että { $subject } on { bound-words } { CASE($period, "every") }.
promise-value-throughout = { -provider } takaa, että { $subject } on { bound-words }.
cases-all = { -ticket(number: "other", case: "elative") }
cases-priority = { -ticket(number: "other", case: "elative") }, joiden { -priority } on { $priority }
cases-service = { -ticket(number: "other", case: "elative") }, jotka koskevat { $many ->
   *[one] palvelua { $services }
    [several] palveluja { $services }
}
cases-both = { -ticket(number: "other", case: "elative") }, joiden { -priority } on { $priority } ja jotka koskevat { $many ->
   *[one] palvelua { $services }
    [several] palveluja { $services }
}
cases-other = kaikista seuraavista: { $cases }
promise-share = { -provider } takaa, että { CASE($period, "every") } { $metric } on { bound-words } vähintään { CASE($share, "inessive") } { $cases }.
promise-share-throughout = { -provider } takaa, että { $metric } on { bound-words } vähintään { CASE($share, "inessive") } { $cases }.
promise-every-case = { -provider } takaa, että { $metric } on { bound-words } jokaisessa { $cases }.
promise-table-share = { -provider } takaa, että { CASE($period, "every") } seuraavan taulukon aikoja noudatetaan vähintään { CASE($share, "inessive") } { $cases }.
promise-table-share-throughout = { -provider } takaa, että seuraavan taulukon aikoja noudatetaan vähintään { CASE($share, "inessive") } { $cases }.
promise-table-row-share = { -provider } takaa, että { CASE($period, "every") } seuraavan taulukon aikoja noudatetaan vähintään taulukossa mainitussa osuudessa { $cases }.
promise-table-row-share-throughout = { -provider } takaa, että seuraavan taulukon aikoja noudatetaan vähintään taulukossa mainitussa osuudessa { $cases }.
promise-table-cases = { -provider } takaa, että seuraavan taulukon aikoja noudatetaan jokaisessa { $cases }.
promise-table-separately = Taulukon jokainen rivi ja sarake lasketaan erikseen.
promise-table-values = { -provider } takaa { CASE($period, "every") } seuraavan taulukon arvot.
promise-table-values-throughout = { -provider } takaa seuraavan taulukon arvot.
promise-table-values-services = { -provider } takaa { CASE($period, "every") } seuraavan taulukon arvot, kun kyseessä on { $services }.
promise-each-alone = Jokainen näistä { -service(number: "other", case: "elative") } lasketaan erikseen.
promise-dash = Ajatusviiva tarkoittaa, ettei kyseisestä arvosta ole luvattu mitään.
promise-measured-always = Sitä mitataan ympäri vuorokauden vuoden jokaisena päivänä.
promise-clock-always = { -ticket(case: "genitive") } ajanlasku kulkee ympäri vuorokauden vuoden jokaisena päivänä.
promise-clock-during = { -ticket(case: "genitive") } ajanlasku kulkee vain seuraavana aikana: { $calendar }.
promise-from = Takuu on voimassa { $from } alkaen.
promise-until = Takuu on voimassa { $until } saakka.
promise-from-until = Takuu on voimassa { $from } alkaen ja { $until } saakka.
promise-warning = { $side ->
   *[provider] { -provider(case: "genitive") }
    [customer] { -customer(case: "genitive") }
} valvonta varoittaa, kun tämän takuun sallimasta määrästä on käytetty { $steps }.
promise-of-level = Tämä takuu on annettu ylemmässä sopimuksessa ({ $upper }), ja se on voimassa myös tässä.
column-row = Kohde
column-share = Osuus
decision-title = Vertaaminen tavoitteeseen
decision-intro = Se, täyttyykö { -service-level }, ratkaistaan seuraavasti.
decision-applies = Tämä koskee seuraavia: { $promises }.
decision-excluded-events = Tapahtumia, jotka sattuvat { -excluded-time(case: "genitive") } kuluessa, ei lueta.
decision-excluded-downtime = Aika, joka suljetaan pois perusteella { $exclusions }, ei ole { -downtime(case: "partitive") }, mutta se kuuluu edelleen siihen aikaan, josta osuus lasketaan.
decision-excluded-clock = Ajanlasku ei kulje, kun kuluu { -excluded-time }.
decision-excepts = Tämä koskee kaikkia paitsi seuraavia: { $promises }.
decision-cell = { $promise } ({ $row }, { $column })
