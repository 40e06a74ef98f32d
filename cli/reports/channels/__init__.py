"""Channels that are unknown or Unassigned.

- `suggested_rules`: Touches that no rule makes a channel of, and rules that would.
- `unassigned`: Sources and mediums that no rule makes a channel of, and rules that would.
- `unknown`: Channels and interactions that the settings name and no touch has.
"""
