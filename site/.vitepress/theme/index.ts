import DefaultTheme from 'vitepress/theme-without-fonts';
import { onMounted } from 'vue';
import { correctRoles } from './roles';
import './style.css';

export default {
  extends: DefaultTheme,
  setup() {
    onMounted(() => {
      correctRoles();
      // What comes later: another page, and results of the search.
      new MutationObserver(correctRoles).observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-selected'] });
    });
  },
};
