#!/bin/sh
set -e
if [ -z "$DISABLE_AUTHENTICATION" ] && [ ! -f "$PASSWORD_FILE" ]; then
  touch "$PASSWORD_FILE"
fi
exec rest-server --path "$DATA_DIRECTORY" --htpasswd-file "$PASSWORD_FILE" $OPTIONS
