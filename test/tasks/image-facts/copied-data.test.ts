import { factsOf, SH, TestEntry, TestLayer } from './support';

// Which directories of an image may be copied into a volume: those that only have data.

const USER = { uid: 1000, gid: 1000 };
const FILE = { ...USER, content: 'x' };

/** What is recorded of /data, which belongs to the user of the image. */
async function holds(layer: TestLayer, config: object = {}, of = '/data') {
  const facts = await factsOf({ config: { User: '1000:1000', Volumes: { '/data': {} }, ...config }, layers: [layer] });
  const { isData, notData } = facts.directories!.find(({ path }) => path === of)!.found!;
  return isData ? 'data' : notData && `${notData.why}: ${notData.path}`;
}

const inData = (name: string, entry: TestEntry = FILE): TestLayer => ({ 'data/': USER, [`data/${name}`]: entry });

test.each(['settings.json', 'app.yml', 'app.conf', 'records.db', 'index.html', 'style.css', 'logo.png', 'README.md', '.hidden', 'server.pem', 'words.txt', 'noending'])(
  '%s is data', async (name) => expect(await holds(inData(name))).toBe('data'));

test('directories without a file are data, and an empty directory is neither', async () => {
  expect(await holds({ 'data/': USER, 'data/cache/': USER })).toBe('data');
  expect(await holds({ 'data/': USER })).toBeUndefined();
});

