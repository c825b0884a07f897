import { openHouse } from './house.ts';

/** One house for all tests that only look; who works on a test may keep one open and say so. */
export default async function open() {
  if (process.env.SHARED_HOUSE) return undefined;
  const { close, ...house } = await openHouse('furnished');
  process.env.SHARED_HOUSE = JSON.stringify(house);
  return close;
}
