"""Print the six models as DuckDB computes them: `duckdb_models.py TOUCHPOINTS ORDERS`."""

import sys
from pathlib import Path

import duckdb


def main() -> None:
    """Run the statements beside this file and print model, channel, conversions and revenue."""
    touchpoints, orders = sys.argv[1:]
    connection = duckdb.connect()
    connection.execute("SET VARIABLE touchpoints = ?", [touchpoints])
    connection.execute("SET VARIABLE orders = ?", [orders])
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    print("model", "channel", "conversions", "revenue", sep=",")
    for model, channel, conversions, revenue in connection.execute(statements).fetchall():
        print(model, channel, conversions, revenue, sep=",")


if __name__ == "__main__":
    main()
