#!/bin/sh
# Attacks the container that it runs in, and says line by line what worked, who it is and what is mounted. It then waits to be
# ended, unless its argument is "once".

status() {
  grep "^$1:" /proc/self/status | tr -s '\t' ' ' | cut -d ' ' -f 2-
}

can_write() {
  (echo planted > "$1/planted" && rm "$1/planted") > /dev/null 2>&1
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

while read -r device path type options rest; do
  case $path in
    /proc | /proc/* | /sys | /sys/* | /dev | /dev/* | /etc/hosts | /etc/hostname | /etc/resolv.conf | /run/.containerenv) continue ;;
  esac
  if can_write "$path"; then
    echo "mount $path $type $options writable"
  else
    echo "mount $path $type $options closed"
  fi
done < /proc/mounts

. /probe/attacks.sh
echo end

[ "$1" = once ] || exec sleep 1000000
