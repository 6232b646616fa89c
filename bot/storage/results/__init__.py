"""What a round came to, as the database has it: who may see what is asked here."""
