import { RenderContent, ReportContent, SettingsContent } from './content';
import type { FileMatcher } from './file-matcher';
import type { NamedFile } from '../../formats/files/named-file';
import { Path } from '../../formats/manifest/json';
import { Rules } from '../../policy/engine/plan';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';
import { FailOn } from '../reports/fail-on';

/** The content of a settings file. */
export interface SettingsFile {
  /** As it is written. */
  readonly content: SettingsContent;
  /** For all files. */
  readonly rules: Rules;
  /** For some, in their order. */
  readonly overrides: readonly { readonly isFor: FileMatcher; readonly rules: Rules }[];
  readonly waivers: readonly TargetedWaiver[];
  readonly failOn?: FailOn;
  /** Whether a file is not to be read. */
  readonly isExcluded: FileMatcher;
  /** With a path from the working directory. */
  readonly reports: readonly (Pick<ReportContent, 'format'> & NamedFile)[];
  readonly baseline?: NamedFile;
  /** How charts are rendered, with paths from the working directory. */
  readonly render: readonly ListedChart[];
  /** The lock file, and how many days old its entries may be. */
  readonly lock?: { readonly file: NamedFile; readonly maxAge?: number };
}

/** How a chart is rendered, and where that is written. */
export interface ListedChart extends Omit<RenderContent, 'values'> {
  readonly values?: readonly NamedFile[];
  /** Where a field of it is, such as `cdk8s-hardened.yaml:3:7`; undefined if it is in no file. */
  readonly placeOf?: (field: Path) => string;
}

/** The settings without a settings file. */
export const NO_SETTINGS: SettingsFile = {
  content: {}, rules: {}, overrides: [], waivers: [], isExcluded: () => false, reports: [], render: [],
};
