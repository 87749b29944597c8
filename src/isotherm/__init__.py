"""Isotherm."""
