import { expect, test } from 'vitest';
import type { Text } from '../kit/language';
import { said } from './change-words';
import { curl } from './example-call';
import { en } from './words';

const say = (text: Text) => text.en;

test('a change of a scene is told in words, not in codes', () => {
  expect(said(en, say, 'required', 'true')).toBe('Yes');
  expect(said(en, say, 'kind', '"id_card"')).toBe('identity number');
  expect(said(en, say, 'title', '{"zh":"渠道","en":"Channel"}')).toBe('Channel');
  expect(said(en, say, 'values', '["app","web"]')).toBe('app, web');
  expect(said(en, say, 'scope', null)).toBe('—');
  const whole = '{"title":{"zh":"","en":"Phone"},"type":"string","sensitivity":"C2"}';
  expect(said(en, say, '', whole)).toBe('Phone · text · C2');
});

test('a quote within the body does not end the argument of the shell', () => {
  const call = curl('http://h', '/api/v1/decisions', `{"a":"it's"}`);
  expect(call).toContain(`-d '{"a":"it'"'"'s"}'`);
  expect(call).toContain('"Authorization: Bearer $BALLAST_API_KEY"');
});
