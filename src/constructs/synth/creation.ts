import { IConstruct } from 'constructs';
import { Moment, momentOfCall, placeInProgram } from '../../formats/language/user-stack';
import { printable } from '../../tasks/reports/printable';

/** The constructor of a hardened kind, and the call of it in the program. Each more would make every workload slower. */
const DEPTH = 2;

const creations = new WeakMap<IConstruct, Moment>();

/**
 * Keeps where the program creates a construct, for errors of the synthesis.
 *
 * @param above what the constructor of the construct calls
 */
export function rememberCreation(construct: IConstruct, above: Function): void {
  creations.set(construct, momentOfCall(DEPTH, above));
}

/** Where the program created a construct, as the line of a stack says it: `shop/web (main.ts:12:3)`; undefined if that is not known. */
export function creationOf(construct: IConstruct | undefined): string | undefined {
  const moment = construct && creations.get(construct);
  const place = moment && placeInProgram(moment);
  return place && `${printable(construct!.node.path)} (${place})`;
}
