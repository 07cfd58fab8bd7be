import { addHardened } from './hardened';
import { synthesis } from './synthesis';
import { Hardening } from 'cdk8s-hardened';

/** This library, with its gate. */
export const scenario = synthesis(addHardened, (app) => Hardening.of(app).enforce());
