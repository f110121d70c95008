"""What keeps the portal running: the tick, health, errors, logs, headers, the demo. It knows no room."""
