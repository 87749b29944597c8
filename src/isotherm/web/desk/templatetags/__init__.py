"""How a desk's pages say things."""
