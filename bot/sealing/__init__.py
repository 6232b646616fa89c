"""Sealing what people write: the keys, where they lie, and which of them a database needs."""
