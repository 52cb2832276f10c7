import type { ReactNode } from 'react';

const headingId = 'provider-panel-heading';

/** Takes the focus to what the chosen provider asks for. */
export function focusPreparation(): void {
  document.getElementById(headingId)?.focus();
}

interface ProviderPanelProps {
  readonly heading: string;
  readonly tone?: 'warning';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** The box under the chosen provider: what to prepare there, or why it cannot be connected. */
export function ProviderPanel({ heading, tone, icon, children }: ProviderPanelProps) {
  return (
    <section className={`provider-panel ${tone ?? ''}`} aria-labelledby={headingId}>
      <h3 id={headingId} tabIndex={-1}>
        {icon} {heading}
      </h3>
      {children}
    </section>
  );
}
