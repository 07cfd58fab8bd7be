import { InputError } from '../../formats/manifest/input-error';
import { Input } from '../../tasks/audit/input';

/** @throws InputError for a Dockerfile that the user named; Dockerfiles in folders are skipped */
export function isManifest({ name, isNamed, isDockerfile, isLinkToFolder }: Input): boolean {
  if (isDockerfile && isNamed) {
    throw new InputError(`${name}: is a Dockerfile: name manifests; \`audit\` checks Dockerfiles`);
  }
  return !isDockerfile && !isLinkToFolder;
}
