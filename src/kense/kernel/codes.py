"""Short codes for papers and addresses: hard to guess, easy to read aloud, no letters that look like digits."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """Eight signs in two groups, as «K7M2-9QXF»: about 39 bits of chance."""
    signs = [secrets.choice(SIGNS) for _ in range(8)]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"
