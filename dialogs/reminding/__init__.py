"""Reminders: when they are due, and why."""
