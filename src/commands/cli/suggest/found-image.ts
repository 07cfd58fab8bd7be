import { AccountIds } from './accounts';
import type { SeenRun } from './observe';
import { SuggestedPath } from './suggestion';
import { repositoryOf } from '../../../formats/manifest/image';
import { Knowledge } from '../../../knowledge/images/knowledge-of';
import { ImageFacts, ImageVariant } from '../../../knowledge/images/known-image';
import { GIBIBYTE } from '../../../knowledge/writable-paths/declared-path';
import { isSecretName, secretKind } from '../../../policy/controls/secrets/secrets';
import type { ImageContent } from '../../../tasks/settings-file/content';

/** The facts about an image after its runs. */
export interface FoundImage {
  readonly entry: ImageContent;
  /** Names of `--env` variables that are left out. */
  readonly leftOut: readonly string[];
}

/** The results of the runs of an image. */
export interface ObservedFacts {
  readonly image: string;
  readonly ids: AccountIds;
  readonly paths: readonly SuggestedPath[];
  /** The variables of the run, in the form of `--env`. */
  readonly env: readonly string[];
  readonly run: Pick<SeenRun, 'config' | 'before' | 'words'>;
  /** The earlier facts, which stay unless the run replaces them. */
  readonly knowledge?: Knowledge;
}

export function foundImage({ image, ids, paths, env, run, knowledge }: ObservedFacts): FoundImage {
  const { evidence: _, versions, tags, ...known } = knowledge && !knowledge.note ? knowledge.facts as Partial<ImageVariant> : {};
  const { variables, leftOut } = variablesIn(env);
  const fileCapabilities = run.before.get(run.words[0])?.capabilities;
  return {
    entry: {
      repository: repositoryOf(image),
      ...versions && { versions },
      ...tags && { tags },
      ...known,
      uid: ids.uid,
      gid: ids.gid,
      imageUser: imageUserOf(run.config.user),
      writablePaths: paths.map((path) => knownPath(path, known.writablePaths)),
      ...Object.keys(variables).length > 0 && { environment: { ...known.environment, ...variables } },
      ...fileCapabilities && { fileCapabilities },
    },
    leftOut,
  };
}

function imageUserOf(user = ''): ImageFacts['imageUser'] {
  const [name] = user.split(':');
  if (['', '0', 'root'].includes(name)) {
    return 'root';
  }
  return /^\d+$/.test(name) ? 'numeric' : 'name';
}

function knownPath({ path, isSeeded, sizeLimit }: SuggestedPath, known: ImageFacts['writablePaths']) {
  const before = known?.find((each) => each.path === path);
  const unseeded = before?.kind === 'self-initializing' ? before.kind : 'empty' as const;
  return {
    path,
    kind: isSeeded ? 'seeded' as const : unseeded,
    ...sizeLimit !== undefined && { size: `${sizeLimit / GIBIBYTE}Gi` },
    ...before?.isData && { isData: before.isData },
  };
}

/** Variables that must not be saved: addresses exist only in this run, and keys may be secret. */
const OF_THE_RUN = /(?:KEY|_URL|_DSN)$/i;

/** The variables to save, and the names of the variables that are left out. */
function variablesIn(env: readonly string[]): { variables: { [name: string]: string }; leftOut: readonly string[] } {
  const pairs = env.map((text) => /^([^=]+)(?:=([^]*))?$/.exec(text)).flatMap((match) => match ? [[match[1], match[2]] as const] : []);
  const isKept = ([name, value]: readonly [string, string | undefined]) =>
    value !== undefined && !OF_THE_RUN.test(name) && !isSecretName(name) && secretKind(name, value) === undefined;
  return {
    variables: Object.fromEntries(pairs.filter(isKept).map(([name, value]) => [name, value!])),
    leftOut: pairs.filter((pair) => !isKept(pair)).map(([name]) => name),
  };
}
