"""A house of which a promise is kept, not proven or broken by a few minutes more or less."""

HOUSE = """
import std.calendars { Always }
metric whole { better lower; value = time down; partial minutes do not count }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
service Line
service Web { needs Line }
uc Under {
  provider Vendor
  customer Maker
  effective 2027-01-01 until 2027-01-31
  hours Always zone "UTC"
  guarantee down: whole of Line <= 65 s per day { exact }
}
"""
"""Of 65 s a day a whole minute counts: 31 min are known to come, and no more than 33 min 35 s can."""


def deal(name: str, minutes: int) -> str:
    """An agreement that allows so many minutes in January."""
    return (
        f"sla {name} {{\n  provider Maker\n  customer Client\n  effective 2027-01-01 until 2027-01-31\n"
        f'  hours Always zone "UTC"\n'
        f"  guarantee down: whole of Web <= {minutes} min per month {{ exact }}\n}}\n"
    )
