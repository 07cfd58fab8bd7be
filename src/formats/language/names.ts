/** Fields of manifests that are not options of this library or of cdk8s-plus. Texts use them for YAML, in every language. */
const MANIFEST_FIELDS = new Set([
  'enableServiceLinks', 'ephemeralContainers', 'hostPath', 'hostProcess', 'hostUsers', 'imagePullSecrets', 'nodeSelector', 'procMount',
  'resourceNames', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'runAsUserName', 'seLinuxOptions', 'serviceAccountName',
  'shareProcessNamespace', 'terminationMessagePolicy', 'windowsOptions',
]);

export function isManifestField(word: string): boolean {
  return MANIFEST_FIELDS.has(word);
}

/**
 * Whether a word of a text is the name of an option or a method, such as `writablePaths`.
 *
 * @param before the character before it. An emptyDir is a volume, and `WritablePath.fromEmptyDir` a method.
 */
export function isOptionName(word: string, before = ''): boolean {
  return /^[a-z]+(?:[A-Z][A-Za-z0-9]*)+$/.test(word) && !isManifestField(word) && (word !== 'emptyDir' || before === '.');
}

/**
 * Texts that are not code: the user's values in double quotes, paths, fields of manifests, and YAML without quotes, such as
 * `seccompProfile: {type: RuntimeDefault}`.
 */
export const VERBATIM = new RegExp([
  /"(?:[^"\\]|\\[^]?)*(?:"|$)/, // also one that was cut: looking for its end again at each quote would take the square of its length
  /(?<![\w.)])\/[\w./-]+/,
  /(?<![\w-])[\w-]+(?:\/[\w.-]+)+/,
  /\b(?:spec|metadata)[.[][\w.[\]]+/,
  /(?<=`)\w+: (?:[A-Z]\w*|\{\w[^{}`]*\})(?=`)/,
].map(({ source }) => source).join('|'), 'u');
