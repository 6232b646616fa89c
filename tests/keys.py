"""The key that tests seal with."""

from __future__ import annotations

from bot.sealing.keys import Keyring

KEY = "d2UgdGVzdCB3aXRoIHRoaXMgb25lLCBhbmQgb25seSE="
KEYS = Keyring((KEY,))
