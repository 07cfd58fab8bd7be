import { leftoverName } from './leftover';
import { unreached } from './unreached';
import { unsettled } from './unsettled';
import { ChartAssessment } from '../chart/assessment';
import { Trace } from '../trace/trace';

/** The findings that remain with values and patches, one line each. A line stays the same while nothing changes. */
export function leftLines({ result, trace }: { readonly result: ChartAssessment; readonly trace: Trace }): readonly string[] {
  return [...unreached(result, trace.arrivals), ...unsettled(result)].map(leftoverName).sort();
}
