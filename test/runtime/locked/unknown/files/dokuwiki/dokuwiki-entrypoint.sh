#!/bin/bash
# Puts the data that DokuWiki comes with, and links to its extensions, into the volume.
set -e
own=/var/www/html
mkdir -p /storage/conf /storage/data /storage/lib/plugins /storage/lib/tpl
cp -r $own/data.core/* /storage/data/
for kind in plugins tpl; do
  find "$own/lib/$kind.core" -mindepth 1 -maxdepth 1 -exec ln -sfnt "/storage/lib/$kind" {} +
done
exec apache2-foreground
