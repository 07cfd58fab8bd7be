import { ToolName } from './tool-names';
import { Tool, TOOL } from './tools';
import { parseImage, repositoryOf } from '../../../formats/manifest/image';
import { withoutSecrets } from '../../../policy/controls/secrets/secret-words';
import { Answer } from '../../../tasks/programs/answer';

/** Why an image could not be locked. */
export interface Failure {
  /** Whether the registry answered that the tag or platform does not exist. Other failures may be temporary. */
  readonly isAnswer: boolean;
  readonly message: string;
}

interface Kind {
  readonly sign: RegExp;
  readonly isAnswer?: true;
  readonly fix: (registry: string, tool: Tool) => string;
}

/** Patterns for the output of programs, the most certain first. */
const KINDS: readonly Kind[] = [
  {
    sign: /server gave HTTP response to HTTPS client/i,
    fix: (registry, { withoutTls }) => `if ${registry} has no TLS, and only then, add ${withoutTls}`,
  },
  {
    sign: /manifest[ _]unknown|name[ _]unknown|repository name not known|: not found\s*$/i,
    isAnswer: true,
    fix: () => 'correct the name or the tag in the manifest',
  },
  {
    sign: /unauthorized|authentication required|authorization failed|denied|forbidden|\b40[13]\b/i,
    fix: (registry, { login }) => `run \`${login(registry)}\`, if the name is right: some `
      + 'registries say this for an image that does not exist',
  },
  {
    sign: /connection refused|no such host|timeout|network is unreachable|no route to host|connection reset|\bEOF\b|deadline exceeded/i,
    fix: (registry) => `make sure that ${registry} runs and can be reached from here, and run the command again`,
  },
];

/** Why a program could not read an image. */
export function failureOf(image: string, name: ToolName, answer: Answer, seconds: number): Failure {
  const { stderr, ended, status } = answer;
  const registry = registryOf(image);
  const words = ended === undefined ? lastLine(stderr) ?? `exit code ${status}` : endText(ended, seconds);
  const said = ended === undefined ? withoutNames(stderr, image) : words;
  const kind = KINDS.find(({ sign }) => sign.test(said));
  const fix = kind?.fix(registry, TOOL[name]) ?? 'run it by hand to see more';
  return { isAnswer: kind?.isAnswer ?? false, message: `${image}: ${name} says: ${words}. Fix: ${fix}` };
}

function endText(ended: NonNullable<Answer['ended']>, seconds: number): string {
  return {
    timeout: `no answer in ${seconds} seconds (timeout)`,
    slow: 'the layers take too long, less than 32 KiB a second (timeout)',
    size: 'the answer is longer than the manifest says, or than a manifest can be',
    memory: 'it needs too much memory',
  }[ended];
}

/** The output without the name of the image, which may be a word such as `denied` or `timeout`. */
function withoutNames(text: string, image: string): string {
  const { repository, tag = '' } = parseImage(image);
  return text.replaceAll(`${repository}:${tag}`, '').replaceAll(repository, '');
}

function registryOf(image: string): string {
  return parseImage(repositoryOf(image)).registry ?? 'docker.io';
}

const MAX_WORDS = 600;

/** The reason, which programs print last. skopeo and docker may print it as a field of a log line. */
function lastLine(stderr: string): string | undefined {
  const line = stderr.split('\n').map((each) => each.trim()).filter((each) => each !== '').at(-1);
  const [, logged] = /\bmsg=("(?:[^"\\]|\\.)*")$/.exec(line ?? '') ?? [];
  const words = logged === undefined ? line : textIn(logged);
  const reason = words?.replace(/^error: |^Error parsing image name "[^"]*": |\.$/gi, '').slice(0, MAX_WORDS);
  return reason === undefined ? undefined : withoutSecrets(reason);
}

/** A text in quotes, as Go prints it, which is nearly JSON. */
function textIn(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted.slice(1, -1);
  }
}
