/*
 * The theme calls every heading of the sidebar a button, the search dialog too, and each result an option with a link in it. Screen readers
 * get what these are: headings, a dialog, and a list of links. Names of keys are on pictures.
 */

/** Elements of the theme, with the attributes that they get; undefined removes one. */
const ROLES: { readonly [selector: string]: { readonly [name: string]: string | undefined } } = {
  '.VPSidebarItem:not(.collapsible) > .item[role="button"]': { role: undefined, tabindex: undefined },
  '.VPLocalSearchBox[role="button"]': {
    'role': 'dialog', 'aria-modal': 'true', 'aria-label': 'Search', 'aria-labelledby': undefined, 'aria-expanded': undefined, 'aria-haspopup': undefined, 'aria-owns': undefined,
  },
  '#localsearch-list[role="listbox"]': { 'role': undefined, 'aria-labelledby': undefined },
  '#localsearch-list > [role="option"]': { role: undefined },
  '#localsearch-list > [aria-selected]': { 'aria-selected': undefined },
  '#localsearch-list a[aria-label]': { 'aria-label': undefined },
  '.search-keyboard-shortcuts kbd[aria-label]:not([role])': { role: 'img' },
};

export function correctRoles(): void {
  for (const [selector, attributes] of Object.entries(ROLES)) {
    document.querySelectorAll(selector).forEach((element) => {
      for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined) {
          element.removeAttribute(name);
        } else {
          element.setAttribute(name, value);
        }
      }
    });
  }
}
