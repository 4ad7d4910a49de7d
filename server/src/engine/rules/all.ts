import { acceleratorAgrees } from './acceleratorAgrees.ts';
import { acceleratorInTag } from './acceleratorInTag.ts';
import { apkCache } from './apkCache.ts';
import { aptLists } from './aptLists.ts';
import { aptRecommends } from './aptRecommends.ts';
import { baseDigest } from './baseDigest.ts';
import { baseSize } from './baseSize.ts';
import { baseTag } from './baseTag.ts';
import { buildToolsShipped } from './buildToolsShipped.ts';
import { changedLater } from './changedLater.ts';
import { clearedCommand } from './clearedCommand.ts';
import { condaCache } from './condaCache.ts';
import { configuration } from './configuration.ts';
import { deadInstruction } from './deadInstruction.ts';
import { defaultExecutable } from './defaultExecutable.ts';
import { deprecatedMaintainer } from './deprecatedMaintainer.ts';
import { develBase } from './develBase.ts';
import { distributionUpgrade } from './distributionUpgrade.ts';
import { dnfCache } from './dnfCache.ts';
import { endOfLife } from './endOfLife.ts';
import { entrypointMode } from './entrypointMode.ts';
import { environmentActivation } from './environmentActivation.ts';
import { execForm } from './execForm.ts';
import { execFormSyntax } from './execFormSyntax.ts';
import { executableExists } from './executableExists.ts';
import { groupWritable } from './groupWritable.ts';
import { heredocMode } from './heredocMode.ts';
import { ignoreWithoutReason } from './ignoreWithoutReason.ts';
import { imageDeclared } from './imageDeclared.ts';
import { imageName } from './imageName.ts';
import { imageSize } from './imageSize.ts';
import { latestOnly } from './latestOnly.ts';
import { leftArchive } from './leftArchive.ts';
import { maintainerId } from './maintainerId.ts';
import { maintainerLabel } from './maintainerLabel.ts';
import { manyLayers } from './manyLayers.ts';
import { movingTag } from './movingTag.ts';
import { multiArchRules } from './multiArchRules.ts';
import { nonRootUser } from './nonRootUser.ts';
import { npmCache } from './npmCache.ts';
import { numericUser } from './numericUser.ts';
import { optimisedApplicationRules } from './optimisedApplication.ts';
import { otherSecurity } from './otherSecurity.ts';
import { ownerOnlyHome } from './ownerOnlyHome.ts';
import { pipCache } from './pipCache.ts';
import { provenanceLabels } from './provenanceLabels.ts';
import { remoteFileMode } from './remoteFileMode.ts';
import { removedLater } from './removedLater.ts';
import { restrictiveMode } from './restrictiveMode.ts';
import { rootHome } from './rootHome.ts';
import { rootNeededAfterUser } from './rootNeededAfterUser.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { runtimePrivilege } from './runtimePrivilege.ts';
import { semanticTag } from './semanticTag.ts';
import { sparseLog } from './sparseLog.ts';
import { stageNameCase } from './stageNameCase.ts';
import { syntax } from './syntax.ts';
import { tagArchitecture } from './tagArchitecture.ts';
import { trustedRegistry } from './trustedRegistry.ts';
import { undeclaredBaseArgument } from './undeclaredBaseArgument.ts';
import { unpinnedConda } from './unpinnedConda.ts';
import { unpinnedPython } from './unpinnedPython.ts';
import { unpinnedSource } from './unpinnedSource.ts';
import { unresolvedBase } from './unresolvedBase.ts';
import { unusedIgnore } from './unusedIgnore.ts';
import { unusedStage } from './unusedStage.ts';
import { updateAlone } from './updateAlone.ts';
import { userExists } from './userExists.ts';
import { wholeContext } from './wholeContext.ts';
import { zypperCache } from './zypperCache.ts';
/** Every rule, by criterion; the only list there is. */
export const allRules: readonly Rule[] = [
  imageDeclared,
  imageName,
  maintainerId,
  acceleratorAgrees,
  semanticTag,
  latestOnly,
  acceleratorInTag,
  tagArchitecture,
  nonRootUser,
  numericUser,
  userExists,
  rootNeededAfterUser,
  runtimePrivilege,
  rootHome,
  restrictiveMode,
  remoteFileMode,
  heredocMode,
  entrypointMode,
  ownerOnlyHome,
  groupWritable,
  environmentActivation,
  defaultExecutable,
  execForm,
  execFormSyntax,
  deadInstruction,
  clearedCommand,
  executableExists,
  baseTag,
  movingTag,
  endOfLife,
  baseDigest,
  unresolvedBase,
  undeclaredBaseArgument,
  stageNameCase,
  trustedRegistry,
  unpinnedPython,
  unpinnedConda,
  unpinnedSource,
  distributionUpgrade,
  ...multiArchRules,
  maintainerLabel,
  provenanceLabels,
  deprecatedMaintainer,
  aptLists,
  aptRecommends,
  apkCache,
  dnfCache,
  zypperCache,
  pipCache,
  condaCache,
  npmCache,
  updateAlone,
  buildToolsShipped,
  develBase,
  leftArchive,
  removedLater,
  changedLater,
  wholeContext,
  sparseLog,
  manyLayers,
  unusedStage,
  baseSize,
  imageSize,
  ...otherSecurity,
  ...optimisedApplicationRules,
];

/** Everything that has a page: the rules, and what the reader of the file itself reports. */
export const documentedRules: readonly RuleInfo[] = [
  ...allRules,
  syntax,
  configuration,
  unusedIgnore,
  ignoreWithoutReason,
];
