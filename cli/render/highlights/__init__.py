"""Highlights as sentences, in each language.

- `english`: The sentences in English.
- `italian`: The sentences in Italian.
- `sentences`: A highlight as a sentence, in a language and a style of numbers.
"""
