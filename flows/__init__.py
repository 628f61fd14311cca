"""The flows of Prefect, and all of Cablegram that knows of it.

Settings are made before Prefect is imported, each only where the user has not made it: nothing is sent to anyone.
"""

import os

for _name, _value in {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # a slow machine's first start makes a database
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # its pages make the browser ask a host outside
}.items():
    os.environ.setdefault(_name, _value)
