/*
 * Thirteen programs whose images the library does not know. This list was committed before the first try, and no program was exchanged
 * later: outcomes.ts has what happened. Each image has the layout of a public Dockerfile. Programs are those of Debian, npm and PyPI.
 */

export interface UnknownProgram {
  /** The stage of the Containerfile. */
  readonly name: string;
  readonly language: string;
  /** The Dockerfile whose layout the image has. */
  readonly dockerfile: string;
  /** Where the program comes from, or what a small program in its place does. */
  readonly program: string;
  readonly layout: Layout;
  readonly port: number;
  /** A command in the container that asks the program, and a part of its answer. */
  readonly request: readonly string[];
  readonly answer: string;
  /** A command that makes the program write, or that looks for what it writes by itself. */
  readonly write: readonly string[];
  /** A command that finds what was written, and a part of its output. */
  readonly read: readonly string[];
  readonly written: string;
}

export interface Layout {
  /** USER of the image. */
  readonly user: 'root' | 'name' | 'number';
  /** What ENTRYPOINT or CMD starts. */
  readonly start: 'program' | 'script';
  readonly volumes: readonly string[];
  /** Directories that the program may write, with what the image has there. */
  readonly directories: { readonly [path: string]: 'nothing' | 'data' | 'code' | 'absent' };
}

/** An HTTP request, by BusyBox: its wget knows only GET and POST. */
function http(port: number, request: string, { body = '', headers = [] }: { body?: string; headers?: readonly string[] } = {}): readonly string[] {
  const lines = [`${request} HTTP/1.0`, 'Host: localhost', 'Connection: close', ...headers, ...body ? [`Content-Length: ${Buffer.byteLength(body)}`] : [], '', body];
  return ['sh', '-c', `printf '%s' "$1" | busybox nc -w 10 127.0.0.1 ${port}`, 'http', lines.join('\r\n')];
}

const shell = (script: string) => ['sh', '-c', script];
const JSON_BODY = 'Content-Type: application/json';
const TIDDLYWIKI = ['X-Requested-With: TiddlyWiki', `Authorization: Basic ${Buffer.from('user:wiki').toString('base64')}`];
const ICAL = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', 'DTSTART:20260101T000000Z',
  'SUMMARY:written once', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

