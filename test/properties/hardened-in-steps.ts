import { isDeepStrictEqual } from 'util';
import { parseAllDocuments, stringify } from 'yaml';
import { builtInFamilies } from '../../src/knowledge/images/built-in-families';
import { LEVELS } from '../../src/policy/controls/control';
import { run } from '../commands/cli/support';

/** Images of every variant of every known family, and one that no one knows. */
const IMAGES: readonly string[] = [...new Set(['registry.example/unknown:1', ...builtInFamilies().flatMap(({ repositories: [repository], variants }) =>
  variants.map(({ tags = [], versions: { from, below } = {} }) =>
    `${repository.replace('*', 'any')}:${[from ?? (below ? '0.1' : '9999'), ...tags].join('-')}`))])];

type Shape = (image: string) => object;

const main = (image: string, fields: object = {}) => ({ name: 'main', image, ...fields });
const withVolume = (image: string, volume: object) =>
  ({ containers: [main(image, { volumeMounts: [{ name: 'data', mountPath: '/data' }] })], volumes: [{ name: 'data', ...volume }] });

/** Pods as people write them around an image. */
export const SHAPES: { readonly [name: string]: Shape } = {
  'a server': (image) => ({ containers: [main(image, { ports: [{ containerPort: 8080 }] })] }),
  'nothing but the image': (image) => ({ containers: [main(image)] }),
  'a command': (image) => ({ containers: [main(image, { command: ['sleep', 'infinity'] })] }),
  'an init container': (image) => ({ initContainers: [{ name: 'init', image }], containers: [main('registry.example/app:1')] }),
  'two servers': (image) => ({ containers: [main(image), { name: 'other', image: 'redis:8.0' }] }),
  'a uid of the author': (image) => ({ securityContext: { runAsUser: 1234 }, containers: [main(image)] }),
  'a non-root user': (image) => ({ containers: [main(image, { securityContext: { runAsNonRoot: true } })] }),
  'root': (image) => ({ containers: [main(image, { securityContext: { runAsUser: 0 } })] }),
  'a group of the author': (image) => ({ containers: [main(image, { securityContext: { runAsGroup: 4321 } })] }),
  'a claim of others': (image) => withVolume(image, { persistentVolumeClaim: { claimName: 'data' } }),
  'an emptyDir without a limit': (image) => withVolume(image, { emptyDir: {} }),
  'variables': (image) => ({ containers: [main(image, { env: [{ name: 'A', value: 'a' }], envFrom: [{ configMapRef: { name: 'settings' } }] })] }),
};

const CHAINS = LEVELS.flatMap((first) => LEVELS.flatMap((second) => [[first, second], ...LEVELS.map((third) => [first, second, third])]));
/** Those that people follow. */
export const RISING = CHAINS.filter((chain) =>
  chain.every((level, index) => index === 0 || LEVELS.indexOf(level) > LEVELS.indexOf(chain[index - 1])));

/**
 * The images of which hardening to each profile of a chain gives something else than hardening to the strictest of them at once. The order
 * of keys means nothing.
 */
export async function differences(shape: Shape, chains = CHAINS): Promise<readonly string[]> {
  const input = IMAGES.map((image, index) => stringify({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `d${index}`, namespace: 'shop' }, spec: { template: { spec: shape(image) } },
  })).join('---\n');
  // Chains lead to the same text, mostly.
  const harden = remembering(async (profile: string, text: string) => (await run(['harden', '-', '--profile', profile], { input: text })).stdout);
  const read = remembering((text: string) => parseAllDocuments(text).map((each) => each.toJS()));
  const found: string[] = [];
  for (const chain of chains) {
    const strictest = LEVELS.filter((level) => chain.includes(level)).pop()!;
    let text = input;
    for (const profile of chain) {
      text = await harden(profile, text);
    }
    const [inSteps, atOnce] = [read(text), read(await harden(strictest, input))];
    found.push(...IMAGES.filter((_, index) => !isDeepStrictEqual(inSteps[index], atOnce[index])).map((image) => `${chain.join(', ')}: ${image}`));
  }
  return found;
}

function remembering<A extends readonly string[], T>(compute: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = JSON.stringify(args);
    const result = known.get(key) ?? compute(...args);
    known.set(key, result);
    return result;
  };
}
