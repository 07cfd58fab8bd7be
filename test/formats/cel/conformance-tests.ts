import { execFileSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** The Go module of cel-spec with its conformance tests. */
const MODULE = 'cel.dev/expr@v0.26.0';
const FOLDER = 'tests/simple/testdata';

/** What the committed file says about the expressions in it. */
export const CONFORMANCE_ORIGIN = {
  source: `${FOLDER} of the Go module ${MODULE}, Copyright Google LLC`,
  license: 'Apache License, Version 2.0: the text is in LICENSE. Only expressions that Kubernetes can run are here, without the rest of their tests.',
};

/**
 * The expressions of the conformance tests that need neither names nor messages of protocol buffers.
 *
 * @throws Error if the module has another license, or a notice that copies must have
 */
export function conformanceExpressions(): readonly string[] {
  const path = mkdtempSync(join(tmpdir(), 'cel-spec-'));
  try {
    const env = { ...process.env, GOPATH: path, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local' };
    const { Dir } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', MODULE], { cwd: path, env, encoding: 'utf8' }));
    if (!readFileSync(join(Dir, 'LICENSE'), 'utf8').includes('Apache License') || existsSync(join(Dir, 'NOTICE'))) {
      throw new Error(`${MODULE}: the license is not the one in ${CONFORMANCE_ORIGIN.license}`);
    }
    const folder = join(Dir, FOLDER);
    const files = readdirSync(folder).filter((file) => file.endsWith('.textproto')).sort();
    return [...new Set(files.flatMap((file) => expressionsIn(readFileSync(join(folder, file), 'utf8'))))];
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

const LITERALS = /\bexpr:\s*((?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*)+)/;

function expressionsIn(text: string): readonly string[] {
  return text.split(/^\s*test:?\s*\{/m).slice(1)
    .filter((test) => !/^\s*(?:container|type_env|bindings|disable_check)\b/m.test(test))
    .flatMap((test) => LITERALS.exec(test)?.[1] ?? [])
    .map((literals) => [...literals.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)].map(([, one, other]) => unescaped(one ?? other)).join(''));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** The text of a literal. Its escapes are bytes of UTF-8. */
function unescaped(literal: string): string {
  const bytes = Buffer.from(literal, 'utf8').toString('latin1').replace(/\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))/g,
    (_, hex?: string, octal?: string, other = '') => hex !== undefined || octal !== undefined
      ? String.fromCharCode(parseInt(hex ?? octal!, hex === undefined ? 8 : 16)) : ESCAPES[other] ?? other);
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
