import { ParsedDocument } from './parsed-document';
import type { NamedFile } from '../../formats/files/named-file';
import { alternatives } from '../../formats/language/alternatives';
import { JsonObject } from '../../formats/manifest/json';
import { isKustomizationFile } from '../../formats/manifest/kustomization';
import { SourceDocument } from '../../formats/yaml/source';

/** The rendered manifests of a chart or a kustomization. */
export interface Rendering {
  readonly kind: 'chart' | 'kustomization';
  /** Whether the author can be a third party, so that waivers in the manifests do not apply by default. */
  readonly isForeign: boolean;
  /** The namespace of objects that do not name one; undefined if it is unknown. */
  readonly namespace?: string;
  /** Whether the namespace is only Helm's default, because the user chooses one at install time. */
  readonly isNamespaceChosenAtDeploy?: boolean;
  /** The files and folders of the chart or kustomization. */
  readonly sources: readonly string[];
  /**
   * The source file of an object, as exactly as it is known.
   *
   * @param template the name from Helm's comment above the object
   */
  readonly fileOf: (template: string | undefined) => string;
  /** The chart; undefined for a kustomization. */
  readonly chart?: RenderedChart;
}

/** A chart that can be rendered again with other values. */
export interface RenderedChart {
  /** The folder or archive of the chart. */
  readonly path: string;
  /** The files with values of the user. */
  readonly valuesFiles: readonly NamedFile[];
  /**
   * Renders the chart with values that override the values files.
   *
   * @throws InputError if the chart does not render
   */
  readonly renderWith: (values: JsonObject, options: RenderAgain) => Promise<string>;
}

export interface RenderAgain {
  /** Whether to skip the chart's schema for values. */
  readonly skipSchema: boolean;
  /** Ends the rendering early. */
  readonly signal: AbortSignal;
}

/** A file, standard input, or the rendered manifests of a chart or a kustomization. */
export interface Input {
  /** The name in findings. */
  readonly name: string;
  /** Undefined for standard input and rendered manifests. */
  readonly file?: NamedFile;
  /** Whether it is a Dockerfile, by its name; all other inputs contain manifests. */
  readonly isDockerfile: boolean;
  /** Whether the user named the file, and not its folder. Then it must contain Kubernetes objects. */
  readonly isNamed: boolean;
  /** Whether it is a link to a folder. It is not followed, as in kubectl. */
  readonly isLinkToFolder?: boolean;
  /** Whether its objects come from a cluster: lines of its text are in no file. Default: false. */
  readonly isLive?: boolean;
  /** Whether only facts for other objects are read from it. Default: false. */
  readonly isContext?: boolean;
  /** Undefined for a file that was not rendered. */
  readonly rendering?: Rendering;
  /** Whether it is in or below the folder of a kustomization that does not use it. Then it may be a patch. Default: false. */
  readonly mayBePatch?: boolean;
  /** Whether it belongs to a chart, so that waivers in it do not apply by default. Default: false. */
  readonly isForeign?: boolean;
  /** Whether it is a file of a chart that Helm does not install. Default: false. */
  readonly isChartFile?: boolean;
  /** The folder of tests of a chart around it. The chart does not deploy the input. */
  readonly chartTests?: string;
  /** The objects that others depend on, if they were already read. */
  readonly known?: readonly JsonObject[];
  /** Parses a document, or returns it from a cache. Default: `parseDocument`. */
  readonly parse?: (source: SourceDocument) => ParsedDocument;
  /** The bytes. Can be called once. */
  readonly chunks: () => Iterable<Uint8Array>;
  /** The bytes, before `chunks`. Can be called once. If the input cannot be read twice, only as many bytes as may stay in memory. */
  readonly preview: () => Iterable<Uint8Array>;
}

/** The name of standard input in findings. */
export const STDIN = 'stdin';

const MANIFEST = /\.(?:yaml|yml|json)$/i;
const DOCKERFILE = alternatives([
  /^(?:[Dd]ocker|[Cc]ontainer)file(?:[_-][^.]+(?:\.\d[^.]*)*)?$/, // Dockerfile-alpine3.20
  /^(?:Docker|Container)file\..+$/, // Dockerfile.web
  /^(?:docker|container)file\.[\w-]+(?:\.\d[\w-]*)*$/, // dockerfile.alpine-3.20
  /^DOCKERFILE$/, // DOCKERFILE
  /^.+\.(?:[Dd]ocker|[Cc]ontainer)file$/, // web.dockerfile
]);
/** Extensions of source code and of other formats: `dockerfile.go` is source code, but `Dockerfile.go` is a Dockerfile. */
const OTHER_ENDINGS: ReadonlySet<string> = new Set([
  'js', 'ts', 'jsx', 'tsx', 'cjs', 'cts', 'mjs', 'mts', 'd.ts', 'go', 'py', 'rb', 'rs', 'java', 'kt', 'php', 'cs', 'c', 'h', 'cc', 'cpp',
  'hpp', 'sh', 'ps1', 'lua', 'swift', 'scala', 'pl', 'r', 'vim', 'el', 'htm', 'html', 'css', 'sass', 'scss', 'less', 'vue', 'svelte',
  'svg', 'png', 'jpg', 'jpeg', 'gif', 'webp', 'ico', 'pdf', 'toml', 'ini', 'cfg', 'conf', 'lock', 'xml', 'csv', 'snap', 'log', 'map',
  'rst', 'adoc', 'tf', 'hcl', 'nix', 'jar', 'zip', 'gz', 'tgz', 'tar',
]);
/** Files that are not Dockerfiles despite their names: ignore lists, templates, notes and old versions. */
const NO_DOCKERFILE = /\.(?:dockerignore|containerignore|j2|jinja2?|tmpl|tpl|template|erb|mustache|in|md|txt|bak|old|orig|rej|swp)$|~$/;

/** Whether a file with this name contains manifests. */
export function isManifestName(name: string): boolean {
  return MANIFEST.test(name);
}

/** Whether a file in a folder is read, by its name. */
export function isAudited(name: string): boolean {
  return MANIFEST.test(name) || isKustomizationFile(name) || (namesDockerfile(name) && !NO_DOCKERFILE.test(name));
}

/** Whether a file with this name is a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return namesDockerfile(name) && !MANIFEST.test(name);
}

function namesDockerfile(name: string): boolean {
  const [, ending = ''] = /^(?:docker|container)file\.(.+)$/.exec(name) ?? [];
  return DOCKERFILE.test(name) && !OTHER_ENDINGS.has(ending);
}
