/*
 * The entry of an image as options of a workload. Nothing else in these tests knows how an entry gets there.
 */
import { Size } from 'cdk8s';
import { HardeningProps, RunAs, RuntimePreset, WritablePath } from '../../../src';
import { knowledgeOf } from '../../../src/images/knowledge-of';
import { ImageFacts, KnownPath } from '../../../src/images/known-image';

/** What is known about an image, exactly. */
export function factsOf(image: string): ImageFacts {
  const knowledge = knowledgeOf(image);
  if (!knowledge || knowledge.note) {
    throw new Error(`src/images does not know ${image}${knowledge?.note ? `: ${knowledge.note}` : ''}`);
  }
  return knowledge.facts;
}

export function withEntry(image: string): HardeningProps {
  const { uid, gid, writablePaths = [], environment = {} } = factsOf(image);
  return {
    presets: [RuntimePreset.custom('entry', {
      environment: { ...environment },
      writablePaths: writablePaths.map(writablePath),
      runAs: uid === undefined ? undefined : RunAs.user(uid, gid || uid),
    })],
  };
}

export const WITHOUT_ENTRY: HardeningProps = {};

function writablePath({ path, kind, size }: KnownPath): WritablePath {
  const options = size === undefined ? {} : { sizeLimit: Size.mebibytes(size / 2 ** 20) };
  return kind === 'seeded' ? WritablePath.fromImage(path, options) : WritablePath.emptyDir(path, options);
}