export const UNKNOWN_PROGRAMS: readonly UnknownProgram[] = [
  {
    name: 'mumble',
    language: 'C++',
    dockerfile: 'https://github.com/mumble-voip/mumble-docker/blob/097db0cbcc246b2ceaccc3a75fb765ac1306816c/Dockerfile',
    program: 'Debian',
    layout: { user: 'name', start: 'script', volumes: ['/data'], directories: { '/data': 'nothing', '/etc/mumble': 'data' } },
    port: 64738,
    // A ping by UDP: a type, and a number that comes back.
    request: ['perl', '-MIO::Socket::INET', '-e', `alarm 2; my $socket = IO::Socket::INET->new(Proto => "udp", PeerAddr => "127.0.0.1:64738");
      $socket->send("\\0\\0\\0\\0unknowns"); $socket->recv(my $answer, 99); print $answer`],
    answer: 'unknowns',
    write: shell('[ -s /data/murmur.sqlite ]'),
    read: shell('grep -a -o -m 1 "BEGIN CERTIFICATE" /data/murmur.sqlite'),
    written: 'BEGIN CERTIFICATE',
  },
  {
    name: 'rspamd',
    language: 'C',
    dockerfile: 'https://github.com/rspamd/rspamd-docker/blob/ea55dc2033b6a8254b57f97a2fbe0429b51ff2a2/Dockerfile',
    program: 'Debian',
    layout: { user: 'number', start: 'program', volumes: ['/var/lib/rspamd'], directories: { '/var/lib/rspamd': 'nothing' } },
    port: 11334,
    request: http(11334, 'GET /ping'),
    answer: 'pong',
    write: http(11333, 'POST /checkv2', { body: 'Subject: written once\r\n\r\ntext\r\n' }),
    read: shell('ls /var/lib/rspamd'),
    written: '.hs',
  },
  {
    name: 'fossil',
    language: 'C',
    dockerfile: 'https://github.com/drhsqlite/fossil-mirror/blob/0d39fb3cffdd7d44df078042fd34ee7a7f1d4d40/Dockerfile',
    program: 'Debian',
    layout: { user: 'name', start: 'program', volumes: [], directories: { '/opt/fossil': 'nothing' } },
    port: 8080,
    request: http(8080, 'GET /timeline'),
    answer: 'Timeline',
    write: shell('echo written once | USER=admin fossil wiki create Note -R /opt/fossil/repository.fossil'),
    read: http(8080, 'GET /wiki?name=Note'),
    written: 'written once',
  },
  {
    name: 'rest-server',
    language: 'Go',
    dockerfile: 'https://github.com/restic/rest-server/blob/05c6a03ad72e1854e743eb6da2516cecd3e15fc9/Dockerfile',
    program: 'Debian',
    layout: { user: 'root', start: 'script', volumes: ['/data'], directories: { '/data': 'absent' } },
    port: 8000,
    request: http(8000, 'GET /'),
    answer: '401 Unauthorized',
    write: ['htpasswd', '-Bb', '/data/.htpasswd', 'me', 'secret'],
    read: ['cat', '/data/.htpasswd'],
    written: 'me:$2y$',
  },
  {
    name: 'xandikos',
    language: 'Python',
    dockerfile: 'https://github.com/jelmer/xandikos/blob/07355b3e4f418e19a33080ec65cfb90122c19b03/Dockerfile',
    program: 'Debian',
    layout: { user: 'name', start: 'program', volumes: ['/data'], directories: { '/data': 'absent' } },
    port: 8000,
    request: http(8000, 'GET /'),
    answer: 'Xandikos',
    write: http(8000, 'PUT /user/calendars/calendar/note.ics', { body: ICAL, headers: ['Content-Type: text/calendar'] }),
    // It sends no files to a client that has shut down its side.
    read: ['python3', '-c', 'import urllib.request; print(urllib.request.urlopen("http://127.0.0.1:8000/user/calendars/calendar/note.ics").read().decode())'],
    written: 'SUMMARY:written once',
  },
  {
    name: 'devpi',
    language: 'Python',
    dockerfile: 'https://github.com/muccg/docker-devpi/blob/46a8cef009f1373eca2cbc8090b11c5a70f39aa1/Dockerfile',
    program: 'PyPI',
    layout: { user: 'name', start: 'script', volumes: ['/data'], directories: { '/data': 'nothing' } },
    port: 3141,
    request: http(3141, 'GET /+api', { headers: ['Accept: application/json'] }),
    answer: '"apiconfig"',
    write: http(3141, 'PUT /me', { body: '{"password":"secret"}', headers: [JSON_BODY] }),
    read: http(3141, 'GET /me', { headers: ['Accept: application/json'] }),
    written: '"username": "me"',
  },
  {
    name: 'tiddlywiki',
    language: 'Node.js',
    dockerfile: 'https://github.com/djmaze/tiddlywiki-docker/blob/0976c84533525592645104245f1e49b22c558754/Dockerfile',
    program: 'npm',
    layout: { user: 'root', start: 'script', volumes: ['/var/lib/tiddlywiki'], directories: { '/var/lib/tiddlywiki': 'nothing' } },
    port: 8080,
    request: http(8080, 'GET /status', { headers: TIDDLYWIKI }),
    answer: '"tiddlywiki_version"',
    write: http(8080, 'PUT /recipes/default/tiddlers/Note', { body: '{"title":"Note","text":"written once"}', headers: [JSON_BODY, ...TIDDLYWIKI] }),
    read: http(8080, 'GET /recipes/default/tiddlers/Note', { headers: TIDDLYWIKI }),
    written: 'written once',
  },
  {
    name: 'maildev',
    language: 'Node.js',
    dockerfile: 'https://github.com/maildev/maildev/blob/00435e787a912235ce04b4088b8910deb55f6641/Dockerfile',
    program: 'npm',
    layout: { user: 'name', start: 'program', volumes: [], directories: { '/home/node/app': 'code' } },
    port: 1080,
    request: http(1080, 'GET /api/healthz'),
    answer: '200 OK',
    write: shell(`{ for line in "HELO me" "MAIL FROM:<a@localhost>" "RCPT TO:<b@localhost>" DATA; do sleep .3; printf '%s\\r\\n' "$line"; done
      sleep .3; printf 'Subject: written once\\r\\n\\r\\ntext\\r\\n.\\r\\nQUIT\\r\\n'; sleep 1; } | busybox nc -w 10 127.0.0.1 1025`),
    read: shell('cat /tmp/maildev*/*.eml'),
    written: 'Subject: written once',
  },
  {
    name: 'notes-java',
    language: 'Java',
    dockerfile: 'https://github.com/apache/jena/blob/26153afe9a229bb7a609d5406d899eb240ab385e/jena-fuseki2/jena-fuseki-docker/Dockerfile',
    program: 'of this repository, in the place of Fuseki: it writes a log and a database in its folder',
    layout: { user: 'name', start: 'script', volumes: [], directories: { '/fuseki': 'code', '/fuseki/databases': 'data', '/fuseki/logs': 'nothing' } },
    port: 3030,
    request: http(3030, 'GET /'),
    answer: 'notes answer',
    write: http(3030, 'POST /', { body: 'written once' }),
    read: http(3030, 'GET /'),
    written: 'written once',
  },
  {
    name: 'dokuwiki',
    language: 'PHP',
    dockerfile: 'https://github.com/dokuwiki/docker/blob/275eb1aceef7da5c764f9c32e58b85a056424e85/Dockerfile',
    program: 'Debian',
    layout: { user: 'root', start: 'script', volumes: ['/storage'], directories: { '/storage': 'nothing' } },
    port: 8080,
    request: http(8080, 'GET /doku.php'),
    answer: 'DokuWiki',
    write: shell('echo written once > /tmp/note && php /var/www/html/bin/dwpage.php commit --message=once /tmp/note note'),
    read: http(8080, 'GET /doku.php?id=note'),
    written: 'written once',
  },
  {
    name: 'gems-ruby',
    language: 'Ruby',
    dockerfile: 'https://github.com/geminabox/geminabox/blob/02b708856e8e33041245df94096ff4cad8f51843/Dockerfile',
    program: 'of this repository, in the place of Gem in a Box: an app of Debian\'s Sinatra that keeps files in `data` beside its `config.ru`',
    layout: { user: 'root', start: 'program', volumes: [], directories: { '/usr/src/app': 'code', '/usr/src/app/data': 'absent' } },
    port: 9292,
    request: http(9292, 'GET /'),
    answer: 'gems answer',
    write: http(9292, 'POST /gems/note', { body: 'written once', headers: ['Content-Type: application/octet-stream'] }),
    read: http(9292, 'GET /gems/note'),
    written: 'written once',
  },
  {
    name: 'status-node',
    language: 'Node.js',
    dockerfile: 'https://github.com/akama-aka/akami-statuspage/blob/00519ef3c8f7a66bb3b6d971d0a72633758668b3/Dockerfile',
    program: 'of this repository: an app of Fastify, from npm, that changes a JSON file in `data` beside its code',
    layout: { user: 'name', start: 'program', volumes: [], directories: { '/opt/server': 'code', '/opt/server/data': 'data' } },
    port: 8080,
    request: http(8080, 'GET /'),
    answer: 'status answers',
    write: http(8080, 'POST /', { body: '{"text":"written once"}', headers: [JSON_BODY] }),
    read: http(8080, 'GET /'),
    written: 'written once',
  },
  {
    name: 'files-go',
    language: 'Go',
    dockerfile: 'https://github.com/filebrowser/filebrowser/blob/833d908884d5c801f30f5c098d7977177eb3a36b/Dockerfile',
    program: 'of this repository, in the place of File Browser: it reads /config/settings.json, and writes a database and files',
    layout: {
      user: 'name', start: 'script', volumes: ['/srv', '/config', '/database'], directories: { '/srv': 'data', '/config': 'nothing', '/database': 'nothing' },
    },
    port: 80,
    request: http(80, 'GET /'),
    answer: 'files answer',
    write: http(80, 'POST /note.txt', { body: 'written once' }),
    read: http(80, 'GET /note.txt'),
    written: 'written once',
  },
];
