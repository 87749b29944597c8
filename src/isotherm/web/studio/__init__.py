"""The author's and buyer's desk: audience, open questions, selection 100 to 5, trust."""
