"""Search that knows two-character Chinese words and says when there is no good answer yet."""
