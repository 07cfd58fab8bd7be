import { byId } from '../../../report-page/dom';

/** Tabs by https://www.w3.org/WAI/ARIA/apg/patterns/tabs/, which arrows move between. */
export function initTabs(): void {
  const tabs = allTabs();
  tabs.forEach((tab) => tab.addEventListener('click', () => select(tab)));
  byId('tabs').addEventListener('keydown', (event) => {
    const current = tabs.findIndex((tab) => tab === document.activeElement);
    const next = { ArrowRight: current + 1, ArrowLeft: current - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (current >= 0 && next !== undefined) {
      event.preventDefault();
      const tab = tabs[next % tabs.length];
      select(tab);
      tab.focus();
    }
  });
}

/** How many things a panel shows. */
export function setNumber(id: string, number: number | undefined): void {
  const tab = byId(`tab-${id}`);
  const [name] = (tab.dataset.name ??= tab.textContent!).split('\n');
  tab.textContent = number === undefined ? name : `${name} (${number.toLocaleString('en-US')})`;
}

function allTabs(): readonly HTMLElement[] {
  return [...byId('tabs').querySelectorAll<HTMLElement>('[role="tab"]')];
}

function select(selected: HTMLElement): void {
  for (const tab of allTabs()) {
    const isSelected = tab === selected;
    tab.setAttribute('aria-selected', String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
    byId(tab.getAttribute('aria-controls')!).hidden = !isSelected;
  }
}
