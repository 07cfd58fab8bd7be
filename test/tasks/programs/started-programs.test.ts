import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../../src');

test('every program is started in tasks/programs, which finds it as Windows should, and limits its time and output', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/'));
  const starting = files.filter((name) => readFileSync(join(SRC, name), 'utf8').includes("from 'child_process'"));
  expect(starting.sort()).toEqual(['tasks/programs/ask-sync.ts', 'tasks/programs/start.ts']);
});
