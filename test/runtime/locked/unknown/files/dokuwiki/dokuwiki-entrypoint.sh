#!/bin/bash
set -e
# The data that DokuWiki comes with, and its extensions as links, in the volume.
mkdir -p /storage/data /storage/conf
cp -r /var/www/html/data.core/. /storage/data
for kind in plugins tpl; do
  mkdir -p "/storage/lib/$kind"
  for extension in /var/www/html/lib/$kind.core/*; do
    link="/storage/lib/$kind/$(basename "$extension")"
    rm -rf "$link"
    ln -s "$extension" "$link"
  done
done
exec docker-php-entrypoint apache2-foreground
