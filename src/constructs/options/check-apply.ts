import { ApplyOptions, HardeningOptions, WorkloadMatch, WorkloadOverride } from './apply-options';
import { WAIVERS } from './check-options';
import {
  checkOptions,
  Expected,
  ExpectedOptions,
  FLAG_OPTION,
  listOption,
  memberOf,
  optionsOf,
  recordOf,
  textSuchAs,
} from './check-values';
import { checkDistinct } from './distinct-paths';
import { IMAGE_LOCK, RUN_AS, RUNTIME_PRESETS, WRITABLE_PATHS } from './expected';
import { ImageFactsPolicy } from './image-facts-policy';
import { UnknownUserPolicy } from './unknown-user-policy';
import { OptionError } from '../../formats/language/option-error';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { checkControlId } from '../../policy/waivers/check-waiver';

const CONTROL_ID: Expected = {
  ...textSuchAs('seccomp-profile-restricted'),
  checkContents: (place, id) => {
    try {
      checkControlId(id);
    } catch (error) {
      throw new OptionError(`${place}: ${(error as Error).message}`);
    }
  },
};

const idsRemedy = (value: unknown) => Array.isArray(value) ? 'name at least one control, or leave it out'
  : `write [${JSON.stringify(typeof value === 'string' ? value : 'seccomp-profile-restricted')}]`;

const SETTINGS: ExpectedOptions<HardeningOptions> = {
  profile: memberOf('HardeningProfile', HardeningProfile),
  runAs: RUN_AS,
  writablePaths: WRITABLE_PATHS,
  presets: RUNTIME_PRESETS,
  overrideUnsafe: FLAG_OPTION,
  only: listOption(CONTROL_ID, idsRemedy, false),
  keep: listOption(CONTROL_ID, idsRemedy),
  unknownUser: memberOf('UnknownUserPolicy', UnknownUserPolicy),
  secretsAsFiles: FLAG_OPTION,
  imageFacts: memberOf('ImageFactsPolicy', ImageFactsPolicy),
  imageLock: IMAGE_LOCK,
  waivers: WAIVERS,
};

const MATCH: ExpectedOptions<WorkloadMatch> = {
  kind: textSuchAs('Deployment'),
  name: textSuchAs('redis-*'),
  namespace: textSuchAs('shop'),
  labels: recordOf(textSuchAs('redis', true), '{ \'app.kubernetes.io/name\': \'redis\' }', (place, key) => `${place}['${key}']`),
  image: textSuchAs('quay.io/prometheus/*'),
};

const MATCH_EXAMPLE = '{ kind: \'Deployment\', name: \'web\' }';

const ANY_MATCH = optionsOf(MATCH, { example: MATCH_EXAMPLE });

const SOME_MATCH: Expected = {
  ...ANY_MATCH,
  checkContents: (place, match: WorkloadMatch) => {
    ANY_MATCH.checkContents!(place, match);
    if (Object.values(match).every((value) => value === undefined)) {
      throw new OptionError(`${place} is empty: write ${MATCH_EXAMPLE}, or set options for all workloads outside of \`workloads\``);
    }
  },
};

const WORKLOAD_EXAMPLE = '{ match: { kind: \'Deployment\', name: \'web\' }, runAs: RunAs.user(...) }';
const WORKLOAD = optionsOf<WorkloadOverride>({ match: SOME_MATCH, ...SETTINGS }, {
  required: ['match'],
  example: WORKLOAD_EXAMPLE,
});

/** A container cannot opt out of the ids of its pod. */
const SOME_WORKLOAD: Expected = {
  ...WORKLOAD,
  checkContents: (place, workload: WorkloadOverride) => {
    WORKLOAD.checkContents!(place, workload);
    const { user, isRoot } = workload.runAs?._toIdentity('') ?? { user: 1 };
    if (workload.match.image !== undefined && (user === undefined || isRoot)) {
      throw new OptionError(`${place}.runAs must set ids for single containers: use RunAs.user(...) or RunAs.unique()`);
    }
  },
};

const APPLY: ExpectedOptions<ApplyOptions> = {
  ...SETTINGS,
  workloads: listOption(SOME_WORKLOAD, () => `write [${WORKLOAD_EXAMPLE}]`),
};

/** @throws if an option of `apply` is misspelled or has the wrong type */
export function checkApply(options: unknown): asserts options is ApplyOptions {
  checkOptions<ApplyOptions>('apply', options, APPLY, { prefix: '' });
  const { workloads = [], ...all } = options;
  [all, ...workloads].forEach(({ writablePaths = [] }) => checkDistinct(writablePaths));
}

/** @throws if an option of `HardeningMixin` is misspelled or has the wrong type */
export function checkMixin(props: unknown): asserts props is HardeningOptions {
  checkOptions<HardeningOptions>('HardeningMixin', props, SETTINGS, { prefix: '' });
  checkDistinct(props.writablePaths ?? []);
}

/** @throws if a path that every workload of a scope would get is in a PVC, which belongs to single workloads */
export function checkSharedPaths({ writablePaths = [] }: HardeningOptions): void {
  const persistent = writablePaths.find(({ isPersistent }) => isPersistent);
  if (persistent) {
    throw new OptionError(`writable path "${persistent.path}" is in a PVC and cannot be set for all workloads of a scope: `
      + 'set it in `workloads`, for the workloads that use the PVC');
  }
}
