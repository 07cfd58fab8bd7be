#### apt with cleanup
apt-get update && apt-get install -y --no-install-recommends ca-certificates curl gnupg && rm -rf /var/lib/apt/lists/*
#### apt on several lines
set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		ca-certificates \
		netbase \
		tzdata \
	; \
	rm -rf /var/lib/apt/lists/*
#### apt with saved marks
set -eux; \
	savedAptMark="$(apt-mark showmanual)"; \
	apt-get update; \
	apt-get install -y --no-install-recommends dpkg-dev gcc libbluetooth-dev; \
	apt-mark auto '.*' > /dev/null; \
	[ -z "$savedAptMark" ] || apt-mark manual $savedAptMark; \
	find /usr/local -type f -executable -not \( -name '*tkinter*' \) -exec ldd '{}' ';' \
		| awk '/=>/ { so = $(NF-1); if (index(so, "/usr/local/") == 1) { next }; gsub("^/(usr/)?", "", so); printf "*%s\n", so }' \
		| sort -u \
		| xargs -rt dpkg-query --search \
		| awk 'sub(":$", "", $1) { print $1 }' \
		| sort -u \
		| xargs -r apt-mark manual \
	; \
	apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false
#### apk virtual packages
apk add --no-cache --virtual .build-deps gcc libc-dev make linux-headers && make -j "$(nproc)" && apk del --no-network .build-deps
#### apk with pinned versions
apk add --no-cache 'su-exec>=0.2' tini=0.19.0-r3 tzdata
#### apk from a list of needed libraries
runDeps="$( scanelf --needed --nobanner --format '%n#p' --recursive /usr/local | tr ',' '\n' | sort -u | awk 'system("[ -e /usr/local/lib/" $1 " ]") == 0 { next } { print "so:" $1 }' )"; apk add --no-cache --virtual .run-deps $runDeps
#### yum
yum install -y epel-release && yum clean all && rm -rf /var/cache/yum
#### dnf with a loop
for package in git make gcc; do dnf install -y "$package" || exit 1; done; dnf clean all
#### microdnf
microdnf install --nodocs -y shadow-utils tar gzip && microdnf clean all
#### zypper
zypper --non-interactive install --no-recommends less && zypper clean --all
#### pacman
pacman -Syu --noconfirm && pacman -S --noconfirm --needed base-devel
#### a list in a variable
PACKAGES="curl wget jq"; apt-get update && apt-get install -y $PACKAGES
#### a list in an array
packages=(curl wget jq); apt-get update && apt-get install -y "${packages[@]}"
#### an array that grows
packages=(curl); packages+=(jq yq); [[ -n "$EXTRA" ]] && packages+=("$EXTRA"); apt-get install -y "${packages[@]}"
#### an array with sudo as data
packages=(sudo curl)
echo "${#packages[@]}"
#### a declared array
declare -a p=(sudo); echo "${p[0]}"
#### an array with a setuid text
files=(chmod 4755 /bin/x)
#### backports
echo 'deb http://deb.debian.org/debian bookworm-backports main' > /etc/apt/sources.list.d/backports.list && apt-get update && apt-get install -y -t bookworm-backports cmake
#### debconf
echo 'tzdata tzdata/Areas select Europe' | debconf-set-selections && DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata
#### a repository key
curl -fsSL https://packages.example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/example.gpg && echo "deb [signed-by=/usr/share/keyrings/example.gpg] https://packages.example.com/debian stable main" | tee /etc/apt/sources.list.d/example.list > /dev/null
#### a key server loop
set -ex; \
	key='B42F6819007F00F88E364FD4036A9C25BF357DD4'; \
	export GNUPGHOME="$(mktemp -d)"; \
	gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key"; \
	gpg --batch --export "$key" > /etc/apt/trusted.gpg.d/x.gpg; \
	command -v gpgconf > /dev/null && gpgconf --kill all || :; \
	rm -rf "$GNUPGHOME"
#### key servers with a fallback
for server in keyserver.ubuntu.com pgp.mit.edu; do gpg --keyserver "$server" --recv-keys ABCD && found=yes && break; done; test -z "$found" && echo >&2 "error: failed" && exit 1
#### pip
pip install --no-cache-dir --upgrade 'pip<25' && pip install --no-cache-dir -r requirements.txt
#### pip in a virtual environment
python3 -m venv /opt/venv && . /opt/venv/bin/activate && pip install --no-cache-dir gunicorn==23.0.0
#### poetry
pip install poetry==1.8.3 && poetry config virtualenvs.create false && poetry install --only main --no-interaction
#### uv
uv sync --locked --no-install-project --no-dev
#### npm
npm ci --omit=dev && npm cache clean --force
#### npm with a script
npm ci && npm run build -- --configuration production && npm prune --omit=dev
#### yarn
corepack enable && yarn install --immutable && yarn build
#### pnpm
corepack enable pnpm && pnpm i --frozen-lockfile
#### bundler
bundle config set --local deployment true && bundle install --jobs "$(nproc)" && rm -rf ~/.bundle/ "${BUNDLE_PATH}"/ruby/*/cache "${BUNDLE_PATH}"/ruby/*/bundler/gems/*/.git
#### composer
composer install --no-dev --optimize-autoloader --no-interaction && composer clear-cache
#### go
CGO_ENABLED=0 GOOS=linux go build -ldflags="-s -w -X main.version=${VERSION:-dev}" -o /out/app ./cmd/app
#### cargo
cargo build --release --locked && strip target/release/app && cp target/release/app /usr/local/bin/
#### maven
mvn -B -DskipTests package && mv target/*.jar app.jar
#### gradle
./gradlew --no-daemon bootJar && java -Djarmode=tools -jar build/libs/app.jar extract
#### dotnet
dotnet restore -r linux-musl-x64 && dotnet publish -c Release -o /app --no-restore /p:PublishTrimmed=true
#### pecl
pecl install redis-6.1.0 xdebug && docker-php-ext-enable redis xdebug
#### php extensions
docker-php-ext-configure gd --with-freetype --with-jpeg && docker-php-ext-install -j$(nproc) gd opcache pdo_mysql
#### a2enmod
a2enmod rewrite headers && sed -ri -e 's!/var/www/html!${APACHE_DOCUMENT_ROOT}!g' /etc/apache2/sites-available/*.conf
#### gem without documentation
gem install --no-document bundler -v "$BUNDLER_VERSION"
#### conda
conda install -y --freeze-installed -c conda-forge python=3.12 && conda clean -afy && find /opt/conda/ -follow -type f -name '*.a' -delete
