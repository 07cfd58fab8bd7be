import { Asking, ResolvedManifest, resolveImage } from './resolve';
import { nameOf, repositoryOf } from '../../../formats/manifest/image';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { lockName } from '../../../knowledge/image-lock/lock-name';

/** The containers of a pod, and their statuses. */
const STATUSES = [
  ['containers', 'containerStatuses'], ['initContainers', 'initContainerStatuses'], ['ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;
/** An image by its digest, as a kubelet reports it. An image that was not pulled has only the digest of its configuration. */
const PULLED = /^(?:docker-pullable:\/\/)?([^@\s]+)@(sha256:[0-9a-f]{64})$/;

/** The digests that pods run, by the names of their images in a lock file. */
export class RunningImages {
  private readonly digests = new Map<string, Set<string>>();

  /** Takes a live object. Only pods count. */
  public add(object: JsonObject): void {
    if (groupKind(object) !== '/Pod') {
      return;
    }
    const [spec, status] = [asObject(object.spec), asObject(object.status)];
    for (const [containers, statuses] of STATUSES) {
      const images = new Map(asArray(spec[containers]).map(asObject).map(({ name, image }) => [name, image]));
      for (const { name: container, imageID } of asArray(status[statuses]).map(asObject)) {
        const image = images.get(container);
        const name = lockName(image);
        const [, repository, digest] = PULLED.exec(asString(imageID) ?? '') ?? [];
        if (name !== undefined && digest !== undefined && repositoryOf(repository) === repositoryOf(String(image))) {
          this.digests.set(name, (this.digests.get(name) ?? new Set()).add(digest));
        }
      }
    }
  }

  /**
   * Asks the registry of an image. If pods run another content than its tag names now, the answer is the one that runs.
   *
   * @param onRemark called with both digests
   */
  public async resolve(name: string, asking: Asking, onRemark: (line: string) => void): Promise<ResolvedManifest> {
    const tagged = await resolveImage(name, asking);
    if ('failure' in tagged && !tagged.failure.isAnswer) {
      return tagged;
    }
    const [now, current] = 'image' in tagged ? [tagged.image.digest, digestsOf(tagged)] : ['nothing', []];
    const all = [...this.digests.get(name) ?? []].sort();
    const old = all.filter((digest) => !current.includes(digest));
    if (old.length === 0) {
      return tagged;
    }
    const both = `${name}: pods run ${all.join(' and ')}, and the registry has ${now} for the tag now`;
    if (old.length < all.length) {
      onRemark(`${both}: took the one that both have`);
      return tagged;
    }
    if (old.length > 1) {
      const message = `${both}. Fix: restart the workloads, so that all run the same, or leave the image out with --exclude-image`;
      return { failure: { isAnswer: true, message } };
    }
    onRemark(`${both}: took the one that runs`);
    const answer = await resolveImage(`${nameOf(name)}@${old[0]}`, asking);
    const isOther = 'image' in answer && answer.image.digest !== old[0];
    const message = `${name}: ${asking.tool} answers with another image than ${old[0]}`;
    return isOther ? { failure: { isAnswer: false, message } } : answer;
  }
}

/** The digests by which nodes may call an image: they are of its index, or of its manifest for a platform. */
function digestsOf({ image: { digest }, bytes }: Extract<ResolvedManifest, { readonly image: unknown }>): readonly string[] {
  const { manifests } = asObject(JSON.parse(Buffer.from(bytes).toString()));
  return [digest, ...asArray(manifests).flatMap((each) => asString(asObject(each).digest) ?? [])];
}
