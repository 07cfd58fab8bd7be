import { initEditor, selectLines, setText, textOfEditor } from './page/editor';
import { Evaluator } from './page/evaluator';
import { EXAMPLES } from './page/examples';
import { drawBusy, drawFailure, drawNothing, drawResult, drawWaiting } from './page/results';
import { initTabs } from './page/tabs';
import type { Request } from './result';
import { byId, element } from '../../report-page/dom';
import { initTheme } from '../../report-page/theme';
import { formatVersion, LATEST_VERSION, OLDEST_VERSION } from '../../src/formats/manifest/version';
import { LEVELS } from '../../src/policy/controls/control';
import { PLATFORMS } from '../../src/policy/settings/target';

/** Typing goes on for so long before a text is evaluated, in milliseconds. */
const DELAY = 250;

const evaluator = new Evaluator({ onWaiting: drawWaiting, onResult: ofThisText(drawResult), onFailure: ofThisText(drawFailure) });
let timer: number | undefined;

/** Draws nothing while a newer text waits for its evaluation. */
function ofThisText<T>(draw: (result: T) => void): (result: T) => void {
  return (result) => {
    if (timer === undefined) {
      draw(result);
    }
  };
}

function valueOf<T extends string>(id: string): T {
  return byId<HTMLSelectElement>(id).value as T;
}

function evaluateNow(): void {
  clearTimeout(timer);
  timer = undefined;
  const text = textOfEditor();
  if (text.trim() === '') {
    evaluator.cancel();
    drawNothing();
    return;
  }
  const request: Request = {
    text,
    kind: valueOf('kind'),
    profile: valueOf('profile'),
    kubernetesVersion: valueOf('version'),
    platform: valueOf('platform'),
  };
  evaluator.evaluate(request);
}

function evaluateSoon(): void {
  drawBusy();
  clearTimeout(timer);
  timer = window.setTimeout(evaluateNow, DELAY);
}

function fill(id: string, values: readonly string[], chosen: string): void {
  byId<HTMLSelectElement>(id).append(...values.map((value) => element('option', { value, selected: value === chosen ? '' : undefined }, value)));
}

function initOptions(): void {
  const versions = Array.from({ length: LATEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => formatVersion(LATEST_VERSION - index));
  fill('profile', LEVELS, 'hardened');
  fill('version', versions, versions[0]);
  fill('platform', PLATFORMS, 'kubernetes');
  byId('options').addEventListener('submit', (event) => event.preventDefault());
  ['kind', 'profile', 'version', 'platform'].forEach((id) => byId(id).addEventListener('change', evaluateNow));
  byId('cancel').addEventListener('click', () => evaluator.cancel('Canceled.'));
  initExamples();
}

function initExamples(): void {
  const examples = byId<HTMLSelectElement>('example');
  examples.append(...EXAMPLES.map(({ title }, index) => element('option', { value: String(index) }, title)));
  examples.addEventListener('change', () => {
    const { text } = EXAMPLES[Number(examples.value)] ?? {};
    if (text !== undefined && examples.value !== '') {
      setText(text);
      evaluateNow();
    }
    examples.value = '';
  });
}

initTheme();
initTabs();
initOptions();
initEditor(evaluateSoon);
// A line of a finding leads to the text.
byId('results').addEventListener('click', ({ target }) => {
  const { line, endLine } = (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-line]') : null)?.dataset ?? {};
  if (line !== undefined) {
    selectLines(Number(line), Number(endLine ?? line));
  }
});
// A browser keeps the text over a reload.
if (textOfEditor() === '') {
  setText(EXAMPLES[0].text);
}
evaluateNow();
