/*
 * The same hardened workload with one field missing at a time: which attack returns, and what no longer works. Its image starts as
 * root by default, so that each field is alone with its work.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { PersistentVolumeClaim } from 'cdk8s-plus-28';
import { parse, stringify } from 'yaml';
import { ATTACKS } from './attacks';
import { LEFT_OUT, LeftOut } from './leave-one-out';
import { APP_USER, buildProbe, PROBE_IMAGE_OF_ROOT, Report, reportOf, reportOnNode, writable } from './probe';
import { Node } from './support/node';
import { downAll, play } from './support/play';
import { writeProof } from './support/proof';
import { make, probe, synthesize } from './workloads';
import { RunAs, WritablePath } from '../../src';
import { DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';

const image = PROBE_IMAGE_OF_ROOT;

const whole = synthesize((chart) => make('Deployment', 'hardened', chart, {
  containers: [probe({ image })],
  runAs: RunAs.user(APP_USER),
  containerSettings: {
    main: { writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data'))] },
  },
}));

/** The same for the controls: that no image is pulled is this test's own need. */
const evaluated = parse(whole.replaceAll('imagePullPolicy: Never', 'imagePullPolicy: Always'));

/** What a change of a fact means, whichever value it had. */
const FACTS: { readonly [name: string]: string } = {
  user: 'it runs as root',
  group: 'its group is that of root',
  CapBnd: 'capabilities can be gained',
  NoNewPrivs: 'setuid programs take effect',
  Seccomp: 'there is no seccomp profile',
};

interface Reports {
  readonly podman: Report;
  readonly containerd: Report;
}

let node: Node;
let before: Reports;
const rows: object[] = [];

beforeAll(() => {
  buildProbe();
  node = new Node(image);
  before = reportsOf(whole);
});

afterAll(() => {
  if (rows.length === LEFT_OUT.length) { // or not all tests have run
    writeProof('leave-one-out', rows);
  }
});

function reportsOf(yaml: string): Reports {
  const podman = reportOf(play(yaml).container('main'));
  downAll();
  return { podman, containerd: reportOnNode(node, yaml) };
}

/** A manifest without some fields of its pod spec. */
function without({ paths, instead }: LeftOut, manifest: any): any {
  const changed = structuredClone(manifest);
  for (const path of paths) {
    const steps = path.split('.');
    const field = steps.pop()!;
    const owner = steps.reduce((json, step) => json?.[step], changed.spec.template.spec);
    if (!(field in (owner ?? {}))) {
      throw new Error(`The workload has no ${path} that could be left out`);
    }
    owner[field] = instead;
  }
  return JSON.parse(JSON.stringify(changed)); // which drops what is undefined
}

/** What works now that a field is missing. */
function returned(now: Report, then: Report): string[] {
  return [
    ...now.worked.filter((id) => !then.worked.includes(id)),
    ...Object.keys(FACTS).filter((name) => now.facts[name] !== then.facts[name]).map((name) => FACTS[name]),
  ];
}

/** What no longer works. Only podman can show it: `ctr` cannot put a process into the fsGroup. */
function closed(now: Report, then: Report): string[] {
  return writable(then).filter((path) => !writable(now).includes(path)).map((path) => `\`${path}\` cannot be written`);
}

function inWords(id: string): string {
  return ATTACKS.find((attack) => attack.id === id)?.title ?? id;
}

function controlsOn(manifest: any): string[] {
  return evaluate(manifest, profileOf('hardened'), DEFAULT_CONTEXT).map((finding) => finding.control.id);
}

test.each(LEFT_OUT)('without $field: $podman under podman, $containerd on containerd, and $control', (leftOut) => {
  const after = reportsOf(stringify(without(leftOut, parse(whole))));
  const podman = [...returned(after.podman, before.podman), ...closed(after.podman, before.podman)];
  const containerd = returned(after.containerd, before.containerd);
  expect({ podman: [...podman].sort(), containerd: [...containerd].sort() })
    .toEqual({ podman: [...leftOut.podman].sort(), containerd: [...leftOut.containerd].sort() });

  expect(controlsOn(evaluated)).not.toContain(leftOut.control);
  expect(controlsOn(without(leftOut, evaluated))).toContain(leftOut.control);
  const { field, instead, why, control } = leftOut;
  rows.push({ field, instead, podman: podman.map(inWords), containerd: containerd.map(inWords), why, control });
});

test('the table has a reason where no probe notices the difference', () => {
  expect(LEFT_OUT.filter(({ podman, containerd, why }) => (podman.length + containerd.length === 0) !== Boolean(why))).toEqual([]);
});

test('every field that the documentation says is filled in is left out once', () => {
  const [, table] = /\n\n(\| where \|[^]*?)\n\n/.exec(readFileSync(join(__dirname, '../../docs/explanation/what-is-filled-in.md'), 'utf8'))!;
  const named = table.split('\n').slice(2).flatMap((row) => row.split(' | ')[1].match(/(?<=`)[^`, ]+(?=`)/g) ?? []);
  // What presets set is left out in the tests of real applications; volumes are left out with their mounts; the message is no protection;
  // a digest changes nothing in a container.
  const fields = named.filter((name) => !['env', 'volumes', 'terminationMessagePolicy', 'image'].includes(name));
  expect(fields.length).toBeGreaterThan(14);
  expect(fields.filter((name) => !LEFT_OUT.some(({ field }) => field.endsWith(name.replace('resources.', ''))))).toEqual([]);
});
