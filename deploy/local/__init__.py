"""Everything on one machine: own servers in `.terbit/`, all processes under one supervisor."""
