import { InputError } from '../../formats/manifest/input-error';
import { Answer, NotStarted } from '../../tasks/programs/answer';
import { askSync } from '../../tasks/programs/ask-sync';

/** Exit code of `git check-ignore` if none of the paths is ignored. */
const NONE_IGNORED = 1;

/** In milliseconds and bytes. Both are large, because git in a partial clone downloads objects before it prints them. */
const LIMITS = { timeout: 600_000, output: 1024 ** 3 };

/** Runs git for `--changed-since`. */
export class Git {
  /** @param revision as the user wrote it, for errors */
  public constructor(private readonly revision: string) {}

  /** @throws InputError if git is not installed or fails */
  public run(args: readonly string[], input = ''): Buffer {
    const { status, stdout, stderr, ended } = started(() => askSync('git', args, process.env, LIMITS, input));
    if (ended !== undefined) {
      throw new InputError(`--changed-since ${this.revision}: \`git ${args[0]}\` `
        + `${ended === 'size' ? 'prints more than 1 GiB' : 'takes longer than 10 minutes'}${TOO_LARGE}`);
    }
    if (status !== 0 && !(status === NONE_IGNORED && args[0] === 'check-ignore')) {
      throw new InputError(`--changed-since ${this.revision}: git says: `
        + `${stderr.trim() || 'the branches have no common commit'}${hintFor(args)}`);
    }
    return stdout;
  }

  /** The output of git, without the line break at its end. */
  public text(args: readonly string[]): string {
    return this.run(args).toString().trim();
  }

  /** The fields that git prints with `-z`. */
  public fields(args: readonly string[], input?: string): readonly string[] {
    return this.run(args, input).toString().split('\0').slice(0, -1);
  }

  /** The ids of the blobs at places such as `main:web/pod.yaml`; undefined for a place without a blob. */
  public blobsAt(places: readonly string[]): readonly (string | undefined)[] {
    // git takes one place a line.
    const asked = places.map((place) => place.replace(/\n/g, '/'));
    const output = places.length === 0
      ? ''
      : this.run(['cat-file', '--batch-check=%(objecttype) %(objectname)'], asked.map((place) => `${place}\n`).join(''));
    return output.toString().split('\n').slice(0, places.length).map((line) => /^blob (\w+)$/.exec(line)?.[1]);
  }

  /**
   * The contents of blobs, by their ids.
   *
   * @throws InputError if the clone lacks one
   */
  public blobs(ids: readonly string[]): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    const output = ids.length === 0 ? Buffer.alloc(0) : this.run(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    for (let position = 0; position < output.length;) {
      const end = output.indexOf('\n', position);
      const [id, type, size] = output.toString('latin1', position, end).split(' ');
      if (type !== 'blob') {
        throw new InputError(`--changed-since ${this.revision}: git does not have the object ${id}${FETCH}`);
      }
      const start = end + 1;
      found.set(id, output.subarray(start, start + Number(size)));
      position = start + Number(size) + 1;
    }
    return found;
  }
}

function started(asked: () => Answer): Answer {
  try {
    return asked();
  } catch (error) {
    throw error instanceof NotStarted ? new InputError(`--changed-since needs git, but git cannot be started: ${error.reason}`) : error;
  }
}

const TOO_LARGE = ': choose a closer revision, or audit fewer files';

const FETCH = '; in CI, fetch the history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab';

/** A hint for the command that failed. Only `git merge-base` needs the history of the revision, which a shallow clone may lack. */
function hintFor([command]: readonly string[]): string {
  return command === 'merge-base' ? FETCH : '';
}
