/*
 * What src/knowledge/images says, in real containers: a program of Debian in the layout of the upstream image, hardened with the entry of
 * that image and nothing else, answers a request that needs what it writes.
 */
import { buildProgram } from './build';
import { PROGRAMS } from './programs';
import { Result, subjectOf, writeResults } from './results-file';
import { isAll, selection } from './selection';
import { hardened, writable } from './workload';
import { ImageFactsPolicy } from '../../../src';
import { ask, patternOf } from '../apps/ask';
import { buildBase } from '../apps/images';
import { versions } from '../support/machine';
import { downAll, play } from '../support/play';
import { podman } from '../support/podman';

const { names, why } = selection();
const results: { [name: string]: Result } = {};

beforeAll(() => {
  console.log(`Images that are verified: ${why}.`);
  buildBase();
});

afterEach(downAll);

afterAll(() => isAll() && writeResults(results, Object.keys(PROGRAMS)));

describe.each(names)('%s', (name) => {
  const program = PROGRAMS[name];
  const { version, versionCommand, request, answer, kept, without } = program;
  const subject = subjectOf(program);
  const answers = ({ stdout }: { readonly stdout: string }) => stdout === answer;
  let image: string;
  let printed: string;
  let failure: string | null | undefined;

  beforeAll(() => {
    image = buildProgram(program);
  });

  test('answers with its entry, and again after it was killed', () => {
    const main = play(hardened(program, image)).container('main');
    ask(main, request, answers);
    const { stdout, stderr } = main.exec(...versionCommand.command);
    expect(stdout + stderr).toContain(`${versionCommand.prefix}${version}`);

    const { Pid: first } = main.inspect().State;
    process.kill(first, 'SIGKILL');
    const isAnother = () => main.inspect().State.Pid !== first;
    if (kept) {
      ask(main, kept.request, (heard) => heard.stdout === kept.answer && isAnother());
    }
    ask(main, request, (heard) => answers(heard) && isAnother());
    printed = versionIn(stdout + stderr, versionCommand.prefix);
  });

  if (without === undefined) {
    test('needs nothing, as its entry says: where it may write, it writes nothing beside /tmp', () => {
      expect(subject.entry).not.toHaveProperty('environment');
      expect(subject.entry).toHaveProperty('writablePaths', []);
      const main = play(writable(program, image)).container('main');
      ask(main, request, answers);
      expect(writtenBy(main.name)).toEqual([]);
      failure = null;
    });
  } else {
    test('fails without its entry', () => {
      const main = play(hardened(program, image, ImageFactsPolicy.OFF)).container('main');
      ask(main, request, (heard) => {
        failure = answers(heard) ? undefined : patternOf(without).exec(heard.output)?.[0];
        return failure !== undefined;
      });
    });
  }

  afterAll(() => {
    if (printed !== undefined && failure !== undefined) {
      const { podman: engine, runc } = versions();
      const date = new Date().toISOString().slice(0, 10);
      results[name] = { ...subject, version: printed, date, runtime: `podman ${engine}, runc ${runc}`, without: failure };
    }
  });
});

function versionIn(text: string, prefix: string): string {
  return /^[^\s,;)']*/.exec(text.slice(text.indexOf(prefix) + prefix.length))![0];
}

/** Any program may write to /tmp. The others are what podman mounts itself, and the directories that hold it. */
const NOT_ITS_OWN = /^. \/(tmp(\/.*)?|run|run\/(secrets|\.containerenv)|etc|etc\/(passwd|group|hosts|hostname|resolv\.conf|mtab))?$/;

/** What was changed in the root of a container. */
function writtenBy(name: string): readonly string[] {
  return podman(['diff', name]).split('\n').filter((line) => line && !NOT_ITS_OWN.test(line));
}
