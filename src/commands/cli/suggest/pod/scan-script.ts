/**
 * The shell script of the debug container, for the tools of BusyBox or of GNU. Its arguments are the seconds to watch, the second since
 * 1970 in which the target started, and the paths of its volume mounts. It prints one fact in each line, and writes nothing.
 *
 * Nothing follows a link below `/proc/1/root`: an absolute one would lead into the root of the debug container. `inside` resolves them
 * by hand. Runtimes write some files when they start the target. A name with a line break could look like a fact, so such names are only
 * counted.
 *
 * Kubernetes expands `$(NAME)` only for variables of the container, and none is named like a command below.
 */
export const SCAN_SCRIPT = `set -u
exec 2> /dev/null
LC_ALL=C; export LC_ALL
seconds=$1; start=$2; root=/proc/1/root; shift 2
for each in awk date find ls readlink sleep sort stat; do
  command -v "$each" > /dev/null 2>&1 || { echo "missing $each"; exit; }
done
for each in self 1; do
  awk -v of="$each" '/^(Uid|Gid|CapPrm|CapEff):/ { $1 = $1; print "status", of, $0 }' "/proc/$each/status"
done
ls "$root/" > /dev/null 2>&1 || { echo refused; exit; }
inside() {
  rest=$1; at=; hops=0
  while [ -n "$rest" ]; do
    rest=\${rest#/}; part=\${rest%%/*}
    case $rest in */*) rest=/\${rest#*/} ;; *) rest= ;; esac
    case $part in '' | .) continue ;; ..) at=\${at%/*}; continue ;; esac
    if [ -L "$root$at/$part" ]; then
      hops=$((hops + 1))
      [ "$hops" -le 40 ] || return 1
      link=$(readlink "$root$at/$part") || return 1
      case $link in /*) at= ;; esac
      rest=/$link$rest
    else
      at=$at/$part
    fi
  done
  echo "\${at:-/}"
}
for each; do echo "place $(inside "$each")"; done
for each in /bin/sh /usr/bin/sh; do
  place=$(inside "$each") && [ -f "$root$place" ] && { echo shell; break; }
done
for each in exe cwd; do echo "started $(readlink "/proc/1/$each")"; done
namespace=$(readlink /proc/1/ns/mnt)
opened() {
  ls -l /proc/[0-9]*/ns/mnt /proc/[0-9]*/fd | awk -v namespace="$namespace" '
    / -> mnt:/ { if ($NF == namespace) { sub("/ns/mnt -> .*", ""); sub(".*/proc/", ""); isTarget[$0] = 1 } next }
    /^.proc.[0-9]+.fd:$/ { split($0, parts, "/"); process = parts[3]; next }
    isTarget[process] && /^l.w/ && (at = index($0, " -> /")) {
      path = substr($0, at + 4)
      if (path ~ "^/(memfd:|SYSV|[[])") next
      sub(" [(]deleted[)]$", "", path); sub("/[^/]*$", "", path)
      print "open", path "/"
    }'
}
seen=; end=$(($(date +%s) + seconds))
while :; do
  seen=$({ [ -z "$seen" ] || echo "$seen"; opened; } | sort -u | awk 'NR <= 1000')
  [ "$(date +%s)" -lt "$end" ] || break
  sleep 1
done
[ -z "$seen" ] || echo "$seen"
line='
'
scan() {
  find . -xdev -name "*$line*" -prune -o -exec stat -c '%Y %f %s %n' {} + | awk -v start="$start" -v point="\${1%/}" '
    FNR == NR { isMount[$5] = 1; next }
    {
      path = $0; sub("^[^ ]* [^ ]* [^ ]* .", "", path); path = point path
      if (path != point && path in isMount) next
      if ($1 < start + 2 && path ~ "^/([.]dockerenv|etc/(passwd|group|mtab|hosts|hostname|resolv.conf))$") next
      above = path; sub("/[^/]*$", "", above)
      if ($2 ~ /^4...$/) { if ($1 >= start) touched[path] = $1 }
      else if ($1 >= start) { files[above]++; bytes[above] += $3 }
      else old[above]++
    }
    END {
      for (path in old) for (at = path; ; sub("/[^/]*$", "", at)) { below[at] += old[path]; if (at == point) break }
      for (path in touched) written[path] = 1
      for (path in files) written[path] = 1
      for (path in written) {
        if (++count > 5000) continue
        for (at = path; ; sub("/[^/]*$", "", at)) { shown[at] = 1; if (at == point) break }
      }
      for (path in shown) print "directory", touched[path] + 0, files[path] + 0, bytes[path] + 0, below[path] + 0, path "/"
      if (count > 5000) print "more", count - 5000
    }' /proc/1/mountinfo -
  find . -xdev -name "*$line*" -prune -exec echo x ';' | awk 'END { print "unnamed", NR }'
  find . -xdev 2>&1 > /dev/null | awk 'END { print "closed", NR }'
}
awk '{ for (i = 7; $i != "-"; i++); print ($6 ~ "(^|,)rw(,|$)" && $NF ~ "(^|,)rw(,|$)") + 0, $(i + 1), $5 }' /proc/1/mountinfo |
  while read -r writable type point; do
    echo "mount $writable $type $point"
    case $type in proc | sysfs | cgroup* | devpts | mqueue | devtmpfs | securityfs) continue ;; esac
    [ "$writable" = 1 ] && [ "$(inside "$point")" = "$point" ] && [ -d "$root$point" ] && cd "$root$point" || continue
    echo "scanned $point"
    scan "$point"
  done
echo end
`;
