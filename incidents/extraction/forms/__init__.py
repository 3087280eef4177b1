"""The forms in which people paste: tables, lists, logs and scans, put into sentences in the places of their words."""
