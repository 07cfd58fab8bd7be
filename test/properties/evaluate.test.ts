import * as fc from 'fast-check';
import { UNSAFE_CHANGES } from './unsafe-changes';
import { clone, isObject, JsonObject } from '../../src/formats/manifest/json';
import { ContainerList } from '../../src/formats/manifest/pod';
import { objectsIn, podsOf } from '../../src/formats/manifest/workload';
import { amended, DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isPodControl, onlyFillsIn } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../src/policy/engine/finding';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { addGoodContainer } from '../policy/controls/support';
import { KINDS, WHOLE_KIND } from '../policy/engine/kinds';
import { podSpec, podTemplate, workload } from '../policy/engine/manifests';

// Properties of the evaluation of any manifest, in addition to those in test/policy/engine.

const HARDENED = profileOf('hardened');
const pod = (spec: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' }, spec });

const key = ({ control, path, container, value }: EvaluatedFinding) => JSON.stringify([control.id, container, path, value]);

/** A pod as any author could have written it, once it is hardened, with one more container that is good. */
function withGoodContainer(spec: JsonObject, list: ContainerList): { manifest: JsonObject; main: any; spec: any } {
  const manifest: any = clone(harden(pod({ ...spec, os: undefined })).manifest);
  const main = addGoodContainer(manifest.spec, list);
  // It sets what other containers inherit from the pod.
  Object.assign(main.securityContext, { runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } });
  manifest.spec.hostUsers = true;
  return { manifest, main, spec: manifest.spec };
}

/** What these find is what the policy asks for, or the workload around the pod has, and not in the pod. */
const ELSEWHERE = [/^dockerfile-/, /^seeded-paths$/, /^claim-owners$/, /^seed-shell$/, /^single-node-claims$/];

describe('an unsafe change is reported in any pod', () => {
  const podControls = CATALOG.filter(isPodControl)
    .filter((control) => !onlyFillsIn(control) && !ELSEWHERE.some((pattern) => pattern.test(control.id)));

  test('every control has an unsafe change', () => expect(Object.keys(UNSAFE_CHANGES).sort()).toEqual(podControls.map(({ id }) => id).sort()));

  const changes = podControls.flatMap(({ id, level }) => UNSAFE_CHANGES[id].flatMap((change, index) =>
    change.lists.map((list) => [id, index + 1, list, level, change] as const)));

  test.each(changes)('%s: change %i among %s is reported', (id, _, list, level, { makeSafe, makeUnsafe, version, context }) => {
    fc.assert(fc.property(podSpec, (author) => {
      const { manifest, main, spec } = withGoodContainer(author, list);
      const found = () => evaluate(manifest, profileOf(level, version), amended(DEFAULT_CONTEXT, context))
        .filter(({ control }) => control.id === id).map(key);
      makeSafe(main, spec, manifest.metadata);
      const before = found();
      makeUnsafe(main, spec, manifest.metadata);
      expect(found().filter((finding) => !before.includes(finding))).not.toEqual([]);
    }), { numRuns: 15 });
  });
});

test('the order of keys does not matter', () => {
  fc.assert(fc.property(workload, (manifest) => {
    // Of two conflicting fields, the first is named.
    const ids = (one: JsonObject) => evaluate(one, HARDENED).map(({ control, container }) => `${control.id} ${container}`).sort();
    expect(ids(turned(manifest))).toEqual(ids(manifest));
  }), { numRuns: 300 });
});

test('the order of containers with distinct names does not matter', () => {
  fc.assert(fc.property(WHOLE_KIND, podTemplate, ({ wrap }, template) => {
    const { containers } = template.spec;
    fc.pre(Array.isArray(containers) && containers.every(isObject));
    const named = (containers as JsonObject[]).map((container, index) => ({ ...container, name: `c${index}` }));
    // The field, without the index of its container.
    const found = (list: JsonObject[]) => evaluate(wrap({ ...template, spec: { ...template.spec, containers: list } }), HARDENED)
      .map(({ control, container, path }) => JSON.stringify([control.id, container, path.filter((step) => typeof step === 'string')])).sort();
    expect([...new Set(found([...named].reverse()))]).toEqual([...new Set(found(named))]);
  }), { numRuns: 300 });
});

test('a manifest in a list has the same findings as alone', () => {
  fc.assert(fc.property(podSpec, fc.nat(3), (author, others) => {
    const filler = Array.from({ length: others }, () => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' } }));
    const list = { apiVersion: 'v1', kind: 'List', items: [...filler, pod(author)] };
    const inList = evaluate(list, HARDENED).map((finding) => ({ ...finding, path: finding.path.slice(2) }));
    expect(inList.map(key)).toEqual(evaluate(pod(author), HARDENED).map(key));
  }), { numRuns: 300 });
});

test.each(KINDS.filter(({ isPart }) => !isPart).map(({ name, wrap }) => [name, wrap] as const))('%s has the findings of its pod', (_, wrap) => {
  const found = (manifest: JsonObject) => {
    const [{ path: place }] = objectsIn(manifest).flatMap(({ object, path }) => podsOf(object, path));
    return evaluate(manifest, HARDENED).filter(({ control }) => isPodControl(control))
      .map((finding) => key({ ...finding, path: finding.path.slice(place.length - 1) }));
  };
  fc.assert(fc.property(podTemplate, (template) => {
    expect(found(wrap(template))).toEqual(found({ apiVersion: 'v1', kind: 'Pod', ...template }));
  }), { numRuns: 25 });
});

/** The same with the keys of every object turned round. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(turned) as T;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).reverse().map(([name, item]) => [name, turned(item)])) as T : value;
}
