import { AnnotationDialect, listed } from './annotation-dialect';
import { KUBE_SCORE } from '../../controls/known-as/kube-score';

const IGNORE = 'kube-score/ignore';

/** One list of tests, without reasons. https://github.com/zegl/kube-score#ignoring-a-test */
export const kubeScore: AnnotationDialect = {
  standard: KUBE_SCORE,
  annotations: (ids, existing) => ({ [IGNORE]: [...new Set([...listed(existing[IGNORE]), ...ids.keys()])].join(',') }),
};
