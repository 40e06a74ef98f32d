"""What columns of touchpoints are called, and those of customers in any file."""

from typing import Final

from cli.inputs.tables.usual_names.words import FIRST_EVER, NOT_IDS, TIME_WORDS, UsualNames

TOUCH_NAMES: Final = {
    "customer_id": UsualNames(
        (
            *("customer id", "customerid", "user id", "userid", "client id"),
            *("visitor id", "user pseudo id", "distinct id", "contact id", "email"),
            *("cookie id", "cookie", "device id"),
            *("e mail", "email address", "customer email", "email billing"),
            *("billing email", "buyer email", "customer", "kundennummer", "kunden id"),
            *("id cliente", "id client", "cliente", "klant", "müşteri no"),
            *("müşteri numarasi", "müşteri id", "müşteri", "e posta", "eposta"),
            *("e posta adresi", "nr klienta", "id klienta", "klient", "adres e mail"),
            *("id do cliente", "código do cliente", "klantnummer", "klant id"),
            *("e mailadres",),
        ),
        (
            *("email", "mail", "customer", "user", "client", "cliente", "kunde"),
            *("kunden", "visitor", "contact", "buyer", "member", "subscriber"),
            *("anonymous", "phone", "müşteri", "posta", "klient", "klienta", "klant"),
            *("clientes", "comprador", "kupujący", "loyalty", "tessera", "fedeltà", "fidelity"),
            *("telephone", "telefono", "cellulare", "telefon", "telefone", "téléphone"),
            *("teléfono", "handynummer", "msisdn"),
        ),
        NOT_IDS,
    ),
    "touched_at": UsualNames(
        (
            *("attributed touch time", "touch time", "click time", "click date"),
            *("timestamp", "event timestamp", "event time", "visited at", "visit time"),
            *("datetime", "session start", "created at", "occurred at", "date", "datum"),
            *("data", "tarih", "ziyaret tarihi", "zaman", "oturum başlangici"),
            *("data wizyty", "data da visita", "bezoekdatum", "tijdstip"),
        ),
        (
            *("touched", "visited", "visit", "event", "session", "ziyaret", "oturum"),
            *("wizyty", "visita", "bezoek"),
            *TIME_WORDS,
        ),
    ),
    "channel": UsualNames(
        (
            *("channel group", "channel grouping", "default channel group"),
            *("marketing channel", "channel name", "canale", "kanal", "canal"),
            "network name",
            *("kanal grubu", "kanał", "grupo de canais", "kanaalgroep", "kanaal"),
        ),
        (
            *("channel", "canale", "kanal", "canal", "kanał", "kanaal", "attribution"),
            *("herkunft", "provenienza"),
        ),
    ),
    "source": UsualNames(
        (
            *("utm source", "mkt source", "session source", "traffic source", "campaign source"),
            *("first source", "quelle", "sorgente", "kaynak", "źródło", "origem"),
            *("fonte", "bron"),
        ),
        ("source", "kaynak", "źródło", "origem", "bron", "sorgente", "quelle", "fuente"),
        (*FIRST_EVER, "funding"),
    ),
    "medium": UsualNames(
        (
            *("utm medium", "mkt medium", "session medium", "traffic medium", "campaign medium"),
            *("mezzo", "ortam", "mecra", "meio", "mídia"),
        ),
        ("medium", "ortam", "meio"),
        FIRST_EVER,
    ),
    "campaign": UsualNames(
        (
            *("utm campaign", "mkt campaign", "session campaign", "campaign name", "campagna"),
            *("kampagne", "campagne", "campana", "kampanya", "kampanya adi", "kampania"),
            *("campanha", "campaña", "kampagnenname", "name der kampagne", "nome della campagna"),
            *("nom de la campagne", "nombre de la campaña", "nome da campanha", "campagnenaam"),
            *("naam campagne", "nome campagna"),
        ),
        ("campaign", "kampanya", "kampania", "campanha"),
        (*FIRST_EVER, "source", "medium", "id", "start", "end", "type", "status"),
    ),
    "landing_page": UsualNames(
        (
            *("landing page", "landing page url", "landing url", "landing site", "landing"),
            "landingpage",
            "entry page",
            "entry url",
            "entry page url",
            "first page",
            "start page",
            "first landing page",
            "session landing page",
            "landing page location",
            "einstiegsseite",
            *("pagina di destinazione", "pagina di ingresso", "page de destination", "zielseite"),
            *("página de destino", "landingspagina", "strona docelowa", "açiliş sayfasi"),
        ),
    ),
    "referrer": UsualNames(
        (
            *("referrer", "referer", "http referer", "http referrer", "referrer url"),
            "referring site",
            *("page referrer", "document referrer", "context page referrer", "page referer"),
            *("referring url", "referer url", "refr url", "referrer host", "referrer hostname"),
            *("referrer domain", "referring domain", "referring host", "refr urlhost"),
            *("ref domain", "referer domain", "referer host"),
            "initial referrer",
        ),
    ),
    "interaction": UsualNames(("interaction type", "event type", "type"), ("interaction",)),
}
"""Columns of ours and what they are called."""
