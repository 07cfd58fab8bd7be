import * as fc from 'fast-check';
import { asArray, asObject, isAbsent, isObject, JsonObject, Path, read } from '../../src/formats/manifest/json';
import { mountsOf } from '../../src/formats/manifest/mounts';
import { ContainerView, PodView } from '../../src/formats/manifest/pod';
import { objectsIn, podsOf } from '../../src/formats/manifest/workload';
import { amended, EvaluationContext } from '../../src/policy/context/context';
import { isPodControl } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../src/policy/engine/finding';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { Template, WHOLE_KIND } from '../policy/engine/kinds';
import { podTemplate } from '../policy/engine/manifests';
import { anyPolicy } from '../policy/engine/settings';

// What must hold of hardening for any pod in any object that holds whole ones, beside what test/policy/engine asks.

const isForWindows = ({ spec }: Template) => asObject(spec.os).name === 'windows';
const podIn = (manifest: JsonObject) => objectsIn(manifest).flatMap(({ object, path }) => podsOf(object, path))[0];

test('after hardening, no fix has anything to add', () => {
  fc.assert(fc.property(WHOLE_KIND, podTemplate, anyPolicy, ({ wrap }, pod, context) => {
    fc.pre(!isForWindows(pod));
    const { manifest } = harden(wrap(pod), context);
    const findings = evaluate(manifest, profileOf('hardened', context.target.kubernetesVersion), context);
    const misfits = findings.filter(({ control }) => control.id === 'field-types').map(({ path }) => path);
    const missing = findings.filter(({ control, value }) => isPodControl(control) && control.fix && !control.amends && isAbsent(value));
    const unexplained = missing.filter((finding) =>
      !isInTheWay(manifest, misfits, finding) && !isForAuthorToSay(podIn(manifest), context, finding));
    expect(unexplained.map(({ control, container, path }) => [control.id, container, path])).toEqual([]);
  }), { numRuns: 1000 });
});

/** Whether the author wrote something there that holds no fields: of another type, or a null in a list. */
function isInTheWay(manifest: JsonObject, misfits: readonly Path[], { path }: EvaluatedFinding): boolean {
  // What containers inherit is filled in for the pod.
  const inherited = [...podIn(manifest).path, ...path.slice(path.indexOf('securityContext'))];
  // On Autopilot a request is the limit.
  const amounts = path.slice(0, path.indexOf('resources') + 1);
  return misfits.some((misfit) => isAtOrAbove(misfit, path) || isAtOrAbove(misfit, inherited))
    || misfits.some((misfit) => amounts.length > 0 && isAtOrAbove(amounts, misfit))
    || path.some((step, index) => typeof step === 'number' && isAbsent(read(manifest, path.slice(0, index + 1))));
}

/** Whether only the author knows what belongs there. */
function isForAuthorToSay(pod: PodView, context: EvaluationContext, finding: EvaluatedFinding): boolean {
  const { control: { id }, container: name, path, allowKey } = finding;
  const containers = pod.containers.filter((each) => each.name === name);
  switch (id) {
    // How much it needs.
    case 'cpu-resources':
    case 'memory-resources':
      return context.choices.resources === undefined;
    // Another profile than the one that was begun there, or for the whole pod.
    case 'seccomp-profile-restricted':
      return [pod, ...containers].some(({ securityContext }) => isObject(securityContext.seccompProfile));
    case 'app-armor-profile':
      return path.at(-1) === 'type';
    // How much of the memory a volume may take, and how much someone else's application writes.
    case 'empty-dir-size-limit':
      return context.notes.isNotHardenedKind === true || asObject(read(pod.json, path.slice(pod.path.length, -1))).medium === 'Memory';
    case 'ephemeral-storage':
    // Which group the files of its volumes, and those of a uid of its own, belong to: test/policy/engine/assess.test.ts.
    case 'fs-group':
    case 'group-id':
      return context.notes.isNotHardenedKind === true;
    // Root was chosen, by the author or in the policy, for the container or for what it inherits.
    case 'run-as-non-root':
      return context.choices.identity.isRoot === true || pod.securityContext.runAsNonRoot === false || pod.containers.some(isRoot);
    // The API server refuses `false` beside these.
    case 'allow-privilege-escalation':
      return containers.some(({ securityContext }) => securityContext.privileged === true
        || asArray(asObject(securityContext.capabilities).add).includes('CAP_SYS_ADMIN'));
    // An application that was made for root needs them.
    case 'capabilities-restricted':
    case 'read-only-root-filesystem':
      return context.notes.isNotHardenedKind === true
        && containers.some((each) => each.securityContext.privileged === true || isRoot(each));
    // Whose files they are, which image has them, and what to do with a mount that is in the way.
    case 'seeded-paths':
    case 'claim-owners':
      return containers.some((each) => [each.json.name, each.json.image].some((text) => typeof text !== 'string' || text === '')
        || typeof each.effective('runAsUser') !== 'number' || !mountsOf(each).some((mount) => mount.path === allowKey));
    default:
      return false;
  }
}

function isRoot(container: ContainerView): boolean {
  return container.effective('runAsUser') === 0;
}

function isAtOrAbove(one: Path, other: Path): boolean {
  return one.every((step, index) => step === other[index]);
}


test('the order of containers with distinct names does not matter', () => {
  fc.assert(fc.property(WHOLE_KIND, podTemplate, anyPolicy, ({ wrap }, pod, context) => {
    fc.pre(Array.isArray(pod.spec.containers) && pod.spec.containers.every(isObject));
    // Of two that take one PVC, the first has it.
    const shared = amended(context, { choices: { writablePaths: context.choices.writablePaths.filter(({ kind }) => kind === 'emptyDir') } });
    const containers = pod.spec.containers.map((container, index) => ({ ...container, name: NAMES[index] }));
    const hardened = (list: unknown[]) => podIn(harden(wrap({ ...pod, spec: { ...pod.spec, containers: list } }), shared).manifest).json;
    const [straight, turned] = [hardened(containers), hardened([...containers].reverse())];
    expect([...asArray(turned.containers)].reverse()).toEqual(straight.containers);
    expect(sorted(turned)).toEqual(sorted(straight));
  }), { numRuns: 500 });
});

const NAMES = ['main', 'side', 'a'];

/** A pod spec with its lists in an order that is always the same. */
function sorted(spec: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(spec).map(([key, value]) =>
    [key, Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value]));
}
