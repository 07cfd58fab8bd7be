import { execFileSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Answer, EXPRESSIONS, OBJECT } from './asked';
import { builtProgram } from '../../programs/built-program';

const VERDICTS = join(__dirname, 'verdicts.json');

/** The oldest and the newest version whose set of functions the program is asked for. */
const VERSIONS = ['1.30', '1.36'];

/** The cost depends on the order of a map, which Go chooses at random. */
function withoutCost({ value, error, refused }: Answer): Answer {
  return { value, error, refused };
}

test.each(VERSIONS)('the CEL of Kubernetes %s answers as verdicts.json says', (version) => {
  const program = builtProgram({
    name: 'cel-verdicts',
    sources: ['go.mod', 'go.sum', 'main.go'].map((file) => join(__dirname, '../../programs/cel-verdicts', file)),
    target: '.',
  });
  const input = EXPRESSIONS.map((expression) => `${JSON.stringify({ expression, object: OBJECT })}\n`).join('');
  const answers = execFileSync(program, [version], { input, encoding: 'utf8' }).trim().split('\n');
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(VERDICTS, `[\n${answers.join(',\n')}\n]\n`);
  }
  const committed: readonly Answer[] = JSON.parse(readFileSync(VERDICTS, 'utf8'));
  expect(answers.map((line) => withoutCost(JSON.parse(line)))).toEqual(committed.map(withoutCost));
}, 900_000);
