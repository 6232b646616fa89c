"""Files that leave the chat: what a round came to, for people who read at a desk."""
