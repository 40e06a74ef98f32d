"""`merito value`.

- `report`: What customers are worth, who is slipping away, and how far to believe it.
- `tables`: The values of segments and customers, and the models behind them, as tables.
"""
