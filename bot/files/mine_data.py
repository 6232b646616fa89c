"""Everything that is kept of one person as a file: JSON for programs, or text that anybody can read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.catalogues import tongue
from bot.files.cells import sector, status
from bot.left import File
from bot.storage import letters
from dialogs import screens
from dialogs.cards import words
from dialogs.cards.rounds import trail
from dialogs.rounds.nouns import Role, Status
from dialogs.states import Occasion
from dialogs.tongue import Tongue, own_name
from framework.answers import Basis, Reason
from framework.comparing import Change
from framework.model import Model

Kept = Mapping[str, Any]
Lines = Iterator[str]

INDENT = "  "


def mine_json(data: Kept) -> File:
    """All of it, row by row; docs/data-dictionary.md says what each name means."""
    written = json.dumps(data, ensure_ascii=False, indent=1, default=_plain)
    return File("my-data.json", written.encode("utf-8", "replace") + b"\n")


def _plain(value: date) -> str:
    return value.isoformat()


def mine_text(data: Kept, models: Mapping[str, Model], t: Tongue) -> File:
    """The same in the words of one language. `models` has the models of the assessments by their hashes."""
    lines = "\n".join(_document(data, models, t))
    # With a mark in front, by which a desk's editors know the letters.
    return File("my-data.txt", lines.encode("utf-8-sig", "replace") + b"\n")


def _document(data: Kept, models: Mapping[str, Model], t: Tongue) -> Lines:
    yield t.gettext("Everything that Sounding keeps about you")
    yield t.gettext("As of {moment}; all times are UTC.", moment=_at(data["made_at"], t))
    yield ""
    consent = data["consent"]
    yield t.gettext(
        "You agreed to version {version}: {moment}", version=consent["version"], moment=_at(consent["at"], t)
    )
    if data["reminded_at"]:
        yield t.gettext("You were last reminded: {moment}", moment=_at(data["reminded_at"], t))
    on = {each["id"]: models[each["model"]] for each in data["assessments"]}
    for chat in data["chats"]:
        about = on.get(chat["assessment"])
        yield from _chat(chat, about, tongue(t.code, about.id) if about else t)
    for each in data["assessments"]:
        model = models[each["model"]]
        yield from _assessment(each, model, tongue(t.code, model.id))
    yield from _listed(t.gettext("Messages that wait for you"), map(_message, data["waiting"]))
    yield from _listed(
        t.gettext("What you sent and could not be understood yet"), (each["content"] for each in data["set_aside"])
    )
    yield from _listed(
        t.gettext("Requests counted lately, so that nobody asks for too much"),
        (_dated(_kind(each["kind"], t), _at(each["at"], t), t) for each in data["counted"]),
    )


def _at(moment: datetime, t: Tongue) -> str:
    return t.moment(moment, UTC)


def _dated(what: str, when: str, t: Tongue) -> str:
    return t.gettext("{what}: {when}", what=what, when=when)


def _kind(word: str, t: Tongue) -> str:
    """What something is that has its moment; a word of another release as it is."""
    known = {
        Occasion.REMINDER: t.gettext("Reminder"),
        Occasion.DIGEST: t.gettext("Digest"),
        Occasion.DEADLINE: t.gettext("Message about a deadline"),
        "file": t.gettext("A file"),
        "code": t.gettext("A code that let nobody in"),
    }
    return known.get(word, word)


def _listed(title: str, lines: Iterator[str]) -> Lines:
    """A list with its title; nothing where it is empty."""
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"{INDENT}{line}" for line in found)


def _message(each: Kept) -> str:
    """What a message says; of what is no words, what it is made from."""
    payload = each["payload"]
    if "letter" in payload:
        return " ".join(line for block in letters.read(payload["letter"]).blocks for line in screens.lines(block))
    return str(payload.get("text") or payload.get("words") or json.dumps(payload, ensure_ascii=False, default=str))


def _chat(chat: Kept, model: Model | None, t: Tongue) -> Lines:
    yield ""
    yield t.gettext("A chat of yours")
    yield INDENT + t.gettext("On {channel}: {address}", channel=chat["channel"], address=t.isolated(chat["address"]))
    yield INDENT + t.gettext("Language: {language}", language=own_name(chat["language"]))
    yield INDENT + t.gettext("Last active: {moment}", moment=_at(chat["updated_at"], t))
    yield from (INDENT + line for line in _place(chat["state"], model, t))


def _place(state: Kept, model: Model | None, t: Tongue) -> Lines:
    """Where a chat stands, and what was typed there and is not kept elsewhere yet."""
    if "text" in state:
        yield from _words(t.gettext("Words that wait there:"), state["text"])
    for value in state.get("values", {}).values():
        yield from _words(t.gettext("Chosen or written there so far:"), value)
    if "back" in state:
        yield from _place(state["back"], model, t)
    elif "capability" in state and model is not None and state["capability"] in model.capabilities:
        yield t.gettext("It stands at: {capability}", capability=_capability(state["capability"], model, t))
    else:
        yield t.gettext("It stands at no question.")


def _words(what: str, said: str) -> Lines:
    """What a person wrote, line by line, behind what it is."""
    first, *more = said.splitlines() or [""]
    yield f"{what} {first}"
    yield from (INDENT + line for line in more)


def _assessment(each: Kept, model: Model, t: Tongue) -> Lines:
    yield ""
    yield t.isolated(each["title"]) if each["title"] else t.gettext("Self-assessment")
    yield INDENT + t.gettext("Assessment {n}", n=each["id"])
    yield INDENT + status(Status(each["status"]), t)
    if each["part"] is not None:
        yield from _part(each["part"], model, t)
    if each["coordinator"] is not None:
        lead = each["coordinator"]
        yield INDENT + t.gettext("You coordinate it since {moment}", moment=_at(lead["since"], t))
        yield from _named(lead["name"], t)
    yield from _inside(t.gettext("Invitations that you made"), (_invitation(i, t) for i in each["invitations"]))
    yield from _inside(t.gettext("Reminders and digests"), (_timer(i, t) for i in each["reminders"]))
    yield from _inside(t.gettext("What you recorded as agreed"), (_said(i, model, t) for i in each["agreements"]))
    yield from _inside(
        t.gettext("What you did, and what was done about you"), (_deed(i, model, t) for i in each["deeds"])
    )


def _inside(title: str, lines: Iterator[str]) -> Lines:
    return (f"{INDENT}{line}" if line else line for line in _listed(title, lines))


def _named(name: str, t: Tongue) -> Lines:
    if name:
        yield INDENT + t.gettext("Your name there: {name}", name=t.isolated(name))


def _part(part: Kept, model: Model, t: Tongue) -> Lines:
    yield INDENT + t.gettext("You joined: {moment}", moment=_at(part["joined_at"], t))
    if part["submitted_at"]:
        yield INDENT + t.gettext("You submitted: {moment}", moment=_at(part["submitted_at"], t))
    if part["nudged_at"]:
        yield INDENT + t.gettext("A coordinator had you reminded: {moment}", moment=_at(part["nudged_at"], t))
    if part["removed_at"]:
        yield INDENT + t.gettext("A coordinator removed you: {moment}", moment=_at(part["removed_at"], t))
    yield from _named(part["name"], t)
    if part["sector"]:
        yield INDENT + t.gettext("Sector: {sector}", sector=sector(part["sector"], t))
    asked = part["capabilities"]
    if asked is not None:
        names = t.listed(_capability(each, model, t) for each in asked)
        yield INDENT + t.gettext("You are asked about: {capabilities}", capabilities=names)
    yield from _inside(t.gettext("Your answers"), (line for a in part["answers"] for line in _answer(a, model, t)))
    earlier = (line for a in part["revisions"] for line in _answer(a, model, t, dated=True))
    yield from _inside(t.gettext("Every version of them, as you gave it"), earlier)
    counted = (f"{_capability(v['capability'], model, t)}: {_at(v['at'], t)}" for v in part["counted_in"])
    yield from _inside(t.gettext("Results without names in which you are counted"), counted)


def _capability(each: str, model: Model, t: Tongue) -> str:
    found = model.capabilities.get(each)
    return words.name(t, found) if found else each


def _answer(answer: Kept, model: Model, t: Tongue, *, dated: bool = False) -> Lines:
    name = _capability(answer["capability"], model, t)
    verdict = t.gettext("{capability}: {verdict}", capability=name, verdict=_verdict(answer, model, t))
    yield f"{_at(answer['answered_at'], t)}: {verdict}" if dated else verdict
    if answer["why"]:
        yield from (INDENT + line for line in _words(t.gettext("Why:"), answer["why"]))
    if answer["basis"]:
        rests = t.listed(words.basis(t, Basis(each)) for each in answer["basis"])
        yield INDENT + t.gettext("Rests on: {basis}", basis=rests)
    for criterion in answer["in_place"]:
        known = model.criteria.get(criterion)
        yield INDENT + t.gettext("In place: {criterion}", criterion=t.of(known.text) if known else criterion)
    if answer["note"]:
        yield from (INDENT + line for line in _words(t.gettext("Note:"), answer["note"]))
    if answer["marked"]:
        yield INDENT + t.gettext("Marked: you kept words by which somebody could perhaps be found.")
    if answer["change"]:
        known_change = answer["change"] in set(Change)
        why = words.change(t, Change(answer["change"])) if known_change else answer["change"]
        yield INDENT + t.gettext("Why another phase than before: {reason}", reason=why)


def _verdict(answer: Kept, model: Model, t: Tongue) -> str:
    if answer["phase"]:
        found = model.by_phase.get(answer["phase"])
        return t.of(found.name) if found else str(answer["phase"])
    return words.reason(t, Reason(answer["reason"])) if answer["reason"] else t.gettext("still open")


def _invitation(each: Kept, t: Tongue) -> str:
    made = t.gettext("Invitation {n}", n=each["id"])
    label = f" {t.isolated(each['label'])}" if each["label"] else ""
    return f"{made}{label}: {each['taken']}/{each['places']}, {_at(each['created_at'], t)}"


def _timer(each: Kept, t: Tongue) -> str:
    moments = [at for at in (each["due_at"], each["asked_for"], each["stopped_at"]) if at]
    return _dated(_kind(each["kind"], t), "; ".join([*(_at(at, t) for at in moments), *each["sent"]]), t)


def _said(each: Kept, model: Model, t: Tongue) -> str:
    said = [_capability(each["capability"], model, t), _phase(each["phase"], model, t), each["reason"], each["dissent"]]
    return f"{_at(each['at'], t)}: {' · '.join(t.isolated(part) for part in said if part)}"


def _phase(phase: str | None, model: Model, t: Tongue) -> str:
    found = model.by_phase.get(phase or "")
    return t.of(found.name) if found else t.gettext("Left open")


def _deed(each: Kept, model: Model, t: Tongue) -> str:
    about = "" if each["subject"].startswith(("participation", Role.COORDINATOR)) else each["subject"]
    said = f"{_at(each['at'], t)}: {trail.action(each['action'], t)}"
    return f"{said} ({trail.subject(about, t, model)})" if about else said
