import type { CriterionId } from '../protocol/contributedImages.ts';
import { baseTag } from './baseTag.ts';
import { clearedCommand } from './clearedCommand.ts';
import { deadInstruction } from './deadInstruction.ts';
import { defaultExecutable } from './defaultExecutable.ts';
import { execForm } from './execForm.ts';
import { execFormSyntax } from './execFormSyntax.ts';
import { executableExists } from './executableExists.ts';
import { nonRootUser } from './nonRootUser.ts';
import { numericUser } from './numericUser.ts';
import { rootNeededAfterUser } from './rootNeededAfterUser.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { runtimePrivilege } from './runtimePrivilege.ts';
import { syntax } from './syntax.ts';
import { userExists } from './userExists.ts';

/** Every rule, by criterion; the only list there is. */
export const allRules: readonly Rule[] = [
  nonRootUser,
  numericUser,
  userExists,
  rootNeededAfterUser,
  runtimePrivilege,
  defaultExecutable,
  execForm,
  execFormSyntax,
  deadInstruction,
  clearedCommand,
  executableExists,
  baseTag,
];

/** Everything that has a page: the rules, and what the reader of the file itself reports. */
export const documentedRules: readonly RuleInfo[] = [...allRules, syntax];

/** Criteria that some rule of theirs may still find wanting: nothing found leaves them undecided. */
export const unfinishedCriteria: ReadonlySet<CriterionId> = new Set(['stable-base']);
