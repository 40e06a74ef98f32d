"""The words of a page, in each language.

- `english`: The labels, sentences and terms in English.
- `italian`: The same in Italian.
- `words`: What a page says for itself, in the language of the settings.
"""
