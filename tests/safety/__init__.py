"""Words that are held back: tables of cases in each language, and how often the word lists are right."""
