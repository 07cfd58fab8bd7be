# Makes a key where there is none, and serves.
set -eu
mkdir -p "$HOME/.keys"
[ -e "$HOME/.keys/key" ] || head -c 32 /dev/urandom | sha256sum > "$HOME/.keys/key"
exec httpd -f -p 8080 -h /app/www
