#!/bin/sh
# The server wants a file of passwords, which may be empty.
set -e
[ -n "$DISABLE_AUTHENTICATION" ] || [ -e "$PASSWORD_FILE" ] || touch "$PASSWORD_FILE"
exec rest-server --htpasswd-file "$PASSWORD_FILE" --path "$DATA_DIRECTORY" $OPTIONS
