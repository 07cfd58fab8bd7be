import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { applied, audited, fixedOneByOne, fixesIn, hardened } from './support';
import { Finding } from '../../../src/tasks/reports/finding';
import { fileMatcher } from '../../../src/tasks/settings-file/file-matcher';
import { NO_SETTINGS } from '../../../src/tasks/settings-file/settings-file';
import { toSettings } from '../../../src/tasks/settings-file/to-settings';
import { WHOLE_KIND } from '../../policy/engine/kinds';
import { podTemplate } from '../../policy/engine/manifests';

const TEXT = `# Of the shop.
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web # the site 🏪
          image: ghcr.io/shop/web:1.2
        - name: log
          image: ghcr.io/shop/log:1.2
          securityContext:
            privileged: true # for now
`;

/** The text after the fix of one finding. */
function fixed(text: string, control: string, container?: string, choices?: Parameters<ReturnType<typeof fixesIn>['forFinding']>[1]): string {
  const finding = audited(text).find((each) => each.control === control && each.container === container);
  return applied(text, fixesIn(text).forFinding(finding!, choices));
}

test('the fix of a finding changes its container alone', () => {
  expect(fixed(TEXT, 'allow-privilege-escalation', 'web')).toBe(TEXT.replace('web:1.2\n', `web:1.2
          securityContext:
            allowPrivilegeEscalation: false
`));
});

describe('containers that share an anchor', () => {
  const SHARED = `apiVersion: v1
kind: Pod
metadata: {name: w}
spec:
  containers:
  - &one
    name: one
    image: redis:7
  - <<: *one # merged
    name: two
`;

  test('get the fix of the first one together, and stay merged', () => {
    expect(fixed(SHARED, 'allow-privilege-escalation', 'one')).toBe(SHARED.replace('redis:7\n', `redis:7
    securityContext:
      allowPrivilegeEscalation: false
`));
  });

  test('the other one is fixed alone', () => {
    expect(fixed(SHARED, 'allow-privilege-escalation', 'two')).toBe(`${SHARED}    securityContext:
      allowPrivilegeEscalation: false
`);
  });

  test('each fix keeps the alias and the comment', () => {
    const texts = audited(SHARED).map((finding) => applied(SHARED, fixesIn(SHARED).forFinding(finding)));
    expect(texts.filter((text) => text !== SHARED).length).toBeGreaterThan(15);
    expect(texts.filter((text) => !text.includes('- <<: *one # merged'))).toEqual([]);
  });
});

test('a read-only root comes with a writable /tmp', () => {
  const text = fixed(TEXT, 'read-only-root-filesystem', 'web');
  expect(text).toContain(`web:1.2
          securityContext:
            readOnlyRootFilesystem: true
          volumeMounts:
            - mountPath: /tmp
              name: scratch-web--tmp
        - name: log
`);
  expect(text).toMatch(/      volumes:\n        - emptyDir:\n            sizeLimit: 1Gi\n          name: scratch-web--tmp\n$/);
});

test('a value of the author changes only if that is chosen', () => {
  expect(fixed(TEXT, 'privileged', 'log')).toBe(TEXT);
  expect(fixed(TEXT, 'privileged', 'log', { overridesUnsafe: true })).toBe(TEXT.replace('privileged: true # for now', 'privileged: false # for now'));
});

test('a chosen user is the user of the container', () => {
  expect(fixed(TEXT, 'user-id', 'web', { identity: { user: 999, group: 999 } })).toBe(TEXT.replace('web:1.2\n', `web:1.2
          securityContext:
            runAsGroup: 999
            runAsUser: 999
`));
});

test('the user of a known image comes with the paths that it writes', () => {
  const text = TEXT.replace('ghcr.io/shop/web:1.2', 'nginx:1.29');
  expect(fixed(text, 'user-id', 'web')).toMatch(/runAsUser: 101\n[^]*mountPath: \/var\/cache\/nginx\n|mountPath: \/var\/cache\/nginx\n[^]*runAsUser: 101\n/);
});

test('a chosen user takes root from no other container of the pod', () => {
  const text = TEXT.replace('            privileged: true # for now', '            allowPrivilegeEscalation: false').replace('ghcr.io/shop/log:1.2', 'redis:7');
  const finding = audited(text).find(({ control, container }) => control === 'run-as-non-root' && container === 'web')!;
  const before = audited(text).filter(({ control, container }) => control === 'image-user' && container === 'log');
  const after = audited(applied(text, fixesIn(text).forFinding(finding, { identity: { user: 101, group: 101 } })));
  expect(after.filter(({ control, container }) => control === 'image-user' && container === 'log')).toHaveLength(before.length);
});

test('two insertions at one place are one edit', () => {
  const text = JSON.stringify(podOf('one'), undefined, 2);
  const finding = audited(text).find(({ control }) => control === 'image-pull-policy')!;
  expect(fixesIn(text).forFinding(finding)).toHaveLength(1);
});

