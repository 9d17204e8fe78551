"""Long work of the scan desk: from the files of a scan to a searchable PDF and its text."""
