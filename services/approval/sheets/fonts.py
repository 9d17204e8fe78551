"""The typefaces that sheets and stamp are set in."""

from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
REGULAR = FONTS / "LiberationSans-Regular.ttf"
BOLD = FONTS / "LiberationSans-Bold.ttf"
