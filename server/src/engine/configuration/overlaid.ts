import type { Configuration } from './configuration.ts';

/** The configuration over another that fills what it leaves open: key by key, and rule by rule. */
export function overlaid(upper: Configuration | undefined, lower: Configuration): Configuration {
  if (upper === undefined) return lower;
  return {
    ...lower,
    ...upper,
    defaults: { ...lower.defaults, ...upper.defaults },
    images: upper.images.length > 0 ? upper.images : lower.images,
    bases: [...upper.bases, ...lower.bases],
    rules: new Map([...lower.rules, ...upper.rules]),
  };
}
