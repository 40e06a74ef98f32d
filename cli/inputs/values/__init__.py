"""Texts as values: expressions over columns, no files.

- `amounts`: Amounts of money read from text exactly, in 1/10 000 of the currency unit.
- `blanks`: Blank texts: empty, nothing but spaces, or a word for no value.
- `clocks`: Patterns of times of day, alone and behind a day.
- `combinations`: The distinct combinations of values in some columns, found by their codes.
- `currencies`: Signs and codes of currencies beside amounts.
- `distinct`: Tests of texts that are made of each different one once, however many rows have it.
- `identifiers`: Ids as people mean them: without what spreadsheets and dumps put around or in place
  of them.
- `month_names`: Dates with the month in a word, in the languages of Latin letters.
- `month_table`: Names of months in the languages of Latin letters.
- `time_zones`: Local times turned into instants: the earlier of two, the next where there is
  none.
- `times`: Ways of writing times, and the expressions that read them.
"""
