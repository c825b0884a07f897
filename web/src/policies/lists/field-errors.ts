import { isProblem } from '../../api/client';

export type FieldError = { name: string; errors: string[] };

/**
 * The fields that the API found fault with, with its sentence for each; empty when it named none of
 * `fields`, so that the fault has to be shown as a whole.
 */
export function fieldErrors(problem: unknown, fields: readonly string[], malformed: string): FieldError[] {
  if (!isProblem(problem)) return [];
  // A value that is there already is a matter of the value, though the API names the list.
  const field = problem.code === 'list_entry_exists' ? 'value' : problem.field;
  if (typeof field === 'string' && fields.includes(field)) return [{ name: field, errors: [problem.detail] }];
  const listed = Array.isArray(problem.errors) ? (problem.errors as { field?: unknown }[]) : [];
  return listed
    .map((each) => String(each.field ?? ''))
    .filter((name) => fields.includes(name))
    .map((name) => ({ name, errors: [malformed] }));
}
