#### groupadd and useradd
groupadd -r -g 999 app && useradd -r -u 999 -g app -d /home/app -s /usr/sbin/nologin app
#### addgroup of busybox
addgroup -S -g 1000 app && adduser -S -D -H -u 1000 -G app -h /app -s /sbin/nologin app
#### set -eux with users and directories
set -eux; \
	groupadd -r postgres --gid=999; \
	useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres; \
	install --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql
#### a user if it is missing
getent passwd app || useradd --system --uid 10001 app
#### id in a condition
if ! id -u app > /dev/null 2>&1; then adduser --disabled-password --gecos '' app; fi
#### echo to passwd
echo 'app:x:10001:10001::/:/bin/false' >> /etc/passwd && echo 'app:x:10001:' >> /etc/group
#### chown and chmod
mkdir -p /data /var/run/app && chown -R app:app /data /var/run/app && chmod 0750 /data
#### chmod by find
find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true
#### find with several actions
find /app \( -name '*.sh' -exec chmod +x {} \; \) -o \( -name '*.pyc' -exec rm -f {} + \)
#### xargs
find / -perm /2000 -o -perm /4000 -print0 | xargs -0 -r chmod a-s
#### setcap
setcap 'cap_net_bind_service=+ep' /usr/sbin/nginx
#### sudoers
echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app && chmod 0440 /etc/sudoers.d/app
#### sudo
sudo -u app -E env HOME=/home/app npm install
#### su
su - app -c 'cd ~ && ./setup.sh'
#### runuser
runuser -u app -- ./migrate
#### gosu
gosu nobody true
#### su-exec
exec su-exec app "$@"
#### setpriv
setpriv --reuid=1000 --regid=1000 --clear-groups -- ./run
#### chroot
chroot /mnt apt-get update
#### eval
eval "sudo a"
#### eval of parts
eval "$(ssh-agent -s)" && ssh-add key
#### trap
trap "sudo a" EXIT
#### trap with a function
cleanup() { rm -rf "$tmp"; }; trap cleanup EXIT INT TERM; tmp=$(mktemp -d)
#### alias
alias s="sudo a"
#### a here-string for a shell
bash <<< "sudo a"
#### a text for a shell
printf "sudo a" | sh
#### a text of lines for a shell
printf 'a\nb\n' | sh -e
#### a program in a variable
S=sudo; $S a
#### a program in a variable that changes
S=sudo; if test -n "$NO"; then S=; fi; $S a
#### braces
{sudo,a}
#### braces in arguments
mkdir -p /app/{bin,etc,var/log}
#### braces with a prefix and a suffix
cp a{1,2}.txt /tmp
#### parallel
parallel sudo
#### a function in one line
function g { sudo h; }
#### a function with parentheses
install() { apt-get install -y --no-install-recommends "$@"; }
install curl
#### a function in a subshell
f() ( cd /tmp; ls ); f
#### env -S
env -S 'a b' c
#### env with variables
env -i PATH=/bin HOME=/ ./run
#### nice wrappers
nohup nice -n 10 ionice -c 3 ./job &
#### timeout
timeout -k 5 30 ./test.sh
#### flock
flock -w 10 /tmp/lock ./update
#### exec in an entry point
set -e; if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then find . \! -user redis -exec chown redis '{}' +; exec gosu redis "$0" "$@"; fi; exec "$@"
#### umask
um="$(umask)"; if [ "$um" = '0022' ]; then umask 0077; fi
#### a test and an option
test -f /etc/x -a -r /etc/x && . /etc/x
#### passwd
echo "root:${ROOT_PASSWORD}" | chpasswd
