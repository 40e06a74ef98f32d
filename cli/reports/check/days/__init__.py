"""What `merito check` finds about days: those without rows, those that are mistakes, spans.

- `daily`: Touches and orders by day: days without any, and levels that jump.
- `moments`: When rows happened: what days, and dates that can only be mistakes, are told from.
- `spans`: The days that the files span, and how those of touches and orders meet.
"""
