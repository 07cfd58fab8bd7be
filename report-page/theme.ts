import { byId } from './dom';

const KEY = 'cdk8s-hardened-theme';

/** Light, dark, or as the system is; kept for the next page. */
export function initTheme(): void {
  const select = byId<HTMLSelectElement>('theme');
  select.value = stored() ?? 'light dark';
  const apply = () => { document.documentElement.style.colorScheme = select.value; };
  select.addEventListener('change', () => {
    apply();
    store(select.value);
  });
  apply();
}

/** A page that is opened as a file may have no storage. */
function stored(): string | undefined {
  try {
    const theme = localStorage.getItem(KEY);
    return theme !== null && ['light', 'dark'].includes(theme) ? theme : undefined;
  } catch {
    return undefined;
  }
}

function store(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then counts for this page only.
  }
}
