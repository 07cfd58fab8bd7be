import { claims } from './claims';
import { Fact } from './fact';
import { namespaces } from './namespaces';
import { networkPolicies } from './network-policies';
import { podPorts } from './pod-ports';
import { rbac } from './rbac';
import { serviceAccounts } from './service-accounts';

/** The facts about other objects that a control can declare, by name. */
export const FACTS = { claims, namespaces, networkPolicies, podPorts, rbac, serviceAccounts };

export type FactName = keyof typeof FACTS;

export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** The facts for one object. A fact is undefined if the other objects are unknown. */
export type Facts = { readonly [name in FactName]?: typeof FACTS[name] extends Fact<infer T> ? T : never };
