import { Size } from 'cdk8s';
import { RunAs } from './run-as';
import { RuntimePresetOptions } from './runtime-preset-options';
import { WritablePath } from './writable-path';
import { OptionError } from '../../formats/language/option-error';
import { Knowledge, knowledgeOf } from '../../knowledge/images/knowledge-of';
import { ImageFacts, KnownPath, ownIds } from '../../knowledge/images/known-image';

/** The known facts about an image, as a preset. */
export function presetOfImage(facts: ImageFacts): RuntimePresetOptions {
  const { writablePaths = [], environment } = facts;
  const ids = ownIds(facts);
  return { writablePaths: writablePaths.map(toWritablePath), environment, runAs: ids && RunAs.user(ids.uid, ids.gid) };
}

/** @throws if nothing is known about the image */
export function requireKnowledge(image: string): Knowledge {
  const knowledge = typeof image === 'string' ? knowledgeOf(image) : undefined;
  if (!knowledge) {
    throw new OptionError(`nothing is known about the image ${JSON.stringify(image)}: write RuntimePreset.custom(...), or an image of docs/reference/images.md such as "postgres:18"`);
  }
  return knowledge;
}

function toWritablePath({ path, kind, size }: KnownPath): WritablePath {
  const options = size === undefined ? {} : { sizeLimit: Size.kibibytes(Math.ceil(size / 1024)) };
  return kind === 'seeded' ? WritablePath.fromImage(path, options) : WritablePath.emptyDir(path, options);
}
