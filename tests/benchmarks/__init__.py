"""Measures of speed. `make bench` runs them; they print and never fail (CONTRIBUTING.md)."""
