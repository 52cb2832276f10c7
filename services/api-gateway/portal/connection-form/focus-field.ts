import type { FieldName } from './draft.js';

/** Gives a field the focus; of radio buttons, the one that is chosen. False: the field is not on the page. */
export function focusField(field: FieldName): boolean {
  const chosen = document.querySelector<HTMLElement>(`input[type="radio"][name="${field}"]:checked`);
  const element = chosen ?? document.getElementById(field);
  element?.focus();
  return element !== null;
}
