"""What was called, when, and how it ended; and questions about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SENDS = {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call; times in seconds of the monotonic clock.

    `status` is the HTTP status of the answer, or 0 where the connection was cut; `description` is the error's.
    """

    number: int
    method: str  # as Telegram spells it
    params: dict[str, str] = field(hash=False)
    chat_id: int | None
    started: float
    ended: float
    status: int
    description: str = ""
    delivered: bool = True  # whether it took effect, even if the answer was lost

    @property
    def ok(self) -> bool:
        """Whether the bot was told that it worked."""
        return self.status == 200


def most_at_once(calls: Iterable[Call]) -> int:
    """The largest number of calls under way at the same moment."""
    edges = sorted(edge for call in calls for edge in ((call.started, 1), (call.ended, -1)))
    running = most = 0
    for _, step in edges:
        running += step
        most = max(most, running)
    return most


def most_within(calls: Iterable[Call], seconds: float = 1.0) -> int:
    """The largest number of calls that began within any stretch of `seconds`."""
    starts = sorted(call.started for call in calls)
    most = first = 0
    for last, start in enumerate(starts):
        while start - starts[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def by_chat(calls: Iterable[Call]) -> dict[int, list[Call]]:
    """Calls about a chat, by its id, in order."""
    chats: dict[int, list[Call]] = {}
    for call in calls:
        if call.chat_id is not None:
            chats.setdefault(call.chat_id, []).append(call)
    return chats
