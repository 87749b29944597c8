"""What the operator's pages draw beyond the report's own drawings."""
