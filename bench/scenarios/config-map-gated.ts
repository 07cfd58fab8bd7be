import { Hardening } from 'cdk8s-hardened';
import { withConfigMap } from './config-map';
import { addHardened } from './hardened';
import { synthesis } from './synthesis';

export const scenario = synthesis(withConfigMap(addHardened), (app) => Hardening.of(app).enforce());