test('what only a person can fix has no fix', () => {
  expect(fixed(TEXT, 'cpu-resources', 'web')).toBe(TEXT);
  expect(fixed(TEXT, 'network-policy')).toBe(TEXT);
});

test('an object, and a file, get all that harden fills in', () => {
  const fixes = fixesIn(TEXT);
  expect(applied(TEXT, fixes.forAll())).toBe(hardened(TEXT));
  expect(applied(TEXT, fixes.forObject(2, '/spec/template'))).toBe(hardened(TEXT));
  expect(fixes.forObject(1, '')).toBeUndefined();
  expect(fixesIn(hardened(TEXT)).forAll()).toBeUndefined();
});

test.each([
  ['a byte order mark', `\uFEFF${TEXT}`],
  ['line breaks of Windows', TEXT.replaceAll('\n', '\r\n')],
  ['a list', stringify({ apiVersion: 'v1', kind: 'List', items: [podOf('one'), podOf('two')] })],
  ['JSON', JSON.stringify(podOf('one'), undefined, 2)],
])('a file with %s is fixed as harden does', (_, text) => {
  expect(applied(text, fixesIn(text).forAll())).toBe(hardened(text));
  const { text: last, steps } = fixedOneByOne(text);
  expect(steps).toBeGreaterThan(5);
  expect(keys(audited(last))).toEqual(keys(audited(last)).filter((key) => keys(audited(hardened(text))).includes(key)));
});

test('of two objects in a list only the one of the finding changes', () => {
  const text = stringify({ apiVersion: 'v1', kind: 'List', items: [podOf('one'), podOf('two')] });
  const finding = audited(text).filter(({ control, name }) => control === 'service-links' && name === 'two')[0];
  const edits = fixesIn(text).forFinding(finding)!;
  expect(edits).toHaveLength(1);
  expect(edits[0].start).toBeGreaterThan(text.indexOf('name: two'));
});

test('what a settings file leaves out, and what a waiver accepts, has no fix', () => {
  const rules = { rules: { keep: ['service-links'] } };
  const finding = audited(TEXT).find(({ control }) => control === 'service-links')!;
  expect(fixesIn(TEXT).forFinding(finding)).toHaveLength(1);
  expect(fixesIn(TEXT, { ...NO_SETTINGS, ...rules }).forFinding(finding)).toBeUndefined();
  const waivers = [{
    target: { kind: 'Deployment', name: 'web', namespace: 'shop' },
    waiver: { control: 'service-links', reason: 'reads the variables of its Services' },
  }];
  expect(fixesIn(TEXT, { ...NO_SETTINGS, waivers }).forFinding(finding)).toBeUndefined();
});

test('a settings file without a profile keeps the profile of an audit', () => {
  const settings = toSettings({ keep: ['service-account-token'] });
  const finding = audited(TEXT).find(({ control }) => control === 'service-links')!;
  expect(fixesIn(TEXT, settings).forFinding(finding)).toHaveLength(1);
});

test('a file is fixed to the profile that its settings give it', () => {
  const overrides = [{ isFor: fileMatcher(['app.yaml'], '.'), rules: { profile: 'pss-restricted' as const } }];
  const settings = { ...NO_SETTINGS, overrides };
  const all = applied(TEXT, fixesIn(TEXT, settings).forAll());
  expect(all).toBe(hardened(TEXT, settings));
  expect(all).not.toContain('readOnlyRootFilesystem');
});

test.each([
  ['a file that cannot be read', 'kind: [\n'],
  ['an empty file', ''],
  ['a part of an object', 'spec: {containers: [{name: web}]}\n'],
])('%s has no fixes', (_, text) => {
  expect(fixesIn(text).forAll()).toBeUndefined();
});

test('every fix of any workload fixes its finding, and leaves nothing wrong that hardening does not leave', () => {
  fc.assert(fc.property(WHOLE_KIND, podTemplate, ({ wrap }, pod) => {
    const text = stringify(wrap(pod));
    const findings = audited(text);
    const left = countsOf(audited(hardened(text)));
    for (const finding of findings) {
      const edits = fixesIn(text).forFinding(finding, { overridesUnsafe: true });
      if (edits) {
        const after = countsOf(audited(applied(text, edits)));
        const before = countsOf(findings);
        const key = keyOf(finding);
        expect(after[key] ?? 0).toBeLessThan(before[key]);
        const grown = Object.keys(after).filter((each) => after[each] > (before[each] ?? 0) && after[each] > (left[each] ?? 0));
        expect(grown).toEqual([]);
      }
    }
  }), { numRuns: 200 });
});

const keyOf = ({ control, container }: Pick<Finding, 'control' | 'container'>) => `${control} ${container ?? ''}`;
const keys = (findings: readonly Finding[]) => findings.map((finding) => `${keyOf(finding)} ${finding.name}`);

function countsOf(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  findings.forEach((finding) => {
    counts[keyOf(finding)] = (counts[keyOf(finding)] ?? 0) + 1;
  });
  return counts;
}

function podOf(name: string) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'main', image: 'ghcr.io/shop/web:1.2' }] } };
}
