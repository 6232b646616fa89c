"""A strict Telegram Bot API server for tests, over real HTTP on the loopback address.

    async with serving() as server:
        bot = Bot(server.token, base_url=f"{server.url}/bot")
        alma = server.person("Alma", "en")
        alma.say("/start")

It refuses what Telegram refuses, in Telegram's words; people tap, type and block; faults come on demand.
"""

from .background import Background, serving_in_background
from .chats import Access, Answer, Chat, transcript
from .errors import Refused
from .faults import Fault
from .formatting import Entity, utf16_length
from .journal import SENDS, Call, by_chat, most_at_once, most_within
from .keyboard import Button
from .messages import Message, Upload, User
from .people import Group, Person, Tap
from .server import TOKEN, Server
from .serving import serving

__all__ = [
    "SENDS",
    "TOKEN",
    "Access",
    "Answer",
    "Background",
    "Button",
    "Call",
    "Chat",
    "Entity",
    "Fault",
    "Group",
    "Message",
    "Person",
    "Refused",
    "Server",
    "Tap",
    "Upload",
    "User",
    "by_chat",
    "most_at_once",
    "most_within",
    "serving",
    "serving_in_background",
    "transcript",
    "utf16_length",
]
