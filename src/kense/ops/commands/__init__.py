"""One module per command: its options, and what it does. None needs tables before it runs."""
