"""Reminders and digests: who is to be written to, when, and that it happens once."""
