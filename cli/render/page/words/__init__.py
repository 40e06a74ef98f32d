"""The words of a page, in each language.

- `english`: The labels, sentences and terms in English.
- `italian`: The same in Italian.
- `italian_export_notes`: Notes on what was read of touchpoints, orders and costs in Italian.
- `italian_findings`: The findings of the check in Italian.
- `italian_notes`: Notes of reports in Italian.
- `italian_sentences`: Lines of ledgers, verdicts and captions in Italian.
- `italian_titles`: What stands above tables and columns in Italian.
- `translation`: Sentences of the reports in another language, by what they are made of.
- `words`: What a page says for itself, in the language of the settings.
"""
