"""The offline gazetteer: an SQLite file of places with their provinces and countries."""
