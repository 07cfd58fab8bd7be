import { unsafeSettingsIn } from './embedded-text';
import { entryOf, ForbiddingLevel, isUnsafeValue, unsafeStep } from './unsafe-values';
import { asObject, asString, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { visitOutsidePods } from '../../../formats/manifest/outside-pods';
import { toFieldPath } from '../../../formats/manifest/paths';
import { groupKind } from '../../../formats/manifest/workload';
import { Violation, Violations } from '../check';

/** Kinds whose values are not searched. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Other controls check these kinds completely.
  '/PersistentVolume',
  '/SecurityContextConstraints',
  'extensions/PodSecurityPolicy',
  'policy/PodSecurityPolicy',
  'security.openshift.io/SecurityContextConstraints',
  // Configuration of local clusters: a hostPort is a port of the developer's machine, and no pod is created.
  'ctlptl.dev/Cluster',
  'k3d.io/Simple',
  'kind.x-k8s.io/Cluster',
]);

/** Kinds whose values are texts under arbitrary keys, with the encoding of each field. */
const TEXTS: { readonly [groupKind: string]: { readonly [field: string]: BufferEncoding | undefined } } = {
  '/ConfigMap': { data: undefined, binaryData: 'base64' },
  '/Secret': { stringData: undefined, data: 'base64' },
};

/** The clearly unsafe values outside checked pods, for one level. */
export function unsafeValuesIn(object: JsonObject, level: ForbiddingLevel): Violations {
  const kind = groupKind(object);
  if (LEFT_OUT.has(kind) || kind in TEXTS) {
    return [];
  }
  const found: Violation[] = [];
  visitOutsidePods(object, (value, key, path) => {
    const name = String(key);
    const isUnsafe = isUnsafeValue(name, value, level) || (name.includes('.') && unsafeStep(name, value, level) !== undefined);
    const entry = isObject(value) ? entryOf(value) : undefined;
    const isEntry = entry !== undefined && unsafeStep(entry.path, entry.value, level) !== undefined;
    if (isUnsafe || isEntry) {
      const allowKey = `${toFieldPath(path)}: ${asString(value) ?? JSON.stringify(value)}`;
      found.push({ path: [...path], value, allowKey, detail: 'the controls do not check the pods that are created from it' });
    }
    return !isUnsafe && !isEntry;
  });
  return found;
}

/** The unsafe settings in texts outside checked pods, for one level. */
export function unsafeTextsIn(object: JsonObject, level: ForbiddingLevel): Violations {
  const fields = TEXTS[groupKind(object)];
  const found: Violation[] = [];
  const look = (text: string, path: Path) => {
    for (const { setting, line } of text.length < SHORTEST ? [] : unsafeSettingsIn(text, level)) {
      const allowKey = `${toFieldPath(path)}: ${setting}`;
      found.push({ path: [...path], value: '(text)', allowKey, detail: `line ${line} sets \`${setting}\`` });
    }
  };
  if (fields) {
    for (const field of Object.keys(fields)) {
      for (const [key, text] of Object.entries(asObject(object[field]))) {
        if (typeof text === 'string') {
          look(fields[field] ? decoded(Buffer.from(text, fields[field])) : text, [field, key]);
        }
      }
    }
  } else if (!LEFT_OUT.has(groupKind(object))) {
    visitOutsidePods(object, (value, key, path) => {
      if (typeof value === 'string' && !PROSE.test(String(key))) {
        look(value, path);
      }
      return true;
    });
  }
  return found;
}

/** Decodes bytes as kubectl does. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  const isBigEndian = first === 0xfe && second === 0xff;
  const isUtf16 = isBigEndian || (first === 0xff && second === 0xfe);
  return isUtf16 ? new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le').decode(bytes) : bytes.toString('utf8');
}

/** Fields and annotations that people read and programs ignore, such as the message of a policy. */
const PROSE = /(?:^|[./-])(?:description|message(?:Expression)?|summary)$/;

/** Length of the shortest unsafe setting: `add: ALL`. */
const SHORTEST = 8;
