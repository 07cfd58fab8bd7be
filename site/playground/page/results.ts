import { findingGroup } from './finding';
import { hardenedContent } from './hardened';
import { podSecurityContent } from './pod-security';
import { problemText } from './problem';
import { setNumber } from './tabs';
import { waiversContent } from './waivers';
import { byId, count, element, withCode } from '../../../report-page/dom';
import { groupBy } from '../../../src/formats/manifest/group-by';
import { READING_ORDER, Risk } from '../../../src/policy/controls/risk';
import type { Result, ShownFinding, Totals } from '../result';

const PANELS = ['findings', 'hardened', 'waivers', 'pss'] as const;
/** Text is evaluated so fast that a sign of it would only flicker, in milliseconds. */
const PATIENCE = 300;

let waiting: number | undefined;

/** The results belong to an earlier text. */
export function drawBusy(): void {
  byId('results').setAttribute('aria-busy', 'true');
}

export function drawWaiting(): void {
  drawBusy();
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    byId('status').parentElement!.classList.remove('hidden');
    status('Evaluating…');
    byId('cancel').hidden = false;
  }, PATIENCE);
}

export function drawNothing(): void {
  end('Paste a text, or choose an example.');
  clear();
}

/** Why there is no result. */
export function drawFailure(message: string): void {
  end('');
  clear();
  byId('problem').replaceChildren(element('p', { class: 'problem' }, message));
}

export function drawResult(result: Result): void {
  const { error, summary, findings, totals, remarks, hardened, waivers, podSecurity, isDockerfile } = result;
  end(summary === '' ? 'Nothing to evaluate.' : `${summary}.`, summary !== '');
  byId('problem').replaceChildren(...error ? [problemText(error)] : []);
  byId('totals').replaceChildren(...error && findings.length === 0 ? [] : tiles(totals));
  const all = totals.error + totals.warning + totals.waived;
  fill('findings', all, [
    ...findings.length > 0 ? [element('ol', { class: 'findings' }, ...groupsOf(findings).map(findingGroup))]
      : [element('p', {}, error ? 'The text cannot be read.' : 'No findings.')],
    ...all > findings.length ? [element('p', { class: 'note' }, ...withCode(`${count(all - findings.length, 'more finding')}: run \`audit\` on the file to see all.`))] : [],
    // The first part is in the numbers above.
    ...[...summary.split('; ').slice(1), ...remarks].map((remark) => element('p', { class: 'note' }, element('bdi', {}, ...withCode(remark)))),
  ]);
  fill('hardened', undefined, hardenedContent(hardened, isDockerfile, error !== undefined));
  fill('waivers', waivers.length, waiversContent(waivers));
  fill('pss', undefined, podSecurityContent(podSecurity, isDockerfile, result.workloads));
}

/** The findings of each control, those that an attacker would use first. What is waived comes last. */
function groupsOf(findings: readonly ShownFinding[]): readonly (readonly ShownFinding[])[] {
  const groups = groupBy(findings, ({ control, state }) => `${state === 'waived'} ${control}`);
  const rank = ([{ state, risk }]: readonly ShownFinding[]) => state === 'waived' ? READING_ORDER.length : READING_ORDER.indexOf(risk as Risk);
  return [...groups.values()].sort((one, other) => rank(one) - rank(other));
}

function tiles(totals: Totals): readonly HTMLElement[] {
  const names = { error: 'error', warning: 'warning', waived: 'waived finding' };
  const isClean = totals.error + totals.warning === 0;
  return [
    ...(['error', 'warning', 'waived'] as const).map((state) => tile(
      totals[state] > 0 ? state : 'none', `${names[state]}${totals[state] === 1 ? '' : 's'}`, String(totals[state]))),
    ...isClean ? [tile('clean', 'clean', '✓')] : [],
  ];
}

function tile(state: string, name: string, value: string): HTMLElement {
  return element('div', { class: `tile ${state}` }, element('dt', {}, name), element('dd', {}, value));
}

function fill(id: typeof PANELS[number], number: number | undefined, content: readonly HTMLElement[]): void {
  byId(`panel-${id}`).replaceChildren(...content);
  byId(`panel-${id}`).scrollTop = 0;
  setNumber(id, number);
}

function clear(): void {
  byId('problem').replaceChildren();
  byId('totals').replaceChildren();
  PANELS.forEach((id) => fill(id, undefined, []));
}

/** @param isShown whether the page shows the same in another way, so that only screen readers get the text */
function end(text: string, isShown = false): void {
  clearTimeout(waiting);
  byId('results').setAttribute('aria-busy', 'false');
  byId('cancel').hidden = true;
  byId('status').parentElement!.classList.toggle('hidden', isShown);
  status(text);
}

function status(text: string): void {
  byId('status').textContent = text;
}
