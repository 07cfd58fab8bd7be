import * as fc from 'fast-check';
import { ANY_KIND, WHOLE_KIND } from './kinds';
import { podTemplate, workload } from './manifests';
import { asArray, asObject, clone, JsonObject } from '../../../src/formats/manifest/json';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { objectsIn, podsOf } from '../../../src/formats/manifest/workload';
import { amended, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { LEVELS } from '../../../src/policy/controls/control';
import { evaluate, evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { NO_DECLARATIONS } from '../../../src/policy/settings/declarations';
import { ObjectNotes } from '../../../src/policy/settings/notes';
import { dockerfile } from '../../formats/dockerfile/support';
import { goodPod } from '../controls/support';

const isLinuxOnly = (id: string) => CATALOG.some((control) => control.id === id && 'spec' in control && control.spec.os === 'linux');

function findingsOf(manifest: JsonObject, level: typeof LEVELS[number] = 'hardened', version = LATEST_VERSION): string[] {
  return evaluate(manifest, profileOf(level, version)).map(({ control, path }) => `${control.id} ${path.join('/')}`);
}

test('a good pod has no finding in any profile at any version', () => {
  for (const level of LEVELS) {
    for (let version = 0; version <= LATEST_VERSION; version++) {
      expect(findingsOf(goodPod(), level, version)).toEqual([]);
    }
  }
});

describe('the value of a finding that a waiver must list', () => {
  const pins = (manifest: JsonObject, id: string) => evaluate(manifest, profileOf('hardened')).filter(({ control }) => control.id === id).map(({ allowKey }) => allowKey);
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
    ['an item of a list', inList(goodPod(), typed('x')), 'field-types', ['Pod shop/good x']],
    ['a missing field of an item', inList(goodPod((spec) => { delete spec.enableServiceLinks; })), 'service-links', ['Pod shop/good']],
    ['an item without a name', inList({ ...typed('x'), metadata: {} }), 'field-types', ['items/0 x']],
  ])('%s is identified by its value or place', (_, manifest, id, expected) => expect(pins(manifest, id)).toEqual(expected));
});

test('findings for a Windows pod never name Linux-only fields', () => {
  const silent = { containers: [{ name: 'main', image: 'app:1' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
  const onWindows = findingsOf({ apiVersion: 'v1', kind: 'Pod', spec: { ...silent, nodeSelector: { 'kubernetes.io/os': 'windows' } } });
  const ids = (findings: string[]) => findings.map((finding) => finding.split(' ')[0]);
  expect(ids(onWindows).filter((id) => isLinuxOnly(id))).toEqual([]);
  expect(ids(onWindows)).toContain('windows');
  expect(ids(findingsOf({ apiVersion: 'v1', kind: 'Pod', spec: silent })).filter((id) => isLinuxOnly(id)).length).toBeGreaterThan(3);
});

test('findings for a Dockerfile of a Windows image never name what only Linux has', () => {
  const ids = (base: string) => evaluateDockerfile(dockerfile(`FROM ${base}`, 'ENV PASSWORD=Hx7pQ2vLm9', 'EXPOSE 80', 'USER web'), profileOf('hardened')).map(({ control }) => control.id);
  expect(ids('mcr.microsoft.com/windows/servercore:ltsc2022').filter((id) => isLinuxOnly(id))).toEqual([]);
  expect(ids('mcr.microsoft.com/windows/servercore:ltsc2022')).toContain('dockerfile-secrets');
  expect(ids('debian:13').filter((id) => isLinuxOnly(id))).not.toEqual([]);
});

describe('what fails the build of a hardened kind', () => {
  const pod = goodPod((spec) => { spec.containers[0].terminationMessagePath = '/other'; });
  const severity = (notes: ObjectNotes) => evaluate(pod, profileOf('hardened'), amended(DEFAULT_CONTEXT, { notes })).map((each) => `${each.control.id} ${each.severity}`);

  test('is a warning on others, and on those that only have declarations', () => {
    expect(severity({})).toEqual(['termination-message-path warning']);
    expect(severity({ isNotHardenedKind: true })).toEqual(['termination-message-path warning']);
    expect(severity({ isNotHardenedKind: true, declarations: NO_DECLARATIONS })).toEqual(['termination-message-path warning']);
    expect(severity({ declarations: NO_DECLARATIONS })).toEqual(['termination-message-path error']);
  });
});

test('a finding does not quote the secret in a value, and keeps other values', () => {
  const valueOf = (hostPID: unknown) => evaluate(goodPod((spec) => { spec.hostPID = hostPID; }), profileOf('hardened'))
    .filter(({ control }) => control.id === 'field-types').map(({ value }) => value);
  expect(valueOf('https://web:Hx7pQ2vLm9@db/')).toEqual([expect.stringMatching(/^https:\/\/web:(?!Hx7pQ2vLm9).*@db\/$/)]);
  expect([valueOf('yes'), valueOf(7)]).toEqual([['yes'], [7]]);
});

describe('fields that several parts of a pod share', () => {
  const workflow = (spec: JsonObject) => findingsOf({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { namespace: 'x' }, spec });
  const template = (name: string) => ({ name, container: { image: 'app:1' } });

  test('reports one finding per control for a shared field', () => {
    const findings = workflow({ securityContext: { runAsUser: 0, runAsNonRoot: true }, templates: [template('a'), template('b')] })
      .filter((finding) => finding.endsWith(' spec/securityContext/runAsUser'));
    expect(findings).toEqual(['run-as-user', 'non-root-uid-zero'].map((id) => `${id} spec/securityContext/runAsUser`));
  });

  test('reports one finding per part for a field of its own', () => {
    const findings = workflow({ templates: [template('a'), template('b')] }).filter((finding) => finding.startsWith('read-only-root-filesystem '));
    expect(findings).toEqual([0, 1].map((index) => `read-only-root-filesystem spec/templates/${index}/container/securityContext/readOnlyRootFilesystem`));
  });
});

test('paths of findings in a list start with the path of the item', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }] };
  expect(findingsOf(list)).toEqual(['namespace-enforce items/0/metadata/labels/pod-security.kubernetes.io/enforce']);
});

