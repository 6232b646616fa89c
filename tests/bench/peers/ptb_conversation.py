"""python-telegram-bot's `ConversationHandler`, all defaults: one update after another, answers in memory."""

from __future__ import annotations

import os
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
)

from tests.bench.peers import cards

AGREEING, CHOOSING, ANSWERING = range(3)

Conversation = ConversationHandler[ContextTypes.DEFAULT_TYPE]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    message, data = update.message, context.user_data
    assert message is not None
    assert data is not None
    data["answers"] = {}
    await send(message, cards.GREETING)
    return AGREEING


async def agree(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await edit(query, cards.DEPTH)
    return CHOOSING


async def choose_quick(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await edit(query, cards.question(0))
    return ANSWERING


async def choose_phase(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query, data = update.callback_query, context.user_data
    assert query is not None
    assert query.data is not None
    assert data is not None
    _, capability, phase = query.data.split(":")
    answers: dict[str, str] = data["answers"]
    place = len(answers)
    await query.answer()
    if capability != cards.ORDER[place]:
        return ANSWERING
    answers[capability] = phase
    done = len(answers) == len(cards.ORDER)
    following = cards.closing(answers) if done else cards.question(place + 1)
    if cards.ends_section(place):
        await edit(query, cards.record(place, answers))
        assert isinstance(query.message, Message)
        await send(query.message, following)
    else:
        await edit(query, following)
    return ConversationHandler.END if done else ANSWERING


async def edit(query: CallbackQuery, card: cards.Card) -> None:
    await query.edit_message_text(card.html, parse_mode=ParseMode.HTML, reply_markup=markup(card))


async def send(message: Message, card: cards.Card) -> None:
    """A new message in the chat of this one."""
    await message.reply_text(card.html, parse_mode=ParseMode.HTML, reply_markup=markup(card))


def markup(card: cards.Card) -> InlineKeyboardMarkup | None:
    if not card.rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in card.rows]
    )


def conversation(**options: Any) -> Conversation:
    """The handler; `options` are its own."""
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            AGREEING: [CallbackQueryHandler(agree, pattern="^agree$")],
            CHOOSING: [CallbackQueryHandler(choose_quick, pattern="^depth:quick$")],
            ANSWERING: [CallbackQueryHandler(choose_phase, pattern="^phase:")],
        },
        fallbacks=[CommandHandler("start", start)],
        **options,
    )


def builder() -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """An application of the server that is named in the environment."""
    return Application.builder().token(os.environ["BENCH_TOKEN"]).base_url(f"{os.environ['BENCH_API']}/bot")


def main() -> None:
    application = builder().build()
    application.add_handler(conversation())
    application.run_polling()


if __name__ == "__main__":
    main()
