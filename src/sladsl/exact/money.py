"""Exact amounts of money in one currency, rounded only where somebody says so."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.near_words import near_words
from sladsl.exact.ratio import Rounding, decimal_text, exact_decimal, round_to
from sladsl.records import record

# ISO 4217, list one, without metals, test codes and units that nobody pays with.
_LIST_ONE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
# ISO 4217, column "minor unit", where it is not 2.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"

_CURRENCIES = frozenset(_LIST_ONE.split())
_MINOR_UNITS = {
    code: places for codes, places in ((_NONE, 0), (_THREE, 3), (_FOUR, 4)) for code in codes.split()
}
_USUAL_SLIPS = {"€": "EUR", "$": "USD", "£": "GBP", "EURO": "EUR", "EUROS": "EUR", "STG": "GBP", "RMB": "CNY"}


class CurrencyMismatch(ValueError):  # noqa: N818
    """Amounts of two currencies, which never mix without a declared rate."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} do not mix")
        self.left = left
        self.right = right


@record
class Money:
    """An exact amount, not yet rounded, of a currency given by its ISO 4217 code."""

    amount: Fraction
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: int | Fraction) -> Money:
        return Money(self.amount * factor, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def _same(self, other: Money) -> Fraction:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.amount

    def share(self, ratio: Fraction) -> Money:
        """That part of the amount, exact: 10% of 42 000 EUR."""
        return self * ratio

    def rounded(self, mode: Rounding = Rounding.HALF_EVEN) -> Money:
        """The amount to the currency's minor unit, cents for euros."""
        return Money(round_to(self.amount, minor_unit(self.currency), mode), self.currency)

    def text(self) -> str:
        """As the source writes it: `42_000 EUR`, `4_200.50 EUR`; minor units are shown when there are any."""
        places = minor_unit(self.currency)
        exact = exact_decimal(self.amount)
        if self.amount.denominator == 1:
            number = str(self.amount.numerator)
        elif exact is not None and len(exact.partition(".")[2]) > places:
            number = exact
        else:
            number = decimal_text(self.amount, places, Rounding.HALF_EVEN)
        sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
        whole, dot, decimals = digits.partition(".")
        return f"{sign}{int(whole):_}{dot}{decimals} {self.currency}"


def is_currency(code: str) -> bool:
    """Whether `code` is a currency of ISO 4217 in use, in capitals."""
    return code in _CURRENCIES


def minor_unit(code: str) -> int:
    """Decimals of the currency's smallest coin in accounts: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217)."""
    return _MINOR_UNITS.get(code, 2)


def currency_suggestions(text: str) -> tuple[str, ...]:
    """Up to three currencies that were perhaps meant, best first."""
    wanted = text.strip().upper()
    if wanted in _USUAL_SLIPS:
        return (_USUAL_SLIPS[wanted],)
    if wanted in _CURRENCIES:
        return (wanted,)
    # The same letters in another order are the likelier slip.
    turned = [code for code in sorted(_CURRENCIES) if sorted(code) == sorted(wanted)]
    near = [c for c in near_words(wanted, sorted(_CURRENCIES), 3) if c not in turned]
    return tuple([*turned, *near][:3])


def currencies() -> tuple[str, ...]:
    """All known codes, sorted."""
    return tuple(sorted(_CURRENCIES))
