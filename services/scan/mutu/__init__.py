"""Is each page of a scan fit to be published? What is measured on its picture and words, and a sentence for a clerk."""

DPI = 75
"""At which a page is drawn to be measured."""
MM = DPI / 25.4
"""Pixels in a millimetre."""
