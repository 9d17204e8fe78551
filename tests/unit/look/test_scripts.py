"""Scripts of the pages: one kept client as its package has it, and small ones of our own that cannot do harm."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from shared.web.look.templating import STATIC

FOLDER = STATIC / "unggah"
CLIENT = FOLDER / "tus-4.3.1.min.js"
OURS = sorted(file for file in STATIC.rglob("*.js") if file != CLIENT)
PACKAGE = "8cbb1b63fccc3bba0ae73ad1deb160ce046c3750851d0c3e94921ae3ef070eb8"
"""SHA-256 of dist/tus.min.js in the npm package tus-js-client 4.3.1."""


def test_the_client_is_as_its_package_has_it_and_its_licences_lie_beside_it() -> None:
    assert sha256(CLIENT.read_bytes()).hexdigest() == PACKAGE
    licences = (FOLDER / "tus-4.3.1.LICENSE.txt").read_text()
    for name in ("tus-js-client", "js-base64", "url-parse", "querystringify", "requires-port"):
        assert f"== {name} ==" in licences
    assert licences.count("Copyright") >= 5


def test_every_script_is_looked_at() -> None:
    assert {"mulai.js", "daftar.js", "baris.js", "urutan.js", "kirim.js"} <= {file.name for file in OURS}
    assert list(STATIC.rglob("*.mjs")) == []


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_our_scripts_are_small_write_text_not_html_and_keep_nothing(file: Path) -> None:
    text = file.read_text()
    assert len(text.splitlines()) < 150
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage"
    assert re.findall(forbidden + r"|indexedDB|document\.cookie|postMessage|https?://", text) == []


def test_the_order_of_the_files_is_all_that_a_tab_keeps() -> None:
    keeping = {file.name for file in OURS if "sessionStorage" in file.read_text()}
    assert keeping == {"urutan.js"}
