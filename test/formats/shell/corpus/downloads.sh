#### curl and checksum
curl -fsSL -o /tmp/app.tar.gz "https://example.com/app-${VERSION}.tar.gz" && echo "${SHA256} */tmp/app.tar.gz" | sha256sum -c - && tar -xzf /tmp/app.tar.gz -C /opt --strip-components=1 && rm /tmp/app.tar.gz
#### wget and checksum by a here-string
wget -O app.tgz "$URL"; sha256sum -c <<< "$SUM  app.tgz"; tar xf app.tgz
#### architecture by case
set -eux; \
	arch="$(dpkg --print-architecture)"; \
	case "${arch##*-}" in \
		amd64) url='https://example.com/amd64.tar.gz'; sha256='aaa' ;; \
		arm64|aarch64) url='https://example.com/arm64.tar.gz'; sha256='bbb' ;; \
		*) echo >&2 "error: unsupported architecture '$arch'"; exit 1 ;; \
	esac; \
	wget -O x.tar.gz "$url"; \
	echo "$sha256 *x.tar.gz" | sha256sum -c -; \
	tar -xzf x.tar.gz -C /usr/local
#### case with sudo as a pattern
case $x in a|sudo) b ;; esac
#### case with a pattern in parentheses
case "$1" in
  (sudo) echo no ;;
  (chmod|chown) echo never;;
  *) run "$@" ;;
esac
#### case over several lines
case $x in
  a|sudo)
    b
    ;;
  *)
    ;;
esac
#### case with fall through
case "$mode" in a) one ;& b) two ;;& *) three ;; esac
#### uname in a condition
if [ "$(uname -m)" = "x86_64" ]; then ARCH=amd64; elif [ "$(uname -m)" = "aarch64" ]; then ARCH=arm64; else exit 1; fi && curl -LO "https://example.com/$ARCH/tool"
#### double brackets
if [[ "$TARGETARCH" == "arm64" && -z "$SKIP" ]]; then fetch arm; fi
#### double brackets with a command's name
[[ $x && sudo ]]
#### double brackets with a pattern
[[ "$version" =~ ^([0-9]+)\.([0-9]+)$ ]] && echo "${BASH_REMATCH[1]}"
#### arithmetic command
(( count++ )); (( count > 3 )) && exit 1
#### arithmetic for
for ((i = 0; i < 10; i++)); do try "$i"; done
#### retries
for i in 1 2 3 4 5; do curl -fsSL "$URL" -o x && break || sleep $((i * 2)); done
#### until
until nc -z localhost 5432; do sleep 1; done
#### while read
cat list.txt | while read -r name url; do curl -o "$name" "$url"; done
#### while read from a process
while IFS= read -r line; do handle "$line"; done < <(find /src -name '*.txt')
#### select of a file by a substitution
tar xzf "$(ls -1 /tmp/*.tar.gz | head -n 1)" -C /opt
#### backquotes
cd `mktemp -d` && wget -q `cat url.txt`
#### nested substitutions
version="$(curl -s "https://api.example.com/$(cat repo)/latest" | jq -r .tag_name)"; install "$version"
#### a default by a substitution
echo "${VERSION:-$(git describe --tags)}"
#### sudo in a default
x="${x:-$(sudo a)}"
#### an index by a substitution
echo "${arr[$(sudo a)]}"
#### pipefail
set -o pipefail; curl -fsSL https://example.com/install.sh | bash -s -- --yes
#### sh from the network
wget -qO- https://example.com/setup | sh
#### gpg verify
gpg --batch --verify /tmp/x.asc /tmp/x && { command -v gpgconf && gpgconf --kill all || true; }
#### git clone
git clone --depth 1 --branch "v$VERSION" https://github.com/acme/tool.git /src && cd /src && git submodule update --init
#### a subshell
(cd /src && ./configure --prefix=/usr && make && make install)
#### a group with a redirection
{ echo 'no-install'; echo 'update: --no-document'; } >> /usr/local/etc/gemrc
#### output of a loop to a file
for f in a b; do cat "$f"; done > all.txt
#### both streams
make > /tmp/log 2>&1 || { cat /tmp/log; exit 1; }
#### both streams, the short way
make &> /tmp/log; make &>> /tmp/log; a |& b
#### an input file
mysql -u root < /tmp/schema.sql
#### a negation
! grep -q error /var/log/build.log
#### time
time make -j4
#### time with an option
time -p sleep 1 | cat
#### coproc
coproc sudo a
#### a named coproc
coproc worker { run; }
#### background and wait
mongod --fork --logpath /dev/null & pid=$!; sleep 5; kill "$pid"; wait "$pid"
#### a long option with quotes
curl --retry 5 -H 'Accept: application/json' -H "Authorization: Bearer ${TOKEN}" --data '{"a": "b; c && d"}' https://example.com
