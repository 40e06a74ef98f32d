"""Touchpoints: rows with their channel.

- `read`: The touchpoints of a run: dated contacts of customers with channels.
- `visits`: Visits made of events that name none: one ends after half an hour without an event.
"""
