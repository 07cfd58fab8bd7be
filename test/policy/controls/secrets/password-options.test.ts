import { secretsInScript, withoutSecrets } from '../../../../src/policy/controls/secrets/secret-words';

const S = 'hunter2zq';
const MYSQL = [
  'mysql', 'mysqladmin', 'mysqlbinlog', 'mysqlcheck', 'mysqldump', 'mysqlimport', 'mysqlpump', 'mysqlshow', 'mysqlslap', 'mysqlsh', 'mysql_upgrade', 'xtrabackup', 'mariadb',
  'mariadb-admin', 'mariadb-backup', 'mariadb-binlog', 'mariadb-check', 'mariadb-dump', 'mariadb-import', 'mariadb-show', 'mariadb-slap', 'mariadb-upgrade',
];
const MONGO = ['mongo', 'mongosh', 'mongodump', 'mongoexport', 'mongofiles', 'mongoimport', 'mongorestore', 'mongostat', 'mongotop'];
const LDAP = ['ldapadd', 'ldapcompare', 'ldapdelete', 'ldapmodify', 'ldapmodrdn', 'ldappasswd', 'ldapsearch', 'ldapwhoami'];
const SNMP = ['snmpget', 'snmpgetnext', 'snmpset', 'snmpwalk', 'snmpbulkwalk', 'snmptrap'];

/** A command, and the name of its secret. */
const PASSWORDS: readonly (readonly [command: string, name: string])[] = [
  ...['redis-cli', 'valkey-cli', 'keydb-cli'].map((program) => [`${program} -a ${S} ping`, '-a'] as const),
  ...MYSQL.map((program) => [`${program} -uroot -p${S}`, '-p'] as const),
  ...[...MONGO, 'sshpass'].flatMap((program) => [[`${program} -p ${S} a`, '-p'], [`${program} -p${S} a`, '-p']] as const),
  [`docker login -u a -p ${S} registry.example`, '-p'], [`docker login -u a -p${S}`, '-p'], [`docker login -u a -p=${S}`, '-p'],
  ...['-pass', '-passin', '-passout', '-password'].map((option) => [`openssl rsa ${option} pass:${S}`, option] as const),
  ...['enc', 'aes256', 'aes-256-cbc'].map((command) => [`openssl ${command} -k ${S}`, '-k'] as const),
  ...LDAP.flatMap((program) => [[`${program} -x -w ${S} a`, '-w'], [`${program} -x -w${S} a`, '-w']] as const),
  ...['sqlcmd', 'bcp'].flatMap((program) => [[`${program} -P ${S}`, '-P'], [`${program} -P${S}`, '-P']] as const),
  ...['7z', '7za', '7zr', '7zz'].map((program) => [`${program} x -p${S} a.7z`, '-p'] as const),
  ...['useradd', 'usermod', 'cqlsh'].map((program) => [`${program} -p ${S} a`, '-p'] as const),
  ...['-N', '-P'].map((option) => [`ssh-keygen ${option} ${S} -f a`, option] as const),
  ...SNMP.flatMap((program) => ['-A', '-X'].map((option) => [`${program} -v3 ${option} ${S} a`, option] as const)),
  ...['mosquitto_pub', 'mosquitto_sub', 'mosquitto_rr', 'ipmitool', 'zip', 'unzip'].map((program) => [`${program} -P ${S} a`, '-P'] as const),
  ...['keytool', 'jarsigner'].flatMap((program) => ['-storepass', '-keypass', '-srcstorepass', '-srckeypass', '-deststorepass', '-destkeypass']
    .map((option) => [`${program} ${option} ${S}`, option] as const)),
  ...['aws_secret_access_key', 'aws_session_token'].map((name) => [`aws configure set ${name} ${S}`, name] as const),
  [`wpa_passphrase net ${S}`, 'wpa_passphrase'],
  [`mc alias set store https://a.example KEY ${S}`, 'mc'],
  ...['mysqladmin', 'mariadb-admin'].flatMap((program) => ['-u root', '-h db', '-P 3306', '-S /s'].map((option) => [`${program} ${option} password ${S}`, program] as const)),
  ...['-b', '-cb', '-bC 10'].map((options) => [`htpasswd ${options} /f a ${S}`, 'htpasswd'] as const),
  [`mosquitto_passwd -b /f a ${S}`, 'mosquitto_passwd'],
  ...['-nb', '-bn', '-nbB', '-nbC 10', '-nbr 5'].map((options) => [`htpasswd ${options} a ${S}`, 'htpasswd'] as const),
  ...['add_user', '-n node add_user', '--node node add_user', '-t 5 add_user', '--timeout 5 change_password', 'change_password']
    .map((command) => [`rabbitmqctl ${command} a ${S}`, 'rabbitmqctl'] as const),
];

