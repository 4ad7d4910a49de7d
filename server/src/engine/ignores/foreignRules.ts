import published from '../../../data/foreign-rules.json' with { type: 'json' };

/** Tools whose ignore comments count here too, where their rule finds what ours finds. */
export type ForeignTool = 'hadolint' | 'buildkit';

const rulesOf: ReadonlyMap<ForeignTool, ReadonlyMap<string, readonly string[]>> = new Map([
  ['hadolint', new Map(Object.entries(published.hadolint))],
  ['buildkit', new Map(Object.entries(published.buildkit))],
]);

/** Our rules that find what the other tool's rule finds; none for most. */
export function rulesOfForeign(tool: ForeignTool, name: string): readonly string[] {
  return rulesOf.get(tool)?.get(name) ?? [];
}

/** Every rule of ours that has a counterpart in the other tool. */
export function rulesKnownTo(tool: ForeignTool): readonly string[] {
  return [...new Set([...(rulesOf.get(tool)?.values() ?? [])].flat())];
}

/** What other tools call the rule. */
export function foreignNames(rule: string): readonly { readonly tool: ForeignTool; readonly name: string }[] {
  return [...rulesOf].flatMap(([tool, names]) =>
    [...names].filter(([, rules]) => rules.includes(rule)).map(([name]) => ({ tool, name })),
  );
}
