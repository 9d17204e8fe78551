"""The whole stack, for system and browser tests alike; service tests have servers of their own."""

pytest_plugins = ["tests.support.whole"]
