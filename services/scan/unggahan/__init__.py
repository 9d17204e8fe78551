"""Files that come up piece by piece (tus 1.0) before a scan is ordered of them; docs/decisions/0009."""
