"""The timeline of what a filter chooses: its charts, each with its numbers as a table."""
