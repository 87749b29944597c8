"""What an author's and a buyer's pages read."""
