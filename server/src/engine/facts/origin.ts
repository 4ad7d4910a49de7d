import type { Instruction } from '../dockerfile/model.ts';
import type { Fact, Origin } from './fact.ts';

/** The instruction that says so, where one does. */
export function instructionOf(fact: Fact<unknown>): Instruction | undefined {
  if (fact.state === 'unknown' || fact.origin.kind !== 'instruction') return undefined;
  return fact.origin.instruction;
}

/** The base that brings it, where one does. */
export function baseOf(fact: Fact<unknown>): Extract<Origin, { kind: 'base' }> | undefined {
  if (fact.state === 'unknown' || fact.origin.kind !== 'base') return undefined;
  return fact.origin;
}

/** ` (as far as known)` behind what was inferred and not read. */
export function caveatOf(fact: Fact<unknown>): string {
  return baseOf(fact)?.derived === true ? ' (as far as known)' : '';
}
