/** Fields of manifests that are no options of this library or of cdk8s-plus: texts mean the YAML, in every language. */
const MANIFEST_FIELDS = new Set([
  'ephemeralContainers', 'hostUsers', 'imagePullSecrets', 'procMount', 'resourceNames', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'runAsUserName', 'seLinuxOptions',
  'serviceAccountName', 'terminationMessagePolicy', 'windowsOptions',
]);

export function isManifestField(word: string): boolean {
  return MANIFEST_FIELDS.has(word);
}

/** Whether a word of a text names an option or a method: `writablePaths`, and no word of prose. */
export function isOptionName(word: string): boolean {
  return /^[a-z]+(?:[A-Z][A-Za-z0-9]*)+$/.test(word) && !isManifestField(word);
}

/** What is no code: texts in double quotes, which are values of the user's, paths, and fields of manifests. */
export const VERBATIM = /"(?:[^"\\]|\\.)*"|(?<![\w.)])\/[\w./-]+|\b(?:spec|metadata)[.[][\w.[\]]+/u;
