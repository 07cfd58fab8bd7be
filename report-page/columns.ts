import type { Filter } from './filters';
import { capitalized, index, type Row, sumOf } from './model';
import { STATES } from '../src/tasks/reports/formats/html/data';

/** The columns of one risk. Folded, they are one. */
export interface ColumnGroup {
  readonly risk: string;
  readonly title: string;
  /** Those with findings, the worst first. */
  readonly columns: readonly number[];
}

/** Groups that a user has folded or unfolded. Where there is no room, all begin folded. */
const folded = new Set(matchMedia('(max-width: 900px)').matches ? index.risks : ['low']);

export function isFolded({ risk }: ColumnGroup, { isAboutControl }: Filter): boolean {
  return folded.has(risk) && !isAboutControl;
}

export function toggle({ risk }: ColumnGroup): void {
  if (!folded.delete(risk)) {
    folded.add(risk);
  }
}

/** The columns with findings in some rows, the highest risk first. */
export function groupsOf(shown: readonly Row[], { columns, states }: Filter): readonly ColumnGroup[] {
  const weights = index.columns.map(() => STATES.map(() => 0));
  for (const { cells } of shown) {
    for (const [column, ...counts] of cells) {
      counts.forEach((each, state) => { weights[column][state] += each; });
    }
  }
  const rank = (one: number, other: number) => weights[other].map((each, state) => each - weights[one][state]).find(Boolean) ?? 0;
  const found = weights.map((_, column) => column).filter((column) => columns[column] && sumOf(weights[column], states) > 0)
    .sort((one, other) => rank(one, other) || idOf(one).localeCompare(idOf(other)));
  const ofRisk = (risk: string) => found.filter((column) => index.columns[column].risk === risk);
  return index.risks.map((risk) => ({ risk, title: capitalized(risk), columns: ofRisk(risk) }))
    .filter(({ columns: own }) => own.length > 0);
}

export function idOf(column: number): string {
  return index.controls[index.columns[column].control].id;
}

/** What a row has in some columns, by state, as far as the filter asks for it. */
export function countsIn({ cells }: Row, columns: ReadonlySet<number>, filter: Filter): readonly number[] {
  const sums = STATES.map(() => 0);
  for (const [column, ...counts] of cells) {
    if (columns.has(column) && filter.columns[column]) {
      counts.forEach((each, state) => { sums[state] += filter.states.has(STATES[state]) ? each : 0; });
    }
  }
  return sums;
}
