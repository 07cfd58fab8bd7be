import { Cause } from '../../cause';
import { pathOf } from '../../log-path';

export const wrongArchitecture: Cause = {
  id: 'wrong-architecture',
  title: 'the program is made for another processor',
  why: 'The image is of another architecture than the node, or the program is a script without a first line `#!`.',
  signs: [{ in: 'cluster', text: /exec format error/ }, { in: 'log', text: /exec format error|cannot execute binary file/i, weight: 80 }],
  fix: (found) => ({ do: `build ${pathOf(found) ?? 'the image'} for the architecture of the nodes (\`docker buildx build --platform linux/amd64,linux/arm64\`), or select nodes by \`kubernetes.io/arch\`; a script needs a first line \`#!\``, yaml: 'nodeSelector:\n  kubernetes.io/arch: amd64' }),
  example: { source: 'log', text: 'exec /app/server: exec format error' },
};
