"""Commands as a user who may do nothing."""

import os

# What a command is put behind, which only root can do.
AS_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
