"""Keys of the house as identifiers that go into labels and file names and never change with a title."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_FOREIGN = re.compile(r"[^\w.]")


def stable_id(key: str) -> str:
    """The key itself where it consists of letters of any script, digits, `_` and dots, composed (NFC).

    Anything else becomes `_`, and a digest of the key tells it from its like: different keys have
    different ids, whatever else the house declares.
    """
    composed = unicodedata.normalize("NFC", key)
    safe = _FOREIGN.sub("_", composed)
    if safe == key:
        return safe
    return f"{safe}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
