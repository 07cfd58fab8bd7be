import { Candidate, candidates, hostPlatform } from './choose';
import { ObservedImage, observedImage, unrunnable } from './observed-image';
import { ContainerView } from '../../../../formats/manifest/pod';
import { LockedImages } from '../../../../knowledge/image-lock/locked-images';
import { KnowledgeOptions } from '../../../../knowledge/images/knowledge-of';
import { inParallel } from '../../../../tasks/programs/in-parallel';
import { printable } from '../../../../tasks/reports/printable';
import { countText } from '../../../../tasks/reports/text';
import { EXIT_CODES, ExitCode } from '../../exit-code';
import { Io, log } from '../../io';
import { Progress } from '../../progress';
import { Interruption } from '../../suggest/interruption';
import { milliseconds } from '../../suggest/request';
import { findRuntime, Runtime } from '../../suggest/runtime';
import { saveObservation } from '../../suggest/save-observation';

/** Images that run at the same time. */
const PARALLEL = 2;

/**
 * Runs images whose writes are unknown, and adds what the runs showed to the lock file.
 *
 * @param containers the first container with each image, by the names of the images in the lock file
 * @param duration how long each run lasts, such as `20s`
 * @throws InputError if it is not a duration, or if no container runtime is installed
 */
export async function observeImages(
  containers: ReadonlyMap<string, ContainerView>, lock: LockedImages, knowledge: KnowledgeOptions | undefined, duration: string, io: Io,
): Promise<ExitCode> {
  const time = milliseconds(duration);
  const { chosen, foreign } = candidates(containers, lock, knowledge, hostPlatform());
  foreign.forEach((name) => log(io, `${name} was not run: it has no image for the platform of this machine`));
  if (chosen.length === 0) {
    log(io, 'no image to run: what all others write is known');
    return EXIT_CODES.clean;
  }
  const runtime = findRuntime(undefined, io.env);
  const interruption = new Interruption();
  const progress = new Progress(io.stderr);
  const course = { runtime: new Runtime(runtime, io.env, interruption.everything), interruption, warn: (line: string) => log(io, line) };
  let done = 0;
  try {
    const results = await inParallel(chosen, PARALLEL, async (candidate) => {
      progress.show(() => `cdk8s-hardened: ${done} of ${countText(chosen.length, 'image')} observed, now ${candidate.entry.name}`);
      const result = await observedImage(candidate, lock, time, course).catch(unrunnable);
      interruption.everything.throwIfAborted();
      done++;
      return result;
    });
    progress.clear();
    chosen.forEach(({ entry }, index) => {
      const result = results[index];
      if (result.kind === 'starts') {
        saveObservation(lock.file, entry, result.ids, result.paths, io);
      }
    });
    const lines = chosen.flatMap((candidate, index) => linesOf(candidate, results[index]));
    io.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
    log(io, summary(results));
    return results.every((result) => result.kind === 'starts' && result.line === undefined) ? EXIT_CODES.clean : EXIT_CODES.findings;
  } finally {
    progress.clear();
    interruption.close();
  }
}

function linesOf({ entry: { name } }: Candidate, result: ObservedImage): readonly string[] {
  if (result.kind === 'starts') {
    return result.line === undefined ? [`${name}: starts`] : [`${name}: starts with one line more:`, ...indented(result.line)];
  }
  const { isAtOnce, reason, advice, line } = result;
  return [
    `${name}: ${isAtOnce ? 'does not start here' : 'does not start with a read-only root filesystem'}: ${reason}`,
    ...advice === undefined ? [] : [`  ${advice}`],
    ...line === undefined ? [] : indented(line),
    ...isAtOnce && line === undefined ? ['  it may need its real surroundings: its configuration, its volumes or another server'] : [],
  ];
}

function indented(code: string): readonly string[] {
  return code.split('\n').map((line) => `    ${line}`);
}

function summary(results: readonly ObservedImage[]): string {
  const count = (is: (result: ObservedImage) => boolean) => results.filter(is).length;
  const parts = [
    [count((result) => result.kind === 'starts' && result.line === undefined), 'start'],
    [count(({ line }) => line !== undefined), 'need a line'],
    [count((result) => result.kind === 'fails' && result.line === undefined), 'need their real surroundings, or a person'],
  ] as const;
  const texts = parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`);
  return `observed ${countText(results.length, 'image')}: ${texts.join(', ')}`;
}
