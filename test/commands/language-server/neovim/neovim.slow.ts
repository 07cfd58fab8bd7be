import { spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { filesOfPage, GUIDE_MESSAGES, OWN_POLICIES_GUIDE, writeFiles } from '../../../docs/guide-files';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';
import { MAIN } from '../../cli/process';
import { run } from '../../cli/support';

// Debian's Neovim, with the configuration of docs/how-to/editor.md: code actions alone lead from many findings to none.

const PAGE = readFileSync(join(__dirname, '../../../../docs/how-to/editor.md'), 'utf8');
const BEFORE = readFileSync(join(__dirname, 'shop.yaml'), 'utf8');
const DIGEST = `sha256:${'a'.repeat(64)}`;

const SETTINGS = `resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: "1", memory: 256Mi}} # of all shops
lock: {file: images.lock.yaml}
`;
const LOCK = `apiVersion: cdk8s-hardened/v1
kind: ImageLock
images:
  - image: ghcr.io/shop/log:1.2@${DIGEST}
    resolved: "2026-11-28"
  - image: ghcr.io/shop/web:1.2@${DIGEST}
    resolved: "2026-11-28"
    facts:
      version: 1
      digest: ${DIGEST}
      read: files
      platforms:
        - names: [linux/amd64]
          uid: 0
          gid: 0
          accounts: [{ name: shop, uid: 10001, gid: 10002 }]
`;

interface Actions {
  readonly found: number;
  readonly left: readonly string[];
  readonly chosen: readonly string[];
  readonly error?: string;
}

let folder: string;

beforeAll(() => requirePackages({ neovim: SLOW_PACKAGES.neovim }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-neovim-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const pathOf = (name: string) => join(folder, name);
const written = (name: string) => readFileSync(pathOf(name), 'utf8');

/** The file beside this one; `UPDATE_GOLDEN=1` writes it. */
function expectRecorded(name: string, text: string): void {
  const file = join(__dirname, name);
  if (process.env.UPDATE_GOLDEN && !process.env.CI) {
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** Opens a file in Neovim with the configuration of the page, and runs a script of this folder there. */
function inNeovim<T>(
  files: Readonly<Record<string, string>>, file: string, script: string, fixesOnSave = false,
): { readonly status: number | null; readonly record: T } {
  const blocks = [...PAGE.matchAll(/```lua\n(.*?)```/gs)].map(([, code]) => code);
  const used = ['vim.lsp.start(', ...fixesOnSave ? ['BufWritePre'] : []];
  const configuration = blocks.filter((code) => used.some((call) => code.includes(call))).join('');
  writeFiles(folder, {
    ...files,
    'init.lua': configuration,
    'cdk8s-hardened': `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
  });
  chmodSync(pathOf('cdk8s-hardened'), 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, RECORD: pathOf('record.json'), XDG_STATE_HOME: folder };
  const args = ['--clean', '--headless', '-u', 'init.lua', file, '-c', `luafile ${join(__dirname, script)}`];
  const { status } = spawnSync('nvim', args, { cwd: folder, env, encoding: 'utf8', timeout: 100_000 });
  return { status, record: JSON.parse(written('record.json')) };
}

it('gets from 29 findings to none by code actions', async () => {
  const files = { 'shop.yaml': BEFORE, 'cdk8s-hardened.yaml': SETTINGS, 'images.lock.yaml': LOCK };
  const { status, record } = inNeovim<Actions>(files, 'shop.yaml', 'drive.lua');
  expect([status, record.error, record.left, record.found]).toEqual([0, undefined, [], 29]);
  expectRecorded('chosen.txt', `${record.chosen.join('\n')}\n`);
  expectRecorded('shop.after.yaml', written('shop.yaml'));
  expectRecorded('settings.after.yaml', written('cdk8s-hardened.yaml'));
  // The command line agrees.
  const { status: code, stdout } = await run(['audit', 'shop.yaml', '--fail-on', 'low'], { cwd: folder });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^0 errors, 0 warnings, 1 waived/m)]);
});

it('writes a fixed file when it saves', async () => {
  const files = { 'shop.yaml': BEFORE, 'before.yaml': BEFORE, 'cdk8s-hardened.yaml': SETTINGS, 'images.lock.yaml': LOCK };
  const { status, record } = inNeovim(files, 'shop.yaml', 'save.lua', true);
  expect([status, record]).toEqual([0, { saved: true }]);
  const { stdout } = await run(['harden', 'before.yaml', '--profile', 'hardened'], { cwd: folder });
  expect(stdout).not.toBe(BEFORE);
  expect(written('shop.yaml')).toBe(stdout);
});

it('shows a rule of a team with the message of the guide', () => {
  const { status, record } = inNeovim<{ readonly found: readonly { readonly code: string; readonly message: string }[] }>(
    filesOfPage(OWN_POLICIES_GUIDE), 'web.yaml', 'messages.lua',
  );
  const own = record.found.filter(({ code }) => code.startsWith('team/'));
  expect([status, own.map(({ message }) => message.replace(/\. Fix: .*$/s, ''))]).toEqual([0, GUIDE_MESSAGES]);
});
