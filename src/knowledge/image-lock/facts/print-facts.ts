import { DirectoryFacts, FileFacts, LockedFacts, PlatformFacts } from './image-facts';

/** Must change if a field gets another meaning. Facts of older versions stay readable. */
export const FACTS_VERSION = 2;

/** A value that is printed on one line, as YAML flow style. */
type Value = string | number | readonly Value[] | { readonly [key: string]: Value | undefined };

/** The lines of facts in a lock file, below their image. */
export function factsLines({ version = FACTS_VERSION, digest, read, notRead, platforms }: LockedFacts): readonly string[] {
  return [
    'facts:',
    `  version: ${version}`,
    `  digest: ${digest}`,
    `  read: ${read}`,
    ...notRead === undefined ? [] : [`  notRead: ${notRead}`],
    '  platforms:',
    ...platforms.flatMap((each) => platformLines(each).map((line, index) => `    ${index === 0 ? '-' : ' '} ${line}`)),
  ];
}

function platformLines({ platforms, directories = [], leavesRoot, program, accounts = [], ...facts }: PlatformFacts): readonly string[] {
  const { user, uid, gid, groups, home, workdir, entrypoint, cmd, ports, volumes } = facts;
  const { shells, setuid, capabilities, starts, has, lacks, moreDirectories } = facts;
  return [
    ...Object.entries({
      names: platforms,
      user,
      uid,
      gid,
      groups,
      leavesRoot: leavesRoot && { ...leavesRoot },
      home,
      workdir,
      entrypoint,
      cmd,
      ports,
      volumes,
      program: program && { ...fileValue(program), interpreter: program.interpreter },
      shells,
      setuid,
      capabilities,
      starts,
      has,
      lacks,
      accounts: accounts.length > 0 ? accounts.map((each) => ({ ...each })) : undefined,
    }).flatMap(([key, value]) => value === undefined ? [] : [`${key}: ${printed(value)}`]),
    ...directories.length > 0 ? ['directories:', ...directories.map((each) => `  - ${printed(directoryValue(each))}`)] : [],
    ...moreDirectories === undefined ? [] : [`moreDirectories: ${moreDirectories}`],
  ];
}

function fileValue({ path, uid, gid, mode, behind }: FileFacts): { readonly [key: string]: Value | undefined } {
  return { path, owner: `${uid}:${gid}`, mode: modeText(mode), behind: behind?.map(fileValue) };
}

function directoryValue({ path, reasons, found }: DirectoryFacts): Value {
  if (!found) {
    return { path, reasons };
  }
  const { has, size, isData, notData } = found;
  const holds = isData ? { holds: 'data' } : { holds: notData?.why, because: notData?.path };
  return { ...fileValue({ path, ...found }), has, size, ...holds, reasons };
}

/** A mode in octal, as `chmod` accepts it. */
function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function printed(value: Value): string {
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(printed).join(', ')}]`;
  }
  const entries = Object.entries(value).flatMap(([key, each]) => each === undefined ? [] : [`${quoted(key)}: ${printed(each)}`]);
  return `{ ${entries.join(', ')} }`;
}

/** A word that every version of YAML reads as this text: not a number, not `yes`, and without characters that end a list. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z/][\w/.@+-]*$/i;

/** A text from an image in quotes. It may be hostile, so characters outside ASCII are escaped: they could disguise a line. */
export function quoted(text: string): string {
  return PLAIN.test(text)
    ? text
    : JSON.stringify(text).replace(/[^\x20-\x7e]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
