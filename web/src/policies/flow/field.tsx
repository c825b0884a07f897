import type { ReactNode } from 'react';

/** A small labelled control, as dense as a table. */
export function Field({ label, width, children }: { label: string; width?: number; children: ReactNode }) {
  return (
    <label style={{ display: 'block', width: width ?? '100%', maxWidth: '100%', fontSize: 12 }}>
      <span style={{ display: 'block', marginBottom: 2, opacity: 0.75 }}>{label}</span>
      {children}
    </label>
  );
}
