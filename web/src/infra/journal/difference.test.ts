import { describe, expect, it } from 'vitest';
import { differences } from './difference';

describe('what a row changed', () => {
  it('names the fields that differ and leaves the others out', () => {
    const before = { status: 'draft', number: 3, by: { id: 'u1', note: null } };
    const after = { status: 'submitted', number: 3, by: { id: 'u2', note: null } };
    expect(differences(before, after)).toEqual([
      { path: 'status', before: 'draft', after: 'submitted' },
      { path: 'by.id', before: 'u1', after: 'u2' },
    ]);
  });

  it('shows what is new, what is gone and what is no object', () => {
    expect(differences(null, { a: 1 })).toEqual([{ path: 'a', before: undefined, after: '1' }]);
    expect(differences({ a: [1] }, null)).toEqual([{ path: 'a', before: '[1]', after: undefined }]);
    expect(differences(['viewer'], ['viewer', 'auditor'])).toEqual([
      { path: '', before: '["viewer"]', after: '["viewer","auditor"]' },
    ]);
    expect(differences(null, null)).toEqual([]);
  });
});
