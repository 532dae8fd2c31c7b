"""A module of helpers: one compiled function calls plain ones, which are compiled along.

python examples/dates.py
"""

from pyexec import aot

DAYS_BEFORE_1970 = 719_468  # from 1 March of the year 0
DAYS_IN_400_YEARS = 146_097


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_since_1970(year: int, month: int, day: int) -> int:
    """The days from 1 January 1970, by Howard Hinnant's `days_from_civil`."""
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    year_of_era = shifted - era * 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * DAYS_IN_400_YEARS + day_of_era - DAYS_BEFORE_1970


@aot
def weekday(year: int, month: int, day: int) -> int:
    """0 for a Monday to 6 for a Sunday."""
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    return (days_since_1970(year, month, day) + 3) % 7


@aot
def fridays_the_13th(first_year: int, last_year: int) -> int:
    count: int = 0
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            if weekday(year, month, 13) == 4:
                count += 1
    return count


@aot
def leap_years(first_year: int, last_year: int) -> int:
    count: int = 0
    for year in range(first_year, last_year + 1):
        count += is_leap(year)
    return count


if __name__ == "__main__":
    print("2000-01-01 is day", weekday(2000, 1, 1), "of its week")
    print("Fridays the 13th in 2001 to 2400:", fridays_the_13th(2001, 2400))
    print("leap years in them:", leap_years(2001, 2400))
    try:
        weekday(2000, 13, 1)
    except ValueError as error:
        print("weekday(2000, 13, 1):", error)
