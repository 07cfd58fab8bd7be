import { ChoicesContent } from './content';
import { FieldError } from '../../formats/manifest/input-error';
import { Path } from '../../formats/manifest/json';
import { didYouMean } from '../../formats/manifest/nearest';
import { knowledgeOf, KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { ImageFacts, ownIds } from '../../knowledge/images/known-image';
import { PRESET_IMAGES } from '../../knowledge/images/preset-names';
import { DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';
import { knownPath } from '../../policy/engine/image-needs';
import { UserOptions } from '../../policy/engine/plan';
import { agreement } from '../../policy/settings/agreement';
import { Identity } from '../../policy/settings/identity';

/** The settings from presets, before other fields override them. */
export type PresetChoices = Pick<UserOptions, 'presetIdentity' | 'writablePaths' | 'environment'>;

interface Preset {
  readonly name: string;
  readonly place: Path;
  readonly facts: ImageFacts;
}

/** One value of a preset. */
interface Statement<T> {
  readonly setting: string;
  readonly preset: Preset;
  readonly value: T;
}

/**
 * The settings that `RuntimePreset`s give: the user, the writable paths and the variables that programs need.
 *
 * @param content the settings with the presets. Its other fields override the presets.
 * @throws FieldError if nothing is known about a preset, or if two presets contradict each other in a field that the settings do not set
 */
export function presetChoices(content: ChoicesContent, path: Path, own?: KnowledgeOptions): PresetChoices {
  const { presets = [], runAs, environment = {}, writablePaths = [] } = content;
  const known = presets.map((name, index): Preset => {
    const place = [...path, 'presets', index];
    return { name, place, facts: factsOf(name, place, own) };
  });
  const ownPaths = writablePaths.map((each) => typeof each === 'string' ? each : each.path);
  const users = runAs === undefined ? known : [];
  return {
    presetIdentity: agreed(users.flatMap((preset) => stated('runAs', preset, identityOf(preset.facts)))).at(0),
    writablePaths: agreed(known.flatMap((preset) => (preset.facts.writablePaths ?? []).filter((each) => !ownPaths.includes(each.path))
      .flatMap((each) => stated(`writablePaths ${each.path}`, preset, knownPath(each, DEFAULT_WRITABLE_PATH.sizeLimit))))),
    environment: agreed(known.flatMap((preset) => Object.entries(preset.facts.environment ?? {})
      .filter(([name]) => environment[name] === undefined)
      .flatMap(([name, value]) => stated(`environment.${name}`, preset, { name, value })))),
  };
}

function factsOf(preset: string, place: Path, own?: KnowledgeOptions): ImageFacts {
  const facts = knowledgeOf(PRESET_IMAGES[preset] ?? preset, own)?.facts;
  if (!facts) {
    const known = Object.keys(PRESET_IMAGES);
    const hint = didYouMean(preset, known, `write one of ${known.join(', ')}, or an image of `
      + 'docs/reference/images.md such as "postgres:18"');
    throw new FieldError(place, `nothing is known about the preset ${JSON.stringify(preset)}: ${hint}`);
  }
  return facts;
}

function identityOf(facts: ImageFacts): Identity | undefined {
  const ids = ownIds(facts);
  return ids && { user: ids.uid, group: ids.gid, fsGroup: ids.gid };
}

function stated<T>(setting: string, preset: Preset, value: T | undefined): readonly Statement<T>[] {
  return value === undefined ? [] : [{ setting, preset, value }];
}

/**
 * The values of presets, each once.
 *
 * @throws FieldError if presets contradict each other
 */
function agreed<T>(statements: readonly Statement<T>[]): readonly T[] {
  const { agreed: same, contradictions: [contradiction] } = agreement(statements, ({ setting }) => setting, ({ value }) => value);
  if (contradiction) {
    const [earlier, { setting, preset }] = contradiction;
    throw new FieldError(preset.place, `the presets ${JSON.stringify(earlier.preset.name)} and `
      + `${JSON.stringify(preset.name)} contradict each other in \`${setting}\`: `
      + `state it in \`${setting.split(/[ .]/)[0]}\`, or set each preset in \`workloads\`, with a \`match\` of its image`);
  }
  return same.map(({ value }) => value);
}
