import type { Input } from '../../src/tasks/audit/input';

/** A text as the file that it would be. */
export function inputOf(text: string, isDockerfile: boolean): Input {
  const chunks = () => [new TextEncoder().encode(text)];
  return { name: isDockerfile ? 'Dockerfile' : 'manifest.yaml', isDockerfile, isNamed: true, chunks, preview: chunks };
}
