"""The style sheet: contrast computed for every pair of colours it uses (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from shared.web.look.templating import STATIC

CSS = re.sub(r"/\*.*?\*/", "", (STATIC / "terbit.css").read_text(), flags=re.S)
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", CSS))
RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
SURFACES = ("latar", "latar-lembut")


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" as WCAG defines it, 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours "#rrggbb", 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def named(body: str, prop: str) -> str | None:
    found = re.search(rf"(?:^|[;\s]){prop}:[^;]*?var\(--([a-z-]+)\)", body)
    return found.group(1) if found else None


def text_pairs() -> set[tuple[str, str]]:
    """Text and ground of every rule; text without a ground of its own stands on any plain surface."""
    pairs = set()
    for selector, body in RULES:
        text, ground = named(body, "color"), named(body, "background")
        if text or ground:
            grounds = (ground,) if ground else SURFACES
            pairs |= {(text or "teks", one) for one in grounds if "::before" not in selector}
    return pairs


def test_contrast_formula_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), sorted(text_pairs()))
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("jenis", ["sukses", "perhatian", "bahaya", "netral", "utama"])
def test_states_and_notices_can_be_read(jenis: str) -> None:
    assert contrast(COLOURS[jenis], COLOURS[f"{jenis}-lembut"]) >= 4.5
    assert contrast(COLOURS["teks"], COLOURS[f"{jenis}-lembut"]) >= 4.5


def test_borders_of_controls_can_be_seen() -> None:
    for ground in (*SURFACES, "utama-lembut"):
        assert contrast(COLOURS["garis-isian"], COLOURS[ground]) >= 3
        assert contrast(COLOURS["utama"], COLOURS[ground]) >= 3, "the focus ring"


def test_colours_are_named_once_and_all_used() -> None:
    body = CSS.split("}", 1)[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", body) == []
    assert set(re.findall(r"var\(--([a-z-]+)\)", body)) == set(COLOURS)


def test_style_sheet_is_small_and_fetches_nothing() -> None:
    assert len((STATIC / "terbit.css").read_bytes()) < 20_000
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert CSS.count("{") == CSS.count("}")
