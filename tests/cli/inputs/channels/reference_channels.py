"""GA4's published rules in plain Python, with their regular expressions, one touch a time."""

import re
from typing import Final

_PAID: Final = re.compile(r"^(.*cp.*|ppc|retargeting|paid.*)$")
_SHOP: Final = re.compile(r"^(.*(([^a-df-z]|^)shop|shopping).*)$")
_VIDEO: Final = re.compile(r"^(.*video.*)$")
_EMAIL: Final = ("email", "e-mail", "e_mail", "e mail")
_SOCIAL: Final = (
    "social",
    "social-network",
    "social-media",
    "sm",
    "social network",
    "social media",
)
_DISPLAY: Final = ("display", "banner", "expandable", "interstitial", "cpm")


def expected_channel(source: str, medium: str, campaign: str, kind: str | None) -> str:
    """Return the channel of a touch whose source is well-known as `kind`; all in small letters."""
    paid = _PAID.match(medium) is not None
    shop = kind == "shopping" or _SHOP.match(campaign) is not None
    rules = {
        "Direct": source == "(direct)" and medium in ("(not set)", "(none)"),
        "Cross-network": "cross-network" in campaign,
        "Paid Shopping": shop and paid,
        "Paid Search": kind == "search" and paid,
        "Paid Social": kind == "social" and paid,
        "Paid Video": kind == "video" and paid,
        "Display": medium in _DISPLAY,
        "Paid Other": paid,
        "Organic Shopping": shop,
        "Organic Social": kind == "social" or medium in _SOCIAL,
        "Organic Video": kind == "video" or _VIDEO.match(medium) is not None,
        "Organic Search": kind == "search" or medium == "organic",
        "Referral": medium in ("referral", "app", "link"),
        "Email": source in _EMAIL or medium in _EMAIL,
        "Affiliates": medium == "affiliate",
        "Audio": medium == "audio",
        "SMS": "sms" in (source, medium),
        "Mobile Push Notifications": medium.endswith("push")
        or "mobile" in medium
        or "notification" in medium
        or source == "firebase",
        "AI Assistant": medium == "ai-assistant",
    }
    return next((name for name, matches in rules.items() if matches), "Unassigned")
