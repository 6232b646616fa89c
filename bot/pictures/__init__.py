"""Pictures that leave the chat, drawn by Typst."""
