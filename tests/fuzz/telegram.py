"""Targets that take in what Telegram delivers: bodies, updates, and whole conversations of several people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.telegram.updates import Heard, InGroup, Reach, number_of, understood
from bot.telegram.webhook import _update
from tests.dialogs.chances import AROUND, MODELS
from tests.dialogs.talking import NOON
from tests.fuzz.material import PIECES, TEXTS, changed, mangled, nested
from tests.fuzz.papers import as_bytes
from tests.fuzz.targets import Check, Target, pure
from tests.fuzz.words import BUTTONS, button
from tests.fuzz.world import CHATS, CODE, NAMES, SECRETS, World, everybody

Update = dict[str, Any]


def person(address: str) -> dict[str, Any]:
    name = NAMES.get(address, "x")
    return {"id": int(address), "is_bot": False, "first_name": f"{name} {SECRETS.get(name, '')}", "language_code": "en"}


def chat(address: str) -> dict[str, Any]:
    return {**person(address), "type": "private"}


def said(address: str, **more: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1, "from": person(address), "chat": chat(address), **more}


def tap(address: str, message: int, data: str) -> dict[str, Any]:
    return {
        "id": "55",
        "from": person(address),
        "message": said(address, message_id=message, text="card"),
        "data": data,
    }


ONE = CHATS["beni"]
SAMPLES: list[Update] = [
    {"update_id": 1, "message": said(ONE, text=f"A note of {SECRETS['beni']}")},
    {"update_id": 2, "message": said(ONE, text="/start 2345-6789-ABCD-EFGH", entities=[{"type": "bot_command"}])},
    {"update_id": 3, "message": said(ONE, photo=[{"file_id": "x"}], caption=SECRETS["beni"])},
    {"update_id": 4, "message": said(ONE, contact={"phone_number": "+1", "first_name": SECRETS["beni"]})},
    {"update_id": 5, "edited_message": said(ONE, text="edited")},
    {"update_id": 6, "callback_query": tap(ONE, 9, "1f:phase:compost:rooting")},
    {"update_id": 7, "callback_query": {"id": "9", "from": person(ONE), "inline_message_id": "x", "data": "1:back"}},
    {"update_id": 8, "message": said(ONE, text="/start") | {"chat": {"id": -100, "type": "group", "title": "x"}}},
    {
        "update_id": 9,
        "my_chat_member": {
            "from": person(ONE), "chat": chat(ONE), "date": 1,
            "old_chat_member": {"status": "kicked", "user": person(ONE)}, "new_chat_member": {"status": "member"},
        },
    },
]  # fmt: skip
UPDATES = changed(SAMPLES, 4)


def understand(update: Any) -> None:
    """What it means, nothing, or one of the errors that are foreseen."""
    if not isinstance(update, dict):
        return
    try:
        assert isinstance(understood(update, NOON), Heard | InGroup | Reach | None)
    except (KeyError, TypeError, AttributeError):
        return
    except RecursionError:
        assert "query" in str(update.keys())


BODIES = st.one_of(
    UPDATES.map(as_bytes),
    st.sampled_from(SAMPLES).flatmap(lambda update: mangled(as_bytes(update))),
    st.binary(max_size=50),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from([b"[", b'{"a":', b"9", b'"\\ud800', b"\xff"]),
        st.integers(1, 1 << 17),
    ),
)


def read_body(body: bytes) -> None:
    update = _update(body)
    if update is not None:
        assert abs(number_of(update)) < 1 << 63


@dataclass(frozen=True)
class Act:
    """One thing that somebody does: `how` says what, from what they have and see."""

    how: str
    who: str
    whose: str = ""
    words: str = ""
    index: int = 0
    tree: Any = None


def forged(event: Any) -> str:
    return button(event).partition(":")[2]


WHO = st.sampled_from(list(CHATS.values()))
OWN = ["{0}", "My note: {0}.", "{0} and more\n{0}", "Call {0} at +44 20 7946 0958", "/start {0}", "{0} Ministry"]
SAYING = st.one_of(
    st.sampled_from(OWN),
    st.sampled_from([*PIECES, f"/start {CODE}", CODE, "/round", "/people", "/results", "/agree", "/plan", "/progress"]),
    st.sampled_from(
        ["/mydata", "/export", "/summary", "/review", "/invite", "/invitations", "/assessments", "/language"]
    ),
    TEXTS.map(lambda text: text[:4096]),
)
FORGED = st.sampled_from(AROUND[MODELS[0].id]).flatmap(lambda around: around.events).map(forged)
TAPS = st.builds(Act, st.just("tap"), WHO, index=st.integers(0, 30))
SAYS = st.builds(Act, st.just("say"), WHO, words=SAYING)
ACTS = st.one_of(
    TAPS,
    TAPS,
    TAPS,
    SAYS,
    SAYS,
    st.builds(Act, st.just("steal"), WHO, WHO, index=st.integers(0, 30)),
    st.builds(Act, st.just("forge"), WHO, words=FORGED, index=st.sampled_from([0, 0, 0, 1, -1])),
    st.builds(Act, st.just("data"), WHO, words=BUTTONS),
    st.builds(Act, st.just("odd"), WHO, tree=UPDATES),
    st.builds(Act, st.just("deep"), WHO, index=st.sampled_from([50, 400, 800, 1000])),
    st.builds(Act, st.just("wait"), WHO, index=st.sampled_from([1, 20, 24 * 8, 24 * 40, 24 * 800])),
)
TALKS = st.lists(st.lists(ACTS, min_size=1, max_size=4), min_size=1, max_size=8)


def updates_of(world: World, acts: list[Act]) -> Iterator[Update]:
    for act in acts:
        world.number += 1
        update = {"update_id": world.number, **part(world, act)}
        if act.how == "odd":
            update = act.tree if isinstance(act.tree, dict) else {}
            if update.get("update_id") in range(1, 10):
                update["update_id"] = world.number
        if act.how in {"odd", "deep"} and is_update(update):
            world.odd.add(update["update_id"])
        if is_update(update):
            yield update


def is_update(update: Update) -> bool:
    """As whoever fetches updates asks before they are taken in."""
    try:
        return number_of(update) is not None
    except (KeyError, TypeError):
        return False


def part(world: World, act: Act) -> Update:
    message, taps = world.cards.get(act.who, (1, ["0:go:here"]))
    seen = world.cards.get(act.whose, (1, ["0:back"]))[1] if act.how == "steal" else taps
    match act.how:
        case "say":
            own = SECRETS.get(NAMES[act.who], "nobody")
            return {"message": said(act.who, text=act.words.replace("{0}", own))}
        case "tap" | "steal":
            return {"callback_query": tap(act.who, message, seen[act.index % len(seen)] if seen else "0:back")}
        case "deep":
            return {"message": said(act.who, text=nested(act.index, "x", table=False))}
        case "forge":
            revision = int(taps[0].partition(":")[0], 16) + act.index if taps else 0
            return {"callback_query": tap(act.who, message, f"{revision:x}:{act.words}")}
        case _:
            return {"callback_query": tap(act.who, message, act.words)}


@contextmanager
def talking(folder: Path) -> Iterator[Check]:
    """Everybody talks at once; each input begins with the same database."""
    with everybody(folder) as kept:

        def check(talk: list[list[Act]]) -> None:
            kept.emptied()
            world = World(kept.opened())
            with capture_logs() as logged:
                world.deliver(
                    [{"update_id": 100 + int(each), "message": said(each, text="/continue")} for each in NAMES]
                )
                for acts in talk:
                    for act in acts:
                        if act.how == "wait":
                            world.wait(act.index)
                    world.deliver(list(updates_of(world, [act for act in acts if act.how != "wait"])))
                world.check_in_the_end()
            assert not [line for line in logged if "zwetschge" in str(line).casefold()]

        yield check


TELEGRAM = (
    Target("updates: bot.telegram.updates.understood", 8, UPDATES, pure(understand)),
    Target("bodies: bot.telegram.webhook", 4, BODIES, pure(read_body)),
    Target("conversations: bot.telegram.intake on SQLite", 5, TALKS, talking),
)
