import { execFileSync } from 'child_process';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative } from 'path';
import { SettingsStore } from '../../src/commands/language-server/settings-store';
import { Texts } from '../../src/commands/language-server/texts';
import { isInGitFolder } from '../../src/formats/files/git-folder';
import { realPath } from '../../src/formats/manifest/real-path';
import { chartSources } from '../../src/tasks/chart-values/chart/chart-files';
import { chartName } from '../../src/tasks/charts/chart-file';
import { checkChart } from '../../src/tasks/charts/helm';
import { KustomizationGraph } from '../../src/tasks/charts/kustomization/graph';
import { GOOD, run } from '../commands/cli/support';
import { onPosix } from '../support/systems';

// Attempts to make a run read, print or replace a file outside of the repository, a file of git, a device or a pipe, by what a pull request
// can write: a settings file, a kustomization, a chart, a link. Each reader of such files meets each attempt.

const SECRET = 'https://x-access-token:hunter2Zq7Wx@github.com';

let outer: string;
let repository: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-attack-'));
  repository = join(outer, 'repository');
  write('.git/config', SECRET);
  write('deep/.GIT/config', SECRET);
  write('../secret.txt', SECRET);
});
afterEach(() => rmSync(outer, { recursive: true }));

function write(path: string, content: string): string {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), content);
  return path;
}

function gitFolder(folder: string, ...names: readonly string[]): void {
  ['config', ...names].forEach((name) => write(`${folder}/${name}`, SECRET));
}

function link(path: string, target: string): string {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  symlinkSync(target, join(repository, path));
  return path;
}

/** What a path may lead to. Each makes it, and answers how the repository names it. */
const TARGETS: { readonly [name: string]: () => string } = {
  'a file outside': () => '../secret.txt',
  'a link to a file outside': () => link('link.txt', join(outer, 'secret.txt')),
  'a file in a link to a folder outside': () => join(link('out', '..'), 'secret.txt'),
  'a file of git': () => '.git/config',
  'a link to a file of git': () => link('link.txt', '.git/config'),
  'a file in a link to git': () => join(link('g', '.git'), 'config'),
  'a file of git in capitals': () => 'deep/.GIT/config',
  'a file of a git folder with another name': () => {
    gitFolder('store', 'HEAD', 'objects/a', 'refs/a');
    return 'store/config';
  },
  'a file of the git folder of a worktree': () => {
    gitFolder('deep/store', 'HEAD', 'commondir');
    return 'deep/store/config';
  },
  'a link to a file of a bare repository': () => {
    gitFolder('mirror.git', 'HEAD', 'objects/a', 'refs/a');
    return link('link.txt', 'mirror.git/config');
  },
  'a device': () => relative(repository, '/dev/zero'),
  'a link to a device': () => link('link.txt', '/dev/zero'),
  'a pipe': () => {
    execFileSync('mkfifo', [join(repository, 'pipe')]);
    return 'pipe';
  },
};

const REFUSED = /leads out of|is a file of git|is not a regular file|is a link that leads out|is a link to a repository|looks like a folder of git|does not exist in/;

/** What a reader says of a file: its output, or the message of its error. */
type Reader = (named: string) => unknown;

