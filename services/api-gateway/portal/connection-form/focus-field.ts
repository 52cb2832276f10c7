import type { FieldName } from './draft.js';

/** Gives a field the focus; of radio buttons, the one that is chosen. */
export function focusField(field: FieldName): void {
  const chosen = document.querySelector<HTMLElement>(`input[type="radio"][name="${field}"]:checked`);
  (chosen ?? document.getElementById(field))?.focus();
}
