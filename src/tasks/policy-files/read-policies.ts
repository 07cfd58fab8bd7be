import { readdirSync, statSync } from 'fs';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { compareText } from '../../formats/manifest/compare-text';
import { FieldError, InputError, withPlace } from '../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { joined } from '../../formats/manifest/slashed';
import { groupOf, objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readTokens } from '../../formats/yaml/read-document';
import { SourceLines } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { tokensOf } from '../../formats/yaml/yaml-tokens';
import { addOwnControls } from '../../policy/controls/catalog';
import { AnyObjectControl } from '../../policy/controls/control';
import { ownControls } from '../../policy/own-policies/own-controls';
import { OwnBinding, OwnPolicy, readOwnBinding, readOwnPolicy } from '../../policy/own-policies/policy';

/** An object of a file of policies. */
interface PolicyObject {
  readonly object: JsonObject;
  /** Such as `policies/team.yaml:3:7`. */
  readonly placeOf: (path: Path) => string;
}

const GROUP = 'admissionregistration.k8s.io';
/** Deeper folders are an error. */
const DEEPEST = 20;

/**
 * The controls that the ValidatingAdmissionPolicies of files and folders define.
 *
 * @param read reads a file, if its content is not in the file system, such as while it is being edited
 * @throws InputError with the file and line, the problem and the fix
 */
export function readOwnControls(
  paths: readonly NamedFile[], read: (file: NamedFile) => Uint8Array = readNamed,
): readonly AnyObjectControl[] {
  const objects = paths.flatMap((path) => filesIn(path)).flatMap((file) => objectsOf(file, read(file)));
  const policies = new Map<string, { readonly policy: OwnPolicy; readonly source: PolicyObject }>();
  const bindings: { readonly binding: OwnBinding; readonly source: PolicyObject }[] = [];
  const parameters: JsonObject[] = [];
  for (const source of objects) {
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
  const own = {
    policies: [...policies.values()].map(({ policy }) => policy), bindings: bindings.map(({ binding }) => binding), parameters,
  };
  const controls = [...policies.values()].flatMap(({ policy, source }) => inObject(source, () => ownControls(policy, own)));
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
 * The policies and bindings of files and folders, as they are written.
 *
 * @throws InputError as `readOwnControls`
 */
export function readPolicyObjects(paths: readonly NamedFile[]): readonly JsonObject[] {
  readOwnControls(paths);
  return paths.flatMap((path) => filesIn(path)).flatMap((file) => objectsOf(file, readNamed(file)))
    .filter((source) => kindOf(source) !== 'parameter').map(({ object }) => object);
}

/** @throws InputError for a kind that only looks as if it was evaluated */
function kindOf({ object: { apiVersion, kind }, placeOf }: PolicyObject): 'policy' | 'binding' | 'parameter' {
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

function inObject<T>({ placeOf }: PolicyObject, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FieldError)) {
      throw error;
    }
    throw new InputError(`${placeOf(error.path)}: ${error.message}`);
  }
}

function objectsOf({ path: file }: NamedFile, bytes: Uint8Array): readonly PolicyObject[] {
  try {
    return [...readDocuments([bytes])].flatMap((source) => {
      const tokens = tokensOf(source);
      const value = readTokens(tokens);
      const lines = new SourceLines(source, tokens);
      const placeIn = (path: Path) => {
        const { line, column } = lines.rangeOf(path);
        return `${file}:${line}:${column}`;
      };
      if (value === null) {
        return [];
      }
      if (!isObject(value) || typeof value.kind !== 'string') {
        throw new InputError(`${placeIn([])}: it is not a Kubernetes object: keep only policies, their bindings and their parameters here`);
      }
      return objectsIn(value).map(({ object, path }) => ({ object, placeOf: (field: Path) => placeIn([...path, ...field]) }));
    });
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    throw new InputError(`${file}:${error.line}:${error.column}: ${error.message}`);
  }
}

/** A file, or the YAML and JSON files of a folder and its folders, by name. */
function filesIn({ path, root }: NamedFile, depth = 0): readonly NamedFile[] {
  if (!withPlace(path, () => statSync(path)).isDirectory()) {
    return [{ path, root }];
  }
  if (depth > DEEPEST) {
    throw new InputError(`${path}: the folders are nested deeper than ${DEEPEST} levels: name the folder of the policies`);
  }
  const entries = withPlace(path, () => readdirSync(path, { withFileTypes: true })).sort((one, other) => compareText(one.name, other.name));
  return entries.flatMap((entry) => {
    const inner = { path: joined(path, entry.name), root: root ?? path };
    if (entry.isDirectory()) {
      return entry.name === '.git' ? [] : filesIn(inner, depth + 1);
    }
    return /\.(?:ya?ml|json)$/i.test(entry.name) ? [inner] : [];
  });
}
