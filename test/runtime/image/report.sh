#!/bin/sh
# Attacks the container that it runs in, and says line by line what worked, who it is and what is mounted. It then waits to be
# ended, for as many seconds as its argument says, unless that is "once".

status() {
  grep "^$1:" /proc/self/status | tr -s '\t' ' ' | cut -d ' ' -f 2-
}

# A directory by a file in it, which stays nowhere: where its name is refused a content, as /dev/mqueue does, it is made all the same.
can_write() {
  if [ -d "$1" ]; then
    (echo planted > "$1/planted" && rm "$1/planted" || { rm -f "$1/planted"; false; }) > /dev/null 2>&1
  else
    (: >> "$1") > /dev/null 2>&1
  fi
}

attack() {
  if (eval "$2") < /dev/null > /dev/null 2>&1; then
    echo "attack $1 yes"
  else
    echo "attack $1 no"
  fi
}

echo "read user $(id -u)"
echo "read group $(id -g)"
echo "read groups $(id -G)"
for field in CapInh CapPrm CapEff CapBnd CapAmb NoNewPrivs Seccomp; do
  echo "read $field $(status $field)"
done
echo "read uid_map $(tr -s ' ' < /proc/self/uid_map | sed 's/^ //')"

# Per mount: its options, without those of the filesystem that it shows; and which directory of that it shows.
while read -r id parent device root path options rest; do
  case $path in
    /proc | /proc/* | /sys | /sys/*) continue ;; # of the kernel's own
  esac
  [ ! -c "$path" ] || continue # devices
  type=${rest#*- }
  if can_write "$path"; then
    echo "mount $path $root ${type%% *} $options writable"
  else
    echo "mount $path $root ${type%% *} $options closed"
  fi
done < /proc/self/mountinfo

. /probe/attacks.sh
echo end

[ "$1" = once ] || exec sleep "${1:-1000000}"
