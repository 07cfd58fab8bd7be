import { PLUS_VERSIONS } from '../src/constructs/synth/plus-versions';

interface Folder {
  readonly contents: string;
  /** The folders that it may import: of its own group those below it, of other groups those of lower groups. */
  readonly imports: readonly string[];
  /** The packages of `GUARDED_PACKAGES` that it may import. */
  readonly packages?: readonly string[];
}

interface Group {
  readonly contents: string;
  /** The groups whose folders its own may import. */
  readonly imports: readonly string[];
  /** From the top down. */
  readonly folders: { readonly [name: string]: Folder };
}

/** The packages that only some folders may import: evaluation and the command line work without cdk8s. */
export const GUARDED_PACKAGES = ['constructs', 'cdk8s', ...Object.keys(PLUS_VERSIONS).map((version) => `cdk8s-plus-${version}`)];

/**
 * The groups of `src/` and their folders, from the top down. Each lists the folders that it may import, and no others are allowed.
 * `src/index.ts` and `src/core.ts` may import every folder, and no folder may import them.
 */
export const GROUPS: { readonly [name: string]: Group } = {
  constructs: {
    contents: 'Code that imports cdk8s.',
    imports: ['tasks', 'policy', 'knowledge', 'formats'],
    folders: {
      workloads: {
        contents: 'One hardened kind per file: short classes over their cdk8s-plus parents.',
        imports: ['synth', 'options', 'waivers', 'engine', 'network', 'settings', 'images', 'writable-paths', 'language', 'manifest'],
        packages: ['constructs', 'cdk8s', 'cdk8s-plus-28'],
      },
      synth: {
        contents: 'The construct tree: the hook into every output path of cdk8s, the session, gates, and the `Hardening` facade.',
        imports: [
          'options', 'programs', 'network-map', 'admission', 'baseline', 'settings-file', 'reports', 'waivers', 'engine', 'controls', 'context', 'facts', 'network', 'settings', 'yaml', 'language', 'files', 'manifest',
        ],
        packages: ['constructs', 'cdk8s'],
      },
      options: {
        contents: 'Choices of a user, as jsii classes. They resolve to `settings`.',
        imports: ['waivers', 'engine', 'context', 'facts', 'network', 'settings', 'image-lock', 'images', 'writable-paths', 'dockerfile', 'language', 'files', 'manifest'],
        packages: ['constructs', 'cdk8s'],
      },
    },
  },
  commands: {
    contents: 'Programs that a person or a tool starts: they parse arguments, call `tasks`, and print the results.',
    imports: ['tasks', 'policy', 'knowledge', 'formats'],
    folders: {
      'cli': {
        contents: '`audit`, `harden`, `values`, `lock`, `network`, `namespaces`, `policies`, `explain`, `suggest-paths`, `doctor`, `lsp` and `completion`, one command per file in `commands/`. Starts without loading cdk8s.',
        imports: [
          'language-server', 'doctor', 'chart-values', 'fixes', 'namespaces', 'charts', 'cluster', 'audit', 'image-facts', 'programs', 'network-map', 'admission', 'baseline', 'settings-file', 'policy-files', 'reports', 'waivers', 'engine', 'controls', 'context', 'network', 'settings', 'image-lock', 'images', 'writable-paths', 'yaml', 'files', 'manifest',
        ],
      },
      'plugin': {
        contents: 'The validation plugin of cdk8s-cli. It is loaded without cdk8s.',
        imports: ['audit', 'baseline', 'settings-file', 'reports', 'waivers', 'engine', 'controls', 'settings', 'files', 'manifest'],
      },
      'language-server': {
        contents: 'The language server of editors: diagnostics, code actions, hover and completion for open texts. It runs no programs, and opens no connections.',
        imports: ['fixes', 'audit', 'baseline', 'settings-file', 'reports', 'waivers', 'engine', 'controls', 'context', 'facts', 'settings', 'image-lock', 'images', 'yaml', 'dockerfile', 'files', 'manifest'],
      },
    },
  },
  tasks: {
    contents: 'The work behind commands and constructs: from files, objects and logs to findings, reports, policies and pictures.',
    imports: ['policy', 'knowledge', 'formats'],
    folders: {
      'doctor': {
        contents: 'Finds the causes of failing pods in statuses, events and logs, from JSON or `kubectl`. `causes/` has three catalogs of failures, by the source of their texts. `remedies/` has fixes for several causes.',
        imports: ['cluster', 'audit', 'programs', 'reports', 'controls', 'image-lock', 'images', 'language', 'manifest'],
      },
      'chart-values': {
        contents: 'Finds the smallest set of chart values that makes the pods meet a profile, and patches for other fields. `trace/` finds the values that reach a field, `choose/` selects the smallest set, `prove/` compares renderings, `findings/` finds the values for findings of an audit, `patches/` makes and applies patches, `formats/` prints files, `report/` prints the summary.',
        imports: ['audit', 'image-facts', 'settings-file', 'reports', 'engine', 'controls', 'context', 'settings', 'yaml', 'shell', 'files', 'manifest'],
      },
      'fixes': {
        contents: 'Edits of a text that fix one finding, an object or a file, as `harden` does: for editors, reviews and `--interactive`.',
        imports: ['audit', 'settings-file', 'reports', 'engine', 'yaml', 'manifest'],
      },
      'namespaces': {
        contents: 'Lists namespaces that can enforce a level of Pod Security, the workloads that block the others, and writes the manifests of each step.',
        imports: ['audit', 'reports', 'engine', 'yaml', 'manifest'],
      },
      'charts': {
        contents: 'Renders charts and kustomizations: finds them, refuses files outside of their folders, and runs Helm and kustomize.',
        imports: ['audit', 'image-facts', 'settings-file', 'reports', 'programs', 'controls', 'yaml', 'files', 'manifest'],
      },
      'cluster': {
        contents: 'Objects of a cluster, read with `kubectl` page by page, as inputs of an audit.',
        imports: ['audit', 'programs', 'controls', 'facts', 'yaml', 'files', 'manifest'],
      },
      'audit': {
        contents: 'Turns files, standard input and Dockerfiles into findings and hardened files: a library that the command line calls.',
        imports: [
          'baseline', 'settings-file', 'reports', 'waivers', 'engine', 'controls', 'context', 'facts', 'rbac', 'network', 'settings', 'image-lock', 'images', 'writable-paths', 'yaml', 'dockerfile', 'language', 'files', 'manifest',
        ],
      },
      'image-facts': {
        contents: 'Facts from the image itself: `layer/` reads archives, `files/` combines them into the filesystem of a container, `answers/` derives the facts.',
        imports: ['controls', 'image-lock', 'shell', 'manifest'],
      },
      'network-map': {
        contents: 'Allowed connections for people: names, remarks, and `formats/`, one per file.',
        imports: ['reports', 'network', 'settings', 'manifest'],
      },
      'admission': {
        contents: 'Policies that apply the same controls in a cluster: combines the CEL of the controls for the API server, Kyverno and Pod Security.',
        imports: ['waivers', 'engine', 'controls', 'settings', 'language', 'manifest'],
      },
      'baseline': {
        contents: 'Accepted existing findings, so that only new findings fail.',
        imports: ['reports', 'controls', 'files', 'manifest'],
      },
      'settings-file': {
        contents: '`cdk8s-hardened.yaml`: its schema, and its content as rules of the engine.',
        imports: ['policy-files', 'reports', 'waivers', 'engine', 'own-policies', 'controls', 'settings', 'image-lock', 'images', 'writable-paths', 'yaml', 'files', 'manifest'],
      },
      'policy-files': {
        contents: 'Turns a team\'s files with ValidatingAdmissionPolicies into controls: reads the files, finds the line of each problem, and runs their test cases.',
        imports: ['waivers', 'own-policies', 'controls', 'cel', 'yaml', 'files', 'manifest'],
      },
      'reports': {
        contents: 'The public `Finding`, and texts and `formats/` for lists of findings, one format per file.',
        imports: ['waivers', 'engine', 'controls', 'context', 'rbac', 'settings', 'dockerfile', 'language', 'manifest'],
      },
      'programs': {
        contents: 'Runs programs from the user\'s PATH, without a shell, and with limits of time, memory and output.',
        imports: ['manifest'],
      },
    },
  },
  policy: {
    contents: 'The core: hardening, evaluation and waivers. It is independent of cdk8s and the command line.',
    imports: ['knowledge', 'formats'],
    folders: {
      'waivers': {
        contents: 'Reads waivers, matches them with findings, and reports in a ledger whether they are used, unused or expired. `dialects/` writes exceptions for other scanners, one scanner per file.',
        imports: ['engine', 'controls', 'settings', 'yaml', 'dockerfile', 'files', 'manifest'],
      },
      'engine': {
        contents: '`harden` adds missing settings, `evaluate` finds violations, and `assess` does both for third-party manifests. Pure: it reads no files.',
        imports: ['controls', 'context', 'facts', 'rbac', 'network', 'settings', 'image-lock', 'images', 'writable-paths', 'dockerfile', 'manifest'],
      },
      'own-policies': {
        contents: 'Evaluates a team\'s ValidatingAdmissionPolicies as the API server does: matching, defaults of the API, and verdicts.',
        imports: ['controls', 'context', 'facts', 'cel', 'manifest'],
      },
      'controls': {
        contents: 'One control per file, in the folder of its group; the catalog lists them.',
        imports: ['context', 'facts', 'rbac', 'network', 'settings', 'image-lock', 'images', 'writable-paths', 'yaml', 'dockerfile', 'shell', 'language', 'manifest'],
      },
      'context': {
        contents: 'All inputs of an evaluation besides the manifest: the target, the options of the user, facts and notes.',
        imports: ['facts', 'settings'],
      },
      'facts': {
        contents: 'Facts about other objects that controls declare, one per file, with their collectors.',
        imports: ['rbac', 'network', 'settings', 'manifest'],
      },
      'rbac': {
        contents: 'Rights of subjects: evaluates roles, bindings and aggregation like the API server.',
        imports: ['network', 'settings', 'manifest'],
      },
      'network': {
        contents: 'NetworkPolicies: rules for peers, and for DNS and Services of each platform. `evaluate/` finds the allowed connections.',
        imports: ['settings', 'language', 'manifest'],
      },
      'settings': {
        contents: 'The plain values that options resolve to, and their defaults.',
        imports: ['image-lock', 'images', 'writable-paths', 'manifest'],
      },
    },
  },
  knowledge: {
    contents: 'Facts about images and about the paths that programs write.',
    imports: ['formats'],
    folders: {
      'image-lock': {
        contents: 'The lock file, which maps image tags to digests: code to read, print and search it. `facts/` has the image facts in this file.',
        imports: ['images', 'writable-paths', 'yaml', 'files', 'manifest'],
      },
      'images': {
        contents: 'Facts about common images: one YAML file for each family in `families/`, in the schema of the settings file, and the matcher that finds a family.',
        imports: ['manifest'],
      },
      'writable-paths': {
        contents: 'Volumes, mounts, names, and the init containers that fill volumes.',
        imports: ['language', 'manifest'],
      },
    },
  },
  formats: {
    contents: 'Readers and writers of text and of Kubernetes JSON.',
    imports: [],
    folders: {
      yaml: {
        contents: 'Reads YAML as kubectl does, with the position of each field. `edit/` changes values, and keeps the rest of the text.',
        imports: ['manifest'],
      },
      cel: {
        contents: 'The Common Expression Language, as API servers evaluate it: parser, evaluator, the functions of Kubernetes, and regular expressions in linear time.',
        imports: ['manifest'],
      },
      dockerfile: {
        contents: '`parser/` reads a Dockerfile as builders do, `model/` derives facts such as its user and files.',
        imports: ['shell', 'manifest'],
      },
      shell: {
        contents: 'The programs that a command line or a shell script starts.',
        imports: ['manifest'],
      },
      language: {
        contents: 'Translates names of options and code in texts into the language of the app: Python, Java, Go, C#. Also builds long patterns from lists of alternatives and sequences of parts.',
        imports: [],
      },
      files: {
        contents: 'The two ways to read a file: any path from a person, or a path from the input, confined to a folder.',
        imports: ['manifest'],
      },
      manifest: {
        contents: 'Kubernetes JSON: pods, containers, mounts, quantities, versions. `crds/` finds pods in custom resources.',
        imports: [],
      },
    },
  },
};

/** Where each folder is, such as `policy/engine`, from the top down. */
export const PATHS: { readonly [folder: string]: string } = Object.fromEntries(Object.entries(GROUPS)
  .flatMap(([group, { folders }]) => Object.keys(folders).map((folder) => [folder, `${group}/${folder}`])));

/** Every folder, by its name, which is not used twice. */
export const FOLDERS: { readonly [name: string]: Folder } = Object.assign({}, ...Object.values(GROUPS).map(({ folders }) => folders));

/** The folders as zones of eslint's `import/no-restricted-paths`. */
export function importZones() {
  return Object.entries(FOLDERS).flatMap(([folder, { imports, packages = [] }]) => {
    const zone = {
      target: `./src/${PATHS[folder]}`,
      message: `src/${PATHS[folder]} may import ${[...imports, ...packages].join(', ') || 'nothing of ours'} (see projenrc/import-rules.ts).`,
    };
    return [
      { ...zone, from: './src', except: [folder, ...imports].map((name) => `./${PATHS[name]}`) },
      ...GUARDED_PACKAGES.filter((name) => !packages.includes(name)).map((name) => ({ ...zone, from: `./node_modules/${name}` })),
    ];
  });
}
