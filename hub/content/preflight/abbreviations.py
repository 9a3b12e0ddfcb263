"""Abbreviations that need no explanation for readers abroad. Everything else is explained where it first stands."""

WELL_KNOWN = frozenset(
    {
        *("AIDS", "APEC", "ASEAN", "CD", "CEO", "CNN", "COVID", "COVID-19", "DVD", "EU", "FIFA", "GDP", "GPS", "HIV"),
        *("IMF", "IT", "LED", "NASA", "NATO", "OK", "PDF", "QR", "SEA", "SMS", "TV", "UN", "UNDP", "UNESCO", "UNICEF"),
        *("UK", "USA", "USB", "USD", "VND", "VIP", "WHO", "WTO", "WWF"),
    }
)
