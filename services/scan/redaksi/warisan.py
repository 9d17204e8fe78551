"""What a page has of its own or from the tree above it."""

from pikepdf import Dictionary, Object, Page

DEPTH = 32


def resources(page: Page) -> Object:
    """Its own resources, or those of the tree above."""
    found = inherited(page, "/Resources")
    return found if isinstance(found, Dictionary) else Dictionary()


def inherited(page: Page, key: str) -> object:
    """An attribute of the page, or of the nearest node above that has it."""
    item: Object | None = page.obj
    for _ in range(DEPTH):
        if not isinstance(item, Dictionary):
            break
        if key in item:
            return item[key]
        item = item.get("/Parent")
    return None
