import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Formula } from './formula';

const line = (inside: string) => ({
  text: 'x = 1',
  mathml: `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`,
});

test('the elements of mathematics are drawn', () => {
  render(<Formula label="公式" lines={[line('<mrow><mi>x</mi><mo> = </mo><mn>1</mn></mrow>')]} />);
  const box = screen.getByRole('group', { name: '公式' });
  expect(box.querySelector('math mrow mi')?.textContent).toBe('x');
  expect(box.textContent).toBe('x = 1');
});

test('anything else shows as its text only', () => {
  render(<Formula label="公式" lines={[line('<mtext>a</mtext><script>alert(1)</script><img src="x"/>')]} />);
  const box = screen.getByRole('group', { name: '公式' });
  expect(box.querySelector('script, img')).toBeNull();
  expect(box.textContent).toContain('alert(1)');
});

test('what is no formula shows as plain text', () => {
  render(<Formula label="公式" lines={[{ text: 'plain', mathml: '<p>no</p>' }]} />);
  expect(screen.getByText('plain')).toBeTruthy();
});
