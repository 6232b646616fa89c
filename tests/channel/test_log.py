"""Nothing that anybody writes, and nobody's name, is in the log of a whole round: the real program, over HTTP."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.channel.phones import Phone, Program, program
from tests.telegram import Server
from tests.terminal.running import sounding

SETTING_UP = (
    "/start [I agree, begin] /new",
    "nepal",
    "Foundations of the north",
    "[Leave the rest as proposed] [Who invites]",
    "Amina Rai, Ministry of Soil",
    "[Set it up] /invite [✓ Answer questions] [Leave the rest as proposed]",
    "[For how many] [5 people] [Who it is for]",
    "The gardeners of Bandipur",
    "[Make the invitation]",
)
ANSWERING = (
    "[Take part] [Building] [None of these] [☐ Official data] [Done]",
    "Our budget line grows {name} beans",
    "[Next] [I can't judge this] [Not my remit]",
    "Ask the {name} orchard office",
    "[Next]",
    "An early word of the {name} meadow",
    "[Keep it]",
)
AGREEING = (
    "/agree [Record what you agreed] [Building]",
    "The strategy of the river valley",
    "Two mills upstream see it otherwise",
    "[Record it] /plan",
)
FAULTY = "A word of the hillside that meets a fault"


async def carry_on(phone: Phone, *acts: str, name: str = "") -> None:
    """Write each line; in one with brackets or a slash, tap each label and send each command."""
    for act in acts:
        parts = re.findall(r"\[[^]]+]|/\w+", act) if act[0] in "[/" else [act.format(name=name)]
        for part in parts:
            await (phone.tap(part[1:-1]) if part[0] == "[" else phone.say(part))


async def told(server: Server, engine: Engine, running: Program, folder: Path, database: str) -> str:
    """Play the round to its end; the log of it, with what commands beside it printed on standard error."""
    amina = Phone(server, engine, server.person("Amina-Soledad"))
    await carry_on(amina, *SETTING_UP)
    code = re.search(r"start=(\S+)", "\n".join(amina.person.chat.texts))
    assert code
    for name in ("Benedict-Okoro", "Carla-Duarte"):
        beni = Phone(server, engine, server.person(name))
        await beni.say(f"/start {code[1]}")
        await carry_on(
            beni, "[I agree, begin]", f"{name} of the Orchard Board", "[✓ Rather not say]", *ANSWERING, name=name
        )
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE answer_revision RENAME TO gone")
    beni.press("Building")
    await beni.rest()
    beni.person.say(FAULTY)
    await beni.rest()
    await beni.tap("Keep it")
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO answer_revision")
    doctor = sounding(folder, "doctor", database=database)
    assert doctor.returncode == 1
    await carry_on(amina, *AGREEING, "/export [Spreadsheet]")
    files = sounding(folder, "export", "1", "--format", "csv,json", database=database)
    assert files.returncode == 0, files.stderr
    server.fault("*", chat_id=amina.person.id, status=500)
    await carry_on(amina, "/round")
    assert await running.stop() == 0
    return running.log.read_text("utf-8") + (doctor.stdout + doctor.stderr + files.stderr).decode()


@pytest.mark.parametrize("form", ["json"])  # which has everything that the other one has
@pytest.mark.parametrize("backend", ["sqlite"])
async def test_a_whole_round_leaves_no_word_and_no_name_in_the_log(
    tmp_path: Path, server: Server, engine: Engine, database: str, form: str
) -> None:
    (tmp_path / ".env").write_text(f"SOUNDING_LOG_FORMAT={form}\n")
    async with program(tmp_path, database, server) as running:
        log = await told(server, engine, running, tmp_path, database)
    written = running.log.read_text("utf-8")
    assert "an update was set aside" in written
    assert "sending failed" in written
    assert form == "text" or all(json.loads(line)["event"] for line in written.splitlines())
    log, decoded = log.casefold(), log.encode().decode("unicode_escape").casefold()
    for words in every_word(server):
        assert words.casefold() not in log, words
        assert words.casefold() not in decoded, words


def every_word(server: Server) -> set[str]:
    """Everything that was typed, line by line, and every name, whole and in parts; commands are no words."""
    found: set[str] = set()
    for chat in server.world.chats.values():
        typed = [said.text for said in chat.messages if not said.from_bot and not said.text.startswith("/")]
        found |= {chat.name, *chat.name.split("-"), *typed}
        found |= {said.text.partition(" ")[2] for said in chat.messages if said.text.startswith("/start ")}
    found |= {
        "Orchard Board",
        "Bandipur",
        "hillside",
        "river valley",
        "meadow",
        "budget line",
        "Foundations of the north",
    }
    assert {"Amina", "Carla", FAULTY} <= found
    return {words for words in found if len(words) > 3}
