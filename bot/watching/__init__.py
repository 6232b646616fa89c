"""How the process is doing: what happened is counted, and told on a port of its own to whoever looks after it."""
