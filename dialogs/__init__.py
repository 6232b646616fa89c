"""Conversations: (sheet, state, event) -> (state, commands), and screens as data. Pure, like `framework`."""
