import { UNSAFE_CHANGES, UnsafeChange } from './unsafe-changes';
import { UNSAFE_DOCKERFILES, UNSAFE_OBJECTS, WITHOUT_VALUES } from './unsafe-objects';
import { readDockerfile } from '../../src/formats/dockerfile/parser/read-dockerfile';
import { clone, isSameJson, JsonObject, Path, read } from '../../src/formats/manifest/json';
import { isContainerList } from '../../src/formats/manifest/pod';
import { amended, DEFAULT_CONTEXT, thirdPartyContext } from '../../src/policy/context/context';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isDockerfileControl, isObjectControl, isPodControl, onlyFillsIn, AnyPodControl } from '../../src/policy/controls/control';
import { evaluate, evaluateDockerfile } from '../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../src/policy/engine/finding';
import { profileOf } from '../../src/policy/engine/profile';
import { suggestWaiver } from '../../src/policy/waivers/suggest';
import { WaiverTerms } from '../../src/policy/waivers/terms';
import { toDockerfileFinding } from '../../src/tasks/reports/dockerfile-finding';
import { fingerprintIdentity } from '../../src/tasks/reports/fingerprint';
import { toFinding } from '../../src/tasks/reports/to-finding';
import { goodContainer, goodPod } from '../policy/controls/support';

/*
 * A waiver accepts exactly one value, and so does an entry of a baseline (ADR 0004): for every control of the catalog, another value is
 * another finding.
 */

const HARDENED = profileOf('hardened');
const CONTROLS = CATALOG.filter((control) => !onlyFillsIn(control));

/** What these find is what a policy asks for, or the workload around the pod has, and not in the pod. */
const ELSEWHERE = /^(?:dockerfile-.*|seeded-paths|claim-owners|seed-shell|single-node-claims)$/;

/** Other objects: the pods that a Service selects have no port. */
const AROUND = amended(thirdPartyContext('kubernetes'), { facts: { podPorts: () => [{ names: new Set<string>(), numbers: new Set<number>() }] } });

/** What may change without being another value, by control; fields of a pod or a container, and why. */
const SAME: { readonly [control: string]: readonly (readonly [RegExp, because: string])[] } = {
  'writable-host-path': [[/mountPath$/, 'the directory of the node counts, wherever it is mounted']],
  'autopilot-host-paths': [[/mountPath$/, 'the directory of the node counts, wherever it is mounted']],
  'host-path-access': [[/mountPath$/, 'the directory of the node counts, wherever it is mounted']],
  'writable-paths': [[/volumeMounts\./, 'the path counts that is not writable']],
  'literal-secrets': [[/value$/, 'a secret is neither shown nor hashed: whoever reads the hash could guess it']],
  'command-secrets': [[/./, 'the option counts that holds the secret: a secret is neither shown nor hashed']],
  'downloaded-code': [[/./, 'the download or the shell counts, whatever the script does before and after it']],
  'secrets-from-env': [[/env\.\d+\.name$/, 'the secret counts, whatever the variable is called']],
  'duplicate-env': [[/value$/, 'the name counts that is there twice']],
  'token-audience': [[/sources\.0\./, 'another token of the same volume is fine']],
  'device-access': [[/devicePath$/, 'the device counts, wherever it is in the container']],
  'control-plane-nodes': [[/operator$/, 'the taint counts, however it is tolerated']],
  'autopilot-ephemeral-storage': [[/^containers\./, 'the sum of all containers counts']],
  ...Object.fromEntries(['mount-propagation', 'writable-system-directories', 'reserved-mount-paths', 'mount-under-read-only', 'newer-than-target']
    .map((control) => [control, [[/volumeMounts\.\d+\.(?:name|mountPath)$/, 'the path counts, or the field, whatever is mounted there']]])),
};

/** Controls that find the same in two fields. */
const SAME_IN_FIELDS: { readonly [control: string]: string } = {
  'writable-paths': 'the path is not writable, without a mount and with a read-only one',
  'mesh-injection': 'a label and an annotation turn the sidecar off',
  'windows': 'two fields say that the pod is for Windows',
};

interface Found {
  readonly pod: any;
  readonly findings: readonly EvaluatedFinding[];
}

const evaluated = (pod: JsonObject, { id, level }: AnyPodControl, { version, context }: UnsafeChange) =>
  evaluate(pod, profileOf(level, version), amended(DEFAULT_CONTEXT, context)).filter(({ control }) => control.id === id);

function unsafePod(control: AnyPodControl, change: UnsafeChange): Found {
  const pod: any = goodPod((spec) => {
    const main: any = goodContainer('probe');
    Object.assign(main.securityContext, { runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } });
    Object.assign(spec, { hostUsers: true, ephemeralContainers: [] });
    spec.containers.push(main);
    spec.volumes.push({ name: 'tmp-probe', emptyDir: { sizeLimit: '1Gi' } });
  });
  const main = pod.spec.containers.find(({ name }: any) => name === 'probe');
  change.makeSafe(main, pod.spec, pod.metadata);
  change.makeUnsafe(main, pod.spec, pod.metadata);
  return { pod, findings: evaluated(pod, control, change) };
}

/**
 * The container, the pod or its metadata, and in it the value that a finding is about: an item of a list, or a field with all that it
 * holds.
 */
function placeOf({ path }: EvaluatedFinding): readonly [owner: Path, place: Path] {
  const owner = path.slice(0, isContainerList(path[1]) && path.length > 3 ? 3 : 1);
  const inside = path.slice(owner.length);
  const length = inside[0] === 'resources' ? inside.length
    : inside[0] === 'securityContext' ? Math.max(lastIndex(inside) + 1, 2)
      : typeof inside[1] === 'number' ? 2 : 1;
  return [owner, [...owner, ...inside.slice(0, length)]];
}

