"""Chaos: people answer the whole model while the bot is killed, again and again, and the network misbehaves.

    python -m tests.chaos --people 50 --kills 30 --seed 7

`storm` runs it, `promises` says what must hold afterwards, `books` and `expected` know what the answers should be.
"""
