import * as fc from 'fast-check';
import { UNSAFE_CHANGES } from './unsafe-changes';
import { CATALOGUE } from '../../src/controls/catalogue';
import { isPodControl } from '../../src/controls/control';
import { evaluate, Finding } from '../../src/engine/evaluate';
import { harden } from '../../src/engine/harden';
import { profileOf } from '../../src/engine/profile';
import { clone, isAbsent, isObject, JsonObject } from '../../src/manifest/json';
import { goodContainer } from '../controls/support';
import { podSpec, workload } from '../engine/manifests';

// What must hold of judging for any manifest, beside what test/engine asks.

const HARDENED = profileOf('hardened');
const pod = (spec: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' }, spec });

/** A pod as any author could have written it, once it is hardened, with one more container that is good. */
function withGoodContainer(spec: JsonObject): { manifest: JsonObject; main: any; spec: any } {
  const manifest: any = clone(harden(pod({ ...spec, os: undefined })).manifest);
  const main: any = goodContainer('probe');
  // What others inherit from the pod it says itself.
  Object.assign(main.securityContext, { runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } });
  for (const list of ['containers', 'initContainers', 'volumes']) {
    manifest.spec[list] = [manifest.spec[list]].flat().filter(isObject);
  }
  manifest.spec.containers.push(main);
  manifest.spec.volumes.push({ name: 'tmp-probe', emptyDir: { sizeLimit: '1Gi' } });
  manifest.spec.hostUsers = true;
  return { manifest, main, spec: manifest.spec };
}

/** What these find is not in a pod of today's, on Kubernetes itself, that asks for nothing. */
const ELSEWHERE = [
  /^openshift-/, /^autopilot-/, /^dockerfile-/, /^platform-assigned-ids$/, /^newer-than-target$/, /^seeded-paths$/, /^claim-owners$/, /^seed-shell$/,
];

describe('an unsafe change is found, whatever the pod says', () => {
  const podControls = CATALOGUE.filter(isPodControl).filter(({ id }) => !ELSEWHERE.some((pattern) => pattern.test(id)));

  test('of every control there is one', () => expect(Object.keys(UNSAFE_CHANGES).sort()).toEqual(podControls.map(({ id }) => id).sort()));

  test.each(podControls.map(({ id, level }) => [id, level] as const))('%s', (id, level) => {
    fc.assert(fc.property(podSpec, (author) => {
      const { manifest, main, spec } = withGoodContainer(author);
      const isFound = () => evaluate(manifest, profileOf(level)).filter(({ control }) => control.id === id);
      const before = isFound();
      expect(before.filter(({ container }) => container === 'probe')).toEqual([]);
      UNSAFE_CHANGES[id](main, spec, manifest.metadata);
      expect(isFound().length).toBeGreaterThanOrEqual(1);
    }), { numRuns: 60 });
  });
});

const key = ({ control, path, container, value }: Finding) => JSON.stringify([control.id, container, path, value]);

test('the order of keys does not matter', () => {
  fc.assert(fc.property(workload, (manifest) => {
    // Of two things that may not stand beside each other, the first is named.
    const ids = (one: JsonObject) => evaluate(one, HARDENED).map(({ control, container }) => `${control.id} ${container}`).sort();
    expect(ids(turned(manifest))).toEqual(ids(manifest));
  }), { numRuns: 300 });
});

test('the order of containers of distinct names does not matter', () => {
  fc.assert(fc.property(podSpec, (author) => {
    fc.pre(Array.isArray(author.containers) && author.containers.every(isObject));
    const containers = (author.containers as JsonObject[]).map((container, index) => ({ ...container, name: `c${index}` }));
    // The field, and not at which number its container stands.
    const named = (list: JsonObject[]) => evaluate(pod({ ...author, containers: list }), HARDENED)
      .map(({ control, container, path }) => JSON.stringify([control.id, container, path.filter((step) => typeof step === 'string')])).sort();
    expect([...new Set(named([...containers].reverse()))]).toEqual([...new Set(named(containers))]);
  }), { numRuns: 300 });
});

test('in a list a manifest has the findings that it has alone', () => {
  fc.assert(fc.property(podSpec, fc.nat(3), (author, others) => {
    const filler = Array.from({ length: others }, () => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' } }));
    const list = { apiVersion: 'v1', kind: 'List', items: [...filler, pod(author)] };
    const inList = evaluate(list, HARDENED).map((finding) => ({ ...finding, path: finding.path.slice(2) }));
    expect(inList.map(key)).toEqual(evaluate(pod(author), HARDENED).map(key));
  }), { numRuns: 300 });
});

test('every kind is judged by its pod', () => {
  const inTemplate = (apiVersion: string, kind: string, author: JsonObject) =>
    ({ apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec: { template: { spec: author } } });
  fc.assert(fc.property(podSpec, (author) => {
    const alone = evaluate(pod(author), HARDENED).filter(({ control }) => isPodControl(control));
    for (const [apiVersion, kind] of [['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['batch/v1', 'Job']]) {
      const found = evaluate(inTemplate(apiVersion, kind, author), HARDENED).filter(({ control }) => isPodControl(control));
      expect(found.map((finding) => key({ ...finding, path: finding.path.slice(2) }))).toEqual(alone.map(key));
    }
  }), { numRuns: 300 });
});

test('after hardening, nothing that it fills in is missing', () => {
  fc.assert(fc.property(podSpec, (author) => {
    const before = evaluate(pod(author), HARDENED);
    fc.pre(!before.some(({ control }) => control.id === 'field-types' || control.id === 'windows') && !UNFINISHED.test(JSON.stringify(author)));
    const after = evaluate(harden(pod(author)).manifest, HARDENED);
    const missing = after.filter(({ control, value }) => isPodControl(control) && control.fix && isAbsent(value));
    expect(missing.map(key)).toEqual([]);
  }), { numRuns: 1000 });
});

/** What only the author knows: another profile than one begun or chosen, how much memory a volume may take, what a null in a list is. */
const UNFINISHED = /"(seccomp|appArmor)Profile":\{(?!"type":"(RuntimeDefault|Localhost)")|"medium":"Memory"|[[,]null/;

/** The same with the keys of every object turned round. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(turned) as T;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).reverse().map(([name, item]) => [name, turned(item)])) as T : value;
}
