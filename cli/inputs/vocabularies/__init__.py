"""Words in cells that say what a row is, in several languages, by what they mean.

- `interactions`: Words for views, clicks, and for e-mails that nobody met.
- `letters`: Words in lower case as they are compared, whatever the language.
- `meanings`: Words by what they mean, as the files of `configs/` list them.
- `patterns`: Names with * for any text, matched against texts as they are compared.
- `row_types`: Words for the rows of statements: sales, refunds, fees, money that moves.
- `statuses`: Words for the statuses of orders and payments.
"""
