#### a here-document to a file
cat > /etc/app.conf <<EOF2
listen 8080
user $APP_USER
EOF2
chmod 644 /etc/app.conf
#### a quoted here-document
cat <<'END' > /entrypoint.sh
#!/bin/sh
sudo true
exec "$@"
END
chmod +x /entrypoint.sh
#### a here-document with tabs
cat <<-END | tee /etc/motd
	Welcome
	END
#### a here-document for a shell
bash -e <<'END'
apt-get update
apt-get install -y jq
END
#### a here-document for a shell, after a pipe
cat <<END | sh
make install
END
#### a here-document for Python
python3 - <<'END'
import os
os.system("sudo a")
END
#### a here-document with a substitution
cat <<END > /version
$(git rev-parse HEAD)
END
#### two here-documents
paste <<A - <<B
one
A
two
B
#### sed
sed -i -e 's/^#\?\(PermitRootLogin\).*/\1 no/' -e '/^$/d' /etc/ssh/sshd_config
#### sed with semicolons
sed 's/a;b/c\&d/; s/x|y/z/' f
#### awk
awk -F: '$3 >= 1000 { print $1; system("sudo a") }' /etc/passwd
#### perl
perl -pi -e 's/foo/bar/g; s{a}{b}' /etc/x
#### jq
jq '.a | map(select(.b == "c;d")) | .[]' f.json
#### echo with escapes
echo -e "a\n\tb\\c" >> /etc/x
#### printf with formats
printf '%s\n' "a b" 'c;d' "e\"f" > /etc/x
#### ANSI quotes
printf '%s' $'a\'b\nc' | tr -d $'\n'
#### locale quotes
echo $"hello; world"
#### quotes in quotes
bash -c "echo 'a; b' \"c && d\" \$HOME"
#### a quote that joins
echo a'b c'"d e"f\ g
#### comments
apt-get update # sudo a
# sudo b
echo a#b
#### a comment after a continuation
a && \
# sudo b
c
#### an escaped newline in a word
ec\
ho a
#### escaped characters
echo \$HOME \"a\" \'b\' \\ \; \& \|
#### globs
rm -rf /tmp/* /var/tmp/[a-z]?* /root/.[!.]*
#### extended globs
shopt -s extglob; rm -rf !(keep|also) @(a|b)+(c)
#### parameter operations
echo "${file%.tar.gz}" "${file##*/}" "${name/a/b}" "${x:1:3}" "${#x}" "${x^^}" "${!y}"
#### special parameters
echo "$?" "$$" "$!" "$#" "$@" "$*" "$0" "$-"
#### arithmetic
echo $((1 + 2 * 3)) $(( $(nproc) + 1 ))
#### an old arithmetic
echo $[1 + 2]
#### let
let "x = 1 + 2"
#### process substitution
diff <(sort a) <(sort b) && tee >(gzip > x.gz) < y
#### export
export PATH="/opt/bin:$PATH" JAVA_HOME=$(dirname $(dirname $(readlink -f $(which java))))
#### local and readonly
f() { local x=1 y="$(id -u)"; readonly z=2; }; f
#### unset and shift
unset A B; shift 2; set -- "$@" --flag
#### source
source /etc/profile && . ./env.sh
#### a dot in a condition
if . ./ok.sh; then echo yes; fi
#### a variable before a command
FOO=1 BAR="2 3" make all
#### only variables
A=1 B=2
#### empty commands
: ; true ; :
#### nested ifs
if a; then if b; then c; else d; fi; elif e; then f; fi
#### nested loops
for x in a b; do while c; do until d; do e; break 2; done; done; done
#### loops without a list
for x; do echo "$x"; done
#### select
select x in a b; do echo "$x"; break; done
#### a long list
a && b || c && d; e & f | g |& h
#### braces and parentheses
{ a; (b; { c; }); }
#### a function that is called by command
curl() { command curl --fail "$@"; }; curl x
#### exec with redirections
exec 3>&1 4>/tmp/x; exec > >(tee log) 2>&1
#### closed descriptors
a <&- >&- 2>&-
#### noclobber
a >| b; c <> d
#### a number before a redirection
echo 2>x; echo 2 >y; echo a2>z
#### a descriptor in a variable
exec {fd}>/tmp/x; echo a >&"$fd"
#### a test with escapes
[ \( "$a" = b \) -o ! -e c ] && d
