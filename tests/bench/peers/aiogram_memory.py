"""aiogram's `Dispatcher` with its FSM in `MemoryStorage`, all defaults: every update is a task of its own."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.peers import cards

router = Router()


class Assessment(StatesGroup):
    agreeing = State()
    choosing = State()
    answering = State()


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(Assessment.agreeing)
    await state.set_data({"answers": {}})
    await message.answer(cards.GREETING.html, reply_markup=markup(cards.GREETING))


@router.callback_query(Assessment.agreeing, F.data == "agree")
async def agree(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.set_state(Assessment.choosing)
    await edit(query, cards.DEPTH)


@router.callback_query(Assessment.choosing, F.data == "depth:quick")
async def choose_quick(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.set_state(Assessment.answering)
    await edit(query, cards.question(0))


@router.callback_query(Assessment.answering, F.data.startswith("phase:"))
async def choose_phase(query: CallbackQuery, state: FSMContext) -> None:
    _, capability, phase = (query.data or "").split(":")
    answers: dict[str, str] = (await state.get_data())["answers"]
    place = len(answers)
    await query.answer()
    if capability != cards.ORDER[place]:
        return
    answers[capability] = phase
    done = len(answers) == len(cards.ORDER)
    following = cards.closing(answers) if done else cards.question(place + 1)
    await state.update_data(answers=answers)
    if done:
        await state.set_state(None)
    if cards.ends_section(place):
        await edit(query, cards.record(place, answers))
        assert isinstance(query.message, Message)
        await query.message.answer(following.html, reply_markup=markup(following))
    else:
        await edit(query, following)


async def edit(query: CallbackQuery, card: cards.Card) -> None:
    assert isinstance(query.message, Message)
    await query.message.edit_text(card.html, reply_markup=markup(card))


def markup(card: cards.Card) -> InlineKeyboardMarkup | None:
    if not card.rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in card.rows
        ]
    )


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BENCH_API"]))
    bot = Bot(os.environ["BENCH_TOKEN"], session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
