"""Brings over what a newspaper already has: one JSON object a line, published through the same ledger."""
