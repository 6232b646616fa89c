"""The Telegram channel: updates in, an outbox out, over python-telegram-bot's `Bot`."""

import os
import sys

os.environ.setdefault("PTB_TIMEDELTA", "1")  # waiting times are then timedelta, as in later releases of the library

# httpx, which the library asks for, would load its own command line with all that draws it: 4 MB that nobody uses.
# It goes on without, as where that extra is not installed.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None says that it cannot be imported
