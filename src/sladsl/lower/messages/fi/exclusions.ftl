# Mitä ei lueta, ja suunniteltu huolto.

section-exclusions = Poissulkeminen ja huolto
exclusions-intro = Aika, johon jokin seuraavista soveltuu, on { -excluded-time } niissä { -service-level(number: "other", case: "inessive") }, joissa siihen viitataan.
exclusions-none = Mitään aikaa ei suljeta pois: jokainen katko luetaan syystä riippumatta.
exclusion-applies = Palvelutasosta { $guarantee } suljetaan pois: { $exclusions }.
exclusion-window-weekly = { $name }: { $days } klo { $from }–{ $to }.
exclusion-window-weekly-next-day = { $name }: { $days } klo { $from } – seuraavana päivänä klo { $to }.
exclusion-window-nth = { $name }: kunkin kuukauden { $nth ->
   *[first] ensimmäisenä { $day }na
    [second] toisena { $day }na
    [third] kolmantena { $day }na
    [fourth] neljäntenä { $day }na
    [fifth] viidentenä { $day }na
    [last] viimeisenä { $day }na
} klo { $from }–{ $to }.
exclusion-window-dated = { $name }: { $from } – { $to }.
exclusion-window-any = { $name } voidaan tehdä mihin tahansa ilmoitettuun aikaan.
exclusion-zone = Ajat ovat aikavyöhykkeen { $zone } aikoja.
exclusion-budget = Siitä suljetaan pois enintään { $budget } { CASE($period, "every") }.
exclusion-no-budget = Sen kokonaispituutta ei ole rajoitettu.
exclusion-notice = { -provider } ilmoittaa siitä vähintään { CASE($notice, "partitive") } etukäteen. Työtä, josta ei ole ilmoitettu, ei suljeta pois.
exclusion-no-notice = Siitä ei tarvitse ilmoittaa etukäteen.
exclusion-excess = { $excess ->
   *[excess] Jos raja ylittyy, vain ylittävä osa luetaan { -downtime(case: "translative") }.
    [all] Jos raja ylittyy, siltä jaksolta ei suljeta pois mitään.
}
exclusion-cause = { $name }: { $cause }
column-exclusion = Peruste
column-when = Ajankohta
column-limit = Raja
column-notice = Ilmoitus