test.each<[string, string, TestEntry?]>([
  ['source', 'settings.js'],
  ['source', 'MODEL.PY'],
  ['source', 'x.rb.bak'],
  ['source', '.bashrc'],
  ['source', 'schema.sql'],
  ['source', 'app.R'],
  ['source', 'index.cfm'],
  ['source', 'buildbot.tac'],
  ['source', 'shop.module'],
  ['source', 'mirror.liq'],
  ['source', 'shell.init.script'],
  ['source', 'lights.rules'],
  // Shells, Erlang and JVMs read these as commands or options.
  ['source', 'ejabberdctl.cfg'],
  ['source', 'vm.args'],
  ['source', 'jvm.options'],
  ['source', 'nexus.vmoptions'],
  ['source', 'server.env'],
  ['source', '.env.production'],
  ['source', 'rabbitmq-env.conf'],
  ['source', 'bootstrap.conf'],
  ['source', 'supervisord.conf'],
  ['source', 'crontab.txt'],
  ['source', '.sqliterc'],
  ['source', '.gitconfig'],
  ['source', 'enabled_plugins'],
  ['source', 'daemons'],
  ['source', 'profile'],
  ['source', 'envvars'],
  ['source', 'bashrc'],
  ['source', 'bash.bashrc'],
  ['source', '.gitolite.rc'],
  ['source', 'sshd_config'],
  ['source', 'aliases'],
  // Tables of cron, whatever their names are.
  ['source', 'my-crontab'],
  ['source', 'jobs.cron'],
  ['source', 'cron_backup'],
  ['source', '.justfile'],
  // Settings that are programs: Ruby in quotes, Tcl, dialplans, and the classes and paths that a server loads.
  ['source', 'fluent.conf'],
  ['source', 'eggdrop.conf'],
  ['source', 'extensions.conf'],
  ['source', 'extensions_custom.conf'],
  ['source', 'freeswitch.xml'],
  ['source', 'catalina.properties'],
  ['source', 'web.xml'],
  ['source', 'solrconfig.xml'],
  ['source', 'activemq.xml'],
  ['source', 'jetty-http.xml'],
  ['source', 'applicationContext-security.xml'],
  ['source', 'app-beans.xml'],
  ['source', 'sym_service.conf'],
  ['source', 'jvm.config'],
  ['source', 'java-server.opts'],
  // Python evaluates the arguments in it.
  ['source', 'logging.conf'],
  ['source', 'flows.json'],
  ['source', 'delegates.xml'],
  ['source', 'Rprofile.site'],
  ['source', '.yarnrc.yml'],
  ['source', 'Procfile.dev'],
  ['source', 'kafka.properties.template'],
  ['source', 'pipeline.vrl'],
  ['source', 'sys.config'],
  ['source', 'web.config'],
  ['source', 'master.cf'],
  ['source', 'v310.pre'],
  ['source', 'alias.load'],
  // Templates and pages that are evaluated.
  ['source', 'invoice.jrxml'],
  ['source', 'index.shtml'],
  ['source', 'main.pt'],
  ['source', 'autohandler'],
  ['source', 'order.bpmn'],
  ['source', 'config.perl'],
  ['library', 'model.h5'],
  ['library', 'filter.svbin'],
  ['library', 'model.pkl'],
  ['library', 'cached.rds'],
  ['archive', 'shovel.ez'],
  ['archive', 'dashboard.xar'],
  ['archive', 'processors.nar'],
  ['library', 'plugin.so'],
  ['library', 'libx.so.1.2.3'],
  ['archive', 'plugin.jar'],
  ['archive', 'backup.tar.gz'],
  ['script', 'start', { ...FILE, content: '#!/usr/bin/env tclsh\n' }],
  ['script', 'large', { ...FILE, content: `#!/usr/bin/env tclsh\n${'x'.repeat(100_000)}` }],
  ['script', 'page', { ...FILE, content: '<?php echo 1;' }],
  ['script', 'page', { ...FILE, content: '<html>\n<?php echo 1;' }],
  ['script', 'page', { ...FILE, content: '<%@ page import="java.util.*" %>' }],
  ['script', '50-user', { ...FILE, content: '# local settings\nuse strict;\n$x = 1;\n' }],
  ['script', 'config.xml', { ...FILE, content: '<?xml version="1.1"?>\n<flow-definition plugin="workflow-job">' }],
  ['script', 'config.xml', { ...FILE, content: '<?xml version="1.1"?>\n<project>\n' }],
  ['script', 'config.xml', { ...FILE, content: '<beans xmlns="http://www.springframework.org/schema/beans">' }],
  ['library', 'bytecode', { ...FILE, content: '\x1bLJ\x02' }],
  ['library', 'beam', { ...FILE, content: 'FOR1\0\0\0\x01BEAM' }],
  ['library', 'model', { ...FILE, content: Buffer.from('80049524', 'hex') }],
  ['library', 'model', { ...FILE, content: Buffer.from('80027d71', 'hex') }],
  ['library', 'session', { ...FILE, content: Buffer.from('aced0005', 'hex') }],
  ['library', 'tool', { ...FILE, content: '\x7fELF\x02' }],
  ['library', 'module', { ...FILE, content: '\0asm\x01' }],
  ['archive', 'plugin', { ...FILE, content: 'PK\x03\x04' }],
  ['executable', 'tool', { ...FILE, mode: 0o655 }],
  ['executable', 'tool.txt', { ...FILE, mode: 0o645 }],
  ['setuid', 'tool', { ...FILE, mode: 0o4644 }],
  ['setuid', 'tool', { ...FILE, mode: 0o2644 }],
  ['unreadable', 'key', { uid: 0, gid: 0, mode: 0o600 }],
  ['unreadable', 'key', { uid: 1000, gid: 1000, mode: 0o044 }],
  ['device', 'null', { type: 'CharacterDevice' }],
  ['device', 'pipe', { type: 'FIFO' }],
  ['link', 'out', { type: 'SymbolicLink', to: '/etc/passwd' }],
  ['link', 'up', { type: 'SymbolicLink', to: '../etc' }],
  ['link', 'hard', { type: 'Link', to: 'etc/passwd' }],
  ['package', 'package.json'],
  ['package', 'Gemfile'],
])('not data, but %s: %s', async (why, name, entry = FILE) => {
  expect(await holds({ 'etc/passwd': '', ...inData(name, entry) as object })).toBe(`${why}: /data/${name}`);
  expect(await holds({ 'etc/passwd': '', 'data/': USER, 'data/a': FILE, 'data/b/': USER, [`data/b/${name}`]: entry })).toMatch(name === 'up' ? 'data' : `${why}: /data/b/${name}`);
});

test.each(['messages.pt.json', 'transcripts', 'acronyms.txt', 'profile.json', 'alias.txt', 'web.json', 'jvm.json', 'flows.csv', 'config.xml', 'cron.log', 'acron', 'macros.csv', 'service.conf', 'contexts.xml'])('%s is data, although its name resembles code', async (name) => {
  expect(await holds(inData(name))).toBe('data');
});

test.each(['syntax = "proto3";\npackage a.b;\n', 'FOR1 and FOR2', 'RITES', 'I use strict rules;', '<clickhouse><project id="1"/>', 'a <%= b %>'])('a file that starts with %j is data', async (content) => {
  expect(await holds(inData('noending', { ...FILE, content }))).toBe('data');
});

