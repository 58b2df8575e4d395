"""The register of interpreters: who is approved and checked, and until when."""
