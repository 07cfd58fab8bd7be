import { addHand } from './hand';
import { synthesis } from './synthesis';
import { Hardening } from 'cdk8s-hardened';

/** The workloads written by hand, evaluated by this library. */
export const scenario = synthesis(addHand, (app) => Hardening.of(app).enforce());
