"""The merchant's desk: opportunities, briefs, variants, first lots and the loop report."""
