"""The Telegram channel: updates in, an outbox out, over python-telegram-bot's `Bot`."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # waiting times are then timedelta, as in later releases of the library
