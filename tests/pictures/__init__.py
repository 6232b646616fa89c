"""What a person sees, as pictures: any screen, any chat, in every language. `python -m tests.pictures --help`."""
