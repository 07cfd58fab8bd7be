import { withConfigMap } from './config-map';
import { addPlain } from './plain';
import { synthesis } from './synthesis';

export const scenario = synthesis(withConfigMap(addPlain));
