/** By tool and by its name for a rule: what the rule is called here. */
declare const foreignRules: Readonly<Record<'hadolint' | 'buildkit', Readonly<Record<string, readonly string[]>>>>;
export default foreignRules;
