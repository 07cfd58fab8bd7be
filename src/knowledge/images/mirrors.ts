/**
 * The registries behind the prefixes of a caller's own registry: `{ 'registry.example/hub': 'docker.io' }`. With an empty text, the rest of
 * the name starts with a registry, as in `registry.example/proxy/quay.io/...`.
 */
export interface Mirrors {
  readonly [prefix: string]: string;
}

/** Mirrors that offer the same images to everybody. */
const PUBLIC: Mirrors = {
  'index.docker.io': 'docker.io',
  'registry-1.docker.io': 'docker.io',
  'registry.hub.docker.com': 'docker.io',
  'mirror.gcr.io': 'docker.io',
  'public.ecr.aws/docker': 'docker.io',
  'public.ecr.aws/bitnami': 'docker.io/bitnami',
  'k8s.gcr.io': 'registry.k8s.io',
};

/** The image behind a mirror, under the name of its own registry. */
export function upstreamOf(image: string, mirrors: Mirrors): string {
  return mirroredBy(mirroredBy(image, mirrors), PUBLIC);
}

/** The image behind one of these mirrors; the image itself if its name has none of these prefixes. */
export function mirroredBy(image: string, mirrors: Mirrors): string {
  let longest: string | undefined;
  for (const prefix in mirrors) {
    if (isBelow(image, prefix) && prefix.length > (longest?.length ?? 0)) {
      longest = prefix;
    }
  }
  if (longest === undefined) {
    return image;
  }
  const rest = image.slice(withoutSlash(longest).length + 1);
  const upstream = withoutSlash(mirrors[longest]);
  return upstream ? `${upstream}/${rest}` : rest;
}

function isBelow(image: string, prefix: string): boolean {
  return image.startsWith(withoutSlash(prefix)) && image[withoutSlash(prefix).length] === '/';
}

function withoutSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}
