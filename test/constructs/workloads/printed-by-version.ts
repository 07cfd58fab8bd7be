import { Pod } from 'cdk8s-plus-28';

interface PrintedField {
  /** The line, without its indentation. */
  readonly line: string;
  /** The versions of cdk8s-plus that print it. */
  readonly since: number;
  /** A line that each document with the field has, once for each time. */
  readonly beside: RegExp;
}

/** What newer versions of cdk8s-plus print, and 28 does not. */
const PRINTED: readonly PrintedField[] = [
  { line: 'shareProcessNamespace: false', since: 29, beside: /^ *terminationGracePeriodSeconds: /gm },
  { line: 'revisionHistoryLimit: 10', since: 31, beside: /^kind: Deployment$/gm },
];

/** From which version on cdk8s-plus has an option. */
export const SINCE = { shareProcessNamespace: 29, enableServiceLinks: 30, revisionHistoryLimit: 31, volumeClaimTemplates: 31 };

/** The version of cdk8s-plus that this run has in the place of 28, see test/plus/jest.config.json. */
export const PLUS = Number(/^cdk8s-plus-(\d+)\./.exec((Pod as any)[Symbol.for('jsii.rtti')].fqn)![1]);

/** The YAML that a version printed, as 28 prints it. Fails unless each field is wherever the version prints it. */
export function asPrintedBy28(yaml: string, version = PLUS): string {
  return PRINTED.filter(({ since }) => version >= since).reduce((text, { line, beside }) => {
    const lines = new RegExp(`^ *${line}\n`, 'gm');
    expect([line, text.match(lines)?.length]).toEqual([line, text.match(beside)?.length]);
    return text.replace(lines, '');
  }, yaml);
}
