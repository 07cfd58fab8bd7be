import { Hardening } from 'cdk8s-hardened';
import { addHand } from './hand';
import { synthesis } from './synthesis';

/** The workloads written by hand, judged by this library. */
export const scenario = synthesis(addHand, (app) => Hardening.of(app).enforce());
