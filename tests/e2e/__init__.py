"""The desk in a browser: one demonstration and one Chromium serve every file here."""
