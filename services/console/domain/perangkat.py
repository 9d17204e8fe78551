"""What a browser calls itself, in words by which its owner knows it again."""

BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox", "FxiOS": "Firefox",
    "Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "Mac",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip
"""The first that fits: many say that they are others, too."""
SHOWN = 60


def perangkat(peramban: str) -> str:
    """`Chrome di Windows`, from the User-Agent header (RFC 9110, 10.1.5); what is not known stays as it is, cut."""
    browser = next((name for mark, name in BROWSERS.items() if mark in peramban), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in peramban), "")
    known = " di ".join(filter(None, (browser, system)))
    return known or peramban[:SHOWN] or "Tidak dikenal"
