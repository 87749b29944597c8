"""What a desk's pages draw."""
