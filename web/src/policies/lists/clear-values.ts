import type { Schemas } from '../../api/client';

/** The permission that shows values of a list in clear; none where they are not protected. */
export const clearNeeds = ({ sensitivity }: Pick<Schemas['ListView'], 'sensitivity'>): string | undefined =>
  sensitivity === 'C1' ? undefined : `data.unmask.${sensitivity.toLowerCase()}`;
