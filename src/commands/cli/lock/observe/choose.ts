import { manifestRun } from './manifest-run';
import { ContainerView } from '../../../../formats/manifest/pod';
import { lockedImage } from '../../../../knowledge/image-lock/find-image';
import { LockedImage, LockedImages } from '../../../../knowledge/image-lock/locked-images';
import { isForPlatform } from '../../../../knowledge/image-lock/platforms';
import { knowledgeOf, KnowledgeOptions } from '../../../../knowledge/images/knowledge-of';
import { ContainerRequest } from '../../suggest/container';

/** An image to run, with the first container that names it. */
export interface Candidate {
  readonly entry: LockedImage;
  readonly container: ContainerView;
  readonly run: Omit<ContainerRequest, 'image'>;
}

export interface Candidates {
  readonly chosen: readonly Candidate[];
  /** Names of images for other platforms than this machine. */
  readonly foreign: readonly string[];
}

const ARCHITECTURES: { readonly [arch: string]: string } = { x64: 'amd64', ia32: '386' };

/** The platform of images that run on this machine, or in the virtual machine of its container runtime. */
export function hostPlatform(): string {
  return `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
}

/** The images whose writes are unknown: no family describes them, and no run of this content is in the lock file. */
export function candidates(
  containers: ReadonlyMap<string, ContainerView>, lock: LockedImages, knowledge: KnowledgeOptions | undefined, platform: string,
): Candidates {
  const chosen: Candidate[] = [];
  const foreign: string[] = [];
  for (const [name, container] of containers) {
    const entry = lockedImage(lock, name, knowledge?.mirrors);
    const isKnown = knowledgeOf(name, knowledge)?.facts.writablePaths !== undefined || entry?.observation !== undefined;
    if (!entry || isKnown) {
      continue;
    }
    const platforms = entry.facts?.platforms.flatMap((each) => each.platforms) ?? [];
    if (platforms.length > 0 && !isForPlatform(platforms, platform)) {
      foreign.push(name);
    } else {
      chosen.push({ entry, container, run: manifestRun(container) });
    }
  }
  return { chosen, foreign };
}
