import { useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { nextTick, onMounted, watch } from 'vue';
import './style.css';

/** The theme calls every heading of the sidebar a button, one that does nothing, too. */
function renameHeadings(): void {
  document.querySelectorAll('.VPSidebarItem:not(.collapsible) > .item[role="button"]').forEach((heading) => {
    heading.removeAttribute('role');
    heading.removeAttribute('tabindex');
  });
}

export default {
  extends: DefaultTheme,
  setup() {
    const route = useRoute();
    const later = () => void nextTick(renameHeadings);
    onMounted(later);
    watch(() => route.path, later);
  },
};
