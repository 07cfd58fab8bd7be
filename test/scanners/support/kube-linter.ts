import { printed } from './run';
import { keyOf, reportOf, TestedScanner } from './scanner';
import { KUBE_LINTER } from '../../../src/policy/controls/known-as/kube-linter';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('kube-linter');

/** All checks but one, which would download the schemas of Kubernetes. */
export const ALL_CHECKS = ['--add-all-built-in', '--exclude', 'schema-validation'];

export const kubeLinter: TestedScanner = {
  standard: KUBE_LINTER,
  listedIds: () => JSON.parse(printed(program(), ['checks', 'list', '--format', 'json'])).map(({ name }: any) => name),
  scan: (folder) => {
    const { Reports: reports } = JSON.parse(printed(program(), ['lint', ...ALL_CHECKS, '--format', 'json', folder], [0, 1]));
    return reportOf((reports ?? []).map(({ Check: id, Object: { K8sObject: { Name, Namespace, GroupVersionKind: { Kind } } } }: any) =>
      [keyOf(Kind, Namespace, Name), id]));
  },
};
