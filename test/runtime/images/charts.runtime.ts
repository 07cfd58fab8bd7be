/*
 * Charts of someone else with images that are known: `harden` without configuration makes them meet "restricted", and they answer. The
 * images are those of images.runtime.ts, which has the profile `hardened`.
 */
import { parseAllDocuments, stringify } from 'yaml';
import { buildProgram } from './build';
import { factsOf } from './entry';
import { PROGRAMS } from './programs';
import { selection } from './selection';
import { writable } from './workload';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { run } from '../../commands/cli/support';
import { ask } from '../apps/ask';
import { buildBase } from '../apps/images';
import { downAll, play } from '../support/play';

/** Those that need no line: of a container with a command no one knows whether it works without root, and of some users the number. */
const NAMES = selection().names.filter((name) => {
  const { image, container } = PROGRAMS[name];
  const { ports = [], imageUser, uid } = factsOf(image);
  return ports.length > 0 && container?.command === undefined && (imageUser !== 'name' || uid !== undefined);
});

beforeAll(buildBase);
afterEach(downAll);

/** The manifests of a chart that says nothing about security. */
function plain(manifests: string): any[] {
  const objects = parseAllDocuments(manifests).map((document) => document.toJSON());
  for (const { kind, spec } of objects) {
    if (kind === 'Deployment') {
      delete spec.template.spec.securityContext;
      delete spec.template.spec.automountServiceAccountToken;
      spec.template.spec.containers.forEach((container: any) => { delete container.securityContext; });
    }
  }
  return objects;
}

test.each(NAMES)('%s answers with the profile pss-restricted, with nothing but its image', async (name) => {
  const program = PROGRAMS[name];
  const { request, answer } = program;
  const input = plain(writable(program, buildProgram(program))).map((object) => stringify(object)).join('---\n');
  const { status, stdout, stderr } = await run(['harden', '-'], { input });
  expect([status, stderr.filter((line) => /needs:|left$/.test(line))]).toEqual([0, []]);
  const objects = parseAllDocuments(stdout).map((document) => document.toJSON());
  expect(objects.flatMap((object) => evaluate(object, profileOf('pss-restricted')))).toEqual([]);
  ask(play(stdout).container('main'), request, (heard) => heard.stdout === answer);
});
