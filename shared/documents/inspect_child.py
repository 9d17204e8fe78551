"""The part of `inspect` that parses: `python -m shared.documents.inspect_child`, JSON in and out.

Prints the facts of the document, or `{"refused": code}`. Imports only what the kind of file needs: this runs at every
upload.
"""

import json
import sys
from pathlib import Path

from shared.documents.facts import Facts, Refused


def main() -> None:
    request = json.load(sys.stdin)
    try:
        facts = facts_of(request)
    except Refused as refused:
        facts = {"refused": str(refused)}
    sys.stdout.write(json.dumps(facts))


def facts_of(request: Facts) -> Facts:
    path = Path(request["path"])
    if request["kind"] == "pdf":
        from shared.documents.pdf_facts import facts_of_pdf

        return facts_of_pdf(path)
    from shared.documents.image_facts import facts_of_image

    return facts_of_image(path, request["max_pixels"], request["max_pages"])


if __name__ == "__main__":
    main()
