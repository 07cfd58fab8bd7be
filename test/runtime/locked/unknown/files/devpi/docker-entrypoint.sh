#!/bin/bash
# Makes the state of the server at the first start.
prepare() {
  [ -f "$DEVPI_SERVERDIR/.serverversion" ] || devpi-init --no-root-pypi
}

if [ "$1" = devpi ]; then
  export DEVPI_SERVERDIR="${DEVPI_SERVERDIR:-/data/server}"
  prepare || exit 1
  exec devpi-server --host 0.0.0.0 --port 3141
fi
exec "$@"
