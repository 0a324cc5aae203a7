"""Why the figures of a proof are what they are, and how long the worst case is."""

from __future__ import annotations

from proof_houses import house_of, proof_of, sla, uc

from sladsl.compiler.availability_lines import availability_lines
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.remarks import concentrated, of_other_zones, remarks, shown_only, shown_text, uncounted
from sladsl.prove.telling import period_name, slack_text, sum_text

SHOP = 'service Line "Line"\nservice Shop "Shop" { needs Line }\n'
MINUTES = """metric counted "Minutes" {
  better higher
  signals errors, requests
  value = share of each 1 min where errors / requests <= 5%
  empty counts as good
}
exclusion upkeep "Planned work" { at most 2 h per month }
"""
DAYS = "effective 2027-01-01 until 2028-12-31"


def zoned(text: str, zone: str) -> str:
    return text.replace('zone "UTC"', f'zone "{zone}"')


def explained(text: str, proof: AvailabilityProof) -> list[str]:
    return [line.strip() for line in availability_lines(Supports(house_of(text)), proof)]


def test_limited_work_spoils_every_interval_that_it_touches() -> None:
    below = uc("Low", "guarantee up: counted of Line >= 99.9% per month { exact; except upkeep }", DAYS)
    text = MINUTES + SHOP + below + sla("guarantee up: counted of Shop >= 99% per month { exact }", DAYS)
    (line,) = uncounted(proof_of(text))
    assert line == (
        "`Low.up` does not count 2 h excluded as `upkeep`; above, each interval of 1 min that this touches "
        "counts as down whole: 5 d"
    )
    assert line.replace("`", "") in explained(text, proof_of(text))


def test_work_that_is_counted_by_the_second_is_no_more_than_it_is() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99.9% per month { exact; except upkeep }", DAYS)
    text = MINUTES + SHOP + below + sla("guarantee up: up of Shop >= 99% per month { exact }", DAYS)
    assert list(uncounted(proof_of(text))) == ["`Low.up` does not count 2 h excluded as `upkeep`"]


def test_months_of_another_zone_touch_twice() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99.9% per month { exact }", DAYS)
    above = sla("guarantee up: up of Shop >= 99% per month { exact }", DAYS)
    text = SHOP + zoned(below, "America/New_York") + zoned(above, "Europe/Helsinki")
    (line,) = of_other_zones(proof_of(text))
    assert "`Low.up` counts per month by the clocks of America/New_York" in line
    assert "this promise by those of Europe/Helsinki: 2 of its periods touch 20" in line
    assert line.replace("`", "") in explained(text, proof_of(text))


def test_another_zone_with_the_same_clocks_says_nothing() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99.9% per month { exact }", DAYS)
    above = sla("guarantee up: up of Shop >= 99% per month { exact }", DAYS)
    assert not list(remarks(proof_of(SHOP + zoned(below, "Europe/Paris") + zoned(above, "Europe/Berlin"))))


def series(count: int, per: str) -> str:
    names = [f"L{number}" for number in range(count)]
    services = "".join(f'service {name} "{name}"\n' for name in names)
    below = "".join(
        uc(f"C{n}", f"guarantee up: up of {n} >= 99.9% per {per} {{ exact }}", DAYS) for n in names
    )
    shop = f'service Shop "Shop" {{ needs {", ".join(names)} }}\n'
    return services + shop + below + sla("guarantee up: up of Shop >= 90% per month { exact }", DAYS)


def test_many_parts_of_a_sum_are_told_together() -> None:
    told = sum_text(proof_of(series(12, "month")))
    assert told.count(" + ") == 8
    assert told.endswith(" + 4 more 2 h 41 min 16.8 s = 8 h 3 min 50.4 s")


def test_all_that_count_longer_are_told_once() -> None:
    (line,) = concentrated(proof_of(series(7, "year")))
    assert line.startswith("`CL0.up`, `CL1.up`, `CL2.up`, `CL3.up`, `CL4.up` and 2 more count per year: what")


def test_one_alone_is_its_own_sum() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99% per year { exact }", DAYS)
    proof = proof_of(SHOP + below + sla("guarantee up: up of Shop >= 99.9% per day { exact }", DAYS))
    assert proof.summed >= proof.possible
    assert " = " not in sum_text(proof)
    assert sum_text(proof).startswith("`Low.up` 24 h")


def test_a_trailing_period_is_named_by_the_clock_at_its_end() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99.9% per trailing 30 days { exact }", DAYS)
    above = sla("guarantee up: up of Shop >= 99% per trailing 30 days { exact }", DAYS)
    named = period_name(proof_of(SHOP + zoned(below + above, "Europe/Helsinki")))
    assert named.startswith("the 30 days until ")
    assert "Z" not in named


def test_more_than_all_is_no_negative_time() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99.9% per month { exact }", DAYS)
    proof = proof_of(SHOP + below + sla("guarantee up: up of Shop >= 101% per month { exact }", DAYS))
    assert slack_text(proof) == "promised: more than 100%, which nothing can keep"


def test_a_case_that_shows_all_says_nothing_more() -> None:
    below = uc("Low", "guarantee up: up of Line >= 99% per month { exact }", DAYS)
    proof = proof_of(SHOP + below + sla("guarantee up: up of Shop >= 99.9% per month { exact }", DAYS))
    assert proof.case
    assert shown_only(proof) is None


def test_a_case_that_shows_less_than_the_bound_says_how_much() -> None:
    promise = "guarantee up: counted of {} >= {} per month {{ exact; except upkeep }}"
    work = MINUTES.replace("{ at most", "{ window Sun 02:00-04:00; at most")
    below = zoned(uc("Low", promise.format("Line", "99.9%"), DAYS), "Europe/Stockholm")
    above = zoned(sla(promise.format("Shop", "99.8%"), DAYS), "Europe/Helsinki")
    proof = proof_of(work + SHOP + below + above)
    found = shown_only(proof)
    assert found is not None
    counted, over = found
    assert 0 < over < counted < proof.bound
    (line,) = shown_text(proof)
    assert line.startswith("in this case 3 h count, 1 h 31 min 2.4 s too much; the rest, up to ")
