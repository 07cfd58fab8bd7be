import { existsSync } from 'fs';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io, log } from './io';
import { writeWhole } from './output';
import { InputError } from '../../formats/manifest/input-error';
import { Level, LEVELS } from '../../policy/controls/control';
import { survey, Survey } from '../../tasks/audit/survey';
import { HOME_PAGE } from '../../tasks/reports/home-page';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';
import { SETTINGS_FILE } from '../../tasks/settings-file/read';

/** It says that manifests are synthesized here. */
const CDK8S_CONFIG = 'cdk8s.yaml';
const SCHEMA = 'https://raw.githubusercontent.com/cdk8s-hardened/cdk8s-hardened/main/schema/settings.json';

/**
 * Writes a first settings file for the working directory, by what is in it.
 *
 * @throws InputError if there is one already
 */
export function runInit(io: Io): ExitCode {
  if (existsSync(SETTINGS_FILE)) {
    throw new InputError(`${SETTINGS_FILE} exists: edit it, or remove it first`);
  }
  const found = survey('.');
  const profile = profileFor(found);
  writeWhole(SETTINGS_FILE, settingsText(found, profile));
  found.unreadable.forEach((message) => log(io, message));
  io.stdout.write(nextSteps(found, profile).map((line) => `${printable(line)}\n`).join(''));
  return EXIT_CODES.clean;
}

/** The strictest profile that finds no error; the least strict one if all do. */
function profileFor({ errors }: Survey): Level {
  return [...LEVELS].reverse().find((level) => errors[level] === 0) ?? LEVELS[0];
}

function settingsText({ excluded }: Survey, profile: Level): string {
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    `# Settings of cdk8s-hardened: ${HOME_PAGE}/blob/main/docs/how-to/settings-file.md`,
    `profile: ${profile}`,
    ...excluded.length > 0 ? ['excludeFiles:', ...excluded.map((path) => `  - ${JSON.stringify(path)}`)] : [],
  ].map((line) => `${line}\n`).join('');
}

/** Without anything to look at the profile is a guess. */
function nothingFound(hasTemplates: boolean): string {
  const first = existsSync(CDK8S_CONFIG) ? 'run `npx cdk8s synth`' : hasTemplates ? 'render the chart, as below' : 'write manifests';
  return `  ${first}, remove ${SETTINGS_FILE}, and run \`npx cdk8s-hardened init\` again: without manifests the profile is a guess`;
}

function nextSteps({ workloads, dockerfiles, errors, excluded }: Survey, profile: Level): readonly string[] {
  const templates = excluded.filter((path) => path.endsWith('templates'));
  const clean = errors[profile] === 0;
  const next = LEVELS[LEVELS.indexOf(profile) + 1];
  return [
    `Wrote ${SETTINGS_FILE}: profile ${profile}.`,
    `Found ${countText(workloads, 'workload')} and ${countText(dockerfiles, 'Dockerfile')}: ${LEVELS.map((level) => `${countText(errors[level], 'error')} in ${level}`).join(', ')}.`,
    '',
    'Next:',
    ...workloads + dockerfiles === 0 ? [nothingFound(templates.length > 0)] : clean ? ['  npx cdk8s-hardened audit .'] : [`  npx cdk8s-hardened audit . --baseline baseline.json --update-baseline   # accept the ${countText(errors[profile], 'error')} for now, fail on new ones`],
    ...clean && next && workloads + dockerfiles > 0 ? [`  npx cdk8s-hardened audit . --profile ${next}   # what the next step needs`] : [],
    ...workloads > 0 ? ['  npx cdk8s-hardened harden . --diff   # what can be filled in'] : [],
    ...templates.map((path) => `  helm template NAME ${path.replace(/\/?templates$/, '') || '.'} | npx cdk8s-hardened audit -   # its templates are excluded`),
  ];
}