const audit = async (args: readonly string[] = []) => {
  const { status, stdout, stderr } = await run(['audit', '.', ...args], { cwd: repository });
  expect(status).toBe(2);
  return [stdout, ...stderr].join('\n');
};
const settings = (content: string) => {
  write('pod.yaml', GOOD);
  write('cdk8s-hardened.yaml', content);
};
const inEditor = () => new SettingsStore(new Texts(() => [repository]), () => [repository]).for(join(repository, 'pod.yaml')).problem;
const messageOf = (work: () => unknown) => {
  try {
    return JSON.stringify(work());
  } catch (error) {
    return (error as Error).message;
  }
};
const problemOf = (kustomization: string) => {
  write('app/kustomization.yaml', kustomization);
  const graph = new KustomizationGraph({ rootOf: () => realPath(repository), allowsRemote: false });
  return graph.partsOf(join(repository, 'app')).problem?.message;
};
/** A chart in the root of the repository, as some are. */
const chart = () => {
  write('Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
  return repository;
};

/** Readers of files that the input names by any path. */
const BY_PATH: { readonly [name: string]: Reader } = {
  'the baseline of a settings file': (named) => {
    settings(JSON.stringify({ baseline: named }));
    return audit();
  },
  'the lock file of a settings file': (named) => {
    settings(JSON.stringify({ lock: { file: named } }));
    return audit();
  },
  'the baseline in an editor': (named) => {
    settings(JSON.stringify({ baseline: named }));
    return inEditor();
  },
  'the lock file in an editor': (named) => {
    settings(JSON.stringify({ lock: { file: named } }));
    return inEditor();
  },
  'the values file of a settings file': (named) => {
    chart();
    settings(JSON.stringify({ render: [{ chart: '.', values: [named] }] }));
    return audit();
  },
  'the report of a settings file': (named) => {
    settings(JSON.stringify({ reports: [{ format: 'text', path: named }] }));
    return audit();
  },
  'a resource': (named) => problemOf(JSON.stringify({ resources: [`../${named}`] })),
  'a file of a generator': (named) => problemOf(JSON.stringify({ configMapGenerator: [{ name: 'a', files: [`a=../${named}`] }] })),
  'a file of a built-in plugin': (named) => problemOf(JSON.stringify({
    generators: [`apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: { name: a }\nfiles: ["../${named}"]\n`],
  })),
  'the values file of a chart in a kustomization': (named) => {
    write('app/charts/web/Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
    return problemOf(JSON.stringify({ helmCharts: [{ name: 'web', valuesFile: `../${named}` }] }));
  },
};

/** Readers of files with names of their own, which can be links. */
const BY_LINK: { readonly [name: string]: Reader } = {
  'the settings file': (target) => {
    write('pod.yaml', GOOD);
    link('cdk8s-hardened.yaml', target);
    return audit();
  },
  'the settings file in an editor': (target) => {
    link('cdk8s-hardened.yaml', target);
    return inEditor();
  },
  'a manifest in a folder': (target) => {
    link('pod.yaml', target);
    return audit();
  },
  'a manifest that is hardened': async (target) => {
    link('pod.yaml', target);
    const { status, stdout, stderr } = await run(['harden', '.'], { cwd: repository });
    expect(status).toBe(2);
    return [stdout, ...stderr].join('\n');
  },
  'the lock file of the working directory': async (target) => {
    link('images.lock.yaml', target);
    write('pod.yaml', GOOD);
    const { stderr } = await run(['lock', 'pod.yaml', '--check'], { cwd: repository });
    return stderr.join('\n');
  },
  'a kustomization': (target) => {
    link('app/kustomization.yaml', `../${target}`);
    return new KustomizationGraph({ rootOf: () => realPath(repository), allowsRemote: false }).partsOf(join(repository, 'app')).problem?.message;
  },
  'a file of a chart': (target) => {
    link('notes.txt', target);
    return messageOf(() => checkChart(chart()));
  },
  'the schema of a chart': (target) => {
    link('values.schema.json', target);
    return messageOf(() => checkChart(chart()));
  },
};

const attempts = (readers: { readonly [name: string]: Reader }) =>
  Object.keys(readers).flatMap((reader) => Object.keys(TARGETS).map((target) => [reader, target] as const));

onPosix.each(attempts(BY_PATH))('%s is not read or written if it is %s', async (reader, target) => {
  const text = await BY_PATH[reader](TARGETS[target]());
  expect(text).toMatch(REFUSED);
  expect(text).not.toContain('hunter2');
  expect(readFileSync(join(outer, 'secret.txt'), 'utf8')).toBe(SECRET);
  expect(readFileSync(join(repository, '.git/config'), 'utf8')).toBe(SECRET);
});

onPosix.each(attempts(BY_LINK))('%s is not read if it is a link to %s', async (reader, target) => {
  const text = await BY_LINK[reader](TARGETS[target]());
  expect(text).toMatch(REFUSED);
  expect(text).not.toContain('hunter2');
});

test('git makes such folders', () => {
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: outer, stdio: 'ignore' });
  git('init', '--separate-git-dir', 'store', 'checkout');
  git('-C', 'checkout', 'commit', '--allow-empty', '-m', 'a');
  git('-C', 'checkout', 'worktree', 'add', '../tree');
  git('clone', '--bare', 'store', 'bare');
  expect(['store', 'store/worktrees/tree', 'bare', 'checkout', 'tree'].map((path) => isInGitFolder(outer, join(outer, path, 'config')))).toEqual([true, true, true, false, false]);
});

