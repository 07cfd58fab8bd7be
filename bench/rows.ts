import { Round } from './measurement';

export type Unit = '' | 'ms' | 's' | 'MB' | '/s';

/** One figure of a benchmark, with what it should be. */
export interface Row {
  readonly title: string;
  readonly unit: Unit;
  readonly figure: (round: Round) => number;
  readonly aim?: number;
  /** Whether the aim is a lower bound. */
  readonly isRate?: boolean;
  /** The variants of a ratio, whose instructions are compared, too. */
  readonly compared?: readonly [variant: string, over: string];
}

/** CPU time of one variant over that of another. */
export function ratio(variant: string, over: string, title: string, aim?: number): Row {
  return { title: `${title}, CPU`, unit: '', aim, compared: [variant, over], figure: (round) => round.get(variant)!.cpu / round.get(over)!.cpu };
}

/** The same of the time by the clock. */
export function wallRatio(variant: string, over: string, title: string, aim?: number): Row {
  return { title: `${title}, wall`, unit: '', aim, figure: (round) => round.get(variant)!.wall / round.get(over)!.wall };
}

/** Both. */
export function ratios(variant: string, over: string, title: string, aim?: number, wallAim?: number): readonly Row[] {
  return [ratio(variant, over, title, aim), wallRatio(variant, over, title, wallAim)];
}

/** Calls to the jsii process of one variant over those of another. */
export function callRatio(variant: string, over: string, title: string, aim?: number): Row {
  return { title: `${title}, jsii calls`, unit: '', aim, figure: (round) => round.get(variant)!.calls! / round.get(over)!.calls! };
}

/** CPU time of one variant beyond that of another. */
export function difference(variant: string, over: string, title: string, aim?: number): Row {
  return { title, unit: 'ms', aim, figure: (round) => round.get(variant)!.cpu - round.get(over)!.cpu };
}

/** The same of the time by the clock. */
export function wallDifference(variant: string, over: string, title: string, aim?: number): Row {
  return { title, unit: 'ms', aim, figure: (round) => round.get(variant)!.wall - round.get(over)!.wall };
}

export function wall(variant: string, title: string, aim?: number): Row {
  return { title, unit: 's', aim, figure: (round) => round.get(variant)!.wall / 1000 };
}

export function seconds(variant: string, title: string, aim?: number): Row {
  return { title, unit: 's', aim, figure: (round) => round.get(variant)!.cpu / 1000 };
}

export function peak(variant: string, title: string, aim?: number): Row {
  return { title, unit: 'MB', aim, figure: (round) => round.get(variant)!.peak };
}

/** CPU milliseconds of a unit of work. */
export function milliseconds(variant: string, title: string, aim?: number): Row {
  return { title, unit: 'ms', aim, figure: (round) => round.get(variant)!.cpu / round.get(variant)!.units };
}

/** Units of work per CPU second. */
export function rate(variant: string, title: string, aim?: number): Row {
  return { title, unit: '/s', aim, isRate: true, figure: (round) => round.get(variant)!.units / round.get(variant)!.cpu * 1000 };
}
