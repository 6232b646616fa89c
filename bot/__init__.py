"""The world: channels, database, timers, reports, settings and the command line."""
