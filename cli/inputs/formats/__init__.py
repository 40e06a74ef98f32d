"""Whose export a file is, and the columns that its format makes of it."""
