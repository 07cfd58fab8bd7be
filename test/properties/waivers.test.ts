import * as fc from 'fast-check';
import { isAbsent, isObject, isSameJson, JsonObject } from '../../src/formats/manifest/json';
import { containersIn } from '../../src/formats/manifest/workload';
import { isPodControl, Level } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../src/policy/engine/finding';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { HardeningProfile } from '../../src/policy/settings/hardening-profile';
import { Waiver } from '../../src/policy/settings/waiver';
import { annotate } from '../../src/policy/waivers/annotation';
import { applyWaivers } from '../../src/policy/waivers/apply';
import { WAIVER_FIELDS } from '../../src/policy/waivers/check-waiver';
import { isAbout } from '../../src/policy/waivers/coverage';
import { inlineWaivers } from '../../src/policy/waivers/inline';
import { WaiverLedger } from '../../src/policy/waivers/ledger';
import { suggestWaiver } from '../../src/policy/waivers/suggest';
import { WaiverTerms } from '../../src/policy/waivers/terms';
import { workload } from '../policy/engine/manifests';

// Waivers on whatever was found in any manifest.

const HARDENED = profileOf('hardened');
const REASON = 'moves to a volume in 8.0';

const covers = (given: Waiver, finding: EvaluatedFinding) => new WaiverTerms(given).covers(finding);

const found = workload.map((manifest) => ({ manifest, findings: evaluate(manifest, HARDENED) }))
  .filter(({ findings }) => findings.length > 0);
/** A manifest, what is wrong with it, and the waiver that one of these findings asks for. A container without a name has none. */
const waived = fc.tuple(found, fc.nat()).map(([{ manifest, findings }, index]) => {
  const named = findings.filter(({ container }) => !container?.startsWith('#'));
  return { manifest, findings, finding: named[index % named.length] };
}).filter(({ finding }) => finding !== undefined).map(({ manifest, findings, finding }) => {
  const waiver: Waiver = {
    control: finding.control.id,
    reason: REASON,
    ...(finding.container !== undefined && { [finding.list!]: [finding.container] }),
    ...(finding.template !== undefined && { template: finding.template }),
    ...(finding.allowKey !== undefined && { allow: [finding.allowKey] }),
  };
  return { manifest, findings, finding, waiver };
});

test('the suggested waiver covers its finding, and all of it is used', () => {
  fc.assert(fc.property(waived, ({ manifest, findings, finding, waiver }) => {
    const evaluated = applyWaivers(findings, [waiver]);
    expect(evaluated[findings.indexOf(finding)].waiver).toBe(waiver);
    const ledger = new WaiverLedger();
    ledger.offer(waiver, evaluated);
    const objects = { isRequired: () => true, containers: () => containersIn([manifest]) };
    expect(ledger.settle(waiver, [{ neverWaive: [], now: new Date() }], objects)).toEqual([]);
  }), { numRuns: 500 });
});

test('a waiver does not cover another control, template, container or value', () => {
  fc.assert(fc.property(waived, ({ findings, finding, waiver }) => {
    for (const { control, container, allowKey } of applyWaivers(findings, [waiver]).filter((one) => one.waiver)) {
      expect([control.id, allowKey]).toEqual([finding.control.id, finding.allowKey]);
      // A waiver for a container also covers values that it inherits from the pod.
      expect([finding.container, undefined]).toContain(container);
    }
    expect(covers(waiver, { ...finding, allowKey: `${finding.allowKey} and more` })).toBe(false);
    expect(covers(waiver, { ...finding, container: `${finding.container}-2` })).toBe(false);
    expect(covers({ ...waiver, [finding.list ?? 'containers']: undefined }, finding)).toBe(finding.container === undefined);
    expect(covers(waiver, { ...finding, template: `${finding.template}-2` })).toBe(false);
    expect(covers({ ...waiver, allow: undefined }, finding)).toBe(finding.allowKey === undefined);
  }), { numRuns: 500 });
});

/** Waivers of parts of what was found: of these controls, containers and values, in any combination. */
function mixtures(findings: readonly EvaluatedFinding[]) {
  const all = findings.flatMap((each) => [each, ...each.counterparts ?? []]);
  const some = (values: readonly string[]) => fc.subarray([...new Set(values)], { minLength: 1 });
  const names = all.flatMap(({ container }) => container ?? []);
  const values = all.flatMap(({ allowKey }) => allowKey ?? []);
  return fc.array(fc.record({
    controls: some(all.map(({ control }) => control.id)),
    containers: names.length === 0 ? fc.constant(undefined) : fc.option(some(names), { nil: undefined }),
    initContainers: names.length === 0 ? fc.constant(undefined) : fc.option(some(names), { nil: undefined }),
    allow: values.length === 0 ? fc.constant(undefined) : fc.option(some(values), { nil: undefined }),
  }).map((fields): Waiver => ({ ...fields, reason: REASON })), { minLength: 1, maxLength: 12 });
}

