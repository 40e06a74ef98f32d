"""Web events of Parquet are the touches that the same events as text are."""

import io
from pathlib import Path

import polars as pl
import pytest

from tests.cli.inputs.small_files import ledger, touches

NOON = 1_774_000_800
GA4 = "user_pseudo_id,event_timestamp,event_name"
EVENTS = {
    "visits by their ids": [
        f"{GA4},ga_session_id,source,medium",
        f"1.1,{NOON}000000,session_start,17,google,cpc",
        f"1.1,{NOON + 60}000000,page_view,17,google,cpc",
        f"1.1,{NOON + 90}000000,purchase,,,",
    ],
    "visits by their gaps": [
        f"{GA4},source,medium",
        f"1.1,{NOON}000000,page_view,google,cpc",
        f"1.1,{NOON + 60}000000,page_view,,",
        f"1.1,{NOON + 4000}000000,page_view,,",
    ],
    "click ids": [
        f"{GA4},ga_session_id,source,medium,gclid",
        f"1.1,{NOON}000000,session_start,17,,,Cj0",
        f"1.2,{NOON}000000,session_start,18,,,",
    ],
    "links and click ids": [
        "customer_id,touched_at,landing_page,referrer,msclkid",
        "c1,2026-03-20 10:00:00,https://shop.example/?utm_source=x&utm_medium=email,,",
        "c2,2026-03-20 10:00:00,https://shop.example/,https://www.google.com/,",
        "c3,2026-03-20 10:00:00,https://shop.example/,,f00",
    ],
    "pages of visits": [
        "anonymous_id,timestamp,context_page_url,context_page_referrer,context_campaign_source",
        "a1,2026-03-20T10:00:00Z,https://shop.example/a,https://www.bing.com/,",
        "a1,2026-03-20T10:01:00Z,https://shop.example/b,https://shop.example/a,",
    ],
}


@pytest.mark.parametrize("name", EVENTS)
def test_events_of_parquet_are_those_of_text(tmp_path: Path, name: str) -> None:
    text = "\n".join(EVENTS[name])
    typed, file = pl.read_csv(io.StringIO(text)), io.BytesIO()
    params = pl.Series("event_params", [[{"key": "a", "value": "b"}]] * typed.height)
    typed.with_columns(params).write_parquet(file)
    plain = touches(tmp_path, text, name="t.csv")
    read = touches(tmp_path, file.getvalue(), name="t.parquet")
    assert read.frame.equals(plain.frame)
    assert ledger(read) == ledger(plain)
