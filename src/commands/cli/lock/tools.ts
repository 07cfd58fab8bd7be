import { ToolName } from './tool-names';

/** How a program asks a registry. It uses the credentials that the user has given it. */
export interface Tool {
  /** The arguments that print the manifest of an image, byte for byte as the registry has it. */
  readonly manifest: (image: string, options: readonly string[]) => readonly string[];
  /** The arguments that print the configuration of an image for one platform, as JSON. */
  readonly config: (image: string, options: readonly string[]) => readonly string[];
  /** Gives it credentials for a registry. */
  readonly login: (registry: string) => string;
  /** What lets it use a registry without TLS. */
  readonly withoutTls: string;
}

export const TOOL: { readonly [name in ToolName]: Tool } = {
  crane: {
    manifest: (image, options) => ['manifest', ...options, image],
    config: (image, options) => ['config', ...options, image],
    login: (registry) => `crane auth login ${registry}`,
    withoutTls: '--tool-option=--insecure',
  },
  skopeo: {
    manifest: (image, options) => ['inspect', '--raw', ...options, `docker://${image}`],
    config: (image, options) => ['inspect', '--config', '--raw', ...options, `docker://${image}`],
    login: (registry) => `skopeo login ${registry}`,
    withoutTls: '--tool-option=--tls-verify=false',
  },
  docker: {
    manifest: (image, options) => ['buildx', 'imagetools', 'inspect', '--raw', ...options, image],
    config: (image, options) => ['buildx', 'imagetools', 'inspect', '--format', '{{json .Image}}', ...options, image],
    login: (registry) => `docker login ${registry}`,
    withoutTls: '--tool skopeo --tool-option=--tls-verify=false',
  },
};