const USERS_AND_PASSWORDS: readonly (readonly [command: string, name: string])[] = [
  ...['-u', '-U', '-sSLu', '--user', '--proxy-user'].map((option) => [`curl ${option} a:${S} https://a.example`, option] as const),
  ...['-u', '-U', '--user=', '--proxy-user='].map((option) => [`curl ${option}a:${S} https://a.example`, option.replace('=', '')] as const),
  [`etcdctl --user a:${S} get x`, '--user'], [`etcdctl --user=a:${S} get x`, '--user'],
  ...['sqlplus', 'rman', 'expdp', 'impdp'].flatMap((program) => [[`${program} a/${S}@db`, program], [`${program} -s a/${S}`, program]] as const),
  [`lftp -u a,${S} b.example`, '-u'],
  [`smbclient -U a%${S} //b/c`, '-U'], [`smbclient -Ua%${S} //b/c`, '-U'],
];

const COOKIES: readonly (readonly [command: string, name: string])[] = ['sessionid', 'PHPSESSID', 'connect.sid', 'x_auth', 'token', 'jwt_id'].flatMap((cookie) => [
  [`curl -b ${cookie}=${S} https://a.example`, '-b'], [`curl --cookie ${cookie}=${S} https://a.example`, '--cookie'],
  [`curl -b${cookie}=${S} https://a.example`, '-b'], [`curl --cookie=${cookie}=${S} https://a.example`, '--cookie'],
] as const);

test.each([
  ...PASSWORDS.map((each) => ['a password', ...each]),
  ...USERS_AND_PASSWORDS.map((each) => ['a user and a password', ...each]),
  ...COOKIES.map((each) => ['a cookie', ...each]),
])('finds and hides %s in %s', (kind, command, name) => {
  expect(secretsInScript(command)).toEqual([{ kind, name }]);
  expect(withoutSecrets(command)).toBe(command.replace(S, '(hidden)'));
});

test.each([
  'redis-cli -a 123456', 'redis-cli -a 80ab', 'redis-cli -a ab:80', 'redis-cli -a 1:2:3:4:80', 'keytool -storepass changeit1', 'keytool -storepass xchangeit', 'curl -u a:123456 b', 'curl -u a:12b b', 'sqlplus "a/b c"',
])('%s has a password', (command) => expect(secretsInScript(command)).toHaveLength(1));

test.each([
  'mysql -p shop', 'redis-cli --a x', 'redis-cli -ab x', `cat -a ${S}`, 'docker run --name mongo -p 27017:27017', 'docker run --name mongo -p 127.0.0.1:27017:27017/tcp', 'docker run mongo -p 80',
  `openssl rsa -k ${S}`, `openssl x509 -aesk -k ${S}`, `openssl rsa -passin file:${S}`, `openssl rsa -passin xpass:${S}`, 'openssl rsa -passin env:PASS',
  'curl -u 1000:1000 a', `curl -u ${S} a`, `curl -b lang=${S} a`, `curl -b ${S} a`, 'curl -b cookies.txt a', `chown -u a:${S}`,
  `htpasswd -c /f ${S}`, `htpasswd -b /f ${S}`, `htpasswd -n ${S}`, `mosquitto_passwd -c /f ${S}`,
  `rabbitmqctl list_users a ${S}`, `rabbitmqctl add_user ${S}`, `mc ls a b c d ${S}`, `mc alias set a b ${S}`, `mysqladmin status ${S}`, `wpa_passphrase ${S}`,
  `sqlplus ${S}`, 'sqlplus /nolog', `sqlplus a b/${S}`, `lftp -u ${S} a`, `smbclient -U ${S} a`, 'keytool -storepass changeit', `keytool -alias ${S}`, `keytool -storepassx ${S}`,
  ...['genc', 'encode', 'aes'].map((command) => `openssl ${command} -k ${S}`), `rabbitmqctl re-add_user a ${S}`, `rabbitmqctl add_users a ${S}`, `mc dealias set a b c ${S}`,
  `mc aliases set a b c ${S}`, `mysqladmin old-password ${S}`, `mysqladmin passwords ${S}`, `htpasswd a-b /f a ${S}`, `htpasswd -xc /f ${S}`,
  'curl -u a:80 b', 'curl -u a:$PASS b', 'curl -u a:b$PASS b', 'curl -u a:b* b', 'curl -u "a b:c" b', `curl a-u a:${S} b`, `curl -b "x y session=${S}" a`, `curl -b x${'y'.repeat(60)}=${S} a`,
  'docker login -p 1.2.3.4:80:80/tcp', 'zip -P $PASS a', `zip -p ${S}`, `7z x -p a ${S}`,
])('%s has no password', (command) => expect(secretsInScript(command)).toEqual([]));
