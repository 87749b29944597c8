"""The pages of a studio."""