test.each([['source', 'index.js'], ['library', 'plugin.so'], ['package', 'hooks']])('a link within the directory is code by its own name: %s', async (why, name) => {
  expect(await holds({ ...inData('a') as object, [`data/${name}`]: { type: 'SymbolicLink', to: 'a' } })).toBe(`${why}: /data/${name}`);
});

test('a link within the directory is data', async () => {
  expect(await holds({ ...inData('a') as object, 'data/current': { type: 'SymbolicLink', to: 'a' }, 'data/absolute': { type: 'SymbolicLink', to: '/data/a' }, 'data/itself': { type: 'SymbolicLink', to: '.' } })).toBe('data');
});

test.each(['node_modules', '.git', 'site-packages'])('not data, but a package: the directory %s', async (name) => {
  expect(await holds({ 'data/': USER, [`data/${name}/`]: USER })).toBe(`package: /data/${name}`);
});

test.each([
  'plugins', 'addons', 'themes', 'templates', 'hooks', 'scripts', 'cron.d', 'crontabs', 'conf/supervisor', '.ssh', 'Views', 'crontab', 'email-templates', 'templates_c', 'extra-addons',
  'conf.modules.d', 'mods-enabled', 'cgi-bin', 'externalscripts', 'dialplan', 'pipeline', 'console_libraries', 's6-rc.d', 'action.d', 'authorized_keys', 'providers', 'plugin-conf.d', '.github',
])(
  'not data, but a part of the program: a file in the directory %s', async (name) => {
    const parts = name.split('/').map((_, index, steps) => `data/${steps.slice(0, index + 1).join('/')}/`);
    const layer = { 'data/': USER, ...Object.fromEntries(parts.map((part) => [part, USER])) };
    expect(await holds({ ...layer, [`data/${name}/any.html`]: FILE })).toBe(`package: /data/${name}`);
    expect(await holds({ ...layer, 'data/app.json': FILE })).toBe('data');
  });

test.each([['/srv/themes', 'themes'], ['/srv/themes/default', 'themes'], ['/srv/node_modules/data', 'node_modules'], ['/srv/vendor/db', 'vendor']])(
  '%s itself is not data, but a part of %s', async (path, name) => {
    const layer = { [`${path.slice(1)}/`]: USER, [`${path.slice(1)}/page.html`]: FILE };
    expect(await holds(layer, { Volumes: { [path]: {} } }, path)).toBe(`package: /srv/${name}`);
  });

test('what belongs to a package above is not data', async () => {
  const config = { Volumes: { '/srv/app/data': {} } };
  const layer = (marker: string) => ({ [marker]: 'x', 'srv/app/data/': USER, 'srv/app/data/a.json': FILE });
  expect(await holds(layer('srv/app/package.json'), config, '/srv/app/data')).toBe('package: /srv/app/package.json');
  expect(await holds(layer('srv/Gemfile'), config, '/srv/app/data')).toBe('package: /srv/Gemfile');
  expect(await holds(layer('srv/other/package.json'), config, '/srv/app/data')).toBe('data');
});

test.each<[string, string, object]>([
  ['ENTRYPOINT', 'started: /data/run', { Entrypoint: ['/data/run'] }],
  ['an argument in CMD', 'started: /data/run', { Cmd: ['app', '--config=/data/run'] }],
  ['a relative argument', 'started: /data/run', { WorkingDir: '/data', Cmd: ['app', './run'] }],
  ['PATH', 'started: /data/bin', { Env: ['PATH=/usr/bin:/data/bin'] }],
  ['NODE_PATH', 'started: /data', { Env: ['NODE_PATH=/data/'] }],
  ['PYTHONPATH', 'started: /data/lib', { Env: ['PYTHONPATH=/data/lib'] }],
  ['NODE_OPTIONS', 'started: /data/x', { Env: ['NODE_OPTIONS=--require /data/x'] }],
  ['DENO_DIR', 'started: /data', { Env: ['DENO_DIR=/data/'] }],
])('what %s names is not data', async (_, found, config) => expect(await holds(inData('run'), config)).toBe(found));

test.each<[string, string, object]>([
  ['an argument', 'started: /data/run', { Cmd: ['app', '/current/run'] }],
  ['a relative argument', 'started: /data/run', { WorkingDir: '/current', Cmd: ['app', 'run'] }],
  ['ENTRYPOINT, of a file that the image lacks', 'started: /data/new', { Entrypoint: ['/current/new'] }],
  ['PYTHONPATH', 'started: /data/lib', { Env: ['PYTHONPATH=/current/lib'] }],
])('what %s names through a link is not data', async (_, found, config) => {
  expect(await holds({ ...inData('run') as object, current: { type: 'SymbolicLink', to: 'data' } }, config)).toBe(found);
});

