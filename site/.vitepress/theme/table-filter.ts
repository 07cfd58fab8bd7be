import { useRoute } from 'vitepress';
import { defineComponent, h, nextTick, ref, watch } from 'vue';

/** The pages with long lists, with words that some of the listed things have. */
const LISTS: { readonly [path: string]: { readonly listed: string; readonly example: string } } = {
  'reference/controls.md': { listed: 'controls', example: 'high volumes' },
  'reference/images.md': { listed: 'images', example: 'postgres alpine' },
  'reference/vendor-images.md': { listed: 'images', example: 'bitnami redis' },
  'troubleshooting.md': { listed: 'causes', example: 'read-only file system' },
};

/** A field above the tables of a list. It hides the rows that do not contain each word, and the tables and headings that have none left. */
export const TableFilter = defineComponent(() => {
  const words = ref('');
  const count = ref<number>();
  const route = useRoute();
  const list = () => LISTS[route.data.relativePath];
  watch(() => route.path, () => {
    words.value = '';
    count.value = undefined;
  });
  watch(words, async (text) => {
    await nextTick();
    count.value = filterRows(text);
  });
  return () => list() === undefined ? undefined : h('div', { class: 'table-filter', role: 'search' }, [
    h('input', {
      'type': 'search',
      'value': words.value,
      'placeholder': `Filter the ${list().listed}, such as: ${list().example}`,
      'aria-label': `Filter the ${list().listed}`,
      'onInput': (event: Event) => {
        words.value = (event.target as HTMLInputElement).value;
      },
    }),
    h('span', { role: 'status' }, count.value === undefined ? '' : `${count.value} found`),
  ]);
});

function filterRows(text: string): number | undefined {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  let count = 0;
  for (const table of document.querySelectorAll<HTMLTableElement>('.vp-doc table')) {
    const heading = headingOf(table);
    // A table before the first section explains the others.
    if (!heading || !table.querySelector('tbody a')) {
      continue;
    }
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) {
      const content = row.textContent!.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      count += row.hidden ? 0 : 1;
    }
    table.hidden = heading.hidden = rows.every((row) => row.hidden);
  }
  return words.length === 0 ? undefined : count;
}

function headingOf(table: HTMLTableElement): HTMLElement | undefined {
  const { previousElementSibling: previous } = table;
  return previous instanceof HTMLElement && previous.tagName === 'H2' ? previous : undefined;
}
