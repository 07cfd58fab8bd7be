import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../../src');

/** The first one starts programs on Linux only, and the second one starts Node.js by its path. */
const OTHERS = ['commands/cli/suggest/probe.ts', 'constructs/synth/local-file.ts'];

test('programs of the PATH are started in one place, which finds them as Windows should', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/'));
  const starting = files.filter((name) => readFileSync(join(SRC, name), 'utf8').includes("from 'child_process'"));
  expect(starting.sort()).toEqual([...OTHERS, 'tasks/programs/start.ts'].sort());
});
