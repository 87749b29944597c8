"""Tags and filters of the operator's pages."""
