/*
 * Which programs run: all of them by `npm run test:runtime:all`, otherwise a sample and those that a change is about.
 */
import { join } from 'path';
import { PROGRAMS } from './programs';
import { knowledgeOf } from '../../../src/images/knowledge-of';
import { attempt } from '../support/command';

const ROOT = join(__dirname, '../../..');
const FAMILIES = 'src/images/families';
const DATA = 'test/runtime/images/programs';

/** Of each sort of entry one: data that initializes itself or does not, nothing at all, variables, seeded files, any user. */
const SAMPLE = ['mariadb', 'memcached', 'mosquitto', 'postgres', 'ruby', 'tomcat'];

/** What a run can verify beside the sample in the time that CI has. */
const MOST_CHANGED = 3;

/** How long a change is worked on, in seconds: where HEAD is the main branch itself, its last commits are the change. */
const PERIOD = 4 * 60 * 60;

export interface Selection {
  readonly names: readonly string[];
  /** In words, for a person who reads the log. */
  readonly why: string;
}

export function isAll(): boolean {
  return process.env.VERIFY_IMAGES === 'all';
}

export function selection(): Selection {
  if (isAll()) {
    return { names: Object.keys(PROGRAMS), why: 'all of them' };
  }
  const base = baseOfChange();
  const files = base && changedFiles(base);
  if (!files) {
    return { names: SAMPLE, why: 'GIT CANNOT TELL WHAT HAS CHANGED, so only the sample is verified. For all: npm run test:runtime:all' };
  }
  const changed = namesOf(files).filter((name) => !SAMPLE.includes(name));
  const left = changed.slice(MOST_CHANGED);
  return {
    names: [...SAMPLE, ...changed.slice(0, MOST_CHANGED)],
    why: `the sample, and ${changed.length - left.length} of ${changed.length} that have changed since ${base.slice(0, 12)}`
      + (left.length > 0 ? `. NOT VERIFIED HERE, and as results.json says: ${left.join(', ')}. For all: npm run test:runtime:all` : ''),
  };
}

/** The commit that the change started from; undefined if git does not know. */
function baseOfChange(): string | undefined {
  const head = git('rev-parse', 'HEAD');
  const fork = git('merge-base', 'HEAD', 'origin/main');
  if (!head || (fork && fork !== head)) {
    return fork;
  }
  const date = Number(git('show', '--no-patch', '--format=%ct', 'HEAD'));
  return git('rev-list', '-1', '--first-parent', `--before=${date - PERIOD}`, 'HEAD') || undefined;
}

/** Those that are not committed, too. */
function changedFiles(base: string): readonly string[] | undefined {
  const changed = git('diff', '--name-only', base, '--', FAMILIES, DATA);
  const untracked = git('ls-files', '--others', '--exclude-standard', '--', FAMILIES, DATA);
  return changed === undefined || untracked === undefined ? undefined : [...changed.split('\n'), ...untracked.split('\n')];
}

/** The programs whose own file has changed, or that of their family. */
export function namesOf(files: readonly string[]): readonly string[] {
  return Object.keys(PROGRAMS).filter((name) =>
    files.includes(`${DATA}/${name}.ts`) || files.includes(`${FAMILIES}/${familyFile(PROGRAMS[name].image)}`));
}

/** It has the name of the family. */
export function familyFile(image: string): string {
  return `${knowledgeOf(image)!.name.split(' ')[0]}.ts`;
}

function git(...args: readonly string[]): string | undefined {
  const { code, stdout } = attempt('git', args, { cwd: ROOT });
  return code === 0 ? stdout.trim() : undefined;
}
