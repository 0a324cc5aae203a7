# Hetkeen päättyvät lupaukset, ehdolliset lupaukset ja se, mikä rajaa mittausta.

deadline-end = { $when ->
   *[calendar] viimeistään alkamispäivänsä päättyessä
    [working] viimeistään sen päivän ajan päättyessä, jona se alkaa, tai jollei se ole { -working-day }, seuraavan sellaisen päättyessä
}
deadline-end-later = { $when ->
   *[calendar] viimeistään sen päivän päättyessä, joka on { $count } alkamispäivän jälkeen
    [working] viimeistään sen päivän ajan päättyessä, joka on { $count } alkamispäivän jälkeen
}
deadline-clock = { $when ->
   *[calendar] viimeistään kello { $time } alkamispäivänään
    [working] viimeistään kello { $time } sinä päivänä, jona se alkaa, tai jollei se ole { -working-day }, seuraavana sellaisena
}
deadline-clock-later = viimeistään kello { $time } sinä päivänä, joka on { $count } alkamispäivän jälkeen
deadline-cut-off = { $due }, jos se alkaa viimeistään kello { $time }, ja { $otherwise }, jos se alkaa myöhemmin
promise-deadline-share = { -provider } takaa, että { CASE($period, "every") } { $metric } päättyy { $deadline } vähintään { CASE($share, "inessive") } { $cases }.
promise-deadline-share-throughout = { -provider } takaa, että { $metric } päättyy { $deadline } vähintään { CASE($share, "inessive") } { $cases }.
promise-deadline-every = { -provider } takaa, että { $metric } päättyy { $deadline } jokaisessa { $cases }.
promise-applies-when = Sitä sovelletaan vain sellaisella { -measurement-period(case: "adessive") }, jolla { $condition }.
promise-claimed-once = Ennen maksettua vaatimusta ollutta { -downtime(case: "partitive") } ei lueta uudestaan.
switch-outage-up-to = Enintään { CASE($longest, "genitive") } pituista katkoa ei lueta. Pidempi katko luetaan alusta alkaen.
switch-pause-elapsed = Keskeytys antaa takaisin koko kestonsa riippumatta siitä, milloin ajanlasku kulkee.
switch-begun-period = { $cuts ->
   *[both] Jos vain osa { -measurement-period(case: "elative") } kuuluu sopimuskauteen, vain se osa luetaan.
    [downtime] Jos vain osa { -measurement-period(case: "elative") } kuuluu sopimuskauteen, osuus lasketaan silti koko ajasta ja vain sopimuskauden { -downtime } luetaan.
    [length] Jos vain osa { -measurement-period(case: "elative") } kuuluu sopimuskauteen, osuus lasketaan siitä osasta ja koko { -measurement-period(case: "genitive") } { -downtime } luetaan.
}
condition-unknown = { -service(case: "genitive") } tilasta ei tiedetä mitään
