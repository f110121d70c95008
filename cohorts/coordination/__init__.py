"""Out-of-county requests: a county asks, the right counties answer."""
