import { acceptanceEnd, firstExpiry, reasonOf } from './acceptance';
import { AnnotationDialect, listed } from './annotation-dialect';
import { KUBESCAPE } from '../../controls/known-as/kubescape';

const CONTROLS = 'kubescape.io/skip-controls';
const REASON = 'kubescape.io/skip-reason';
const EXPIRY = 'kubescape.io/skip-expiry';

/**
 * One list of controls, with one reason and one date for all of them: the first date on which one of the waivers ends. Kubescape drops the
 * whole exception if it cannot read the date. https://github.com/kubescape/kubescape/pull/3392
 */
export const kubescape: AnnotationDialect = {
  standard: KUBESCAPE,
  annotations: (ids, existing) => {
    const waivers = [...ids.values()].flat();
    const [own, reason] = [existing[REASON], reasonOf(waivers)];
    const day = firstExpiry(waivers);
    const [expiry] = [existing[EXPIRY], day && acceptanceEnd(day)].filter(isText).sort((one, other) => timeOf(one) - timeOf(other));
    return {
      [CONTROLS]: [...new Set([...listed(existing[CONTROLS]), ...ids.keys()])].join(','),
      [REASON]: withReason(own, reason),
      ...expiry !== undefined && { [EXPIRY]: expiry },
    };
  },
};

function withReason(own: unknown, reason: string): string {
  if (!isText(own)) {
    return reason;
  }
  // The input may be our own earlier output.
  return own.includes(reason) ? own : `${own}; ${reason}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function timeOf(text: string): number {
  return Date.parse(text) || 0;
}
