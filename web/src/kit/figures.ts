import { localeOf, useLanguage } from './language';

/** Numbers as the reader's language writes them. */
export function useFigures() {
  const locale = localeOf(useLanguage());
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return {
    number: (value: number | null | undefined) => (value == null ? '—' : plain.format(value)),
    percent: (value: number | null | undefined) => (value == null ? '—' : percent.format(value)),
    micros: (us: number | null | undefined) => (us == null ? '—' : `${plain.format(us / 1000)} ms`),
    bytes: (size: number | null | undefined) => (size == null ? '—' : bytes(size, plain)),
  };
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

function bytes(size: number, format: Intl.NumberFormat): string {
  const power = size < 1 ? 0 : Math.min(Math.floor(Math.log(size) / Math.log(1024)), UNITS.length - 1);
  return `${format.format(Math.round((size / 1024 ** power) * 10) / 10)} ${UNITS[power]}`;
}
