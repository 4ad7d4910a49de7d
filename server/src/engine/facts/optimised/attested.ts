import type { Span } from '../../text/span.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { labelsOf } from '../labels.ts';

/** What the author declares that the application is optimised with. */
export interface Attested {
  readonly words: readonly string[];
  readonly by: 'configuration' | 'label';
  readonly at: Span | undefined;
}

/** The label that declares it, in the image itself. */
export const optimisedLabel = 'org.st4sd.optimised';

/** The word that declares that there is nothing to optimise. */
export const nothingToOptimise = 'none';

/** The declaration of the configuration, else of the label; undefined where there is none. */
export function attestedBy(facts: ImageFacts, configured: readonly string[]): Attested | undefined {
  const words = wordsOf(configured.join(','));
  if (words.length > 0) return { words, by: 'configuration', at: undefined };
  const label = labelsOf(facts)?.facts.get(optimisedLabel);
  if (label?.state !== 'known') return undefined;
  const declared = wordsOf(label.value);
  return declared.length === 0 ? undefined : { words: declared, by: 'label', at: label.at };
}

const most = 20;

/** `mkl, cuda`, `["mkl", "cuda"]`. */
function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 1000)
    .split(/[\s,;[\]"']+/)
    .filter((word) => word !== '')
    .slice(0, most);
}
