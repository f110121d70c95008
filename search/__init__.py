"""One search service: a language, engines, an outbox. It knows no feature."""
