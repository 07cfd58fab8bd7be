import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { run } from './support';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';

/* A waiver or a baseline accepts one answer of one rule of a team for one object. Any other answer is open. */

interface Parts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly image: string;
  readonly expression: string;
  readonly messageExpression: string;
  readonly variable: string;
  readonly condition: string;
  readonly selector: string;
  readonly otherMessage: string;
}

const PARTS: Parts = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
  replicas: 1,
  image: 'nginx:1.29',
  expression: 'variables.foreign.size() == 0',
  messageExpression: "'not from our registry: ' + variables.foreign.join(', ')",
  variable: "object.spec.containers.map(c, c.image).filter(i, !i.startsWith('registry.example.com/'))",
  condition: 'true',
  selector: 'ignored',
  otherMessage: 'pods have the label team',
};

const objectOf = ({ kind, namespace, name, replicas, image }: Parts) => JSON.stringify({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});

const policyOf = ({ expression, messageExpression, variable, condition, selector, otherMessage }: Parts) => [{
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'team', annotations: { 'cdk8s-hardened/names': 'registry, team-label' } },
  spec: {
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      objectSelector: { matchExpressions: [{ key: selector, operator: 'DoesNotExist' }] },
    },
    matchConditions: [{ name: 'always', expression: condition }],
    variables: [{ name: 'foreign', expression: variable }],
    validations: [{ expression, messageExpression }, { expression: "'team' in object.metadata.labels", message: otherMessage }],
  },
}, {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'team' },
  spec: { policyName: 'team', validationActions: ['Deny'] },
}].map((object) => JSON.stringify(object)).join('\n---\n');

/** Expressions that give the same answer as before. */
const asBefore = (part: keyof Parts, word: string) => `(true ? (${PARTS[part]}) : (${PARTS[part]})) // ${word}`;

/** Changes after which the rule still refuses the object, with the same message where the message is not the change. */
const CHANGES: readonly (readonly [string, (word: string) => Partial<Parts>])[] = [
  ['kind', () => ({ kind: 'StatefulSet' })],
  ['namespace', (word) => ({ namespace: `shop-${word}` })],
  ['name', (word) => ({ name: `web-${word}` })],
  ['image, which the message has', (word) => ({ image: `nginx:${word}` })],
  ['expression', (word) => ({ expression: asBefore('expression', word) })],
  ['message expression', (word) => ({ messageExpression: asBefore('messageExpression', word) })],
  ['variable', (word) => ({ variable: asBefore('variable', word) })],
  ['match condition', (word) => ({ condition: asBefore('condition', word) })],
  ['match constraint', (word) => ({ selector: `ignored-${word}` })],
];

/** Changes that have nothing to do with the rule, its answer, or the identity of the object. */
const NEUTRAL: typeof CHANGES = [
  ['replicas', (word) => ({ replicas: word.length + 1 })],
  ['message of another rule', (word) => ({ otherMessage: `pods have the label ${word}` })],
];

const WORD = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);

let folder: string;

function write(parts: Parts, settings: object): void {
  const files = { 'web.yaml': objectOf(parts), 'policies/team.yaml': policyOf(parts), 'cdk8s-hardened.yaml': JSON.stringify({ admissionPolicies: ['policies'], ...settings }) };
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
}

interface Found {
  readonly waived: boolean;
  readonly baselined?: boolean;
  readonly allowValue: string;
}

async function found(): Promise<readonly Found[]> {
  const { stdout, stderr } = await run(['audit', 'web.yaml', '--only', 'team/registry', '--detail', 'all', '--format', 'json'], { cwd: folder });
  return stdout === '' ? Promise.reject(new Error(stderr.join('\n'))) : JSON.parse(stdout).findings;
}

/** A waiver that allows another answer is a finding as well. */
const isAccepted = (findings: readonly Found[]) => findings.some(({ waived, baselined }) => waived || baselined === true);
const isOpen = (findings: readonly Found[]) => findings.length > 0 && !isAccepted(findings);

/** The settings that accept the answer for the unchanged parts. */
async function accepting(sort: string): Promise<object> {
  write(PARTS, {});
  if (sort === 'baseline') {
    await run(['write-baseline', 'web.yaml', '--output', 'baseline.json'], { cwd: folder });
    return { baseline: 'baseline.json' };
  }
  const [{ allowValue }] = await found();
  const { kind, namespace, name } = PARTS;
  return { waivers: [{ control: 'team/registry', reason: 'mirrored next month', allow: [allowValue], target: { kind, namespace, name } }] };
}

beforeEach(() => {
  folder = temporaryFolder('accepted-messages');
  mkdirSync(join(folder, 'policies'));
});

test.each(['waiver', 'baseline'])('a %s no longer counts after any change of the object, the rule or its answer', async (sort) => {
  const settings = await accepting(sort);
  write(PARTS, settings);
  expect(isAccepted(await found())).toBe(true);
  for (const [part, change] of CHANGES) {
    await fc.assert(fc.asyncProperty(WORD, async (word) => {
      write({ ...PARTS, ...change(word) }, settings);
      expect([part, isOpen(await found())]).toEqual([part, true]);
    }), { numRuns: 3 });
  }
});

test.each(['waiver', 'baseline'])('a %s counts after a change of anything else', async (sort) => {
  const settings = await accepting(sort);
  for (const [part, change] of NEUTRAL) {
    await fc.assert(fc.asyncProperty(WORD, async (word) => {
      write({ ...PARTS, ...change(word) }, settings);
      expect([part, isAccepted(await found())]).toEqual([part, true]);
    }), { numRuns: 3 });
  }
});
