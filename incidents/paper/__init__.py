"""What the desk shows as a PDF document, without a browser. Nothing here knows the database."""
