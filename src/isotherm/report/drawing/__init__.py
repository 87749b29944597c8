"""What the report draws: small functions that give SVG."""
