# An example of a migration bundle: one file that unpacks itself into a writable directory and runs there.
set -eu
mkdir -p /tmp/.bundle
cp "$0" /tmp/.bundle/migrate
echo "migrated with $(wc -c < /tmp/.bundle/migrate) bytes unpacked"
