import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link to an address of the console that the API gave, query and all; opens in a new tab like any other. */
export function AddressLink({ address, children }: { address: string; children: ReactNode }) {
  const router = useRouter();
  return (
    <a
      href={address}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        void router.navigate({ href: address });
      }}
    >
      {children}
    </a>
  );
}