function lastIndex(path: Path): number {
  return path.reduce<number>((last, step, index) => typeof step === 'number' ? index : last, -1);
}

function leavesOf(value: unknown, path: Path): readonly Path[] {
  return typeof value !== 'object' || value === null ? [path]
    : Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key]));
}

function othersThan(value: unknown): readonly unknown[] {
  return typeof value === 'number' ? [value + 1, value * 2] : typeof value === 'string' ? [`${value}x`, `${value}/y`, value.replace(/\d/, '7')] : [];
}

/** Whether what accepts a finding covers another one: a waiver, and an entry of a baseline. */
function coveredBy(accepted: EvaluatedFinding, pod: JsonObject, other: EvaluatedFinding, changed: JsonObject): readonly string[] {
  const waiver = suggestWaiver(accepted);
  const identity = (finding: EvaluatedFinding, object: JsonObject) => fingerprintIdentity(toFinding(finding, object, {}));
  return [
    ...waiver && new WaiverTerms(waiver).covers(other) ? ['the waiver'] : [],
    ...isSameJson(identity(accepted, pod), identity(other, changed)) ? ['the baseline'] : [],
  ];
}

const podControls = CONTROLS.filter(isPodControl).filter(({ id, refusedBy }) => !refusedBy && !ELSEWHERE.test(id));
const cases = podControls.flatMap((control) =>
  UNSAFE_CHANGES[control.id].map((change, index) => [control.id, index + 1, control, change] as const));

/** A baseline hides the finding of an image in every version of it. */
const TAGS = /^(?:image-tag|image-digest|image-registry|image-volumes)$/;

test.each(cases)('%s, change %i: another value is not accepted', (id, _, control, change) => {
  const { pod, findings } = unsafePod(control, change);
  expect(findings).not.toEqual([]);
  const same = findings.flatMap((finding) => {
    const [owner, place] = placeOf(finding);
    const isFree = (leaf: Path) => SAME[id]?.some(([pattern]) => pattern.test(leaf.slice(owner.length).join('.')))
      || /^volumes\.\d+\.name$/.test(leaf.slice(owner.length).join('.'));
    return (read(pod, place) === undefined ? [] : leavesOf(read(pod, place), place)).filter((leaf) => !isFree(leaf)).flatMap((leaf) =>
      othersThan(read(pod, leaf)).filter((value) => value !== read(pod, leaf)).flatMap((value) => {
        const changed: any = clone(pod);
        (read(changed, leaf.slice(0, -1)) as any)[leaf[leaf.length - 1]] = value;
        const other = evaluated(changed, control, change)
          .find(({ path, container }) => isSameJson(path, finding.path) && container === finding.container);
        const covered = other ? coveredBy(finding, pod, other, changed) : [];
        return covered.filter((by) => by === 'the waiver' || !TAGS.test(id)).map((by) => `${by} accepts ${leaf.join('.')} ${String(value)}, too`);
      }));
  });
  expect(same).toEqual([]);
});

test.each(podControls)('$id: another field is not accepted', (control) => {
  const found = UNSAFE_CHANGES[control.id].flatMap((change) => {
    const { pod, findings } = unsafePod(control, change);
    return findings.map((finding) => ({ pod, finding, field: finding.path.filter((step) => typeof step === 'string').join('.') }));
  });
  const same = found.flatMap((one) => found.filter(({ field }) => field !== one.field)
    .filter(({ pod, finding }) => coveredBy(one.finding, one.pod, finding, pod).includes('the waiver'))
    .map(({ field }) => `${one.field} and ${field}`));
  expect(same.length > 0).toBe(control.id in SAME_IN_FIELDS);
});

test('every control on objects and on Dockerfiles has two values, or only one that there is', () => {
  const ids = CONTROLS.filter((control) => (isObjectControl(control) || isDockerfileControl(control)) && !('refusedBy' in control)).map(({ id }) => id);
  expect([...Object.keys(UNSAFE_OBJECTS), ...Object.keys(UNSAFE_DOCKERFILES), ...Object.keys(WITHOUT_VALUES)].sort()).toEqual(ids.sort());
});

test.each(Object.entries(UNSAFE_OBJECTS).flatMap(([id, pairs]) => pairs.map((pair, index) => [id, index + 1, pair] as const)))(
  '%s, pair %i: another value in an object is not accepted', (id, _, pair) => {
    const [[one], others] = pair.map((object: any) => evaluate(object, HARDENED, AROUND).filter(({ control }) => control.id === id));
    expect([one, ...others]).not.toContain(undefined);
    expect(others.map((other) => coveredBy(one, pair[0] as any, other, pair[1] as any))).toEqual(others.map(() => []));
  });

test.each(Object.entries(UNSAFE_DOCKERFILES).flatMap(([id, pairs]) => pairs.map((pair, index) => [id, index + 1, pair] as const)))(
  '%s, pair %i: another value in a Dockerfile is not accepted', (id, _, pair) => {
    const [one, other] = pair.map((text) => {
      const view = readDockerfile(Buffer.from(text));
      const [finding] = evaluateDockerfile(view, HARDENED).filter(({ control }) => control.id === id);
      return { finding, identity: fingerprintIdentity(toDockerfileFinding(finding, view, 'Dockerfile')) };
    });
    expect(new WaiverTerms(suggestWaiver(one.finding)!).covers(other.finding)).toBe(false);
    expect(one.identity).not.toEqual(other.identity);
  });
