"""From the reports of an incident to its estimates, without a database.

Joins extraction and reconciliation, which know nothing of each other. No Django in this room.
"""
