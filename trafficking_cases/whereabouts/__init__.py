"""The vault: where placed children are, and nothing else. Only this app opens it, and only in web requests."""
