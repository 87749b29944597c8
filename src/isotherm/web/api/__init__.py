"""The town for machines: OpenAPI, tokens with scopes, signed webhooks."""