onPosix.each(['Chart.yaml', '.helmignore', 'charts/sub/templates/pod.yaml'])('Helm does not wait for a pipe in a chart: %s', (name) => {
  chart();
  rmSync(join(repository, name), { force: true });
  mkdirSync(dirname(join(repository, name)), { recursive: true });
  execFileSync('mkfifo', [join(repository, name)]);
  expect(messageOf(() => checkChart(repository))).toMatch(/is not a regular file/);
});

test.each(['templates/git~2', 'templates/.git', 'charts/sub/templates/.git', 'crds/.GIT', 'git~2'])(
  'a chart hides no file from the audit in %s', (folder) => {
    write(`${folder}/pod.yaml`, GOOD);
    expect(messageOf(() => checkChart(chart()))).toMatch(/looks like a folder of git, .* move it out of the chart, or rename it$/);
  });

test('a folder hides no file from the audit in git~2', async () => {
  write('git~2/pod.yaml', GOOD);
  expect(await audit()).toContain('is a file of git');
});

test('a hard link is the file that it is: a pull request cannot make one, and caches have many', async () => {
  write('common/pod.yaml', GOOD);
  linkSync(join(repository, 'common/pod.yaml'), join(repository, 'pod.yaml'));
  expect(await run(['audit', 'pod.yaml'], { cwd: repository })).toMatchObject({ status: 0 });
});

test('a checkout of a submodule or a worktree is read, whose file .git names another folder', async () => {
  gitFolder('store/modules/sub', 'HEAD', 'objects/a', 'refs/a');
  write('sub/.git', 'gitdir: ../store/modules/sub\n');
  write('sub/pod.yaml', GOOD);
  expect(await run(['audit', 'sub'], { cwd: repository })).toMatchObject({ status: 0 });
});

test('the name and the values of a chart are not read through a link', () => {
  link('Chart.yaml', '../secret.txt');
  link('values.yaml', '../secret.txt');
  expect(chartName(repository)).toBeUndefined();
  expect([...chartSources(repository)]).toEqual([]);
});

onPosix('a file that is a link within the repository is read', async () => {
  write('common/pod.yaml', GOOD);
  link('pods/pod.yaml', '../common/pod.yaml');
  write('base.json', '{ "schemaVersion": 2, "findings": [] }');
  link('baseline.json', 'base.json');
  write('cdk8s-hardened.yaml', 'baseline: baseline.json\n');
  const { status, stdout } = await run(['audit', 'pods', 'common/pod.yaml'], { cwd: repository });
  expect([status, stdout]).toEqual([0, expect.stringContaining('2 files')]);
});

onPosix('without a repository, the folder that was named is the limit', async () => {
  rmSync(join(repository, '.git'), { recursive: true });
  link('pods/pod.yaml', '../../secret.txt');
  const { status, stdout, stderr } = await run(['harden', 'repository/pods'], { cwd: outer });
  expect([status, stdout, stderr.join('\n')]).toEqual([2, '', expect.stringMatching(/pods\/pod\.yaml: leads out of \S+pods: /)]);
});

describe('a person may name', () => {
  onPosix('a file outside, by a link, and a pipe', async () => {
    writeFileSync(join(outer, 'pod.yaml'), GOOD);
    link('named.yaml', '../pod.yaml');
    expect((await run(['audit', 'named.yaml', '../pod.yaml'], { cwd: repository })).status).toBe(0);
    write('config', 'failOn: never\n');
    link('link-to-config', 'config');
    expect((await run(['audit', 'named.yaml', '--config', 'link-to-config'], { cwd: repository })).status).toBe(0);
  });

  onPosix('no file without an end', async () => {
    write('pod.yaml', GOOD);
    const { status, stderr } = await run(['audit', 'pod.yaml', '--baseline', '/dev/zero'], { cwd: repository });
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining('/dev/zero: is larger than 64 MiB, or has no end')]);
  });
});

