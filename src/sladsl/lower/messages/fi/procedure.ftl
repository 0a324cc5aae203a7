# Soveltamisala, ajat, menettely, määritelmät ja liitteet: mitä osiot sanovat päävirkkeidensä lisäksi.

scope-intro-customer = Tämä { -agreement } koskee seuraavia { -service(number: "other", case: "partitive") }.
scope-intro-tickets = Tämän { -agreement(case: "genitive") } { -service-level(number: "other") } koskevat niitä { -ticket(number: "other", case: "partitive") }, joita { -provider } käsittelee.
scope-address = Sen osoite on { $url }.
scope-needs = Se tarvitsee seuraavat: { $services }.
scope-needs-of = Seuraavista se tarvitsee vähintään { $count }: { $services }.
hours-all = Jollei jossakin kohdassa toisin sanota, { -service-hours } kattaa vuoden jokaisen päivän kaikki tunnit.
hours-of = Jollei jossakin kohdassa toisin sanota, { -service-hours } on seuraava: { $calendar }.
hours-zone = Tämän { -agreement(case: "genitive") } päivät, viikot, kuukaudet, vuosineljännekset ja vuodet alkavat keskiyöllä aikavyöhykkeellä { $zone }.
hours-schedule = Liitteessä { $schedule } määritellään ajat, jotka tässä { -agreement(case: "inessive") } nimetään.
hours-on = { $days } klo { $hours }
hours-from-to = { $from }–{ $to }
hours-next-day = { $from } – seuraavana päivänä { $to }
hours-on-date = { $date } klo { $hours }
surcharge-for = { $name }: veloitus on { $price } / { $unit }.
unit-word = { $unit ->
   *[hour] tunti
    [minute] minuutti
    [day] päivä
    [week] viikko
    [month] kuukausi
    [report] raportti
}
windows-of = Se suljetaan pois vain seuraavina aikoina aikavyöhykkeellä { $zone }: { $windows }.
window-weekly = { $days } klo { $hours }
window-nth = kunkin kuukauden { $nth ->
   *[first] ensimmäisenä { $day }na
    [second] toisena { $day }na
    [third] kolmantena { $day }na
    [fourth] neljäntenä { $day }na
    [last] viimeisenä { $day }na
} klo { $hours }
window-dated = { $date } klo { $hours }
window-stretch = { $from } – { $to }
exclusion-unlimited = Sen kokonaispituutta ei ole rajoitettu.
exclusion-for = Se jätetään seuraavien mittaamisen ulkopuolelle: { $promises }.
duties-of-provider = { -provider(case: "genitive") } velvollisuudet
duties-of-customer = { -customer(case: "genitive") } velvollisuudet
requirements-provider-intro = { -service-level(number: "other") } edellyttävät { -provider(case: "genitive") } puolella jäljempänä lueteltua.
requirements-of-provider = { -provider(case: "genitive") } puolta koskevat vaatimukset
termination-row = { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} voi irtisanoa tämän { -agreement(case: "genitive") }, kun { $guarantee } on alittunut { $window } peräkkäisenä { $period ->
   *[month] kuukautena
    [quarter] vuosineljänneksenä
    [year] vuonna
    [week] viikkona
    [day] päivänä
}.
termination-notice = { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} voi milloin tahansa irtisanoa tämän { -agreement(case: "genitive") } kirjallisesti. Irtisanomisaika on { $notice }.
precedence-above = Tämä { -agreement } on tehty seuraavan ylemmän sopimuksen nojalla: { $upper }. Siinä sovittu on voimassa myös tässä. Siltä osin kuin tässä { -agreement(case: "inessive") } määrätään samasta asiasta, tämä { -agreement } on ratkaiseva.
precedence-chain = Ylempi sopimus ({ $lower }) on puolestaan tehty seuraavan nojalla: { $upper }.
precedence-takes-place = { $guarantees } { $many ->
   *[one] korvaa
    [several] korvaavat
} ylemmän sopimuksen ({ $upper }) ehdon ”{ $theirs }”.
precedence-holds = { $guarantees } { $many ->
   *[one] perustuu
    [several] perustuvat
} ylempään sopimukseen: { $upper }.
precedence-others = Ylempään sopimukseen ({ $upper }) perustuvat myös: { $parts }.
precedence-clause = { $title } (kohta { $number })
precedence-schedules = Liitteet ovat osa tätä { -agreement(case: "partitive") }. Jos liite ja sopimuskohta poikkeavat toisistaan, sopimuskohta on ratkaiseva.
mention-clause = { $title } (kohta { $number })
meaning-service-any = mikä tahansa palvelu, jota { -provider } tuottaa
meaning-provider-any = osapuoli, joka tuottaa { -service(number: "other") }
meaning-customer-any = jokainen asiakas, jonka kanssa { -provider } tekee sopimuksen tämän nojalla
meaning-service-level-any = { -service(case: "genitive") } mitattava ominaisuus yhdessä sille taatun arvon kanssa
meaning-downtime-any = aika, jona { -service } ei toimi sovitulla tavalla
meaning-excluded-time-any = aika, jota ei oteta huomioon mitattaessa { -service-level(case: "partitive") }
meaning-priority-any = { -ticket(case: "genitive") } kiireellisyys
meaning-fee-any = se, mitä { -customer } maksaa { -provider(case: "allative") } { -service(number: "other", case: "elative") }
meaning-metric = arvo, joka lasketaan kohdan { $clause } mukaisesti
meaning-priority = { -priority }, jonka nimi on ”{ $name }”
meaning-priority-of = { -priority }, jonka nimi on ”{ $name }”: { $meaning }
meaning-calendar = seuraavat ajat: { $hours }
schedule-hours = Nimetyt ajat
schedule-hours-intro = Kellonajat noudattavat niiden yhteydessä nimetyn aikavyöhykkeen kelloja, kesäaika mukaan lukien. Yleiset vapaapäivät ovat niiden vapaapäivätaulukoiden mukaiset, joilla tämä asiakirja on tehty (julkaisu { $release }).
schedule-priorities-matrix = { -ticket(case: "genitive") } { -priority } määräytyy kahdesta arviosta:
schedule-sources = Mittauksen lähteet
schedule-sources-intro = { -service-level(number: "other") } lasketaan seuraavista tiedoista. Kyselyt ovat tämän asiakirjan liitetiedostoina olevissa lähteissä.
schedule-sources-intro-internal = { -service-level(number: "other") } lasketaan seuraavista tiedoista.
column-source = Lähde
column-signals = Signaalit
source-name = { $source ->
   *[monitoring] Valvontajärjestelmä
    [tickets] Palvelunhallintajärjestelmä
}
source-at = { $source }, mittaus { $side ->
   *[provider] { -provider(case: "genitive") }
    [customer] { -customer(case: "genitive") }
} päässä
schedule-supports = Tukevat sopimukset
schedule-supports-intro = { -provider } nojaa lupauksissaan seuraaviin sopimuksiin.
supports-needs = Riippuvuudet
supports-handling = Käsittelyjärjestys
handling-of = { -priority } { $priority }: { $chain }.
support-promise = { $subject }: { $bound }
support-promise-share = { $subject }: { $bound }, osuus { $share }
scope-contains = Siihen sisältyy seuraavaa: { $items }.
scope-leaves-out = Siihen ei sisälly seuraavaa: { $items }.
join-negated = and
value-alone = { $value }
service-level-named = { -service-level } ”{ $title }”
meaning-calendar-always = vuoden jokaisen päivän kaikki tunnit
precedence-number = kohta { $number }
schedule-holidays = Yleiset vapaapäivät
schedule-holidays-intro = Seuraavina vuosina, jotka kuuluvat kokonaan tai osaksi tämän { -agreement(case: "genitive") } voimassaoloaikaan, yleiset vapaapäivät ({ $place }) ovat seuraavat. Myöhempinä vuosina noudatetaan samoja taulukoita.
column-year = Vuosi
column-days = Päivät
chain-then = { $first }, sitten { $second }
chain-or = { $steps } tarpeen mukaan
chain-with = yhtä aikaa { $steps }
chain-handover = siirto, johon varataan { $duration }
upper-named = ”{ $title }”
upper-named-level = ”{ $title }”, { $level ->
   *[corporate] yleinen taso
    [customer] asiakaskohtainen taso
    [service] palvelukohtainen taso
}
fact-term = Voimassaolo
exclusions-nothing = Mitään aikaa ei jätetä mittaamisen ulkopuolelle.
matrix-word = { $word ->
   *[high] suuri
    [medium] keskitaso
    [low] pieni
}
meaning-working-day-always = päivä, johon sisältyy kyseisessä kohdassa nimettyä aikaa, ja, jollei siinä nimetä aikaa, vuoden jokainen päivä, koska { -service-hours } kattaa ne kaikki; jos { -working-day(number: "other", case: "genitive") } määräaika ei ala tällaisena aikana, se alkaa, kun tällainen aika seuraavan kerran alkaa, ja määräaika päättyy samaan kellonaikaan, johon se alkoi, tai, jollei se ole tällaista aikaa, kun tällainen aika seuraavan kerran alkaa
meaning-service-credit-any = määrä, jolla { -provider } hyvittää { -customer(case: "partitive") }, kun { -service-level } alittuu ja hyvityksestä on sovittu
meaning-bonus-any = määrä, jonka { -customer } maksaa { -provider(case: "allative") }, kun { -service-level } ylittyy ja bonuksesta on sovittu
meaning-service-hours-any = aika, jona { -service } on käytettävissä
meaning-maintenance-any = { -service(case: "genitive") } huoltotyö, josta on ilmoitettu ennalta