/** What the index of waivers must find, by looking at all of them. */
function searched(finding: EvaluatedFinding, waivers: readonly Waiver[]): Waiver | undefined {
  const terms = waivers.map((each) => new WaiverTerms(each));
  return (terms.find((each) => each.coversExactly(finding)) ?? terms.find((each) => each.covers(finding)))?.waiver;
}

test('many waivers cover what a search of all of them finds, and the same of them are unused', () => {
  const mixed = found.chain((one) => mixtures(one.findings).map((waivers) => ({ ...one, waivers })));
  fc.assert(fc.property(mixed, ({ manifest, findings, waivers }) => {
    const evaluated = applyWaivers(findings, waivers);
    expect(evaluated.map(({ waiver }) => waiver)).toEqual(findings.map((finding) => searched(finding, waivers)));
    for (const waiver of waivers) {
      const ledger = new WaiverLedger();
      ledger.offer(waiver, evaluated);
      const objects = { isRequired: () => true, containers: () => containersIn([manifest]) };
      const problems = ledger.settle(waiver, [{ neverWaive: [], now: new Date() }], objects);
      const terms = new WaiverTerms(waiver);
      const used = evaluated.filter((finding) => finding.waiver === waiver
        || (finding.waiver && terms.covers(finding) && !terms.coversExactly(finding)));
      const named = used.flatMap((finding) => terms.namedOf(finding));
      const isIdle = (value: string) => !named.some(({ allowKey }) => allowKey === value);
      const idle = used.length === 0 ? undefined : (waiver.allow ?? []).filter(isIdle);
      const idleControls = waiver.controls!.filter((id) => !used.some((finding) => isAbout(finding, id)));
      expect(problems.filter(({ detail }) => /(?:names the|nothing of the) control /.test(detail))).toHaveLength(idle ? idleControls.length : 0);
      expect(problems.length > 0 || used.length > 0).toBe(true);
      if (idle) {
        expect(problems.filter(({ detail }) => detail.includes(' value ')).map(({ detail }) => detail))
          .toEqual([...new Set(idle)].map((value) => expect.stringContaining(`names the value "${value}", which needs no waiver`)));
      }
    }
  }), { numRuns: 500 });
});

test('waivers do not lose, add or move findings', () => {
  fc.assert(fc.property(fc.array(waived, { minLength: 1, maxLength: 3 }), (all) => {
    const [{ findings }] = all;
    const evaluated = applyWaivers(findings, all.map(({ waiver }) => waiver));
    expect(evaluated.map(({ waiver: _, ...finding }) => finding)).toEqual(findings);
  }), { numRuns: 300 });
});

test('the annotation is read back unchanged, and the order of waivers does not matter', () => {
  fc.assert(fc.property(fc.array(waived, { minLength: 1, maxLength: 3 }), (all) => {
    const [{ manifest }] = all;
    const waivers = all.map(({ waiver }) => waiver);
    const annotated = annotate(manifest, waivers);
    if (!canBeAnnotated(manifest)) {
      expect(annotated).toBe(manifest);
      return;
    }
    const { waivers: read, problems } = inlineWaivers(annotated);
    expect(problems).toEqual([]);
    expect(texts(read)).toEqual([...new Set(texts(waivers))]);
    expect(JSON.stringify(annotate(manifest, [...waivers].reverse()))).toBe(JSON.stringify(annotated));
    expect(JSON.stringify(annotate(annotated, waivers))).toBe(JSON.stringify(annotated));
    // Waivers are no part of what is evaluated or filled in.
    const withoutObjects = (object: JsonObject) => evaluate(object, HARDENED).map(({ object: _, ...finding }) => finding);
    expect(withoutObjects(annotated)).toEqual(withoutObjects(manifest));
    expect(withoutMetadata(harden(annotated).manifest)).toEqual(withoutMetadata(harden(manifest).manifest));
  }), { numRuns: 300 });
});

const placeOf = ({ path, container, template }: EvaluatedFinding) => [path.slice(0, -1), container, template];

/** A manifest, its findings in two profiles, and the waiver that one of those of the first asks for. */
function acrossProfiles(from: Level, to: Level) {
  return fc.tuple(workload, fc.nat()).map(([manifest, index]) => {
    const named = evaluate(manifest, profileOf(from)).filter(({ control, container }) => FAMILY[control.id] && !container?.startsWith('#'));
    const finding = named[index % named.length];
    const waiver = finding && suggestWaiver(finding);
    return { finding, waiver, others: evaluate(manifest, profileOf(to)) };
  }).filter(({ waiver }) => waiver !== undefined);
}

