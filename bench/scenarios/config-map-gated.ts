import { withConfigMap } from './config-map';
import { addHardened } from './hardened';
import { synthesis } from './synthesis';
import { Hardening } from 'cdk8s-hardened';

export const scenario = synthesis(withConfigMap(addHardened), (app) => Hardening.of(app).enforce());
