"""The terminal channel: the embedded way to use Sounding, and a second shell over the same core."""
