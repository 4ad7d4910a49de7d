import type { Rule } from '../rule.ts';
import { apkCache } from './apkCache.ts';
import { aptLists } from './aptLists.ts';
import { aptRecommends } from './aptRecommends.ts';
import { baseSize } from './baseSize.ts';
import { buildToolsShipped } from './buildToolsShipped.ts';
import { changedLater } from './changedLater.ts';
import { condaCache } from './condaCache.ts';
import { develBase } from './develBase.ts';
import { dnfCache } from './dnfCache.ts';
import { imageSize } from './imageSize.ts';
import { layerWaste } from './layerWaste.ts';
import { leftArchive } from './leftArchive.ts';
import { manyLayers } from './manyLayers.ts';
import { npmCache } from './npmCache.ts';
import { pipCache } from './pipCache.ts';
import { removedLater } from './removedLater.ts';
import { sparseLog } from './sparseLog.ts';
import { unusedStage } from './unusedStage.ts';
import { updateAlone } from './updateAlone.ts';
import { wholeContext } from './wholeContext.ts';
import { zypperCache } from './zypperCache.ts';

/** The rules of `size-optimised`. */
export const sizeOptimisedRules: readonly Rule[] = [
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
  layerWaste,
  imageSize,
];
