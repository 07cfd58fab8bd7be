import { Construct } from 'constructs';
import { Expected, ExpectedOptions, listOption, memberOf, objectOption, optionsOf, textSuchAs, wholeNumber } from './check-values';
import { ReportFile, ReportFormat } from './report-file';
import { nearest } from '../../formats/manifest/nearest';
import { MAX_ID } from '../../formats/manifest/schema/shape';
import { parseVersion } from '../../formats/manifest/version';
import { PRESET_IMAGES } from '../../knowledge/images/preset-names';

const PRESETS = Object.keys(PRESET_IMAGES).map((name) => name.toUpperCase());

/** A string or number as text. An empty text for anything else, which may not convert to a string. */
function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export const RUN_AS = objectOption('_toIdentity', (value) => /^[1-9]\d*$/.test(plainText(value)) ? `write RunAs.user(${plainText(value)})`
  : 'write RunAs.user(...), RunAs.nonRoot() or RunAs.unique()');

/** The absolute path that the user probably means. */
function absolute(value: string): string {
  return JSON.stringify(value.startsWith('/') ? value : `/${value}`);
}

export const WRITABLE_PATH = objectOption('_toSettings', (value) => 'write '
  + `WritablePath.fromEmptyDir(${typeof value === 'string' ? absolute(value) : '...'})`);
export const WRITABLE_PATHS = listOption(WRITABLE_PATH, (value) => 'write '
  + `[WritablePath.fromEmptyDir(${typeof value === 'string' ? absolute(value) : '"/cache"'})]`);

const PRESET = objectOption('_options', (value) => {
  const meant = typeof value === 'string' ? nearest(value.replace('-', '_'), PRESETS) : undefined;
  return meant ? `write RuntimePreset.${meant}`
    : 'write RuntimePreset.forImage(...), RuntimePreset.custom(...) or a constant such as RuntimePreset.NODE';
});
export const RUNTIME_PRESETS = listOption(PRESET, (value) =>
  `write [RuntimePreset.${typeof value === 'string' && nearest(value.replace('-', '_'), PRESETS) || 'NODE'}]`);

export const EXPECTED_DOCKERFILE = objectOption('_toImage', (value) => 'write '
  + `DockerfileImage.fromFile(${typeof value === 'string' ? JSON.stringify(value) : '"Dockerfile"'})`);
export const IMAGE_LOCK = objectOption('_toLock', (value) => 'write '
  + `ImageLock.fromFile(${typeof value === 'string' ? JSON.stringify(value) : '"images.lock.yaml"'})`);
export const ADMISSION_POLICY_FILES = objectOption('_toFiles', (value) => 'write '
  + `AdmissionPolicyFiles.fromPath(${typeof value === 'string' ? JSON.stringify(value) : '"policies"'})`);
export const APP_ARMOR = objectOption('_toProfile', () => 'write AppArmor.runtimeDefault() or AppArmor.localhost(...)');
export const SERVICE_ACCOUNT_TOKEN = objectOption('_toToken', () => 'write ServiceAccountToken.apiServer() or '
  + 'ServiceAccountToken.projected({ audience: ... })');

const UNITS: { readonly [unit: string]: string } = { Ki: 'kibibytes', Mi: 'mebibytes', Gi: 'gibibytes', Ti: 'tebibytes' };

export const SIZE = objectOption('toKibibytes', (value) => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMGT]i)$/.exec(plainText(value)) ?? [];
  return `write Size.${UNITS[unit] ?? 'mebibytes'}(${number ?? '...'})`;
});

export const DURATION = objectOption('toSeconds', (value) => typeof value === 'number'
  ? `write Duration.seconds(${value})`
  : 'write Duration.hours(1)');

export const DATE: Expected = {
  // Checks the tag: a Date from another JavaScript realm is not an instance of this realm's Date.
  accepts: (value) => Object.prototype.toString.call(value) === '[object Date]',
  remedy: (value) => `write new Date(${typeof value === 'string' ? JSON.stringify(value) : '"2026-01-31"'})`,
};

export const EXPECTED_GROUPS = listOption(wholeNumber(1, MAX_ID, '; 0 is root\'s group'), (value) => 'write '
  + `[${Number.isInteger(value) ? value : 4000}]`);

export const CONTAINER_NAME = textSuchAs('main');
export const CONTAINER_NAMES = listOption(CONTAINER_NAME, (value) =>
  Array.isArray(value)
    ? 'name at least one container, or leave it out for every container'
    : `write [${typeof value === 'string' ? JSON.stringify(value) : '"main"'}]`, false);

export const KUBERNETES_VERSION: Expected = {
  accepts: (value) => ['string', 'number'].includes(typeof value) || value === null,
  remedy: () => 'write a text such as "1.30"',
  checkContents: (_, value) => parseVersion(value),
};

const REPORT_FILE: ExpectedOptions<ReportFile> = {
  format: memberOf('ReportFormat', ReportFormat),
  path: textSuchAs('report.sarif'),
};
export const REPORT_FILES = listOption(
  optionsOf(REPORT_FILE, { required: ['format', 'path'], example: '{ format: ReportFormat.SARIF, path: \'report.sarif\' }' }),
  () => 'write [{ format: ReportFormat.SARIF, path: \'report.sarif\' }]',
);

export const CONSTRUCT: Expected = {
  accepts: Construct.isConstruct,
  remedy: (value) => value === undefined || value === null ? 'pass an App, a Chart or another construct'
    : `pass the construct itself${typeof value === 'string' ? ', or name its object by kind and name in `target`' : ''}`,
};
