import DefaultTheme from 'vitepress/theme-without-fonts';
import { h, onMounted } from 'vue';
import { correctRoles } from './roles';
import { TableFilter } from './table-filter';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-before': () => h(TableFilter) }),
  setup() {
    onMounted(() => {
      correctRoles();
      // What comes later: another page, and results of the search.
      new MutationObserver(correctRoles).observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-selected'] });
    });
  },
};
