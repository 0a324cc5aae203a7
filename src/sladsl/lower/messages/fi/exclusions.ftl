# Mitä ei lueta, ja suunniteltu huolto.

section-exclusions = Poissulkeminen ja huolto
exclusions-intro = Aika, johon jokin seuraavista soveltuu, on { -excluded-time } niissä { -service-level(number: "other", case: "inessive") }, jotka sen yhteydessä nimetään.
exclusion-budget = Siitä suljetaan pois enintään { $budget } { CASE($period, "every") }.
exclusion-notice = { -provider } ilmoittaa siitä vähintään { CASE($notice, "partitive") } etukäteen. Työtä, josta ei ole ilmoitettu, ei suljeta pois.
exclusion-excess = Jos raja ylittyy, vain ylittävä osa luetaan { -downtime(case: "translative") }.
