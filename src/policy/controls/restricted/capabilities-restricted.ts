import { ofContainers } from '../specification';
import { NAME_THE_SYSTEM } from './windows-remedy';
import { asArray, asObject, childArray, childObject, fillIn, isObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { ADDED, addedBeyond } from '../baseline/capabilities-baseline';
import { RISKS_OF_CAPABILITIES } from '../capability-risk';
import { celList, IS_WINDOWS } from '../cel';
import { Found } from '../check';
import { PodControl } from '../control';
import { HAS_POWER, effectiveIdentity, KEEPS_POWER, keepsPower } from '../effective';
import { at, both, everyContainer, fixEveryContainer } from '../violations';

export const ALLOWED_CAPABILITIES: ReadonlySet<unknown> = new Set(['NET_BIND_SERVICE']);
const DROPPED = 'c.?securityContext.?capabilities.?drop';
const DROPS_ALL = `${DROPPED}.orValue([]).exists(d, d.upperAscii() == 'ALL')`;
const DROP = ['securityContext', 'capabilities', 'drop'];

export const capabilitiesRestricted: PodControl = {
  id: 'capabilities-restricted',
  title: 'All capabilities dropped',
  level: 'pss-restricted',
  risk: { ...RISKS_OF_CAPABILITIES, medium: `${RISKS_OF_CAPABILITIES.medium}, or ALL is not dropped` },
  why: 'By default, a container keeps some capabilities of root, and a process that becomes root can use them.',
  remedy: 'drop `ALL` (uppercase); add at most NET_BIND_SERVICE',
  remedyInCode: 'write `capabilities: { drop: [Capability.ALL] }` and add at most `Capability.NET_BIND_SERVICE`',
  remedyOnWindows: NAME_THE_SYSTEM,
  spec: {
    rules: [
      {
        fields: [ofContainers('securityContext.capabilities.drop')],
        allowed: 'a list with "ALL", in capitals; since 1.25 anything in Windows pods',
      },
      {
        fields: [ofContainers('securityContext.capabilities.add')],
        allowed: 'NET_BIND_SERVICE, undefined; since 1.25 anything in Windows pods',
      },
    ],
  },
  admission: [
    {
      each: 'container',
      violates: `!(${IS_WINDOWS}) && !('ALL' in ${DROPPED}.orValue([]))`,
      // Waivers name lists in this notation.
      value: `${DROPPED}.hasValue() ? (size(${DROPPED}.orValue([])) == 0 ? '[]' : '["' + ${DROPPED}.orValue([]).join('","') + '"]') : ''`,
      // A value that the fix can complete is not a choice of the author.
      missing: `!${DROPPED}.hasValue() || ((size(${DROPPED}.orValue([])) == 0 || ${DROPS_ALL}) && !(${HAS_POWER}))`,
    },
    { each: 'container', in: ADDED, violates: `!(${IS_WINDOWS}) && !(it in ${celList(ALLOWED_CAPABILITIES)})`, value: 'it' },
  ],
  reads: { fields: ['containers[*].securityContext.capabilities', 'spec.os'] },
  checks: [
    { since: 22, check: everyContainer(unrestricted) },
    { since: 25, check: everyContainer((container) => container.pod.isWindows ? undefined : unrestricted(container)) },
  ],
  replaces: ['capabilities-baseline'],
  after: ['privileged', 'user-id', 'run-as-user', 'run-as-non-root'],
  completes: dropsAll,
  overrideUnsafe: fixEveryContainer((container, context) => {
    const { capabilities } = container.securityContext;
    if (!isObject(capabilities) || keepsPower(container, context)) {
      return;
    }
    const added = asArray(capabilities.add).filter((capability) => ALLOWED_CAPABILITIES.has(capability));
    if (added.length > 0) {
      capabilities.add = added;
    } else {
      delete capabilities.add;
    }
    if (!asArray(capabilities.drop).includes('ALL')) {
      capabilities.drop = ['ALL'];
    }
  }),
  filling: [
    {
      each: 'container',
      when: `!c.?securityContext.?capabilities.hasValue() && !(${KEEPS_POWER})`,
      path: 'securityContext/capabilities',
      value: '{\'drop\': [\'ALL\']}',
    },
    {
      each: 'container',
      when: `c.?securityContext.?capabilities.hasValue() && !('ALL' in ${DROPPED}.orValue([])) && !(${KEEPS_POWER})`
        + ` && (size(${DROPPED}.orValue([])) == 0 || ${DROPS_ALL})`,
      path: 'securityContext/capabilities/drop',
      value: `${DROPPED}.orValue([]) + ['ALL']`,
    },
  ],
  fix: fixEveryContainer((container, context) => {
    if (keepsPower(container, context)) {
      return;
    }
    const needed = context.notes.knownImages?.[container.name]?.capabilities ?? effectiveIdentity(container, context.choices).capabilities;
    const capabilities = childObject(childObject(container.json, 'securityContext') ?? {}, 'capabilities');
    const drop = capabilities && childArray(capabilities, 'drop');
    if (drop && (drop.length === 0 || dropsAll(drop)) && !drop.includes('ALL')) {
      drop.push('ALL');
    }
    fillIn(capabilities, { add: needed && [...needed] });
  }),
};

/**
 * Whether all capabilities are dropped. Container runtimes ignore the case of names, but Pod Security does not: `all` is not a capability
 * to it.
 */
function dropsAll(drop: unknown): boolean {
  return asArray(drop).some((name) => typeof name === 'string' && name.toUpperCase() === 'ALL');
}

function unrestricted(container: ContainerView): Found {
  const added = addedBeyond(container, ALLOWED_CAPABILITIES);
  const dropped = asArray(asObject(container.securityContext.capabilities).drop);
  return both(dropped.includes('ALL') ? undefined : at(container, DROP), added);
}
