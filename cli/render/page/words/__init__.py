"""The words of a page, in each language.

- `italian/`: What a page and its reports say, in Italian.
- `english`: The labels, sentences and terms in English.
- `translation`: Sentences of the reports in another language, by what they are made of.
- `words`: What a page says for itself, in the language of the settings.
"""
