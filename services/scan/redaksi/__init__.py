"""Closing places of a PDF for good: pixels, text and all that hides behind them, on a copy, read again afterwards.

No database, no web, no queue. Strangers' files are opened in a bounded child (`child`).
"""
