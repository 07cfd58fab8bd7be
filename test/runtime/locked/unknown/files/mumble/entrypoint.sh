#!/usr/bin/env bash
# Writes the configuration anew at each start, of the lines of a bare one, and starts the server with it.
set -e
config=/data/mumble_server_config.ini

set_config() {
  echo "$1=$2" >> "$config"
}

echo '# Made at the start' > "$config"
while read -r line; do
  [[ "$line" =~ ^[a-z]+= ]] && known+=("${line%%=*}")
done < /etc/mumble/bare_config.ini
set_config database /data/murmur.sqlite
set_config port 64738
set_config users 100
exec "$@" -ini "$config"
