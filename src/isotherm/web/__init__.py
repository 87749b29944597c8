"""The town: the self-hosted platform where a community, its shops and its desks live.

Importing this package needs nothing; its rooms need the extra ``web``.
"""
