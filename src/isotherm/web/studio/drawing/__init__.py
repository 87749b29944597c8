"""Drawings of a studio."""
