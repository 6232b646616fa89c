"""Commands of `sounding` by theme; `bot.main` gives each its name."""
