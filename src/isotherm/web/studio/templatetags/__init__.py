"""Tags and filters of the studio's pages."""
