import { droppedFields } from './dropped-fields';
import { emittedYaml } from './emitted-yaml';
import { plainData } from './plain-data';
import { replacedObject } from './replaced-object';
import { OutcomeControl } from '../control';

/** Controls on what leaves cdk8s: it must be what was evaluated. */
export const OUTPUT: readonly OutcomeControl[] = [plainData, emittedYaml, droppedFields, replacedObject];
