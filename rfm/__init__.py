"""Recency, frequency, monetary: tables in, tables out, nothing read or printed."""
