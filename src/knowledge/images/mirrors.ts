/**
 * The registries behind prefixes of the user's own registry: `{ 'registry.example/hub': 'docker.io' }`. If the value is empty, the rest of
 * the name starts with a registry, as in `registry.example/proxy/quay.io/...`.
 */
export interface Mirrors {
  readonly [prefix: string]: string;
}

/** Public mirrors of images. */
const PUBLIC: Mirrors = {
  'index.docker.io': 'docker.io',
  'registry-1.docker.io': 'docker.io',
  'registry.hub.docker.com': 'docker.io',
  'mirror.gcr.io': 'docker.io',
  'public.ecr.aws/docker': 'docker.io',
  'public.ecr.aws/bitnami': 'docker.io/bitnami',
  'k8s.gcr.io': 'registry.k8s.io',
};

/** The original image of a mirrored image, under the name in its own registry. */
export function upstreamOf(image: string, mirrors: Mirrors): string {
  return mirroredBy(mirroredBy(image, mirrors), PUBLIC);
}

/** The original image behind one of these mirrors; the same image if no prefix matches. */
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
