"""Tags of the community's pages."""
