"""Everybody at once: each opens the chat, then answers every question, tapping as soon as they see the next card."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import InitVar, dataclass, field

from framework.model import Model

from .content import Chat, Message, Question, compact
from .methods import Api
from .people import Person, Stage, told_otherwise

OPENING_AT_ONCE = 50
START = b',"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}]'


@dataclass(slots=True)
class Crowd:
    """All the people, the first of whom warms the bot up: they answer alone, before the others, and are not counted.

    Of the others `at_once` answer at the same time; whenever one is through, another begins. Times are seconds of
    one clock, and 0 until what they tell of has happened.
    """

    token: InitVar[str]
    model: Model
    people: list[Person]
    at_once: int
    on_opened: Callable[[], None]
    on_finished: Callable[[], None]
    api: Api = field(init=False)
    latencies: list[float] = field(default_factory=list)  # seconds from tap to next card
    began: float = 0.0
    ended: float = 0.0
    finished: int = 0
    _opening: int = 0
    _opened: int = 0
    _answering: int = 1
    _queries: int = 4_000_000_000_000_000

    def __post_init__(self, token: str) -> None:
        self.api = Api(token, self.see, self.check_end)
        self.api.chats.update((person.chat.id, person.chat) for person in self.people)

    @property
    def counted(self) -> list[Person]:
        """Everybody but the first."""
        return self.people[1:]

    def open(self) -> None:
        """Let the first people write /start; others follow as these reach their first question."""
        for _ in range(max(self.at_once, OPENING_AT_ONCE)):
            self._open_next()

    def go(self) -> None:
        """Let people answer, from now on counted."""
        self.latencies.clear()
        self.finished = 0
        self.began = time.perf_counter()
        for _ in range(self.at_once):
            self._answer_next()

    def see(self, chat: Chat, message: Message) -> None:
        """Show a message, new or changed, to the person whose chat it is in; they act at once."""
        person = self.people[chat.number]
        question = message.keys.question
        match person.stage:
            case Stage.OPENING if person.ahead:
                if data := message.keys.find(person.ahead[0]):
                    person.ahead = person.ahead[1:]
                    self._tap(person, message, data)
            case Stage.OPENING if question:
                person.stage, person.card = Stage.READY, message
                self._note_opened()
            case Stage.ANSWERING if question and question.capability not in person.answers:
                self._note_latency(person)
                self._answer(person, message, question)
            case Stage.ANSWERING if message.keys.data and not question:
                if len(person.answers) == len(self.model.capabilities):
                    self._note_latency(person)
                    self._finish(person, message)

    def check_end(self) -> None:
        """It is over when everybody is through and every tap has its answer."""
        if self.began and not self.ended and not self.api.queries and self.finished == len(self.people) - 1:
            self.ended = time.perf_counter()
            self.on_finished()

    def _open_next(self) -> None:
        if self._opening < len(self.people):
            person = self.people[self._opening]
            self._opening += 1
            person.stage = Stage.OPENING
            self._write(person)

    def _note_opened(self) -> None:
        self._opened += 1
        self._open_next()
        if self._opened == len(self.people):
            self._begin_to_answer(self.people[0])

    def _answer_next(self) -> None:
        if self._answering < len(self.people):
            person = self.people[self._answering]
            self._answering += 1
            self._begin_to_answer(person)

    def _begin_to_answer(self, person: Person) -> None:
        card, person.card, person.stage = person.card, None, Stage.ANSWERING
        assert card is not None
        assert card.keys.question is not None
        self._answer(person, card, card.keys.question)

    def _answer(self, person: Person, message: Message, question: Question) -> None:
        """Choose a phase, another one each time and for each neighbour."""
        phases = list(question.phases)
        phase = phases[(person.number + len(person.answers)) % len(phases)]
        person.answers[question.capability] = phase
        self._tap(person, message, question.phases[phase])

    def _note_latency(self, person: Person) -> None:
        self.latencies.append(time.perf_counter() - person.tapped)

    def _finish(self, person: Person, last: Message) -> None:
        person.stage = Stage.FINISHED
        names = {capability.name.source: capability.id for capability in self.model.capabilities.values()}
        given = {capability: self.model.by_phase[phase].name.source for capability, phase in person.answers.items()}
        person.misled = told_otherwise(last.body.text, names, given)
        self.finished += 1
        if self.began:
            self._answer_next()
            self.check_end()
        else:
            self.on_opened()

    def _write(self, person: Person) -> None:
        chat = person.chat
        parts = (chat.next_id(), chat.user, chat.chat, int(time.time()), START)
        self.api.queue.add(b"message", b'{"message_id":%d,"from":%b,"chat":%b,"date":%d%b}' % parts)

    def _tap(self, person: Person, message: Message, data: str) -> None:
        self._queries += 1
        chat, query = person.chat, str(self._queries)
        self.api.queries.add(query)
        person.tapped = time.perf_counter()
        parts = (query.encode(), chat.user, message.json, chat.id * 7919, compact(data))
        body = b'{"id":"%b","from":%b,"message":%b,"chat_instance":"%d","data":%b}' % parts
        self.api.queue.add(b"callback_query", body)
