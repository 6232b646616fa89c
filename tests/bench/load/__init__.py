"""A Bot API server for load, with the people who talk to the bot inside it, in a process of its own.

It stands beside the strict server in `tests.telegram` because that one is made to find faults: it keeps every call,
waits on every change and runs on a web framework, so that it would be busier than the bots that are to be measured.
This one reads HTTP by hand and keeps the pieces it has seen before, read and rendered. What it accepts and refuses is
still the strict server's doing (formatting, keyboards, words of refusal), looked up once per text instead of once per
call. Its answers are as long as Telegram's, with every header and field, since reading them is part of a bot's work.
It speaks plain HTTP to everyone; it has long polling alone, no webhooks, no files and no faults.
"""