test('a file that is no settings file, or no baseline, is not quoted', async () => {
  write('pod.yaml', GOOD);
  for (const option of ['--config', '--baseline']) {
    const { status, stderr } = await run(['audit', 'pod.yaml', option, '../secret.txt'], { cwd: repository });
    expect([status, stderr.join('\n')]).toEqual([2, expect.stringMatching(/secret\.txt(?::1:1)?: (?:the settings file is a text: write an object|is not a baseline: it is not JSON)/)]);
    expect(stderr.join('\n')).not.toMatch(/hunter2|https/);
  }
});

describe('a report does not replace', () => {
  const reported = (path: string, files: { readonly [path: string]: string } = {}, more: object = {}) => {
    Object.entries(files).forEach(([name, content]) => write(name, content));
    settings(JSON.stringify({ ...more, reports: [{ format: 'json', path }] }));
    return audit();
  };

  onPosix.each([
    ['the settings file', 'cdk8s-hardened.yaml', {}, {}],
    ['the baseline', 'base.json', { 'base.json': '{ "schemaVersion": 2, "findings": [] }' }, { baseline: 'base.json' }],
    ['the lock file', 'lock.yaml', { 'lock.yaml': 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages: []\n' }, { lock: { file: 'lock.yaml' } }],
  ])('%s', async (_, path, files, more) => {
    expect(await reported(path, files, more)).toContain(`${path}: the report would overwrite an input file: name another file`);
  });

  test('a file of a kustomization', async () => {
    write('app/kustomization.yaml', 'resources: [pod.yaml]\n');
    write('app/pod.yaml', GOOD);
    expect(await reported('app/kustomization.yaml')).toContain('the report would overwrite an input file');
  });

  test('a file of a chart', async () => {
    chart();
    write('templates/pod.yaml', GOOD);
    expect(await reported('templates/pod.yaml')).toContain('the report would overwrite an input file');
    expect(await reported('values.yaml', { 'values.yaml': 'a: 1\n' })).toContain('the report would overwrite an input file');
  });

  test.each(['.helmignore', 'Chart.lock', 'requirements.yaml'])('%s, which Helm reads', async (path) => {
    chart();
    write('templates/pod.yaml', GOOD);
    expect(await reported(path, { [path]: '' })).toContain('the report would overwrite an input file');
  });

  test.each<[string, readonly string[], string]>([
    ['network', ['.'], 'cdk8s-hardened.yaml'],
    ['network', ['.', '--config', 'own.yaml'], 'own.yaml'],
    ['network', ['.', '--values', 'more.yaml'], 'more.yaml'],
    ['network', ['.'], 'values.yaml'],
    ['network', ['.'], 'templates/pod.yaml'],
    ['policies', [], 'cdk8s-hardened.yaml'],
    ['policies', ['--config', 'own.yaml'], './own.yaml'],
    ['policies', ['--waiver-file', 'waivers.yaml'], 'waivers.yaml'],
  ])('what %s %j reads, %s', async (command, args, file) => {
    chart();
    settings('profile: hardened\n');
    const files = { 'templates/pod.yaml': GOOD, 'values.yaml': 'a: 1\n', 'more.yaml': 'b: 1\n', 'own.yaml': 'profile: hardened\n', 'waivers.yaml': 'waivers: []\n' };
    Object.entries(files).forEach(([name, content]) => write(name, content));
    const before = readFileSync(join(repository, file), 'utf8');
    const { status, stderr } = await run([command, ...args, '--output', file], { cwd: repository });
    expect([status, ...stderr]).toEqual([2, `cdk8s-hardened: ${file}: --output would overwrite an input file: name another file`]);
    expect(readFileSync(join(repository, file), 'utf8')).toBe(before);
  });

  onPosix('a file behind a link, and makes no folder outside', async () => {
    link('reports', join(outer, 'missing'));
    settings(JSON.stringify({ reports: [{ format: 'json', path: 'reports/x.json' }] }));
    await audit();
    expect(existsSync(join(outer, 'missing'))).toBe(false);
  });
});
