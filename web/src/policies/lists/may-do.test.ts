import { expect, test } from 'vitest';
import { mayDo } from './may-do';

const who = (id: string, ...held: string[]) => ({
  id,
  may: (permission: string) => held.includes(permission),
});
const waiting = { status: 'pending', requester: 'usr_ana' };

test('nobody confirms what they asked for themselves, but may withdraw it', () => {
  expect(mayDo(waiting, who('usr_ana', 'list.write', 'list.approve'))).toEqual({
    confirm: { refusal: 'own' },
    withdraw: true,
  });
});

test('another person with the permission confirms or refuses', () => {
  expect(mayDo(waiting, who('usr_ben', 'list.approve'))).toEqual({ confirm: {}, refuse: true });
  expect(mayDo({ ...waiting, status: 'removing' }, who('usr_ben', 'list.approve'))).toEqual({
    confirm: {},
    refuse: true,
  });
});

test('who may only write is told that somebody else has to confirm', () => {
  expect(mayDo(waiting, who('usr_eve', 'list.write'))).toEqual({ confirm: { refusal: 'needsApprover' } });
});

test('only what is active can be removed, and only by who may write', () => {
  const active = { status: 'active', requester: 'usr_ana' };
  expect(mayDo(active, who('usr_eve', 'list.write'))).toEqual({ remove: true });
  expect(mayDo(active, who('usr_ben', 'list.approve'))).toEqual({});
  expect(mayDo({ ...active, status: 'removed' }, who('usr_eve', 'list.write'))).toEqual({});
});

test('who may only look is offered nothing', () => {
  expect(mayDo(waiting, who('usr_vic', 'list.read'))).toEqual({});
});
