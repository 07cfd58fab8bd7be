import { posix } from 'path';
import { AccountFiles, groupsOf, homeOf, accountIds, Ids, idsWithoutFiles, candidatesIn } from './accounts';
import { namedPlaces, notData } from './copied-data';
import { directoriesOf } from './directories';
import { searchedIn, startOf } from './start';
import { PlatformFacts, StepDown } from '../../../knowledge/image-lock/facts/image-facts';
import { ImageConfig } from '../config';
import { find, isProgram } from '../files/find';
import { ImageFiles } from '../files/image-files';
import { surveyOf } from '../files/survey';
import { DescriptionError } from '../image-error';
import { LeftRoot } from '../script/step-down';

/** The facts of one platform. */
export type SharedFacts = Omit<PlatformFacts, 'platforms'>;

const SHELLS = ['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh'];

/** Maximum number of words. Nobody would read a longer list. */
const MOST_WORDS = 4096;
const MOST_ELEMENTS = 64;
const MOST_ACCOUNTS = 5;
const LONGEST_NAME = 256;

/** A user that owns no file. An image without a user of its own gets one. */
const ANYBODY: Ids = { uid: NaN, gid: NaN };

/** The facts from the configuration alone. */
export function factsOfConfig({ user, env, workdir, entrypoint, cmd, ports, volumes }: ImageConfig): SharedFacts {
  const { uid, gid } = idsWithoutFiles(user);
  if (user.length > LONGEST_NAME) {
    throw new DescriptionError('its USER is too long');
  }
  const home = env.get('HOME');
  const isShort = [...entrypoint, ...cmd].join(' ').length <= MOST_WORDS;
  return withoutEmpty({
    ...user !== '' && { user },
    ...uid !== undefined && { uid },
    ...gid !== undefined && { gid },
    ...home && home.length <= MOST_WORDS && { home },
    workdir: posix.resolve('/', workdir),
    ...isShort && { entrypoint, cmd },
    ports: ports.slice(0, MOST_ELEMENTS),
    volumes: volumes.slice(0, MOST_ELEMENTS),
  });
}

/**
 * The facts from the configuration and the files.
 *
 * @param commands absolute paths of programs that manifests start
 * @throws ImageError
 */
export async function factsOfFiles(config: ImageConfig, files: ImageFiles, commands: readonly string[]): Promise<SharedFacts> {
  const { tree } = files;
  const accounts = { passwd: await files.textOf('/etc/passwd') ?? '', group: await files.textOf('/etc/group') ?? '' };
  const ids = accountIds(config.user, accounts);
  const start = await startOf(config, files, ids?.uid === 0);
  const leavesRoot = start.leftRoot && stepDown(start.leftRoot, accounts);
  const uid = leavesRoot?.uid ?? ids?.uid;
  const user = leavesRoot ?? ids;
  const survey = surveyOf(tree.root, uid === 0 ? undefined : user);
  const { home = uid === undefined ? undefined : homeOf(uid, accounts) ?? '/', ...declared } = factsOfConfig(config);
  const places = namedPlaces(start.paths, config, tree);
  const { directories, more } = directoriesOf(tree, survey, {
    volume: config.volumes, script: start.made, workdir: [declared.workdir!], home: home === undefined ? [] : [home],
  }, (directory) => notData(directory, uid === 0 || user === undefined ? ANYBODY : user, places), places.searched);
  return {
    ...declared,
    ...ids ?? {},
    ...home !== undefined && { home },
    ...leavesRoot && { leavesRoot },
    ...start.program && { program: start.program },
    shells: shellsOf(config, files),
    ...withoutEmpty({
      groups: uid ? groupsOf(uid, accounts, MOST_ELEMENTS) : [],
      setuid: [...survey.setuid].sort().slice(0, MOST_ELEMENTS),
      capabilities: Object.fromEntries(Object.entries(survey.capabilities).sort().slice(0, MOST_ELEMENTS)),
      starts: start.started.filter((path) => survey.capabilities[path] !== undefined),
      has: commands.filter((path) => isThere(path, files)),
      lacks: commands.filter((path) => !isThere(path, files)),
      accounts: uid === 0 ? candidatesIn(accounts, survey.firstOwned, MOST_ACCOUNTS) : [],
      directories,
    }),
    ...more > 0 && { moreDirectories: more },
  };
}

function stepDown({ user, with: program, ...more }: LeftRoot, accounts: AccountFiles): StepDown | undefined {
  const ids = accountIds(user, accounts);
  return ids && ids.uid !== 0 ? { with: program, ...ids, ...more } : undefined;
}

function shellsOf(config: ImageConfig, { tree }: ImageFiles): readonly string[] {
  return SHELLS.flatMap((name) => searchedIn(config).map((folder) => posix.join(folder, name)).find((path) => {
    const found = find(tree, path);
    return found && isProgram(found);
  }) ?? []);
}

function isThere(path: string, { tree }: ImageFiles): boolean {
  const found = find(tree, path);
  return found !== undefined && isProgram(found);
}

/** Removes empty lists, which would only add lines. */
function withoutEmpty(facts: SharedFacts): SharedFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value !== 'object' || Object.keys(value).length > 0));
}
