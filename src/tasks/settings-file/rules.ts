import { ChoicesContent, ScopeContent, SettingsContent, WritablePathContent } from './content';
import { ownImages } from './images';
import { presetChoices } from './presets';
import { FieldError, inField } from '../../formats/manifest/input-error';
import { Path } from '../../formats/manifest/json';
import { parseQuantity } from '../../formats/manifest/quantity';
import { parseVersion } from '../../formats/manifest/version';
import { KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { DeclaredPath, DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';
import { writableMountPath } from '../../knowledge/writable-paths/mount-path';
import { findControl } from '../../policy/controls/catalog';
import { isConfigurable, whyFixed } from '../../policy/controls/control';
import { UserOptions, HardeningConfig } from '../../policy/engine/plan';
import { ContainerAmounts, Resource } from '../../policy/settings/choices';
import { checkReason } from '../../policy/waivers/check-waiver';

/**
 * The content of a settings file as rules of the engine, for all files.
 *
 * @throws FieldError if a path, a size, a preset, a severity or the Kubernetes version is invalid
 */
export function toRules({ workloads = [], images, mirrors, ...content }: SettingsContent): HardeningConfig {
  const own = ownImages({ images, mirrors });
  return {
    ...toScope(content, [], own),
    ownImages: own,
    workloads: workloads.map(({ match, ...some }, index) => ({ match, ...toChoices(some, ['workloads', index], own) })),
  };
}

/**
 * The entry of a settings file for some files.
 *
 * @param path of the entry
 * @throws FieldError as `toRules`
 */
export function toScope(content: ScopeContent, path: Path, own?: KnowledgeOptions): HardeningConfig {
  const { platform, kubernetesVersion, allowedRegistries, controls } = content;
  return {
    ...toChoices(content, path, own),
    platform,
    kubernetesVersion: kubernetesVersion === undefined
      ? undefined
      : inField([...path, 'kubernetesVersion'], () => parseVersion(kubernetesVersion)),
    allowedRegistries,
    severities: controls && toSeverities(controls, [...path, 'controls']),
  };
}

function toSeverities(controls: NonNullable<ScopeContent['controls']>, path: Path): HardeningConfig['severities'] {
  return Object.fromEntries(Object.entries(controls).map(([id, { severity, reason }]) => {
    const control = findControl(id);
    if (control && !isConfigurable(control)) {
      throw new FieldError([...path, id], `the severity of "${id}" cannot be changed: ${whyFixed(control)}`);
    }
    inField([...path, id, 'reason'], () => checkReason(`control "${id}": reason`, reason));
    return [id, severity];
  }));
}

function toChoices(content: ChoicesContent, path: Path, own?: KnowledgeOptions): UserOptions {
  const { profile, overrideUnsafe, unknownUser, secretsAsFiles, imageFacts, only, keep } = content;
  const { runAs, writablePaths = [], environment = {}, resources } = content;
  const presets = presetChoices(content, path, own);
  return {
    profile,
    overrideUnsafe,
    unknownUser,
    secretsAsFiles,
    imageFacts,
    only,
    keep,
    identity: runAs === undefined ? undefined : toIdentity(runAs),
    presetIdentity: presets.presetIdentity,
    writablePaths: [
      ...presets.writablePaths ?? [],
      ...writablePaths.map((each, index) => toPath(typeof each === 'string' ? { path: each } : each, [...path, 'writablePaths', index])),
    ],
    environment: [...presets.environment ?? [], ...Object.entries(environment).map(([name, value]) => ({ name, value }))],
    resources: resources && [toAmounts(resources, [...path, 'resources'])],
  };
}

function toAmounts(amounts: NonNullable<ChoicesContent['resources']>, path: Path): ContainerAmounts {
  for (const kind of ['requests', 'limits'] as const) {
    for (const [resource, amount] of Object.entries(amounts[kind] ?? {})) {
      if (!((parseQuantity(amount) ?? 0) > 0)) {
        throw new FieldError([...path, kind, resource], `${JSON.stringify(amount)} is not a quantity above 0: write `
          + `one such as ${EXAMPLES[resource as Resource]}`);
      }
    }
  }
  return amounts;
}

const EXAMPLES: { readonly [resource in Resource]: string } = { 'cpu': '500m', 'memory': '256Mi', 'ephemeral-storage': '1Gi' };

/** The same ids as `RunAs.user(uid, gid)`. */
export function toIdentity(runAs: NonNullable<ChoicesContent['runAs']>): UserOptions['identity'] {
  const { user, group = user, fsGroup = group } = typeof runAs === 'number' ? { user: runAs } : runAs;
  return { user, group, fsGroup };
}

function toPath({ path, sizeLimit, medium, fromImage = false }: WritablePathContent, place: Path): DeclaredPath {
  const inMemory = medium === 'Memory';
  const bytes = sizeLimit === undefined ? DEFAULT_WRITABLE_PATH.sizeLimit : parseQuantity(sizeLimit);
  if (bytes === undefined || !(bytes > 0)) {
    throw new FieldError([...place, 'sizeLimit'], `\`sizeLimit\` is ${JSON.stringify(sizeLimit)}, which is not a `
      + 'quantity of bytes: write one such as 200Mi');
  }
  return {
    kind: 'emptyDir',
    path: inField(place, () => writableMountPath(path, inMemory, 'writable path', fromImage)),
    sizeLimit: bytes,
    inMemory,
    seed: fromImage ? { replaces: false } : undefined,
  };
}
