"""Who may ask what of every service: `matrix.md` says it, `test_matrix.py` tries it."""
