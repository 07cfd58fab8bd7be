import { IConstruct } from 'constructs';
import { Moment, momentOfCall, placeInProgram } from '../../formats/language/user-stack';
import { printable } from '../../tasks/reports/printable';

/**
 * Number of stack frames: the constructor of a hardened kind, and its call in the program. More frames would slow down each new workload.
 */
const DEPTH = 2;

const creations = new WeakMap<IConstruct, Moment>();

/**
 * Records the place in the program that creates a construct, for errors of the synthesis.
 *
 * @param above the function that the constructor of the construct calls
 */
export function rememberCreation(construct: IConstruct, above: Function): void {
  creations.set(construct, momentOfCall(DEPTH, above));
}

/**
 * The place in the program that created a construct, in the form of a stack line: `shop/web (main.ts:12:3)`. Undefined if it is unknown.
 */
export function creationOf(construct: IConstruct | undefined): string | undefined {
  const moment = construct && creations.get(construct);
  const place = moment && placeInProgram(moment);
  return place && `${printable(construct!.node.path)} (${place})`;
}
