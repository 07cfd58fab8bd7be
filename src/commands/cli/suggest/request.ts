import { RunRequest } from './observe';
import type { SuggestPathsOptions } from './options';
import { readProbe } from './probe';
import { contentOf } from './save-observation';
import { InputError } from '../../../formats/manifest/input-error';
import { allKnown } from '../../../knowledge/image-lock/all-known';
import { LockedImage, LockedImages } from '../../../knowledge/image-lock/locked-images';
import { knowledgeOf } from '../../../knowledge/images/knowledge-of';

/**
 * The run that the command line asks for.
 *
 * @param lock the facts of the lock file
 * @param entry the locked content to run, even if the tag has moved
 * @throws InputError if an option is invalid
 */
export function requestOf(options: SuggestPathsOptions, lock?: LockedImages, entry?: LockedImage): RunRequest {
  const { image, command, for: duration, until, probe, user, env, runOption } = options;
  return {
    image: entry ? contentOf(entry) : image,
    command,
    milliseconds: milliseconds(duration),
    until: until === undefined ? undefined : untilCommand(until),
    probe: probe === undefined ? undefined : readProbe(probe),
    knowledge: lock ? allKnown(image, lock) : knowledgeOf(image),
    user,
    env,
    runOptions: runOption,
  };
}

const UNITS: { readonly [unit: string]: number } = { '': 1000, 's': 1000, 'm': 60_000, 'h': 3_600_000 };
const LONGEST = 24 * UNITS.h;

/** @throws InputError if the text is not a duration */
export function milliseconds(duration: string): number {
  const [, amount, unit] = /^(\d{1,9})([smh]?)$/.exec(duration) ?? [];
  const time = Number(amount) * UNITS[unit];
  if (!(time > 0 && time <= LONGEST)) {
    throw new InputError(`--for ${duration} is not a duration: write one such as 30s, 5m or 1h, at most 24h`);
  }
  return time;
}

/** A string runs in a shell; a JSON list runs without one. */
function untilCommand(until: string): readonly string[] {
  if (!until.trimStart().startsWith('[')) {
    return ['sh', '-c', until];
  }
  let words: unknown;
  try {
    words = JSON.parse(until);
  } catch {
    // `[ -e /ready ]` is a command for a shell.
    return ['sh', '-c', until];
  }
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === 'string')) {
    throw new InputError(`--until ${until} is not a list of strings: write '["/app/health", "--quiet"]'`);
  }
  return words;
}
