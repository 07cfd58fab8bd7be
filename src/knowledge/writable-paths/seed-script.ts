/**
 * Copies directories of an image into volumes: each one once, and all of it or nothing.
 *
 *     sh -c SCRIPT seed IMAGE [replace] SOURCE VOLUME/NAME ...
 *
 * It runs in the directory with the volumes, and needs only `sh cp mv mkdir chmod rm ls`. A marker in the volume's root, which the
 * application does not see, shows that the copy is complete, and names its image. Each start copies into a directory of its own, and
 * moves the copy to its place with one rename. So every reader sees all of it or nothing, even if several pods run the script at the
 * same time or are killed. Leftovers of an earlier start of the same pod are moved away before they are removed: if that start still
 * runs, under a name that two pods share, it fails and never moves an incomplete copy.
 *
 * With `replace`, the copy of another image is replaced. Until the new one is in place, the marker does not name an image, so that the
 * next start does it again.
 *
 * It must contain neither `$(...)` nor `$$`, because Kubernetes expands both.
 */
export const SEED_SCRIPT = `set -u

fail() {
  echo "seed: $1" >&2
  exit 1
}

holds_files() {
  ls -A "$1" | { read -r first; }
}

mark() {
  echo "$1" > "$own/marker" && mv -f "$own/marker" "$marker" || fail "cannot write in the volume for $source"
}

remove() {
  [ ! -d "$1" ] || chmod -R u+rwX "$1"
  rm -rf "$1" || fail "cannot remove $1"
}

remove_leftovers() {
  for left in "$volume/.$name@$HOSTNAME@"*; do
    if [ -d "$left" ] && mv -f "$left" "$own-left"; then
      remove "$own-left"
    fi
  done
}

image=$1
shift
[ -n "\${HOSTNAME:-}" ] || read -r HOSTNAME < /etc/hostname || fail 'the pod has no name'
{ read -r start < /proc/sys/kernel/random/uuid; } 2> /dev/null || start=0

while [ "$#" -gt 0 ]; do
  mode=keep
  if [ "$1" = replace ]; then
    mode=replace
    shift
  fi
  source=$1 target=$2 volume=\${2%/*} name=\${2##*/}
  shift 2
  marker=$volume/.$name.seeded
  own=$volume/.$name@$HOSTNAME@$start
  remove_leftovers

  if [ -L "$target" ] || { [ -e "$target" ] && [ ! -d "$target" ]; }; then
    fail "$name in the volume for $source is not a directory"
  fi
  copied=
  if [ -d "$target" ] && [ -f "$marker" ]; then
    read -r copied < "$marker" || copied='no known image'
    if [ "$mode" = keep ] || [ "$copied" = "$image" ]; then
      echo "seed: $source stays as it is, from $copied"
      continue
    fi
  fi
  mkdir "$own" || fail "cannot write in the volume for $source"
  if [ -z "$copied" ] && [ -d "$target" ] && holds_files "$target"; then
    mark "$image"
    remove "$own"
    echo "seed: $source stays as it is, it held files already"
    continue
  fi

  [ -d "$source" ] || fail "$image has no directory $source"
  [ -r "$source" ] && [ -x "$source" ] || fail "the container's user cannot read $source in $image"
  mkdir "$own/$name" && cp -RP "$source/." "$own/$name/" && chmod -R u+rwX "$own/$name" || fail "cannot copy all of $source"
  if [ -n "$copied" ]; then
    mark replacing
    mv -f "$target" "$own/replaced" || fail "cannot move away the old copy of $source"
  fi
  if mv -f "$own/$name" "$volume/"; then
    echo "seed: $source was copied"
  elif holds_files "$target"; then
    echo "seed: $source was copied by another pod at the same time"
  else
    fail "cannot move the copy of $source to its place"
  fi
  mark "$image"
  remove "$own"
done
`;
