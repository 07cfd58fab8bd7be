import * as fc from 'fast-check';
import { workload } from './manifests';
import { CATALOGUE } from '../../src/controls/catalogue';
import { LEVELS } from '../../src/controls/control';
import { LINUX_ONLY } from '../../src/controls/hardened/windows';
import { evaluate } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';
import { isObject, JsonObject } from '../../src/manifest/json';
import { LATEST_VERSION } from '../../src/manifest/version';
import { goodPod } from '../controls/support';

function judge(manifest: JsonObject, level: typeof LEVELS[number] = 'hardened', version = LATEST_VERSION): string[] {
  return evaluate(manifest, profileOf(level, version)).map(({ control, path }) => `${control.id} ${path.join('/')}`);
}

test('a good pod has no finding in any profile at any version', () => {
  for (const level of LEVELS) {
    for (let version = 0; version <= LATEST_VERSION; version++) {
      expect(judge(goodPod(), level, version)).toEqual([]);
    }
  }
});

describe('what a waiver must write to accept a finding', () => {
  const pins = (manifest: JsonObject, id: string) => evaluate(manifest, profileOf('hardened')).filter(({ control }) => control.id === id).map(({ pin }) => pin);
  const inList = (...items: JsonObject[]): JsonObject => ({ apiVersion: 'v1', kind: 'List', items });
  const typed = (value: unknown) => goodPod((spec) => {
    spec.hostPID = value;
  });

  test.each<[string, JsonObject, string, (string | undefined)[]]>([
    ['a text', goodPod((spec) => { spec.priorityClassName = 'system-node-critical'; }), 'priority-class', ['system-node-critical']],
    ['a number', goodPod((spec) => { spec.securityContext.supplementalGroups = [0]; }), 'supplemental-groups', ['0']],
    ['true', goodPod((spec) => { spec.enableServiceLinks = true; }), 'service-links', [undefined]],
    ['a missing field', goodPod((spec) => { delete spec.enableServiceLinks; }), 'service-links', [undefined]],
    ['null', goodPod((spec) => { spec.enableServiceLinks = null; }), 'service-links', [undefined]],
    ['an object', typed({ a: [1] }), 'field-types', ['{"a":[1]}']],
    ['a list', typed([]), 'field-types', ['[]']],
    ['an item of a list', inList(goodPod(), typed('x')), 'field-types', ['items/1 x']],
    ['a missing field of an item', inList(goodPod((spec) => { delete spec.enableServiceLinks; })), 'service-links', ['items/0']],
  ])('%s', (_, manifest, id, expected) => expect(pins(manifest, id)).toEqual(expected));
});

test('a pod for Windows is asked nothing that only Linux has', () => {
  const silent = { containers: [{ name: 'main', image: 'app:1' }] };
  const onWindows = judge({ apiVersion: 'v1', kind: 'Pod', spec: { ...silent, nodeSelector: { 'kubernetes.io/os': 'windows' } } });
  const ids = (findings: string[]) => findings.map((finding) => finding.split(' ')[0]);
  expect(ids(onWindows).filter((id) => LINUX_ONLY.has(id))).toEqual([]);
  expect(ids(onWindows)).toContain('windows');
  expect(ids(judge({ apiVersion: 'v1', kind: 'Pod', spec: silent })).filter((id) => LINUX_ONLY.has(id)).length).toBeGreaterThan(3);
});

describe('what parts of a pod share', () => {
  const workflow = (spec: JsonObject) => judge({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { namespace: 'x' }, spec });
  const template = (name: string) => ({ name, container: { image: 'app:1' } });

  test('is told once by each control that finds something in it', () => {
    const findings = workflow({ securityContext: { runAsUser: 0, runAsNonRoot: true }, templates: [template('a'), template('b')] })
      .filter((finding) => finding.endsWith(' spec/securityContext/runAsUser'));
    expect(findings).toEqual(['run-as-user', 'non-root-uid-zero'].map((id) => `${id} spec/securityContext/runAsUser`));
  });

  test('and what each has for itself is told for each', () => {
    const findings = workflow({ templates: [template('a'), template('b')] }).filter((finding) => finding.startsWith('read-only-root-filesystem '));
    expect(findings).toEqual([0, 1].map((index) => `read-only-root-filesystem spec/templates/${index}/container/securityContext/readOnlyRootFilesystem`));
  });
});

