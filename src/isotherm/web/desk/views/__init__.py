"""The pages of a desk."""
