"""Touchpoints: rows with their channel.

- `contacts`: Rows that are contacts of a customer with a channel, and those that are none: e-mails
  sent.
- `read`: The touchpoints of a run: dated contacts of customers with channels.
- `visits`: Visits made of events that name none: one ends after half an hour without an event.
"""
