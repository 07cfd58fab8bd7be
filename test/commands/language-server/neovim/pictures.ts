/*
 * Takes the pictures of docs/how-to/editor.md from Debian's Neovim in tmux:
 * `npx ts-node --transpile-only test/commands/language-server/neovim/pictures.ts`.
 */
import { execFileSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '../../../..');
const OUT = join(ROOT, 'docs/how-to/editor');
const COLUMNS = 118;
const ROWS = 32;
const SOCKET = 'cdk8s-hardened-pictures';
const WIDTH = 8.43;
const HEIGHT = 18;
const FOREGROUND = '#e0e2ea';
const BACKGROUND = '#14161b';

const tmux = (...args: string[]) => execFileSync('tmux', ['-L', SOCKET, '-f', '/dev/null', ...args], { encoding: 'utf8' });
const wait = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

interface Style {
  readonly color?: string;
  readonly back?: string;
  readonly isBold?: boolean;
  readonly isLined?: boolean;
}

/** The next style after the numbers of an escape sequence. */
function styled(before: Style, numbers: readonly number[]): Style {
  let style = before;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at];
    const rgb = () => `rgb(${numbers.slice(at + 2, at + 5).join(',')})`;
    if (number === 0) style = {};
    if (number === 1) style = { ...style, isBold: true };
    if (number === 4) style = { ...style, isLined: true };
    if (number === 24) style = { ...style, isLined: false };
    if (number === 38 || number === 48) {
      style = { ...style, [number === 38 ? 'color' : 'back']: rgb() };
      at += 4;
    }
    if (number === 39) style = { ...style, color: undefined };
    if (number === 49) style = { ...style, back: undefined };
  }
  return style;
}

function attributesOf({ color, isBold, isLined }: Style): string {
  return `${color ? ` fill="${color}"` : ''}${isBold ? ' font-weight="bold"' : ''}${isLined ? ' text-decoration="underline"' : ''}`;
}

/** A screen, with the escape sequences of its colors, as a picture. */
function picture(screen: string, title: string): string {
  let style: Style = {};
  const parts: string[] = [];
  screen.replace(/\n$/, '').split('\n').forEach((line, row) => {
    let column = 0;
    for (const [, sequence, text] of line.matchAll(/\x1b\[([\d;:]*)m|([^\x1b]+)/g)) {
      if (text === undefined) {
        style = styled(style, sequence === '' ? [0] : sequence.replace(/^4:3/, '4').split(/[;:]+/).map(Number));
        continue;
      }
      const at = (cells: number) => (cells * WIDTH).toFixed(1);
      if (style.back) {
        parts.push(`<rect x="${at(column)}" y="${row * HEIGHT}" width="${at(text.length)}" height="${HEIGHT}" fill="${style.back}"/>`);
      }
      // Words one by one: spaces would be collapsed, and the letters stretched.
      for (const { 0: word, index } of text.matchAll(/\S+/g)) {
        parts.push(`<text x="${at(column + index)}" y="${row * HEIGHT + 13}" textLength="${at(word.length)}"${attributesOf(style)}>${escaped(word)}</text>`);
      }
      column += text.length;
    }
  });
  const size = `${Math.ceil(COLUMNS * WIDTH)} ${ROWS * HEIGHT}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 ${size.split(' ').map((each) => Number(each) + 16).join(' ')}" role="img">
<title>${title}</title>
<rect x="-8" y="-8" width="100%" height="100%" fill="${BACKGROUND}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="14" fill="${FOREGROUND}" xml:space="preserve" style="white-space:pre">
${parts.join('\n')}
</g>
</svg>
`;
}

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const page = readFileSync(join(ROOT, 'docs/how-to/editor.md'), 'utf8');
const [configuration] = [...page.matchAll(/```lua\n(.*?)```/gs)].map(([, code]) => code).filter((code) => code.includes('vim.lsp.start('));
writeFileSync(join(folder, 'init.lua'), `${configuration}\nvim.o.number = true\nvim.o.signcolumn = 'yes'\nvim.o.cmdheight = 1\n`);
const shop = readFileSync(join(__dirname, 'shop.yaml'), 'utf8').replace(' 🏪', '').replace('ghcr.io/shop/web:1.2', 'nginx:1.29');
writeFileSync(join(folder, 'shop.yaml'), shop);
writeFileSync(join(folder, 'cdk8s-hardened'), `#!/bin/sh\nexec node '${ROOT}/lib/commands/cli/main.js' "$@"\n`);
chmodSync(join(folder, 'cdk8s-hardened'), 0o755);
try {
  const command = `cd ${folder}; PATH=${folder}:$PATH COLORTERM=truecolor XDG_STATE_HOME=${folder} nvim --clean -u init.lua shop.yaml`;
  const colors = ['set', '-s', 'default-terminal', 'tmux-256color', ';', 'set', '-as', 'terminal-features', ',*:RGB'];
  tmux('new-session', '-d', '-x', String(COLUMNS), '-y', String(ROWS), command, ';', ...colors, ';', 'set', 'status', 'off');
  wait(4000);
  tmux('send-keys', ':set termguicolors', 'Enter', '/privileged', 'Enter');
  wait(1500);
  const screen = () => tmux('capture-pane', '-e', '-p');
  writeFileSync(join(OUT, 'diagnostics.svg'), picture(screen(), 'Neovim with a Deployment, and the findings beside its lines'));
  const hide = ':lua vim.diagnostic.config({ virtual_text = false })';
  tmux('send-keys', hide, 'Enter', '/securityContext', 'Enter', ':lua vim.lsp.buf.code_action()', 'Enter');
  wait(3000);
  writeFileSync(join(OUT, 'actions.svg'), picture(screen(), 'Neovim with the list of code actions'));
} finally {
  tmux('kill-server');
  rmSync(folder, { recursive: true });
}
