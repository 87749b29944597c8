"""The operator's pages; each view parses, asks a query or a service, and answers."""
