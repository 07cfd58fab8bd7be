import { App, Chart, Testing } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-28';
import { Hardening, HardenedDeployment, HardeningProps, ImageLock } from '../../../src';
import { run } from '../../commands/cli/support';

/** An image in the registry of the tests, and the names of its workload and container. */
export interface TestedImage {
  readonly name: string;
  readonly container: string;
  readonly image: string;
}

/** The objects of a hardened workload: with its image and, if there is a lock file, that. */
export function lockedObjects({ name, container, image, ...fields }: TestedImage, lockFile?: string, props: HardeningProps = {}): any[] {
  const chart = new Chart(new App(), name, { disableResourceNameHashes: true });
  if (lockFile !== undefined) {
    Hardening.of(chart).setDefaults({ imageLock: ImageLock.fromFile(lockFile) });
  }
  new HardenedDeployment(chart, name, {
    metadata: { name }, containers: [{ name: container, image, imagePullPolicy: ImagePullPolicy.NEVER, ...fields }], ...props,
  });
  return Testing.synth(chart);
}

/** Writes the lock file of the images in manifests, with facts from the registry of the tests, in a folder that also has the cache. */
export async function writeLock(file: string, manifests: readonly string[], folder: string): Promise<void> {
  const { status, stderr } = await run(['lock', '-', '--file', file, '--tool', 'skopeo', '--tool-option=--tls-verify=false'], {
    input: manifests.join('---\n'), cwd: folder, env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  expect([status, stderr.filter((line) => line.includes('failed'))]).toEqual([0, []]);
}
