"""From rows to files. One file a format; nothing here knows the database."""
