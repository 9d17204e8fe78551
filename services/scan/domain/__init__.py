"""Rules of the scan desks: no framework, no database, no queue."""
