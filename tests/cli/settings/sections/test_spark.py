"""The settings of Spark: numbers as Spark writes them, secrets that no report shows."""

import json

import pytest

from cli.settings.sections.spark import Spark


def test_numbers_and_flags_become_text() -> None:
    conf = {"spark.executor.cores": 2, "spark.speculation": True, "spark.memory.fraction": 0.5}
    assert Spark.model_validate({"conf": conf}).conf == {
        "spark.executor.cores": "2",
        "spark.speculation": "true",
        "spark.memory.fraction": "0.5",
    }


def test_a_section_of_comments_is_empty() -> None:
    assert Spark.model_validate({"conf": None}).conf == {}


def test_reports_do_not_show_secrets() -> None:
    given = {
        "remote": "sc://spark.example:443/;use_ssl=true;token=abc;user_id=anna",
        "conf": {
            "spark.hadoop.fs.s3a.secret.key": "abc",
            "spark.hadoop.fs.s3a.access.key": "abc",
            "spark.executor.memory": "8g",
        },
    }
    settings = Spark.model_validate(given)
    assert settings.conf == given["conf"]
    assert settings.remote == given["remote"]
    assert json.loads(settings.model_dump_json()) == {
        "remote": "sc://spark.example:443",
        "master": None,
        "conf": {
            "spark.hadoop.fs.s3a.secret.key": "***",
            "spark.hadoop.fs.s3a.access.key": "***",
            "spark.executor.memory": "8g",
        },
        "buckets": None,
    }


@pytest.mark.parametrize(
    ("remote", "shown"),
    [
        ("sc://user:KEY@host:15002/;x-api-key=KEY;Token=KEY", "sc://host:15002"),
        ("sc://user:K/E;Y@host:15002", "sc://host:15002"),
        ("sc://[::1]:15002/", "sc://[::1]:15002"),
        ("sc://user:KEY", "sc://***"),
        ("sc://host;token=KEY", "sc://***"),
    ],
)
def test_of_an_address_only_the_place_is_shown(remote: str, shown: str) -> None:
    assert json.loads(Spark(remote=remote).model_dump_json())["remote"] == shown


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("spark.executor.memory", "8g", "8g"),
        ("spark.sql.shuffle.partitions", "200", "200"),
        ("spark.dynamicAllocation.enabled", "true", "true"),
        ("spark.executor.memory", "KEY", "***"),
        ("spark.executor.extraJavaOptions", "-Dpassword=KEY", "***"),
        ("spark.some.passphrase", "1234", "***"),
    ],
)
def test_of_the_settings_of_spark_only_sizes_and_counts_are_shown(
    key: str, value: str, shown: str
) -> None:
    spark = Spark.model_validate({"conf": {key: value}})
    assert json.loads(spark.model_dump_json())["conf"] == {key: shown}


def test_a_master_is_shown_without_its_user() -> None:
    spark = Spark(master="k8s://https://anna:KEY@host:443")
    assert json.loads(spark.model_dump_json())["master"] == "k8s://https://host:443"
