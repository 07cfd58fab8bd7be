import { manifestFilesIn, WrittenObject, writtenObjects } from './written-objects';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { FieldError, InputError } from '../../formats/manifest/input-error';
import { JsonObject } from '../../formats/manifest/json';
import { groupOf } from '../../formats/manifest/workload';
import { addOwnControls } from '../../policy/controls/catalog';
import { AnyObjectControl } from '../../policy/controls/control';
import { OwnPolicies } from '../../policy/own-policies/outcome';
import { ownControls } from '../../policy/own-policies/own-controls';
import { OwnBinding, OwnPolicy, readOwnBinding, readOwnPolicy } from '../../policy/own-policies/policy';

const GROUP = 'admissionregistration.k8s.io';

/** The policies of files, with the place of each. */
interface ReadPolicies {
  readonly own: OwnPolicies;
  readonly sources: ReadonlyMap<OwnPolicy, WrittenObject>;
}

/** Reads a file, if its content is not in the file system, such as while it is being edited. */
type Read = (file: NamedFile) => Uint8Array;

const KEPT = 'keep only policies, their bindings and their parameters here';

function objectsOf(paths: readonly NamedFile[], read: Read): readonly WrittenObject[] {
  return paths.flatMap((path) => manifestFilesIn(path)).flatMap((file) => writtenObjects(file, read(file), KEPT));
}

function readPolicies(paths: readonly NamedFile[], read: Read): ReadPolicies {
  const policies = new Map<string, { readonly policy: OwnPolicy; readonly source: WrittenObject }>();
  const bindings: { readonly binding: OwnBinding; readonly source: WrittenObject }[] = [];
  const parameters: JsonObject[] = [];
  for (const source of objectsOf(paths, read)) {
    const { object, placeOf } = source;
    switch (kindOf(source)) {
      case 'policy': {
        const policy = inObject(source, () => readOwnPolicy(object));
        const other = policies.get(policy.name);
        if (other) {
          throw new InputError(`${placeOf(['metadata', 'name'])}: a second policy has the name "${policy.name}": rename it, or remove the `
            + `one at ${other.source.placeOf(['metadata', 'name'])}`);
        }
        policies.set(policy.name, { policy, source });
        break;
      }
      case 'binding': bindings.push({ binding: inObject(source, () => readOwnBinding(object)), source }); break;
      default: parameters.push(object);
    }
  }
  if (policies.size === 0) {
    const named = paths.map(({ path }) => path).join(', ');
    throw new InputError(`${named}: there is no ValidatingAdmissionPolicy: name files or folders that have one`);
  }
  for (const { binding: { policyName }, source: { placeOf } } of bindings) {
    if (!policies.has(policyName)) {
      throw new InputError(`${placeOf(['spec', 'policyName'])}: the policy "${policyName}" of the binding is not in the files of policies: `
        + 'add it, or correct the name');
    }
  }
  const all = [...policies.values()];
  return {
    own: { policies: all.map(({ policy }) => policy), bindings: bindings.map(({ binding }) => binding), parameters },
    sources: new Map(all.map(({ policy, source }) => [policy, source])),
  };
}

/**
 * The controls that the ValidatingAdmissionPolicies of files and folders define.
 *
 * @param read reads a file, if its content is not in the file system, such as while it is being edited
 * @throws InputError with the file and line, the problem and the fix
 */
export function readOwnControls(paths: readonly NamedFile[], read: Read = readNamed): readonly AnyObjectControl[] {
  return controlsOf(readPolicies(paths, read));
}

function controlsOf({ own, sources }: ReadPolicies): readonly AnyObjectControl[] {
  const controls = [...sources].flatMap(([policy, source]) => inObject(source, () => ownControls(policy, own)));
  const ids = new Set<string>();
  for (const { id } of controls) {
    if (ids.has(id)) {
      throw new InputError(`two validations of a policy are the same, ${id}: remove one`);
    }
    ids.add(id);
  }
  addOwnControls(controls);
  return controls;
}

/**
 * The ValidatingAdmissionPolicies of files and folders.
 *
 * @throws InputError as `readOwnControls`
 */
export function readOwnPolicies(paths: readonly NamedFile[]): OwnPolicies {
  const read = readPolicies(paths, readNamed);
  controlsOf(read);
  return read.own;
}

/**
 * The policies and bindings of files and folders, as they are written.
 *
 * @throws InputError as `readOwnControls`
 */
export function readPolicyObjects(paths: readonly NamedFile[]): readonly JsonObject[] {
  readOwnPolicies(paths);
  return objectsOf(paths, readNamed).filter((source) => kindOf(source) !== 'parameter').map(({ object }) => object);
}

/** @throws InputError for a kind that only looks as if it was evaluated */
function kindOf({ object: { apiVersion, kind }, placeOf }: WrittenObject): 'policy' | 'binding' | 'parameter' {
  const group = groupOf(apiVersion);
  if (group === GROUP && kind === 'ValidatingAdmissionPolicy') {
    return 'policy';
  }
  if (group === GROUP && kind === 'ValidatingAdmissionPolicyBinding') {
    return 'binding';
  }
  if (group === GROUP || /(?:^|\.)kyverno\.io$/.test(group)) {
    throw new InputError(`${placeOf(['kind'])}: a ${String(kind)} of ${group} is not evaluated: only `
      + 'ValidatingAdmissionPolicies are, so move it to another folder');
  }
  return 'parameter';
}

function inObject<T>({ placeOf }: WrittenObject, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FieldError)) {
      throw error;
    }
    throw new InputError(`${placeOf(error.path)}: ${error.message}`);
  }
}

