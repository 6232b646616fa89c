"""Talk to a bot without Telegram: python -m tests.telegram [--port N] [--token T]"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import threading

from .chats import Chat, told
from .messages import Message
from .people import Person
from .server import TOKEN
from .serving import serving

HINT = """Point Sounding here, in another terminal:
  SOUNDING_TELEGRAM_API={url} SOUNDING_TELEGRAM_TOKEN={token} SOUNDING_OPEN=true .venv/bin/sounding run
Then type: a number taps that button of the newest message, anything else is said. Ctrl-D ends.
"""


def main() -> int:
    """Serve until the input ends; the exit status, 1 where the port is taken."""
    options = argparse.ArgumentParser(prog="python -m tests.telegram", description=__doc__)
    options.add_argument("--port", type=int, default=8081, help="0 lets the system choose (default: %(default)s)")
    options.add_argument("--token", default=TOKEN, help="the bot's token (default: %(default)s)")
    options.add_argument("--name", default="Alma", help="who you are (default: %(default)s)")
    options.add_argument("--lang", default="en", help="language of your phone (default: %(default)s)")
    chosen = options.parse_args()
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell started this in the background
        asyncio.run(converse(chosen.port, chosen.token, chosen.name, chosen.lang))
    except KeyboardInterrupt:
        print()
    except OSError as problem:
        print(f"cannot listen on port {chosen.port}: {problem.strerror}", file=sys.stderr)
        return 1
    return 0


async def converse(port: int, token: str, name: str, language: str) -> None:
    """One person's chat: lines of the terminal go in, the bot's messages come out."""
    async with serving(port=port, token=token) as server:
        print(f"Telegram for tests at {server.url}\n{HINT.format(url=server.url, token=token)}", flush=True)
        person = server.person(name, language)
        lines = read_lines()
        showing = asyncio.create_task(show(person.chat))
        while (line := await lines.get()) is not None:
            if text := line.strip():
                act(person, text)
        await asyncio.sleep(0.1)  # what the bot says right now should still be seen
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


def act(person: Person, text: str) -> None:
    """Say `text`, or tap if it is the number of a button."""
    card = person.chat.newest
    if card and text.isdecimal() and 1 <= int(text) <= len(card.buttons):
        button = card.buttons[int(text) - 1]
        if button.data is None:
            print(f"(opens {button.url})", flush=True)
            return
        person.tap(button.data, card)
    else:
        person.say(text)


async def show(chat: Chat) -> None:
    """Print what the bot writes, changes, deletes and answers, as it happens."""
    shown: dict[int, Message] = {}
    answered = 0
    while True:
        seen = chat.changes.count
        current = {message.id: message for message in chat.from_bot}
        for number, message in current.items():
            if shown.get(number) != message:
                print(told(message) + ("" if number not in shown else "  (edited)"), flush=True)
        for number in shown.keys() - current.keys():
            print(f"(message {number} is gone)", flush=True)
        for answer in chat.answers[answered:]:
            if answer.text:
                print(f"({'alert' if answer.alert else 'toast'}: {answer.text})", flush=True)
        shown, answered = current, len(chat.answers)
        await chat.changes.after(seen, timeout=3600)


def read_lines() -> asyncio.Queue[str | None]:
    """Lines of the standard input as they come, None at its end; the thread never holds the program up."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        try:
            for line in sys.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, None)
        except RuntimeError:  # the program ended while this waited
            return

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
