"""Rules of intake that know no framework, database or queue."""
