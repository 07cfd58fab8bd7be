/*
 * Which programs run: all of them by `npm run test:runtime:all`, otherwise a sample and those that a change is about.
 */
import { spawnSync } from 'child_process';
import { join } from 'path';
import { PROGRAMS } from './programs';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';

const ROOT = join(__dirname, '../../..');
const FAMILIES = 'src/knowledge/images/families';
const DATA = 'test/runtime/images/programs';
const APPLICATIONS = 'test/runtime/apps/images';

/** Of each sort of entry one: data that initializes itself or does not, nothing at all, variables, seeded files, any user. */
const SAMPLE = ['mariadb', 'memcached', 'mosquitto', 'postgres', 'ruby', 'tomcat'];

/** What a run can verify beside the sample in the time that CI has. */
const MOST_CHANGED = 3;

const FOR_ALL = 'For all of them: npm run test:runtime:all';

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
  return selectionOf(base, base === undefined ? base : changedFiles(base));
}

/** The sample, and the programs of the files that have changed since a commit. Undefined is what git does not know. */
export function selectionOf(base?: string, files?: readonly string[]): Selection {
  if (!base || !files) {
    return { names: SAMPLE, why: `only the sample, since GIT CANNOT TELL WHAT HAS CHANGED. ${FOR_ALL}` };
  }
  const changed = namesOf(files).filter((name) => !SAMPLE.includes(name));
  const left = changed.slice(MOST_CHANGED);
  return {
    names: [...SAMPLE, ...changed.slice(0, MOST_CHANGED)],
    why: `the sample, and ${changed.length - left.length} of ${changed.length} others that have changed since ${base.slice(0, 12)}`
      + (left.length > 0 ? `. NOT VERIFIED IN THIS RUN, but by that of results.json: ${left.join(', ')}. ${FOR_ALL}` : ''),
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
  const changed = git('diff', '--name-only', base, '--', FAMILIES, DATA, APPLICATIONS);
  const untracked = git('ls-files', '--others', '--exclude-standard', '--', FAMILIES, DATA, APPLICATIONS);
  return changed === undefined || untracked === undefined ? undefined : [...changed.split('\n'), ...untracked.split('\n')];
}

/** The programs whose own file has changed, or that of their family, or the image that they are made on. */
export function namesOf(files: readonly string[]): readonly string[] {
  return Object.entries(PROGRAMS).filter(([name, { image, application }]) =>
    files.includes(`${DATA}/${name}.ts`)
    || files.includes(`${FAMILIES}/${familyFile(image)}`)
    || files.some((file) => file.startsWith(`${APPLICATIONS}/${application}/`))).map(([name]) => name);
}

/** It has the name of the family. */
export function familyFile(image: string): string {
  return `${knowledgeOf(image)!.name.split(' ')[0]}.yaml`;
}

/** Undefined where it fails, or is not there. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
