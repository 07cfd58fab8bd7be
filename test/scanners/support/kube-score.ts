import { readdirSync } from 'fs';
import { join } from 'path';
import { printed } from './run';
import { keyOf, reportOf, TestedScanner } from './scanner';
import { KUBE_SCORE } from '../../../src/policy/controls/known-as/kube-score';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('kube-score');

/** From this grade on a check has passed: https://github.com/zegl/kube-score/blob/master/scorecard/scorecard.go */
const ALL_OK = 10;

export const kubeScore: TestedScanner = {
  standard: KUBE_SCORE,
  // The first column of each line is the id.
  listedIds: () => printed(program(), ['list']).trim().split('\n').map((line) => line.split(',')[0]),
  scan: (folder) => {
    const files = readdirSync(folder).map((file) => join(folder, file));
    const objects = JSON.parse(printed(program(), ['score', '--all-default-optional', '--output-format', 'json', ...files], [0, 1]));
    return reportOf(objects.flatMap(({ type_meta: { kind }, object_meta: { name, namespace = '' }, checks }: any) => {
      const failed = checks.filter(({ skipped, grade }: any) => !skipped && grade < ALL_OK);
      return failed.map(({ check }: any) => [keyOf(kind, namespace, name), check.id]);
    }));
  },
};