/** Which controls are about the same values. */
const FAMILY: { readonly [control: string]: string } = {
  'capabilities-baseline': 'capabilities',
  'capabilities-restricted': 'capabilities',
  'seccomp-profile-baseline': 'seccomp',
  'seccomp-profile-restricted': 'seccomp',
  'proc-mount': 'procMount',
  'proc-mount-restricted': 'procMount',
  'host-path-volumes': 'hostPath',
  'restricted-volumes': 'hostPath',
};

test.each<[Level, Level]>([['pss-baseline', 'hardened'], ['pss-baseline', 'pss-restricted'], ['pss-restricted', 'pss-baseline'], ['hardened', 'pss-baseline']])(
  'a waiver of a finding in %s covers the same value in %s, and no other', (from, to) => {
    fc.assert(fc.property(acrossProfiles(from, to), ({ finding, waiver, others }) => {
      const isSame = (other: EvaluatedFinding) => FAMILY[other.control.id] === FAMILY[finding.control.id]
        && isSameJson(placeOf(other), placeOf(finding));
      for (const other of applyWaivers(others, [waiver!]).filter(({ waiver: covered }) => covered)) {
        // A container without a seccomp profile has that of its pod. An operator's own container can be called like one that the user adds.
        const isInherited = FAMILY[other.control.id] === 'seccomp' && isAbsent(other.value)
          && [undefined, other.container].includes(finding.container);
        expect(isInherited || FAMILY[other.control.id] === FAMILY[finding.control.id]).toBe(true);
        expect(isInherited || [other.allowKey, other.template]).toEqual(isInherited || [finding.allowKey, finding.template]);
        expect(other.container === undefined || isInherited || other.container === finding.container).toBe(true);
      }
      for (const other of others.filter((each) => isSame(each) && each.allowKey === finding.allowKey)) {
        expect(covers(waiver!, other)).toBe(true);
      }
    }), { numRuns: 500 });
  });

test.each<[Level, Level]>([['pss-baseline', 'hardened'], ['pss-restricted', 'hardened'], ['pss-baseline', 'pss-restricted']])(
  'a waiver for the profile %s leaves of %s what this profile finds, what Kubernetes refuses, and what is not on pods', (own, level) => {
    const waiver: Waiver = { profile: own as HardeningProfile, reason: REASON, owner: 'ops', expires: '2999-12-31' };
    fc.assert(fc.property(workload, (manifest) => {
      const keyOf = ({ control, path, container }: EvaluatedFinding) =>
        JSON.stringify([FAMILY[control.id] ?? control.id, path.filter((step) => step !== 'hostPath'), container]);
      const ofOwn = new Set(evaluate(manifest, profileOf(own)).map(keyOf));
      const findings = evaluate(manifest, profileOf(level));
      for (const finding of applyWaivers(findings, [waiver])) {
        const isInherited = finding.counterparts?.some(({ container }) => container !== finding.container) === true;
        const { control } = finding;
        const isKept = ofOwn.has(keyOf(finding)) || isInherited || control.refusedBy !== undefined || !isPodControl(control);
        expect([keyOf(finding), finding.waiver === undefined]).toEqual([keyOf(finding), isKept]);
      }
    }), { numRuns: 500 });
  });

test('a waiver of several controls covers what waivers of each of them would cover', () => {
  fc.assert(fc.property(found, fc.nat(), fc.nat(), ({ findings }, one, other) => {
    const named = findings.filter(({ container }) => !container?.startsWith('#'));
    fc.pre(named.length > 0);
    const { reason, control: _, ...scope } = suggestWaiver(named[one % named.length]) ?? { reason: REASON, control: '' };
    const controls = [...new Set([one, other].map((index) => named[index % named.length].control.id))];
    const covered = (waivers: Waiver[]) => applyWaivers(findings, waivers).map(({ waiver }) => waiver !== undefined);
    expect(covered([{ controls, reason, ...scope }])).toEqual(covered(controls.map((control) => ({ control, reason, ...scope }))));
  }), { numRuns: 500 });
});

/** Into metadata of another type nothing is written. */
function canBeAnnotated({ metadata }: JsonObject): boolean {
  return isAbsent(metadata) || (isObject(metadata) && (isAbsent(metadata.annotations) || isObject(metadata.annotations)));
}

function texts(waivers: readonly Waiver[]): string[] {
  return waivers.map((waiver) => JSON.stringify(waiver, [...WAIVER_FIELDS])).sort();
}

function withoutMetadata({ metadata: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
