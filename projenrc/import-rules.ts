/**
 * For each folder of `src/`, from the lowest layer up, what it may import; what is not listed is forbidden.
 *
 * `src/index.ts` may import every folder, and no folder may import it.
 */
export const IMPORTS: Record<string, string[]> = {
  'manifest': [],
  'language': [],
  'yaml': ['manifest'],
  'shell': ['manifest'],
  'dockerfile': ['manifest', 'shell'],
  'images': ['manifest'],
  'image-lock': ['manifest', 'yaml', 'images'],
  'writable-paths': ['manifest', 'language'],
  'settings': ['manifest', 'images', 'image-lock', 'writable-paths'],
  'network': ['manifest', 'language', 'settings'],
  'controls': ['manifest', 'language', 'yaml', 'shell', 'dockerfile', 'settings', 'writable-paths', 'images', 'image-lock'],
  'engine': ['manifest', 'dockerfile', 'settings', 'images', 'controls', 'network', 'writable-paths'],
  'waivers': ['manifest', 'dockerfile', 'settings', 'controls', 'engine', 'yaml'],
  'admission': ['manifest', 'language', 'settings', 'controls', 'engine', 'waivers'],
  'reports': ['manifest', 'language', 'dockerfile', 'settings', 'controls', 'engine', 'waivers'],
  'network-map': ['manifest', 'settings', 'network', 'reports'],
  'settings-file': ['manifest', 'settings', 'writable-paths', 'images', 'image-lock', 'controls', 'engine', 'waivers', 'reports', 'yaml'],
  'baseline': ['manifest', 'controls', 'reports'],
  'audit': ['manifest', 'dockerfile', 'settings', 'writable-paths', 'images', 'image-lock', 'controls', 'engine', 'waivers', 'reports', 'yaml', 'settings-file', 'baseline', 'network'],
  'plugin': ['manifest', 'settings', 'controls', 'engine', 'waivers', 'reports', 'settings-file', 'baseline', 'audit'],
  'doctor': ['manifest', 'images', 'controls', 'reports', 'audit'],
  'cli': ['manifest', 'settings', 'writable-paths', 'images', 'image-lock', 'controls', 'engine', 'waivers', 'reports', 'settings-file', 'baseline', 'audit', 'doctor', 'network', 'network-map', 'admission', 'yaml'],
  'options': ['manifest', 'language', 'dockerfile', 'settings', 'network', 'writable-paths', 'images', 'image-lock', 'engine', 'waivers', 'constructs', 'cdk8s'],
  'synth': ['manifest', 'language', 'yaml', 'settings', 'network', 'network-map', 'controls', 'engine', 'waivers', 'admission', 'reports', 'settings-file', 'baseline', 'options', 'constructs', 'cdk8s'],
  'workloads': ['manifest', 'language', 'settings', 'network', 'writable-paths', 'images', 'engine', 'waivers', 'options', 'synth', 'constructs', 'cdk8s', 'cdk8s-plus-28'],
};

/** The contents of each folder, from the top layer down, as a newcomer reads them. */
export const CONTENTS: { readonly [folder in keyof typeof IMPORTS]: string } = {
  'workloads': 'One hardened kind a file: short classes over their cdk8s-plus parents.',
  'synth': 'The construct tree: the hook into every way out of cdk8s, the session, gates, and the `Hardening` facade.',
  'cli': '`audit`, `harden`, `lock`, `network`, `policies`, `explain`, `suggest-paths` and `doctor`: parse arguments, call, print. Starts without loading cdk8s.',
  'doctor': 'Why pods fail: reads statuses, events and logs, of JSON or by `kubectl`. `causes/` has one failure a file; `remedies/` what several of them say.',
  'plugin': 'The validation plugin of cdk8s-cli. It is loaded without cdk8s.',
  'audit': 'Files, standard input and Dockerfiles into findings, and into hardened files: a library that the command line calls.',
  'settings-file': '`cdk8s-hardened.yaml`: its schema, and its content as rules of the engine.',
  'baseline': 'Findings that were there before, so that only new ones fail.',
  'options': 'What a user can choose, as jsii classes. They resolve to `settings`.',
  'reports': 'The public `Finding`, and texts and formats made from lists of them.',
  'network-map': 'Who may connect to whom, as people read it: names, remarks, and `formats/`, one a file.',
  'admission': 'Policies by which a cluster applies the same controls: what the controls say in CEL, put together for the API server, Kyverno and Pod Security.',
  'waivers': 'Exceptions: where they are read, what they cover, and the ledger that knows whether they were used, unused or expired. `dialects/` writes them for other scanners, one a file.',
  'engine': '`harden` fills in what is missing, `evaluate` finds what is wrong, `assess` does both to what others wrote. Pure: knows neither cdk8s nor files.',
  'controls': 'One control a file, in the folder of its group; the catalog lists them.',
  'network': 'NetworkPolicies: what peers, DNS and Services of each platform need, as rules. `evaluate/` reads them: who may connect to whom.',
  'writable-paths': 'Volumes, mounts, names, and the init containers that fill volumes.',
  'images': 'What is known about images that people run: one family a file, and the matcher that finds it.',
  'image-lock': 'The lock file: which content the tags of images name. Read, printed, and searched for the entry of an image.',
  'settings': 'The plain values that options resolve to, and their defaults.',
  'yaml': 'Reads YAML as kubectl does, and knows where in a file each field is. `edit/` changes values, and keeps the rest of the text.',
  'dockerfile': '`parser/` reads a Dockerfile as builders do, `model/` answers questions about it.',
  'shell': 'The programs that a command line or a shell script starts.',
  'language': 'Names of options and snippets of code in texts, as the language of the app writes them: Python, C#, Go.',
  'manifest': 'Kubernetes JSON: pods, containers, mounts, quantities, versions; `crds/` knows where pods are in custom resources.',
};

/** The packages that only some folders may import: evaluation and the command line work without cdk8s. */
export const GUARDED_PACKAGES = ['constructs', 'cdk8s', 'cdk8s-plus-28'];

/** The folders as zones of eslint's `import/no-restricted-paths`. */
export function importZones() {
  return Object.entries(IMPORTS).flatMap(([folder, allowed]) => {
    const forbidden = GUARDED_PACKAGES.filter(name => !allowed.includes(name));
    const zone = {
      target: `./src/${folder}`,
      message: `src/${folder} may import ${allowed.join(', ') || 'nothing of ours'} (see projenrc/import-rules.ts).`,
    };
    return [
      { ...zone, from: './src', except: [folder, ...allowed.filter(name => name in IMPORTS)].map(name => `./${name}`) },
      ...forbidden.map(name => ({ ...zone, from: `./node_modules/${name}` })),
    ];
  });
}
