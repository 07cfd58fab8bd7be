import { RenderContent, ReportContent, SettingsContent } from './content';
import type { FileMatcher } from './file-matcher';
import type { NamedFile } from '../../formats/files/named-file';
import { Path } from '../../formats/manifest/json';
import { HardeningConfig } from '../../policy/engine/plan';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';
import { FailOn } from '../reports/fail-on';

/** The content of a settings file. */
export interface SettingsFile {
  /** The content as written. */
  readonly content: SettingsContent;
  /** The rules for all files. */
  readonly rules: HardeningConfig;
  /** The rules for some files, in order. */
  readonly overrides: readonly { readonly isFor: FileMatcher; readonly rules: HardeningConfig }[];
  readonly waivers: readonly TargetedWaiver[];
  readonly failOn?: FailOn;
  readonly failOnUnevaluated?: boolean;
  /** Matches files that are not read. */
  readonly isExcluded: FileMatcher;
  /** The reports, with paths relative to the working directory. */
  readonly reports: readonly (Pick<ReportContent, 'format'> & NamedFile)[];
  readonly baseline?: NamedFile;
  /** Files and folders with ValidatingAdmissionPolicies of the team. */
  readonly admissionPolicies?: readonly NamedFile[];
  /** How to render charts, with paths relative to the working directory. */
  readonly render: readonly ListedChart[];
  /** The lock file, and the maximum age of its entries in days. */
  readonly lock?: { readonly file: NamedFile; readonly maxAge?: number };
}

/** How to render a chart, and where the settings file contains this. */
export interface ListedChart extends Omit<RenderContent, 'values'> {
  readonly values?: readonly NamedFile[];
  /** The place of a field, such as `cdk8s-hardened.yaml:3:7`; undefined without a file. */
  readonly placeOf?: (field: Path) => string;
}

/** The settings without a settings file. */
export const NO_SETTINGS: SettingsFile = {
  content: {}, rules: {}, overrides: [], waivers: [], isExcluded: () => false, reports: [], render: [],
};
