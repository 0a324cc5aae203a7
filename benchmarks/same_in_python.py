"""What a generated customer agreement says, written as Python, for a yardstick as dense as agreements are."""

from __future__ import annotations

CUSTOMER = """\
# Customer {i} and what it is promised.
from catalogue import House, Incident, Office, maintenance
from base import Base
from products.product{k} import Product{k}, DatabaseOla{k}, NetworkUc{k}
from std.calendars import Always
from std.clauses import force_majeure
from std.metrics import availability, response, resolution

Customer{i} = Party("Customer {i} Oyj")
Customer{i}.country = FI
Customer{i}.registered = "2007919-1"
Customer{i}.address = "Kauppakatu 32, 33113 Tampere"
Customer{i}.contact = "service@customer1.example"
Customer{i}.signatory = "Maija Meikäläinen", "Chief Executive Officer"

class Agreement{i}(CustomerSla, under=Base):
    title = "Service level agreement of customer {i}"
    customer = Customer{i}
    effective = date(2027, 1, 1), date(2029, 12, 31), renews(12 * months), notice(90 * days)
    monthly = fee(1101 * EUR / month)
    relies_on = DatabaseOla{k}, NetworkUc{k}

    uptime = guarantee(availability(Product{k}) >= percent(99.7), per=month, during=Always)
    uptime.excepts = maintenance, force_majeure
    uptime.round_to(3, decimals, half_up)
    uptime.credit(
        below(99.7, 6 * percent * monthly),
        below(99.0, 25 * percent * monthly),
        below(95.0, 100 * percent * monthly),
    )
    uptime.alert_at(50 * percent, 80 * percent, 100 * percent, of=budget)

    incidents = guarantee_table(Product{k}, share(90 * percent, tickets), per=month)
    incidents.row(P1, response=16 * minutes, resolution=5 * hours, during=Always)
    incidents.row(P2, response=1 * hours, resolution=8 * hours, during=Office)
    incidents.row(P3, response=4 * hours, resolution=24 * hours, during=Office)

    credits(combine=highest, cap=50 * percent * monthly / month, claim=within(30 * days, of=period_end))
    escalate(P1, at(50 * percent, House.Desk), at(100 * percent, House.Operations))
    report(uptime, incidents, each=month, within=5 * working_days)
    duty(customer, "Keep the contact list current.")
    approve_by(House.Operations)
    law = FI
"""


def customer(number: int) -> bytes:
    """Customer `number` as a Python module."""
    return CUSTOMER.format(i=number, k=(number - 1) // 10 + 1).encode()
