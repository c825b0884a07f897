import { openHouse } from './house.ts';

/** One house for all tests that only look; those that change something open their own. */
export default async function open() {
  const { close, ...house } = await openHouse('furnished');
  process.env.SHARED_HOUSE = JSON.stringify(house);
  return close;
}
