/** Reading the state of a page from its address: what is malformed is left out, never an error. */
export type Raw = Record<string, unknown>;

export const text = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : String(value);

export const whole = (value: unknown): number | undefined => {
  const number = Number(value);
  return value !== '' && value !== null && Number.isInteger(number) ? number : undefined;
};

export const number = (value: unknown): number | undefined => {
  const found = Number(value);
  return value !== '' && value !== null && value !== undefined && Number.isFinite(found) ? found : undefined;
};

export const choice = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === value);

export const choices = <T extends string>(value: unknown, allowed: readonly T[]): T[] | undefined => {
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const found = allowed.filter((each) => given.includes(each));
  return found.length ? found : undefined;
};

export const flag = (value: unknown): true | undefined =>
  value === true || value === 'true' ? true : undefined;
