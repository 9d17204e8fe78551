"""How Terbit is put on machines: the one-machine launcher, the containers, the gateway."""
