import { ParsedDocument } from './parsed-document';
import type { NamedFile } from '../../formats/files/named-file';
import { alternatives } from '../../formats/language/alternatives';
import { JsonObject } from '../../formats/manifest/json';
import { isKustomizationFile } from '../../formats/manifest/kustomization';
import { SourceDocument } from '../../formats/yaml/source';

/** The rendered manifests of a chart or a kustomization. */
export interface Rendering {
  readonly kind: 'chart' | 'kustomization';
  /** Whether somebody other than the authors of the repository may have written it, so that it must not accept its own findings. */
  readonly isForeign: boolean;
  /** The namespace of objects that do not name one; undefined if that is not known. */
  readonly namespace?: string;
  /** Whether the namespace is only Helm's default, and whoever deploys the chart chooses one. */
  readonly isNamespaceChosenAtDeploy?: boolean;
  /** The files and folders that it is made of. */
  readonly sources: readonly string[];
  /**
   * The file that an object comes from, as exactly as that is known.
   *
   * @param template as Helm names it in the comment above the object
   */
  readonly fileOf: (template: string | undefined) => string;
  /** The chart; undefined for a kustomization. */
  readonly chart?: RenderedChart;
}

/** A chart that was rendered, and can be rendered again with other values. */
export interface RenderedChart {
  /** Its folder or its archive. */
  readonly path: string;
  /** The files with values of the user. */
  readonly valuesFiles: readonly NamedFile[];
  /**
   * Renders it with values that override the values in the files.
   *
   * @throws InputError if it does not render
   */
  readonly renderWith: (values: JsonObject, options: RenderAgain) => Promise<string>;
}

export interface RenderAgain {
  /** Whether values are not checked by the schema of the chart. */
  readonly skipSchema: boolean;
  /** Ends the rendering early. */
  readonly signal: AbortSignal;
}

/** A file, standard input, or the rendered manifests of a chart or a kustomization. */
export interface Input {
  /** As findings name it. */
  readonly name: string;
  /** Undefined for standard input and rendered manifests. */
  readonly file?: NamedFile;
  /** Whether it is a Dockerfile, by its name; all other inputs contain manifests. */
  readonly isDockerfile: boolean;
  /** Whether the user named it, instead of its folder: then it must contain Kubernetes objects. */
  readonly isNamed: boolean;
  /** Whether it is a link to a folder, which is not followed, like in kubectl. */
  readonly isLinkToFolder?: boolean;
  /** Undefined for a file that is read as it is. */
  readonly rendering?: Rendering;
  /** Whether it is in the folder of a kustomization, or below one, that does not use it: it may be a patch. Default: false. */
  readonly mayBePatch?: boolean;
  /** Whether it comes with a chart, so that it must not accept its own findings. Default: false. */
  readonly isForeign?: boolean;
  /** Whether it is a file in the folder of a chart that Helm does not install. Default: false. */
  readonly isChartFile?: boolean;
  /** The objects in it that others depend on, if they were read before. */
  readonly known?: readonly JsonObject[];
  /** Reads a document, or knows it from before. Default: `parseDocument`. */
  readonly parse?: (source: SourceDocument) => ParsedDocument;
  /** Its bytes, to be read once. */
  readonly chunks: () => Iterable<Uint8Array>;
  /** Its bytes, to be read once before `chunks`. If the input cannot be read twice, only as many bytes as may stay in memory. */
  readonly preview: () => Iterable<Uint8Array>;
}

/** As findings name standard input. */
export const STDIN = 'stdin';

const MANIFEST = /\.(yaml|yml|json)$/;
const DOCKERFILE = alternatives([
  /^(?:[Dd]ocker|[Cc]ontainer)file(?:[_-][^.]+(?:\.\d[^.]*)*)?$/, // Dockerfile-alpine3.20
  /^(?:Docker|Container)file\..+$/, // Dockerfile.web
  /^(?:docker|container)file\.[\w-]+(?:\.\d[\w-]*)*$/, // dockerfile.alpine-3.20
  /^DOCKERFILE$/, // DOCKERFILE
  /^.+\.(?:[Dd]ocker|[Cc]ontainer)file$/, // web.dockerfile
]);
/** Endings of source code and of other formats: `dockerfile.go` is a source, and `Dockerfile.go` the Dockerfile of one. */
const OTHER_ENDINGS: ReadonlySet<string> = new Set([
  'js', 'ts', 'jsx', 'tsx', 'cjs', 'cts', 'mjs', 'mts', 'd.ts', 'go', 'py', 'rb', 'rs', 'java', 'kt', 'php', 'cs', 'c', 'h', 'cc', 'cpp', 'hpp',
  'sh', 'ps1', 'lua', 'swift', 'scala', 'pl', 'r', 'vim', 'el', 'htm', 'html', 'css', 'sass', 'scss', 'less', 'vue', 'svelte', 'svg', 'png',
  'jpg', 'jpeg', 'gif', 'webp', 'ico', 'pdf', 'toml', 'ini', 'cfg', 'conf', 'lock', 'xml', 'csv', 'snap', 'log', 'map', 'rst', 'adoc', 'tf',
  'hcl', 'nix', 'jar', 'zip', 'gz', 'tgz', 'tar',
]);
/** Files with names like those of Dockerfiles: lists for .dockerignore, templates, notes and old versions. */
const NO_DOCKERFILE = /\.(?:dockerignore|containerignore|j2|jinja2?|tmpl|tpl|template|erb|mustache|in|md|txt|bak|old|orig|rej|swp)$|~$/;

/** Whether a name says that there are manifests in a file. */
export function isManifestName(name: string): boolean {
  return MANIFEST.test(name);
}

/** Whether a file in a folder is read. */
export function isAudited(name: string): boolean {
  return MANIFEST.test(name) || isKustomizationFile(name) || (namesDockerfile(name) && !NO_DOCKERFILE.test(name));
}

/** Whether a name says that a file is a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return namesDockerfile(name) && !MANIFEST.test(name);
}

function namesDockerfile(name: string): boolean {
  const [, ending = ''] = /^(?:docker|container)file\.(.+)$/.exec(name) ?? [];
  return DOCKERFILE.test(name) && !OTHER_ENDINGS.has(ending);
}
