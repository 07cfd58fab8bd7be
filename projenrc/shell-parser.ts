/*
 * Writes vendor/unbash.js, a copy of the parser `unbash` in one CommonJS module. It is published as ES modules only, which Node.js 20.16
 * cannot load from CommonJS, and jsii compiles to that. From here `src` and `lib` find it by the same path.
 */
import { readFileSync, writeFileSync } from 'fs';
import { buildSync } from 'esbuild';

const FILE = 'vendor/unbash.js';
const PACKAGE = 'node_modules/unbash';

export function write(): void {
  const { version } = JSON.parse(readFileSync(`${PACKAGE}/package.json`, 'utf8'));
  const { outputFiles: [{ text }] } = buildSync({
    stdin: { contents: 'export { parse, forEachChild } from "unbash";', resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2022',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
  });
  const license = readFileSync(`${PACKAGE}/LICENSE`, 'utf8').trim().split('\n').map((line) => ` * ${line}`.trimEnd()).join('\n');

  writeFileSync(FILE, `// Generated from the npm package unbash ${version} by \`npm run docs\`. Do not edit.
/*
${license}
 */
${text}`);
}
