"""One vocabulary of terms for listings, requests and events."""
