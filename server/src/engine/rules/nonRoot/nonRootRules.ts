import type { Rule } from '../rule.ts';
import { nonRootUser } from './nonRootUser.ts';
import { numericUser } from './numericUser.ts';
import { rootNeededAfterUser } from './rootNeededAfterUser.ts';
import { runtimePrivilege } from './runtimePrivilege.ts';
import { userExists } from './userExists.ts';

/** The rules of `non-root`. */
export const nonRootRules: readonly Rule[] = [
  nonRootUser,
  numericUser,
  userExists,
  rootNeededAfterUser,
  runtimePrivilege,
];
