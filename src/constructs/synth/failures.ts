import { IConstruct } from 'constructs';
import { apiObjectOf } from './api-objects';
import { creationOf } from './creation';
import { showProgram } from '../../formats/language/user-stack';
import { groupBy } from '../../formats/manifest/group-by';
import { Finding } from '../../tasks/reports/finding';
import { FailingConstruct, synthErrorText } from '../../tasks/reports/synth-error';

/** Returns the advice that the error shows for a construct. */
export type Advise = (construct: IConstruct, findings: readonly Finding[]) => Pick<FailingConstruct, 'advice' | 'takesWaivers'>;

const NO_ADVICE: Advise = () => ({ takesWaivers: false });

/**
 * Fails a synthesis.
 *
 * @param others returns the errors of validations that are not ours
 * @throws an error with all findings, construct by construct, if there are any
 */
export function throwFailures(
  root: IConstruct, findings: readonly Finding[], advise: Advise = NO_ADVICE, others: () => readonly string[] = () => [],
): void {
  if (findings.length === 0) {
    return;
  }
  const byPath = groupBy(findings, ({ constructPath = '' }) => constructPath);
  const constructs = new Map(root.node.findAll().map((construct) => [construct.node.path, construct]));
  const error = new Error(synthErrorText([...byPath].map(([path, ofPath]) => {
    const construct = constructs.get(path);
    const kind = construct && apiObjectOf(construct)?.kind;
    return { path, kind, findings: ofPath, ...construct ? advise(construct, ofPath) : { takesWaivers: false } };
  }), others()));
  showProgram(error, [...byPath.keys()].flatMap((path) => creationOf(constructs.get(path)) ?? []));
  throw error;
}
