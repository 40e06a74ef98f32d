"""Addresses in reports show neither users nor keys."""

import pytest

from cli.settings.secrets import hide_credentials


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s3a://ID:KE/Y@bucket/orders.csv", "s3a://bucket/orders.csv"),
        ("s3a://ID@bucket/orders.csv", "s3a://bucket/orders.csv"),
        ("hdfs://host:8020/a@b.csv", "hdfs://host:8020/a@b.csv"),
        ("https://host/orders.csv?sig=KEY&x=1", "https://host/orders.csv?***"),
        ("exports/o?ders@home.csv", "exports/o?ders@home.csv"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert hide_credentials(text) == shown
