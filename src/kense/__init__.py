"""Kense: the desk that runs a paper-based state service exactly as its regulation says."""
