"""What is kept of a person: gathered, deleted, and how long it stays."""
