import { byId } from './dom';
import { offerChoices } from './filters';
import { drawHead } from './head';
import { drawMatrix, drawMore, markOpened, resetMatrix } from './matrix';
import { rows } from './model';
import { closeDetails, showDetails, wantFinding } from './opened';
import { endPrint, preparePrint, printAll } from './print';
import { IS_PACKED } from './stored';
import { initTheme } from './theme';
import { drawWaivers } from './waivers';

/** Typing draws once it pauses this long, in milliseconds. */
const PAUSE = 80;

/** Sections that come with the data, below the others, if the input has something for them. */
const SECTIONS = ['namespaces', 'network', 'rights', 'standards'];
/** The section that the page opens with, if there is one. */
const FIRST = 'namespaces';

function placeSections(): void {
  for (const name of SECTIONS) {
    const section = document.getElementById(name);
    if (section) {
      byId('panes').append(section);
      byId(`to-${name}`).hidden = false;
    }
  }
}

/** Shows what the address names: a workload by its number, a section, the waivers, or the list. */
function showAddressed(): void {
  const name = location.hash.slice(1) || FIRST;
  const row = /^\d+$/.test(name) ? rows[Number(name)] : undefined;
  const isWaivers = name === 'waivers';
  const section = SECTIONS.includes(name) ? document.getElementById(name) : null;
  const isList = !isWaivers && section === null;
  const wasOpen = !byId('details').hidden;
  byId('details').hidden = !row;
  byId('waivers').hidden = !isWaivers;
  SECTIONS.forEach((each) => document.getElementById(each)?.toggleAttribute('hidden', section?.id !== each));
  byId('list').hidden = !isList;
  byId('filters').hidden = !isList;
  byId('panes').classList.toggle('split', row !== undefined);
  document.body.classList.toggle('opened-row', row !== undefined);
  setCurrent('to-list', isList);
  SECTIONS.forEach((each) => setCurrent(`to-${each}`, section?.id === each));
  setCurrent('to-waivers', isWaivers);
  const before = document.querySelector<HTMLElement>('tr.opened a');
  markOpened(row?.number);
  if (isWaivers) {
    drawWaivers();
  }
  if (row) {
    showDetails(row);
  } else {
    closeDetails();
    if (wasOpen && isList) {
      before?.focus();
    }
  }
}

function setCurrent(id: string, isCurrent: boolean): void {
  if (isCurrent) {
    byId(id).setAttribute('aria-current', 'page');
  } else {
    byId(id).removeAttribute('aria-current');
  }
}

function close(): void {
  if (location.hash !== '#list') {
    location.hash = '#list';
  }
}

function onKey(event: KeyboardEvent): void {
  const { key, target } = event;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  if (IS_PACKED && key === 'p' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault(); // The browser would not wait for compressed findings.
    void printAll();
  }
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (key === 'Escape' && !isTyping) {
    close();
  } else if (key === '/' && !isTyping) {
    byId('search').focus();
    event.preventDefault();
  } else if ((key === 'ArrowDown' || key === 'ArrowUp') && !isTyping && target instanceof Element) {
    move(target, key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling', event);
  }
}

function move(from: Element, direction: 'nextElementSibling' | 'previousElementSibling', event: Event): void {
  const line = from.closest('tbody tr');
  const next = line ? line[direction] : firstFrom(from);
  const link = next?.querySelector('a');
  if (link) {
    link.focus();
    event.preventDefault();
  }
}

/** The row that an arrow leads to from outside of the rows: the opened one, or the first. */
function firstFrom(from: Element): Element | null {
  const isStart = (from === document.body || from.id === 'list' || from.id === 'scroll') && byId('list').offsetParent !== null;
  return isStart ? document.querySelector('#matrix tr.opened') ?? document.querySelector('#matrix tbody tr') : null;
}

function openClicked({ target }: Event): void {
  const line = (target as Element).closest<HTMLElement>('tbody tr');
  if (!line || (target as Element).closest('a')) {
    return;
  }
  const { column, risk } = (target as Element).closest<HTMLElement>('td')?.dataset ?? {};
  wantFinding(column === undefined ? risk && `li[data-risk="${risk}"]` : `li[data-column="${column}"]`);
  const address = `#${line.dataset.row}`;
  if (location.hash === address) {
    showAddressed(); // The browser sends no event.
  } else {
    location.hash = address;
  }
}

function start(): void {
  initTheme();
  drawHead();
  offerChoices();
  drawMatrix();
  placeSections();
  showAddressed();
  let pending: number | undefined;
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(drawMatrix, PAUSE);
  };
  const form = byId<HTMLFormElement>('filters');
  form.addEventListener('input', soon);
  form.addEventListener('reset', () => setTimeout(resetMatrix));
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('more').addEventListener('click', drawMore);
  byId('matrix').addEventListener('click', openClicked);
  new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && drawMore(), { root: byId('scroll'), rootMargin: '600px' }).observe(byId('more'));
  addEventListener('hashchange', showAddressed);
  addEventListener('keydown', onKey);
  byId('print-all').addEventListener('click', () => void printAll());
  addEventListener('beforeprint', preparePrint);
  addEventListener('afterprint', endPrint);
}

start();
