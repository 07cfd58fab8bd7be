#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then
  mkdir -p /run/cart
  chown cart: /run/cart /data
  exec setpriv --reuid=cart --regid=cart --init-groups "$0" "$@"
fi
exec "$@"
