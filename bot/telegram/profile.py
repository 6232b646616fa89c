"""What Telegram shows of the bot before the first word: its menu of commands and its descriptions."""

from __future__ import annotations

from telegram import Bot, BotCommand

from bot.catalogues import tongues
from dialogs.cards import about_the_bot, about_the_bot_in_short, commands


async def introduce(bot: Bot) -> None:
    """Set the commands and descriptions, in English for everyone and in each language for those who use it."""
    for code, tongue in tongues().items():
        language = None if code == "en" else code.split("_")[0]
        menu = [BotCommand(command, meaning) for command, meaning in commands(tongue).items()]
        await bot.set_my_commands(menu, language_code=language)
        await bot.set_my_description(about_the_bot(tongue), language)
        await bot.set_my_short_description(about_the_bot_in_short(tongue), language)