describe('properties of the evaluation of any manifest', () => {
  test('does not change the manifest and returns the same findings again', () => {
    fc.assert(fc.property(workload, (manifest) => {
      const before = JSON.stringify(manifest);
      expect(findingsOf(manifest)).toEqual(findingsOf(manifest));
      expect(JSON.stringify(manifest)).toBe(before);
    }), { numRuns: 500 });
  });

  // Not for Windows: there upstream's "restricted" forgives what "baseline" does not, and so must ours.
  test('a stricter profile reports every finding of a laxer one, or that of the overriding control', () => {
    const counterparts: Record<string, string> = Object.fromEntries(
      CATALOG.flatMap((control) => ('replaces' in control ? control.replaces ?? [] : []).map((id) => [id, control.id])));
    fc.assert(fc.property(workload, fc.integer({ min: 0, max: LATEST_VERSION }), (manifest, version) => {
      fc.pre(!objectsIn(manifest).some(({ object }) => podsOf(object).some(({ isWindows }) => isWindows)));
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

  const context = (container: any, fields: object) => {
    container.securityContext = { ...asObject(container.securityContext), ...fields };
  };

  test.each<[string, (spec: any, container: any, isUnsafe: boolean) => void]>([
    ['privileged', (_, container, isUnsafe) => context(container, { privileged: isUnsafe })],
    ['host-namespaces', (spec, _, isUnsafe) => { spec.hostPID = isUnsafe; }],
    ['restricted-volumes', (spec, _, isUnsafe) => {
      spec.volumes = [...asArray(spec.volumes), ...isUnsafe ? [{ name: 'h', hostPath: { path: '/' } }] : []];
    }],
    ['read-only-root-filesystem', (_, container, isUnsafe) => context(container, { readOnlyRootFilesystem: !isUnsafe })],
    ['service-account-token', (spec, _, isUnsafe) => { spec.automountServiceAccountToken = isUnsafe; }],
  ])('an unsafe field adds the finding %s', (id, change) => {
    fc.assert(fc.property(ANY_KIND, podTemplate, ({ wrap, holdsContainers }, pod) => {
      // On Windows, what only Linux knows is not asked.
      fc.pre(asObject(pod.spec.os).name !== 'windows');
      const found = (isUnsafe: boolean) => {
        const spec = clone(pod.spec);
        const [first, ...others] = asArray(spec.containers);
        const container = { ...asObject(first) };
        spec.containers = [container, ...others];
        change(spec, container, isUnsafe);
        return evaluate(wrap({ ...pod, spec }), profileOf('hardened')).filter(({ control }) => control.id === id)
          .map(({ container: owner, path, value }) => JSON.stringify([owner, path, value]));
      };
      // Some kinds hold a pod's fields, and none of its containers.
      fc.pre(holdsContainers);
      expect(found(true).filter((finding) => !found(false).includes(finding))).not.toEqual([]);
    }), { numRuns: 300 });
  });

  test('the order of containers does not change the findings', () => {
    fc.assert(fc.property(WHOLE_KIND, podTemplate, ({ wrap }, pod) => {
      const { containers } = pod.spec;
      fc.pre(Array.isArray(containers));
      const ids = (list: unknown) => [...new Set(evaluate(wrap({ ...pod, spec: { ...pod.spec, containers: list } }), profileOf('hardened'))
        .map(({ control }) => control.id))].sort();
      expect(ids([...asArray(containers)].reverse())).toEqual(ids(containers));
    }), { numRuns: 500 });
  });
});

describe('texts and ids of the catalog', () => {
  test('each id is kebab-case and unique', () => {
    const ids = CATALOG.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    ids.forEach((id) => expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/));
  });

  test.each(CATALOG.map((control) => [control.id, control] as const))('%s has a title, a reason and a remedy in the house style', (_, { title, why, remedy }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/s);
    expect(remedy).toMatch(/^[a-z`].*[^.]$/s);
  });
});