test('a link that the start names is not data', async () => {
  expect(await holds({ ...inData('run-1') as object, 'data/run': { type: 'SymbolicLink', to: 'run-1' } }, { Cmd: ['python', '/data/run'] })).toBe('started: /data/run');
});

test.each([
  ['the directory itself as an argument', { Cmd: ['app', '--userDir', '/data'] }],
  ['a file that the image lacks as an argument', { Cmd: ['app', '--database', '/data/new.db'] }],
  ['a variable of the program', { Env: ['DATA_PATH=/data', 'APP_HOME=/data'] }],
])('%s leaves it data', async (_, config) => expect(await holds(inData('run'), config)).toBe('data'));

test.each([
  ['sources', '. /data/env', 'started: /data/env'],
  ['sources a file of the image', '. /data/run', 'started: /data/run'],
  ['starts', 'exec /data/new', 'started: /data/new'],
  ['names a file of', 'app --file /data/run', 'started: /data/run'],
  ['names a new file in', 'app --file /data/new', 'data'],
  ['names', 'mkdir -p /data/x; app /data', 'data'],
])('a start script that %s the directory', async (_, line, found) => {
  const layer = { 'bin/sh': SH, 'start.sh': { mode: 0o755, content: `#!/bin/sh\n${line}\n` }, ...inData('run') as object };
  expect(await holds(layer, { Entrypoint: ['/start.sh'] })).toBe(found);
});

test('more than 1,000 files are not a set of data', async () => {
  const files = (count: number) => ({ 'data/': USER, ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`data/${index}`, FILE])) });
  expect(await holds(files(1000))).toBe('data');
  expect(await holds(files(1001))).toMatch(/^many: /);
});

test('without a user of its own, the files must be readable for everyone', async () => {
  const root = { User: '' };
  expect(await holds({ 'data/': {}, 'data/a': 'x' }, root)).toBe('data');
  expect(await holds({ 'data/': {}, 'data/a': { content: 'x', mode: 0o640 } }, root)).toBe('unreadable: /data/a');
  expect(await holds({ 'data/': { mode: 0o700 }, 'data/a': 'x' }, root)).toBe('unreadable: /data');
});

test('a directory that only the group of the user may write counts, and one of another group does not', async () => {
  const group = (gid: number, mode: number) => ({ gid, mode });
  const facts = await factsOf({ config: { User: '1000:7' }, layers: [{ 'a/': group(7, 0o775), 'a/x': 'x', 'b/': group(7, 0o755), 'b/x': 'x', 'c/': group(8, 0o775), 'c/x': 'x' }] });
  expect(facts.directories).toEqual([expect.objectContaining({ path: '/a', reasons: ['user'], found: expect.objectContaining({ isData: true }) })]);
});

test('of a home, the directories with data are listed, and those with code are not', async () => {
  const facts = await factsOf({
    config: { User: '1000', Env: ['HOME=/home/app'] },
    layers: [{
      'home/app/': USER,
      'home/app/notes/': USER,
      'home/app/notes/a.md': FILE,
      'home/app/lib/': USER,
      'home/app/lib/a.py': FILE,
      'home/app/notes/more/': USER,
      'home/app/notes/more/b.md': FILE,
    }],
  });
  expect(facts.directories!.map(({ path, found }) => [path, found?.isData ?? found?.notData?.path])).toEqual([['/home/app', '/home/app/lib/a.py'], ['/home/app/notes', true]]);
});

test('in an application that belongs to the user, directories for data are listed', async () => {
  const application = { 'app/': USER, 'app/server.jar': FILE, 'app/config/': USER, 'app/config/app.json': FILE };
  const packages = { 'app/vendor/': USER, 'app/vendor/db/': USER, 'app/vendor/db/x': FILE };
  const layer = { ...application, ...packages, 'app/databases/': USER, 'app/databases/1.db': FILE };
  const facts = await factsOf({ config: { User: '1000', WorkingDir: '/app' }, layers: [layer] });
  expect(facts.directories!.map(({ path, found }) => [path, found?.isData ?? found?.notData?.path])).toEqual([['/app', '/app/server.jar'], ['/app/databases', true]]);
});
