import { existsSync } from 'fs';
import { EXIT_CODES, ExitCode } from './exit-code';
import { FailingChart, proposedCharts, ProposedCharts } from './init/proposed-charts';
import { interruptibleBySignal } from './interruptible';
import { Io, log } from './io';
import { writeWholeFile } from './output';
import { repositoryRoot } from '../../formats/files/repository-root';
import { InputError } from '../../formats/manifest/input-error';
import { joined } from '../../formats/manifest/slashed';
import { Level, LEVELS } from '../../policy/controls/control';
import { isInput } from '../../tasks/audit/found-inputs';
import { foreignFolders, survey, Survey } from '../../tasks/audit/survey';
import { HOME_PAGE } from '../../tasks/reports/home-page';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';
import { fileMatcher } from '../../tasks/settings-file/file-matcher';
import { literalGlob } from '../../tasks/settings-file/glob';
import { SETTINGS_FILE } from '../../tasks/settings-file/read';

/** This file shows that cdk8s synthesizes the manifests. */
const CDK8S_CONFIG = 'cdk8s.yaml';
const SCHEMA = 'https://raw.githubusercontent.com/cdk8s-hardened/cdk8s-hardened/main/schema/settings.json';

/**
 * Writes a first settings file for the working directory, based on its contents.
 *
 * @throws InputError if there is one already, or if the directory has no files to audit
 */
export async function runInit(io: Io): Promise<ExitCode> {
  if (existsSync(SETTINGS_FILE)) {
    throw new InputError(`${SETTINGS_FILE} exists: edit it, or remove it first`);
  }
  const foreign = foreignFolders('.');
  const charts = await interruptibleBySignal((signal) => proposedCharts(fileMatcher(foreign, '.'), signal, io), io);
  const tests = [...new Set(charts.inputs.filter(isInput).flatMap(({ chartTests }) => chartTests ?? []))];
  const deployed = charts.inputs.filter((input) => !isInput(input) || input.chartTests === undefined);
  const found = survey('.', deployed);
  if (found.workloads + found.dockerfiles + charts.failing.length === 0) {
    found.unreadable.forEach((message) => log(io, message));
    throw nothingFound();
  }
  const profile = profileFor(found);
  const excluded = [...foreign, ...tests.map(literalGlob)];
  writeWholeFile({ path: SETTINGS_FILE, root: repositoryRoot('.') }, settingsText(excluded, charts, profile));
  [...found.unreadable, ...charts.failing.map(({ error }) => error.message)].forEach((message) => log(io, message));
  io.stdout.write(nextSteps(found, charts, profile).map((line) => `${printable(line)}\n`).join(''));
  return EXIT_CODES.clean;
}

/** The strictest profile without errors, or else the least strict profile. */
function profileFor({ errors }: Survey): Level {
  return [...LEVELS].reverse().find((level) => errors[level] === 0) ?? LEVELS[0];
}

function settingsText(foreign: readonly string[], { render, failing }: ProposedCharts, profile: Level): string {
  const leftOut = failing.filter(({ isLeftOut }) => isLeftOut);
  const excluded = [...foreign, ...leftOut.map(excludedPath)];
  const withoutValues = leftOut.filter(({ isChart }) => isChart);
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    `# Settings of cdk8s-hardened: ${HOME_PAGE}/blob/main/docs/how-to/settings-file.md`,
    `profile: ${profile}`,
    ...excluded.length > 0 ? ['excludeFiles:', ...excluded.map((path) => `  - ${JSON.stringify(path)}`)] : [],
    ...render.length > 0
      ? ['render:', ...render.map(({ chart, values = [] }) => `  - { chart: ${JSON.stringify(chart)}, values: ${JSON.stringify(values)} }`)]
      : [],
    ...withoutValues.length > 0 ? [
      '# These charts do not render with their defaults. Name their values files here, and remove them from excludeFiles:',
      ...render.length > 0 ? [] : ['# render:'],
      ...withoutValues.map(({ name }) => `#   - { chart: ${JSON.stringify(name)}, values: [FILE], release: NAME, namespace: NAME }`),
    ] : [],
  ].map((line) => `${line}\n`).join('');
}

/**
 * A pattern that excludes a chart or kustomization that does not render. Without its slash, it would match other folders of the same name.
 */
function excludedPath({ name, isChart }: FailingChart): string {
  const kustomization = name === '.' ? 'kustomization.yaml' : name;
  const path = isChart ? joined(name, 'templates') : kustomization;
  return literalGlob(path.includes('/') ? path : `./${path}`);
}

const NOTHING_RENDERED = `  make the charts render, as above, remove ${SETTINGS_FILE}, and run \`npx `
  + 'cdk8s-hardened init` again: without manifests the profile is a guess';

/** The error for a directory without files to audit, in which the profile would be a guess. */
function nothingFound(): InputError {
  const first = existsSync(CDK8S_CONFIG) ? 'run `npx cdk8s synth` first' : 'write manifests first';
  return new InputError('no workload and no Dockerfile found below the working directory, so '
    + `nothing was written: ${first}, since the profile depends on them`);
}

function nextSteps({ workloads, dockerfiles, errors }: Survey, { failing }: ProposedCharts, profile: Level): readonly string[] {
  const clean = errors[profile] === 0;
  const next = LEVELS[LEVELS.indexOf(profile) + 1];
  const audit = clean
    ? '  npx cdk8s-hardened audit .'
    : '  npx cdk8s-hardened write-baseline . --output baseline.json   # accept the '
      + `${countText(errors[profile], 'error')} for now, fail on new ones`;
  return [
    `Wrote ${SETTINGS_FILE}: profile ${profile}.`,
    `Found ${countText(workloads, 'workload')} and ${countText(dockerfiles, 'Dockerfile')}: `
      + `${LEVELS.map((level) => `${countText(errors[level], 'error')} in ${level}`).join(', ')}.`,
    '',
    'Next:',
    ...failing.every(({ isLeftOut }) => isLeftOut)
      ? []
      : ['  make the charts render, as above: until then, the audit exits with 2, and the profile does not consider them'],
    workloads + dockerfiles === 0 ? NOTHING_RENDERED : audit,
    ...clean && next && workloads + dockerfiles > 0 ? [`  npx cdk8s-hardened audit . --profile ${next}   # what the next step needs`] : [],
    ...workloads > 0 ? ['  npx cdk8s-hardened harden . --diff   # what can be filled in'] : [],
    ...failing.filter(({ isLeftOut }) => isLeftOut)
      .map(({ name }) => `  make ${name} render, and remove it from excludeFiles: it is not audited`),
  ];
}
