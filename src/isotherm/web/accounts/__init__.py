"""People: who someone is, how they sign in, what they allow, what they take with them or erase."""
