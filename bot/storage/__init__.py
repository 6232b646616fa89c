"""What is kept: tables, migrations, and reading and writing inside a turn's transaction."""
