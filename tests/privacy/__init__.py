"""Privacy: consent, what is kept and how long, one's own data, and deleting it."""
