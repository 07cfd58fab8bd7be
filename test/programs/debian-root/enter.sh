#!/bin/sh
#
# Runs a command in a Debian root: `unshare --mount --propagation private --pid --fork enter.sh MODE ROOT EMPTY BINDINGS COMMAND...`.
#
# MODE is `build`, which writes into ROOT, or `run`, which drops all changes at the end. EMPTY is an empty folder. BINDINGS is a file with
# the paths of this machine that the root sees: a line is FROM, a tab, and TO.

set -eu
mode=$1 root=$2 empty=$3 bindings=$4
shift 4

if [ "$mode" = build ]; then
  mount --rbind "$root" "$root"
  new=$root
else
  # In memory, so that each run starts with the same root, and nothing has to be removed after it.
  mount -t tmpfs tmpfs "$empty"
  mkdir "$empty/changes" "$empty/work" "$empty/root"
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$empty/changes,workdir=$empty/work" "$empty/root"
  new=$empty/root
fi

for folder in sys dev; do
  mount --rbind "/$folder" "$new/$folder"
done
mount -t proc proc "$new/proc"
mount -t tmpfs tmpfs "$new/run"
mount -t tmpfs -o mode=1777 tmpfs "$new/tmp"

tab=$(printf '\t')
while IFS=$tab read -r from to; do
  if [ -d "$from" ]; then
    mkdir -p "$new$to"
  else
    mkdir -p "$(dirname "$new$to")"
    : >> "$new$to"
  fi
  mount --rbind "$from" "$new$to"
done < "$bindings"

# Containers need a root that is a mount point, so this is no chroot.
folder=$(pwd)
mkdir -p "$new/.old"
cd "$new"
pivot_root . .old
umount -l /.old
rmdir /.old
cd "$folder" 2> /dev/null || cd /
exec "$@"
