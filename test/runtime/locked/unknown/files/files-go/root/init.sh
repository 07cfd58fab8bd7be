#!/bin/sh
# Takes the settings of the image, unless there are others.
set -e
[ -e /config/settings.json ] || cp /defaults/settings.json /config/
exec filebrowser --config=/config/settings.json "$@"
