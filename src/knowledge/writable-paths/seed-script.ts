/**
 * Copies directories of an image into volumes: each one once, and all of it or nothing.
 *
 *     sh -c SCRIPT seed IMAGE [replace] SOURCE VOLUME/NAME ...
 *
 * It runs in the directory that holds the volumes and needs nothing but `sh cp mv mkdir chmod rm ls`. A marker in the
 * volume's root, out of the application's sight, says that a copy is there and of which image. The copy grows in a
 * directory of this start's own and gets its place by one rename, so whoever looks sees all of it or nothing, however many
 * pods do the same and wherever they are killed. What an earlier start of the same pod left is moved away before it is
 * removed: should that start still run, under a name that two pods share, it fails and never moves half of a copy.
 *
 * With `replace` another image's copy is exchanged; until the new one is in place the marker names no image, so that whoever
 * comes next does it again.
 *
 * Kubernetes expands `$(...)` in it and makes one `$` of two: it holds neither.
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
    fail "what the volume for $source has as $name is no directory"
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
