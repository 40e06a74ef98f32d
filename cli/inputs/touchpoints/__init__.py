"""Touchpoints: rows with their channel.

- `read`: The touchpoints of a run: dated contacts of customers with channels.
"""
