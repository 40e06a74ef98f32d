"""Channels found from source, medium and campaign.

- `built_in`: The built-in channels: the rules of configs/channels as Polars expressions.
- `grouping`: Channels made of source, medium and campaign, renamed, and touches that are dropped
  by source.
- `hosts`: Hosts by the listed source that they belong to: de.linkedin.com, google.pl,
  m.facebook.com.
- `payments`: Touches that come from pages where customers pay, and are no channel that won them.
- `rules`: Channel rules: which touches they match, and the channels that they give.
"""