test('of an object in a list, findings stand where it stands', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }] };
  expect(judge(list)).toEqual(['namespace-enforce items/0/metadata/labels/pod-security.kubernetes.io/enforce']);
});

describe('properties of judging, for any manifest', () => {
  test('it changes nothing and always says the same', () => {
    fc.assert(fc.property(workload, (manifest) => {
      const before = JSON.stringify(manifest);
      expect(judge(manifest)).toEqual(judge(manifest));
      expect(JSON.stringify(manifest)).toBe(before);
    }), { numRuns: 500 });
  });

  // Not for Windows: there upstream's "restricted" forgives what "baseline" does not, and so must ours.
  test('a stricter profile finds all that a laxer one does, or its stricter counterpart', () => {
    const counterparts: Record<string, string> = Object.fromEntries(
      CATALOGUE.flatMap((control) => ('overrides' in control ? control.overrides ?? [] : []).map((id) => [id, control.id])));
    fc.assert(fc.property(workload, fc.integer({ min: 0, max: LATEST_VERSION }), (manifest, version) => {
      fc.pre(specIn(manifest).os?.name !== 'windows');
      const [baseline, restricted, hardened] = LEVELS.map((level) =>
        new Set(evaluate(manifest, profileOf(level, version)).map(({ control }) => control.id)));
      for (const id of baseline) {
        expect(restricted.has(id) || restricted.has(counterparts[id])).toBe(true);
      }
      for (const id of restricted) {
        expect(hardened.has(id)).toBe(true);
      }
    }), { numRuns: 2000 });
  });

  test.each<[string, (spec: any, container: any) => void]>([
    ['privileged', (_, container) => { container.securityContext = { ...container.securityContext, privileged: true }; }],
    ['host-namespaces', (spec) => { spec.hostPID = true; }],
    ['restricted-volumes', (spec) => { spec.volumes = [...[spec.volumes].flat().filter(Boolean), { name: 'h', hostPath: { path: '/' } }]; }],
    ['read-only-root-filesystem', (_, container) => { container.securityContext = { ...container.securityContext, readOnlyRootFilesystem: false }; }],
    ['service-account-token', (spec) => { spec.automountServiceAccountToken = true; }],
  ])('an unsafe field adds the finding %s', (id, makeUnsafe) => {
    fc.assert(fc.property(workload, (manifest) => {
      const unsafe = JSON.parse(JSON.stringify(manifest));
      const spec = specIn(unsafe);
      // On Windows, what only Linux knows is not asked.
      fc.pre(spec.os?.name !== 'windows');
      if (Array.isArray(spec.containers) && isObject(spec.containers[0])) {
        makeUnsafe(spec, spec.containers[0]);
        // What Windows does not have is not asked for there; that the pod is for Windows is.
        const expected = LINUX_ONLY.has(id) && spec.os?.name === 'windows' ? 'windows' : id;
        expect(judge(unsafe).some((finding) => finding.startsWith(`${expected} `))).toBe(true);
      }
    }), { numRuns: 500 });
  });

  test('the order of containers does not matter to what is found', () => {
    fc.assert(fc.property(workload, (manifest) => {
      const turned = JSON.parse(JSON.stringify(manifest));
      const spec = specIn(turned);
      fc.pre(Array.isArray(spec.containers));
      spec.containers.reverse();
      const ids = (findings: string[]) => [...new Set(findings.map((finding) => finding.split(' ')[0]))].sort();
      expect(ids(judge(turned))).toEqual(ids(judge(manifest)));
    }), { numRuns: 500 });
  });
});

function specIn(manifest: any): any {
  const object = manifest.items?.[0] ?? manifest;
  const holder = object.spec?.jobTemplate?.spec.template ?? object.spec?.template ?? object.template ?? object;
  return holder.spec;
}

describe('the catalogue', () => {
  test('each id is kebab-case and stands there once', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    ids.forEach((id) => expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/));
  });

  test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s says what it is about', (_, { title, why, remedy }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/s);
    expect(remedy).toMatch(/^[a-z`].*[^.]$/s);
  });
});
