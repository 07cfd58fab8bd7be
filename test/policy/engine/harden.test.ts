import * as fc from 'fast-check';
import { sensibleWorkload, workload } from './manifests';
import { anyPolicy } from './settings';
import { JsonObject, read } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { podsOf } from '../../../src/formats/manifest/workload';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl } from '../../../src/policy/controls/control';
import { changesBetween } from '../../../src/policy/engine/changes';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { harden } from '../../../src/policy/engine/harden';
import { profileOf } from '../../../src/policy/engine/profile';
import { DIGEST, lockOf } from '../../knowledge/image-lock/support';
import { goodPod } from '../controls/support';

const HARDENED = profileOf('hardened');

function check(property: (manifest: JsonObject, context: EvaluationContext) => void, runs = 2000, manifests = workload): void {
  fc.assert(fc.property(manifests, anyPolicy, property), { numRuns: runs });
}

describe('properties of hardening any manifest with any settings', () => {
  test('does not change its input', () => check((manifest, context) => {
    const before = JSON.stringify([manifest, context]);
    harden(manifest, context);
    expect(JSON.stringify([manifest, context])).toBe(before);
  }));

  test('hardening twice has the same result as hardening once', () => check((manifest, context) => {
    const once = harden(manifest, context);
    const twice = harden(once.manifest, context);
    expect(JSON.stringify(twice.manifest)).toBe(JSON.stringify(once.manifest));
    expect(twice.changes).toEqual([]);
  }));

  test('the same manifest has the same result', () => check((manifest, context) => {
    expect(JSON.stringify(harden(manifest, context).manifest)).toBe(JSON.stringify(harden(manifest, context).manifest));
  }, 300));

  test('nothing in the manifest is removed, changed or reordered', () => check((manifest, context) => {
    // If root is requested, runAsNonRoot is removed.
    const kept = context.choices.identity.isRoot ? JSON.parse(JSON.stringify(manifest, (key, value) => key === 'runAsNonRoot' ? undefined : value)) : manifest;
    expectToHold(harden(manifest, context).manifest, kept, '');
  }, 3000));

  test('reports each added field and nothing else', () => check((manifest, context) => {
    fc.pre(!context.choices.identity.isRoot);
    const { manifest: hardened, changes } = harden(manifest, context);
    const wrong = changes.filter(({ path, before, after, control }) =>
      !contains(read(hardened, path), after) || (before ?? null) !== null || !FIXING.has(control));
    expect(wrong.map(({ path }) => toFieldPath(path))).toEqual([]);
    expect(changes.length === 0).toBe(JSON.stringify(hardened) === JSON.stringify(manifest));
  }));

  test('added fields are well-formed', () => check((manifest, context) => {
    const before = idsOf(manifest, context);
    const added = idsOf(harden(manifest, context).manifest, context).filter((id) => !before.includes(id));
    expect(added.filter((id) => WELL_FORMED.includes(id))).toEqual([]);
  }, 500));

  test('adds no finding except those that contradict a hardened pod', () => check((manifest) => {
    const before = idsOf(manifest);
    fc.pre(!before.includes('field-types'));
    for (const id of idsOf(harden(manifest).manifest)) {
      expect([...before, ...CONTRADICTIONS]).toContain(id);
    }
  }, 1500, fc.oneof(sensibleWorkload, workload)));
});

const FIXING = new Set(CATALOG.filter((control) => 'fix' in control).map(({ id }) => id));

/** What anything must be that Kubernetes is to take. */
const WELL_FORMED = [
  'field-types', 'unique-container-names', 'volume-names', 'volume-mounts-resolve', 'requests-within-limits', 'capability-names', 'token-audience',
  'empty-dir-size-limit', 'image-pull-policy', 'privileged', 'allow-privilege-escalation', 'read-only-root-filesystem',
];

/**
 * What only a container with a read-only root, a /tmp of its own, a user that is not root, an fsGroup and no token can get wrong; and one
 * that mounts the volume of its /tmp, by its name, elsewhere too.
 */
const CONTRADICTIONS = [
  'empty-volume-command', 'empty-volume-working-dir',
  'data-directory', 'fs-group-volumes', 'inert-net-bind-service', 'loader-variables', 'low-ports', 'non-root-uid-zero', 'runtime-environment',
  'undeclared-writable-paths', 'user-namespace-mapping', 'vault-agent-token', 'writable-paths',
];

function idsOf(manifest: JsonObject, context?: EvaluationContext): string[] {
  return [...new Set(evaluate(manifest, profileOf('hardened', context?.target.kubernetesVersion), context).map(({ control }) => control.id))];
}

