"""Everything that Waii's user module promises, asked by the unmodified SDK, by requests and by curl.

Arguments: the address that the SDK is given, the key of the super admin "admin", and a file for the key of the
administrator of the organization "my_org_id" that is made. Prints one line for each thing that is not as it should be, and
ends with 1 if there was one.
"""
import asyncio
import sys

from asking import found
from page import impersonation, the_page, without_waiting
from refusals import what_may_not, who_may_not
from roles import the_ladder
from wire import without_the_sdk


def main(url, key, file_name):
    the_page(url, key)
    impersonation(url, key)
    boss_key, user_key = the_ladder(url, key)
    who_may_not(url, key, boss_key, user_key)
    what_may_not(url, key, user_key)
    without_the_sdk(url, key)
    asyncio.run(without_waiting(url, key))
    with open(file_name, "w", encoding="utf-8") as file:
        file.write(boss_key)


main(*sys.argv[1:])
print("\n".join(found) or "everything is as it should be")
sys.exit(1 if found else 0)
