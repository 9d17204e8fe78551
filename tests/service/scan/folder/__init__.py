"""The watched folders of offices."""
