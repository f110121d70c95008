"""A doorbell for open pages: nudges, sockets, heartbeat, revocation. It carries no text."""
