"""Words that could hurt somebody: a case told here, or a person who can be recognised."""
