import { ToolName } from './tool-names';

/** The command line of a program that asks registries, with the credentials that the user has given it. */
export interface Tool {
  /** The arguments that print the manifest of an image, byte for byte as the registry has it. */
  readonly manifest: (image: string, options: readonly string[]) => readonly string[];
  /** The arguments that print the configuration of an image for one platform, as JSON. */
  readonly config: (image: string, options: readonly string[]) => readonly string[];
  /** The arguments that print a layer, compressed as the registry has it; absent if the program prints none. */
  readonly layer?: (image: string, options: readonly string[]) => readonly string[];
  /** The arguments that copy an image for one platform into a folder, each blob named by its digest; absent if `layer` is there. */
  readonly copy?: (image: string, folder: string, options: readonly string[]) => readonly string[];
  /** Whether the program prints configurations byte for byte. */
  readonly isConfigExact: boolean;
  /** The command that logs in to a registry. */
  readonly login: (registry: string) => string;
  /** The option for a registry without TLS. */
  readonly withoutTls: string;
}

export const TOOL: { readonly [name in ToolName]: Tool } = {
  crane: {
    manifest: (image, options) => ['manifest', ...options, image],
    config: (image, options) => ['config', ...options, image],
    layer: (image, options) => ['blob', ...options, image],
    isConfigExact: true,
    login: (registry) => `crane auth login ${registry}`,
    withoutTls: '--tool-option=--insecure',
  },
  skopeo: {
    manifest: (image, options) => ['inspect', '--raw', ...options, `docker://${image}`],
    config: (image, options) => ['inspect', '--config', '--raw', ...options, `docker://${image}`],
    // The image is not run, and its digest is verified, so a policy for signatures would add nothing.
    copy: (image, folder, options) => [
      'copy',
      '--insecure-policy',
      '--preserve-digests',
      '--quiet',
      ...options.map(ofSource),
      `docker://${image}`,
      `dir:${folder}`,
    ],
    isConfigExact: true,
    login: (registry) => `skopeo login ${registry}`,
    withoutTls: '--tool-option=--tls-verify=false',
  },
  docker: {
    manifest: (image, options) => ['buildx', 'imagetools', 'inspect', '--raw', ...options, image],
    config: (image, options) => ['buildx', 'imagetools', 'inspect', '--format', '{{json .Image}}', ...options, image],
    isConfigExact: false,
    login: (registry) => `docker login ${registry}`,
    withoutTls: '--tool skopeo --tool-option=--tls-verify=false',
  },
};

/** Options of `skopeo inspect` about the registry. `skopeo copy` has each of them twice: for the source and for the destination. */
const OF_REGISTRY = /^--(?=(?:authfile|cert-dir|creds|no-creds|password|registry-token|tls-verify|username)(?:=|$))/;

function ofSource(option: string): string {
  return option.replace(OF_REGISTRY, '--src-');
}
