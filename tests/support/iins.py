"""IINs of invented persons. The check digit is worked out apart from the product, so that it can judge the product."""

from datetime import date


def made_iin(birth_date: date, sex: str, serial: int) -> str:
    """A valid IIN for a birth date in 1800–2099, "male" or "female", and a serial 0–9999.

    ValueError for a body that is never issued (about one in 120): take another serial.
    """
    seventh = 2 * (birth_date.year // 100 - 18) + (1 if sex == "male" else 2)
    body = f"{birth_date:%y%m%d}{seventh}{serial:04}"
    control = oracle_check_digit(body)
    if control is None:
        raise ValueError(f"no IIN has the serial {serial:04} here; take another one")
    return body + control


def oracle_check_digit(body: str) -> str | None:
    """The twelfth digit for eleven others; None where no number is issued. The second pass starts its weights at 3."""
    for start in (0, 2):
        total = 0
        for place in range(11):
            total += int(body[place]) * ((place + start) % 11 + 1)
        if total % 11 != 10:
            return str(total % 11)
    return None
