import { manifestFilesIn, WrittenObject, writtenObjects } from './written-objects';
import { CostError } from '../../formats/cel/values';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { InputError } from '../../formats/manifest/input-error';
import { asObject, JsonObject } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { slashed } from '../../formats/manifest/slashed';
import { groupKind } from '../../formats/manifest/workload';
import { outcomeOf, OwnPolicies, PolicyOutcome } from '../../policy/own-policies/outcome';
import { validationId } from '../../policy/own-policies/own-controls';
import { OwnPolicy } from '../../policy/own-policies/policy';

/** The result of a file with objects that policies must accept or refuse. */
export interface PolicyCase {
  readonly file: string;
  readonly expected: 'pass' | 'fail';
  /** Why it failed: a line for each problem. */
  readonly problems: readonly string[];
  /** The rules that refuse its objects, with their messages. */
  readonly refusals: readonly string[];
}

/** What a case is about, by its path: fixtures of Pod Security have the same layout. */
interface Layout {
  readonly expected: PolicyCase['expected'];
  readonly policies: readonly OwnPolicy[];
  /** The id of the rule that must refuse the objects. */
  readonly rule?: string;
}

/**
 * Runs the cases of a folder: each file in a folder `pass` has objects that all policies accept, and each file in a folder `fail` has
 * objects that they refuse. The folder above these can have the name of a policy, and then only this policy counts. The name of a file in
 * `fail` can be the one of a rule of that policy, with a number behind it: then this rule must refuse it.
 *
 * @throws InputError for a folder without cases, a file in the wrong place, and a file that cannot be read
 */
export function policyCases(folder: string, own: OwnPolicies): readonly PolicyCase[] {
  const files = manifestFilesIn({ path: folder });
  if (files.length === 0) {
    throw new InputError(`${folder}: there is no case: write objects that must pass to ${folder}/pass, and others to ${folder}/fail`);
  }
  return files.map((file) => caseOf(file, layoutOf(file, folder, own), own));
}

function layoutOf({ path }: NamedFile, folder: string, { policies }: OwnPolicies): Layout {
  const steps = slashed(path).slice(slashed(folder).replace(/\/$/, '').length + 1).split('/');
  const [file, expected, ...above] = steps.reverse();
  if (expected !== 'pass' && expected !== 'fail') {
    throw new InputError(`${path}: a case must be in a folder with the name pass or fail: move it`);
  }
  if (above.length === 0) {
    return { expected, policies };
  }
  const policy = policies.find(({ name }) => above.length === 1 && name === above[0]);
  if (!policy) {
    throw new InputError(`${path}: no policy has the name "${above.reverse().join('/')}": rename the folder to one of `
      + `${policies.map(({ name }) => name).join(', ')}`);
  }
  const id = `${policy.name}/${file.replace(/[-_]?\d*\.\w+$/, '')}`;
  const isRule = policy.validations.some((_, index) => validationId(policy, index) === id);
  return { expected, policies: [policy], rule: expected === 'fail' && isRule ? id : undefined };
}

function caseOf(file: NamedFile, layout: Layout, own: OwnPolicies): PolicyCase {
  const objects = writtenObjects(file, readNamed(file), 'keep only the objects of cases here');
  const namespaces = new Map(objects.filter(({ object }) => groupKind(object) === '/Namespace')
    .map(({ object }) => [asObject(object.metadata).name, object]));
  const judge = (object: JsonObject, policy: OwnPolicy) => outcomeOf(policy, own, object, { get: (name) => namespaces.get(name) });
  const results = objects.flatMap((written) => resultOf(written, layout, judge));
  return {
    file: file.path,
    expected: layout.expected,
    problems: results.length === 0 ? ['no policy matched'] : results.flatMap(({ problems }) => problems),
    refusals: results.flatMap(({ refusals }) => refusals),
  };
}

type Result = Pick<PolicyCase, 'problems' | 'refusals'>;

/** Nothing for an object that no policy looks at: it can be the Namespace of another one. */
function resultOf(
  { object, placeOf }: WrittenObject, { expected, policies, rule }: Layout, judge: (object: JsonObject, policy: OwnPolicy) => PolicyOutcome,
): readonly Result[] {
  const outcomes = policies.map((policy) => ({ policy, outcome: orCost(() => judge(object, policy)) }))
    .filter(({ outcome }) => outcome.isMatched);
  const unknown = outcomes.flatMap(({ policy, outcome }) => outcome.unknown.map(({ why }) => `${policy.name} was not evaluated: ${why}`));
  const refused = outcomes.flatMap(({ policy, outcome }) =>
    outcome.refusals.map(({ validation, message }) => ({ id: validationId(policy, validation), message })));
  const refusals = refused.map(({ id, message }) => `${id}: ${message}`);
  const place = `${placeOf([])}: ${refText(refOf(object))}`;
  const isAsExpected = expected === 'pass' ? refused.length === 0 : refused.some(({ id }) => rule === undefined || id === rule);
  const notRefused = rule === undefined ? 'not refused' : `not refused by ${rule}`;
  const wrong = expected === 'pass' ? refusals.map((each) => `refused by ${each}`) : [notRefused];
  const problems = [...unknown, ...isAsExpected ? [] : wrong].map((each) => `${place}: ${each}`);
  return outcomes.length === 0 ? [] : [{ problems, refusals }];
}

function orCost(judge: () => PolicyOutcome): PolicyOutcome {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof CostError)) {
      throw error;
    }
    return { refusals: [], unknown: [{ path: [], why: error.message }], isMatched: true };
  }
}
