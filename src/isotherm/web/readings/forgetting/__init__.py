"""Where a member is to be forgotten: rows that mention them, files of the town."""
