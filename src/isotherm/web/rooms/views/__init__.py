"""Pages of live tests and rooms."""
