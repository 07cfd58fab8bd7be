#!/bin/sh
#
# Builds the images of image/Containerfile as an ordinary user: without root, without a daemon and without a registry.
#
#   VERSION=1.4.2 BUILDER=podman BUSYBOX=/bin/busybox ./build.sh
#
# BUILDER may be buildah, BUSYBOX any busybox that is linked statically.

set -eu
cd "$(dirname "$0")"
version=${VERSION:-1.4.2}
builder=${BUILDER:-podman}
busybox=${BUSYBOX:-$(command -v busybox || true)}
user=$(id -un)

fail() {
  echo "build.sh: $1" >&2
  exit 1
}

[ "$(id -u)" != 0 ] || fail 'run this as an ordinary user: it needs no root'
for program in "$builder" newuidmap newgidmap; do
  command -v "$program" > /dev/null || fail "there is no $program. On Debian and Ubuntu, as root: apt-get install podman buildah uidmap"
done
[ -x "$busybox" ] || fail 'there is no busybox. On Debian and Ubuntu, as root: apt-get install busybox-static'
! ldd "$busybox" > /dev/null 2>&1 || fail "$busybox needs libraries. On Debian and Ubuntu, as root: apt-get install busybox-static"
# The files in an image belong to several users. To make them, their builder needs ids beside its own.
for file in /etc/subuid /etc/subgid; do
  grep -qE "^($user|$(id -u)):" "$file" || fail \
    "$user has no ids in $file. As root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $user (a range that no other user has)"
done

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp -R image/. "$context"
cp "$busybox" "$context/busybox"
# Whatever the umask was under which this folder came here, the user of the image can read its files.
chmod -R u=rwX,go=rX "$context"

for target in web migrate; do
  # chroot: a RUN needs no namespaces of its own, so that this works inside of a container, too. The limit: podman asks for more
  # open files than some machines grant.
  "$builder" build --isolation chroot --ulimit "nofile=$(ulimit -Hn):$(ulimit -Hn)" \
    --target "$target" --tag "localhost/shop/$target:$version" --file "$context/Containerfile" "$context"
done
