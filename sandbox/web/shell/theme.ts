/** Light or dark: as the visitor's system has it, until they say otherwise. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';
const systemIsLight = matchMedia('(prefers-color-scheme: light)');

export function currentTheme(): Theme {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemIsLight.matches ? 'light' : 'dark';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme();
}

/** @returns a function that ends the listening */
export function onSystemTheme(listener: () => void): () => void {
  systemIsLight.addEventListener('change', listener);
  return () => systemIsLight.removeEventListener('change', listener);
}
