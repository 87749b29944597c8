"""Notes, replies, likes, follows, wishes, the feed and the pages of strata."""