/** Whether `after` holds all that `before` holds, in its order, with more in between at most. Null and [] count as missing. */
function expectToHold(after: any, before: any, where: string): void {
  if (before === null || (Array.isArray(before) && before.length === 0)) {
    return;
  }
  if (typeof before !== 'object') {
    if (after !== before) {
      throw new Error(`${where}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
    }
    return;
  }
  if (Array.isArray(before)) {
    // What is new in a list has a name of its own, so the old elements are found by looking on.
    let next = 0;
    before.forEach((element, index) => {
      while (next < after.length && !holds(after[next], element)) {
        next++;
      }
      if (next++ >= after.length) {
        throw new Error(`${where}[${index}] was lost: ${JSON.stringify(element)}`);
      }
    });
    return;
  }
  const kept = JSON.stringify(Object.keys(after).filter((key) => key in before));
  const keys = JSON.stringify(Object.keys(before));
  if (kept !== keys) {
    throw new Error(`${where}: ${keys} became ${kept}`);
  }
  Object.keys(before).forEach((key) => expectToHold(after[key], before[key], `${where}.${key}`));
}

/** Whether a value has all of another one, in any order: what one control adds, later ones add to. Null counts as missing. */
function contains(whole: any, part: any): boolean {
  if (part === null) {
    return true; // An init container copies the resources of its container, with the author's nulls, and later controls fill them in.
  }
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((item) => whole.some((each) => contains(each, item)));
  }
  return typeof part === 'object'
    ? typeof whole === 'object' && whole !== null && Object.keys(part).every((key) => contains(whole[key], part[key]))
    : whole === part;
}

function holds(after: unknown, before: unknown): boolean {
  try {
    expectToHold(after, before, '');
    return true;
  } catch {
    return false;
  }
}

test('does not change a good pod', () => {
  const { manifest, changes } = harden(goodPod());
  expect(manifest).toEqual(goodPod());
  expect(changes).toEqual([]);
});

test('does not change Windows pods, and reports a finding', () => {
  const manifest = goodPod((spec) => {
    spec.os = { name: 'windows' };
    delete spec.securityContext;
  });
  expect(harden(manifest).manifest).toEqual(manifest);
  expect(idsOf(manifest)).toContain('windows');
});

test('pins the images of Windows pods, and fills in nothing else', () => {
  const manifest = { apiVersion: 'v1', kind: 'Pod', spec: { os: { name: 'windows' }, containers: [{ name: 'main', image: 'app:1' }] } };
  const hardened = harden(manifest, amended(DEFAULT_CONTEXT, { choices: { imageLock: { lock: lockOf([`app:1@${DIGEST}`]) } } }));
  expect(hardened.manifest).toEqual({ ...manifest, spec: { os: { name: 'windows' }, containers: [{ name: 'main', image: `app:1@${DIGEST}` }] } });
  expect(hardened.changes.map(({ control }) => control)).toEqual(['image-digest']);
});

test('inserts keys in sorted order if the keys are sorted', () => {
  const spec: any = harden({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ image: 'app:1', name: 'main' }], volumes: [] } }).manifest.spec;
  expect(Object.keys(spec)).toEqual(['automountServiceAccountToken', 'containers', 'enableServiceLinks', 'securityContext', 'volumes']);
  expect(Object.keys(spec.containers[0])).toEqual(['image', 'imagePullPolicy', 'name', 'resources', 'securityContext', 'terminationMessagePolicy', 'volumeMounts']);
});

test('keeps the order of keys that are not sorted', () => {
  const spec: any = harden({ apiVersion: 'v1', kind: 'Pod', spec: { volumes: [], containers: [{ name: 'main', image: 'app:1' }] } }).manifest.spec;
  expect(Object.keys(spec).slice(0, 2)).toEqual(['volumes', 'containers']);
  expect(Object.keys(spec.containers[0]).slice(0, 2)).toEqual(['name', 'image']);
});

test('a key named __proto__ is treated as data', () => {
  const manifest = JSON.parse('{"apiVersion":"v1","kind":"Pod","spec":{"__proto__":{"hostNetwork":true},"containers":[]}}');
  expect(JSON.stringify(harden(manifest).manifest)).toContain('"__proto__":{"hostNetwork":true}');
});

test('changes in lists have the index after hardening', () => {
  const [before, after] = [{ list: [{ name: 'a' }, { name: 'c' }] }, { list: [{ name: 'a', more: 1 }, { name: 'b' }, { name: 'c' }], added: true }];
  const originals = new Map([[before.list[0], after.list[0]], [before.list[1], after.list[2]]]);
  expect(changesBetween(before, after, originals)).toEqual([
    { path: ['list', 0, 'more'], before: undefined, after: 1 },
    { path: ['list', 1], before: undefined, after: { name: 'b' } },
    { path: ['added'], before: undefined, after: true },
  ]);
});

test('every fix resolves the finding of its own control in a minimal pod', () => {
  const silent = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: 'app:1' }], volumes: [{ name: 'v' }] } };
  const [pod] = podsOf(harden(silent).manifest);
  expect(pod).toBeDefined();
  const fixed = CATALOG.filter(isPodControl).filter(({ fix }) => fix).map(({ id }) => id);
  const amounts = { cpu: '1', memory: '1Gi' };
  const context = amended(DEFAULT_CONTEXT, { choices: { imageLock: { lock: lockOf([`app:1@${DIGEST}`]) }, resources: [{ requests: amounts, limits: amounts }] } });
  const left = evaluate(harden(silent, context).manifest, HARDENED).map(({ control }) => control.id);
  expect(fixed.length).toBeGreaterThan(10);
  expect(left.filter((id) => fixed.includes(id))).toEqual([]);
});
