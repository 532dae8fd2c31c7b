"""A bank in dictionaries: orders that may fail, an all-or-nothing batch, interest, a statement.

Amounts are whole cents.
"""

from typing import Dict, List, Optional, Tuple

Accounts = Dict[str, int]
Entry = Tuple[str, str, int]

OVERDRAFT = {"carol": 50_00}
ORDERS = """
open alice 100.00
open bob 20.50
open carol 0
deposit bob 9.5
withdraw alice 30.25
transfer alice bob 50
transfer bob dave 1
withdraw bob 1000
withdraw carol 49.99
withdraw carol 0.02
deposit alice -5
deposit alice ten
open alice 1
close bob
close carol
spend alice 1
deposit alice
"""


def parse_amount(text: str) -> int:
    """Read an amount of money as cents.

    >>> parse_amount("12.5"), parse_amount("3")
    (1250, 300)
    """
    whole, point, cents = text.partition(".")
    if len(cents) > 2:
        raise ValueError(f"{text!r} has fractions of a cent")
    value = int(whole) * 100 + (int(cents.ljust(2, "0")) if point else 0)
    if value < 0:
        raise ValueError(f"{text!r} is negative")
    return value


def money(cents: int) -> str:
    """Write cents as an amount of money.

    >>> money(123456), money(-5)
    ('1,234.56', '-0.05')
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def balance(accounts: Accounts, name: str) -> int:
    """Return what an account holds."""
    try:
        return accounts[name]
    except KeyError:
        raise LookupError(f"no account of {name}") from None


def deposit(accounts: Accounts, name: str, amount: int) -> None:
    """Add to an account."""
    accounts[name] = balance(accounts, name) + amount


def withdraw(accounts: Accounts, name: str, amount: int) -> None:
    """Take from an account, as far as its overdraft goes."""
    left = balance(accounts, name) - amount
    if left < -OVERDRAFT.get(name, 0):
        raise ArithmeticError(f"{name} has {money(accounts[name])}, not {money(amount)}")
    accounts[name] = left


def transfer(accounts: Accounts, source: str, target: str, amount: int) -> None:
    """Move money, or do nothing at all.

    >>> accounts = {"a": 500, "b": 0}
    >>> transfer(accounts, "a", "b", 200)
    >>> accounts
    {'a': 300, 'b': 200}
    """
    withdraw(accounts, source, amount)
    try:
        deposit(accounts, target, amount)
    except LookupError:
        accounts[source] += amount
        raise


def execute(accounts: Accounts, order: str, journal: List[Entry]) -> None:
    """Carry out one order, and note it in the journal."""
    action, *words = order.split()
    if action == "close":
        (name,) = words
        held = balance(accounts, name)
        if held < 0:
            raise ArithmeticError(f"{name} owes {money(-held)}")
        del accounts[name]
        journal.append((action, name, held))
        return
    if action == "transfer":
        source, target, text = words
        amount = parse_amount(text)
        transfer(accounts, source, target, amount)
        journal.append((action, f"{source} > {target}", amount))
        return
    if len(words) != 2:
        raise ValueError(f"{action} takes a name and an amount")
    name, text = words
    amount = parse_amount(text)
    if action == "open":
        if name in accounts:
            raise ValueError(f"{name} has an account")
        accounts[name] = amount
    elif action == "deposit":
        deposit(accounts, name, amount)
    elif action == "withdraw":
        withdraw(accounts, name, amount)
    else:
        raise NotImplementedError(f"cannot {action}")
    journal.append((action, name, amount))


def batch(accounts: Accounts, orders: List[str]) -> Optional[str]:
    """Carry out all orders or none; return what went wrong, if something did."""
    before = accounts.copy()
    journal: List[Entry] = []
    try:
        for order in orders:
            execute(accounts, order, journal)
    except (LookupError, ArithmeticError, ValueError) as error:
        accounts.clear()
        accounts.update(before)
        return f"after {len(journal)} of {len(orders)} orders: {error}"
    return None


def add_interest(accounts: Accounts, percent: float) -> int:
    """Add a year's interest to all that have money; return the sum of it.

    >>> accounts = {"a": 1000, "b": -300}
    >>> add_interest(accounts, 2.5), accounts
    (25, {'a': 1025, 'b': -300})
    """
    total = 0
    for name, cents in accounts.items():
        if cents > 0:
            interest = round(cents * percent / 100)
            accounts[name] += interest
            total += interest
    return total


def main() -> None:
    """Work through the orders, and print the books."""
    accounts: Accounts = {}
    journal: List[Entry] = []
    failures = 0
    for number, order in enumerate(ORDERS.strip().splitlines(), 1):
        try:
            execute(accounts, order, journal)
        except (LookupError, ArithmeticError) as error:
            print(f"{number:>2}. {order}: {error}")
            failures += 1
        except ValueError as error:
            print(f"{number:>2}. {order}: wrong order, {error}")
            failures += 1
        except NotImplementedError as error:
            print(f"{number:>2}. {error}")
            failures += 1
        finally:
            assert all(cents >= -5000 for cents in accounts.values())
    print(f"{len(journal)} orders done, {failures} refused")
    for action, name, amount in journal:
        print(f"{action:<10}{name:<14}{money(amount):>10}")
    print(batch(accounts, ["deposit alice 10", "transfer alice carol 5", "withdraw alice 99"]))
    print(batch(accounts, ["deposit alice 10", "transfer alice carol 15"]))
    print("interest:", money(add_interest(accounts, 1.75)))
    for name in sorted(accounts, key=lambda name: accounts[name], reverse=True):
        print(f"{name:<8}{money(accounts[name]):>10}")


if __name__ == "__main__":
    main()
