import { isArray, isObject } from '../../../formats/manifest/json';

/** Names that kustomize fetches with git or HTTP, before it looks for a folder. */
const REMOTE = /^\s*(?:[a-z][a-z\d+.-]*:\/\/|[a-z]+::|[\w.-]+@[\w.-]+[:/]|gh:|(?:www\.)?github\.com[:/])/i;
/** Parts of a path that make it a repository. */
const REPOSITORY = /[:?@]|\/\/|(?:^|\/)_git(?:\/|$)|\.git(?:\/|$)/i;

/** Whether kustomize may read a name as a remote resource. In doubt, it counts as remote. */
export function isRemote(text: string): boolean {
  return REMOTE.test(text) || REPOSITORY.test(text);
}

/** Whether a name can only refer to another host. */
export function isSurelyRemote(text: string): boolean {
  return REMOTE.test(text.slice(text.indexOf('=') + 1)) || REMOTE.test(text);
}

/** Free-text fields of a kustomization, which are not file names. */
const TEXTS: ReadonlySet<string> = new Set([
  'commonAnnotations', 'commonLabels', 'labels', 'images', 'replicas', 'literals', 'patch', 'options', 'namePrefix', 'nameSuffix',
  'namespace', 'metadata', 'vars', 'target', 'apiVersion', 'kind', 'helmCharts', 'helmGlobals',
]);

/** The first text that names something remote, in fields that may name files; undefined if there is none. */
export function remoteIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    // A file of a generator can have another name in front: `key=path`.
    return [value, value.slice(value.indexOf('=') + 1)].find((text) => REMOTE.test(text));
  }
  const fields = isObject(value) ? Object.keys(value).filter((key) => !TEXTS.has(key)).map((key) => value[key]) : [];
  const inner = isArray(value) ? value : fields;
  for (const each of inner) {
    const found = remoteIn(each);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
